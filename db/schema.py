"""The SQL of the schema, one script for each step of `db.migrations`; a released one is never edited."""

from __future__ import annotations

HISTORY = """
CREATE TABLE action (
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    who TEXT NOT NULL,
    kind TEXT NOT NULL,
    summary TEXT NOT NULL,
    reverses INTEGER REFERENCES action(id),
    reversed_by INTEGER REFERENCES action(id)
) STRICT;
CREATE TABLE change (
    id INTEGER PRIMARY KEY,
    action_id INTEGER NOT NULL REFERENCES action(id),
    entity TEXT NOT NULL,
    entity_id INTEGER NOT NULL,
    verb TEXT NOT NULL CHECK (verb IN ('insert', 'update', 'delete')),
    before TEXT
) STRICT;
CREATE INDEX change_action ON change(action_id);
CREATE INDEX change_entity ON change(entity, entity_id);
CREATE TABLE pair_event (
    id INTEGER PRIMARY KEY,
    action_id INTEGER NOT NULL REFERENCES action(id),
    pair_id INTEGER NOT NULL,
    old_text TEXT NOT NULL,
    new_text TEXT NOT NULL,
    old_status TEXT NOT NULL,
    new_status TEXT NOT NULL
) STRICT;
CREATE INDEX pair_event_pair ON pair_event(pair_id);
CREATE INDEX pair_event_action ON pair_event(action_id);
CREATE TABLE journal (id INTEGER PRIMARY KEY CHECK (id = 1), action_id INTEGER REFERENCES action(id)) STRICT;
INSERT INTO journal VALUES (1, NULL);
CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
"""

TEXTS = """
CREATE TABLE document (
    id INTEGER PRIMARY KEY,
    sha256 TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    format TEXT NOT NULL,
    encoding TEXT NOT NULL,
    text TEXT NOT NULL,
    lang TEXT NOT NULL,
    lang_basis TEXT NOT NULL CHECK (lang_basis IN ('stated', 'inferred', 'unknown')),
    title TEXT NOT NULL,
    outlet TEXT NOT NULL,
    author TEXT NOT NULL,
    translator TEXT NOT NULL,
    date TEXT NOT NULL,
    url TEXT NOT NULL,
    imported_at TEXT NOT NULL,
    revision INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE TABLE document_raw (
    id INTEGER PRIMARY KEY REFERENCES document(id),
    bytes BLOB NOT NULL
) STRICT;
CREATE TABLE block (
    id INTEGER PRIMARY KEY,
    document_id INTEGER NOT NULL REFERENCES document(id),
    start INTEGER NOT NULL,
    end INTEGER NOT NULL CHECK (end >= start),
    kind TEXT NOT NULL,
    reason TEXT NOT NULL
) STRICT;
CREATE INDEX block_document ON block(document_id, start);
CREATE TABLE segment (
    id INTEGER PRIMARY KEY,
    text TEXT NOT NULL,
    after TEXT NOT NULL,
    doubt TEXT NOT NULL,
    author TEXT NOT NULL,
    folded TEXT NOT NULL
) STRICT;
CREATE TABLE quote (
    id INTEGER PRIMARY KEY,
    lang TEXT NOT NULL,
    lang_basis TEXT NOT NULL CHECK (lang_basis IN ('stated', 'inferred', 'unknown')),
    kind TEXT NOT NULL CHECK (kind IN ('direct', 'partial', 'block')),
    speaker TEXT NOT NULL,
    role TEXT NOT NULL,
    said_on TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('active', 'dismissed', 'merged')),
    merged_into INTEGER REFERENCES quote(id) CHECK ((state = 'merged') = (merged_into IS NOT NULL)),
    place_document INTEGER NOT NULL REFERENCES document(id),
    place_offset INTEGER NOT NULL,
    revision INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX quote_place ON quote(place_document, place_offset, id, state);
CREATE TABLE witness (
    id INTEGER PRIMARY KEY,
    quote_id INTEGER NOT NULL REFERENCES quote(id),
    document_id INTEGER NOT NULL REFERENCES document(id),
    mention_start INTEGER,
    mention_end INTEGER,
    cue TEXT NOT NULL,
    confidence REAL NOT NULL
) STRICT;
CREATE INDEX witness_quote ON witness(quote_id);
CREATE INDEX witness_document ON witness(document_id);
CREATE TABLE rendering (
    id INTEGER PRIMARY KEY,
    quote_id INTEGER NOT NULL REFERENCES quote(id),
    lang TEXT NOT NULL,
    origin TEXT NOT NULL CHECK (origin IN ('published', 'draft', 'human')),
    document_id INTEGER REFERENCES document(id) CHECK ((origin = 'published') = (document_id IS NOT NULL)),
    mention_start INTEGER,
    mention_end INTEGER,
    translator TEXT NOT NULL,
    engine TEXT NOT NULL CHECK ((origin = 'draft') = (engine <> '')),
    derived_from INTEGER REFERENCES rendering(id),
    author TEXT NOT NULL,
    created_at TEXT NOT NULL
) STRICT;
CREATE INDEX rendering_quote ON rendering(quote_id);
CREATE INDEX rendering_document ON rendering(document_id);
CREATE INDEX rendering_derived ON rendering(derived_from);
CREATE TABLE piece (
    id INTEGER PRIMARY KEY,
    witness_id INTEGER REFERENCES witness(id),
    rendering_id INTEGER REFERENCES rendering(id),
    position INTEGER NOT NULL,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL CHECK (end > start),
    CHECK ((witness_id IS NULL) <> (rendering_id IS NULL))
) STRICT;
CREATE INDEX piece_witness ON piece(witness_id, position);
CREATE INDEX piece_rendering ON piece(rendering_id, position);
CREATE TABLE quote_segment (
    id INTEGER PRIMARY KEY,
    quote_id INTEGER NOT NULL REFERENCES quote(id),
    position INTEGER NOT NULL,
    segment_id INTEGER NOT NULL REFERENCES segment(id)
) STRICT;
CREATE INDEX quote_segment_quote ON quote_segment(quote_id, position);
CREATE INDEX quote_segment_segment ON quote_segment(segment_id);
CREATE TABLE rendering_segment (
    id INTEGER PRIMARY KEY,
    rendering_id INTEGER NOT NULL REFERENCES rendering(id),
    position INTEGER NOT NULL,
    segment_id INTEGER NOT NULL REFERENCES segment(id)
) STRICT;
CREATE INDEX rendering_segment_rendering ON rendering_segment(rendering_id, position);
CREATE INDEX rendering_segment_segment ON rendering_segment(segment_id);
CREATE TABLE pair (
    id INTEGER PRIMARY KEY,
    quote_id INTEGER NOT NULL REFERENCES quote(id),
    rendering_id INTEGER REFERENCES rendering(id),
    source_start INTEGER NOT NULL,
    source_end INTEGER NOT NULL,
    target_start INTEGER NOT NULL,
    target_end INTEGER NOT NULL,
    probability REAL NOT NULL CHECK (probability BETWEEN 0 AND 1),
    status TEXT NOT NULL CHECK (status IN ('draft', 'translated', 'approved', 'rejected')),
    note TEXT NOT NULL,
    reviewer TEXT NOT NULL,
    reviewed_at TEXT NOT NULL,
    revision INTEGER NOT NULL DEFAULT 1,
    CHECK (source_end > source_start OR target_end > target_start),
    CHECK (rendering_id IS NOT NULL OR target_end = target_start)
) STRICT;
CREATE INDEX pair_quote ON pair(quote_id, source_start, target_start, id);
CREATE INDEX pair_rendering ON pair(rendering_id);
CREATE INDEX pair_status ON pair(status, quote_id);
CREATE TABLE concept (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    since TEXT NOT NULL,
    until TEXT NOT NULL,
    note TEXT NOT NULL,
    confirmed INTEGER NOT NULL CHECK (confirmed IN (0, 1)),
    revision INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE TABLE name (
    id INTEGER PRIMARY KEY,
    concept_id INTEGER NOT NULL REFERENCES concept(id),
    lang TEXT NOT NULL,
    text TEXT NOT NULL,
    form TEXT NOT NULL,
    status TEXT NOT NULL,
    since TEXT NOT NULL,
    until TEXT NOT NULL,
    source TEXT NOT NULL,
    confirmed INTEGER NOT NULL CHECK (confirmed IN (0, 1)),
    note TEXT NOT NULL
) STRICT;
CREATE INDEX name_concept ON name(concept_id);
CREATE UNIQUE INDEX name_one_preferred ON name(concept_id, lang, form) WHERE status = 'preferred';
CREATE TABLE relation (
    id INTEGER PRIMARY KEY,
    concept_id INTEGER NOT NULL REFERENCES concept(id),
    type TEXT NOT NULL,
    target TEXT NOT NULL,
    note TEXT NOT NULL,
    confirmed INTEGER NOT NULL CHECK (confirmed IN (0, 1))
) STRICT;
CREATE INDEX relation_concept ON relation(concept_id);
"""

EVIDENCE = """
CREATE TRIGGER document_text_is_kept BEFORE UPDATE OF text, sha256 ON document
BEGIN SELECT RAISE(ABORT, 'a document''s text is never altered'); END;
CREATE TRIGGER document_raw_is_kept BEFORE UPDATE ON document_raw
BEGIN SELECT RAISE(ABORT, 'a document''s bytes are never altered'); END;
CREATE TRIGGER segment_is_kept BEFORE UPDATE OF text, after ON segment
BEGIN SELECT RAISE(ABORT, 'a segment''s text is never altered'); END;
CREATE TRIGGER quote_segment_is_kept BEFORE UPDATE OF segment_id ON quote_segment
BEGIN SELECT RAISE(ABORT, 'a quote''s words are never altered'); END;
CREATE TRIGGER rendering_segment_is_kept BEFORE UPDATE OF segment_id ON rendering_segment
WHEN (SELECT origin FROM rendering WHERE id = OLD.rendering_id) <> 'human'
BEGIN SELECT RAISE(ABORT, 'a published or drafted rendering is never altered'); END;
"""


PROVENANCE = """
ALTER TABLE document ADD COLUMN agency TEXT NOT NULL DEFAULT '';
ALTER TABLE document ADD COLUMN place TEXT NOT NULL DEFAULT '';
ALTER TABLE quote ADD COLUMN said_in TEXT NOT NULL DEFAULT '';
ALTER TABLE quote ADD COLUMN said_in_basis TEXT NOT NULL DEFAULT 'unknown'
    CHECK (said_in_basis IN ('stated', 'inferred', 'unknown'));
ALTER TABLE witness ADD COLUMN position INTEGER NOT NULL DEFAULT 0;
ALTER TABLE witness ADD COLUMN translator TEXT NOT NULL DEFAULT '';
ALTER TABLE rendering ADD COLUMN cue TEXT NOT NULL DEFAULT '';
ALTER TABLE rendering ADD COLUMN confidence REAL NOT NULL DEFAULT 0;
ALTER TABLE rendering ADD COLUMN reprint_of INTEGER REFERENCES rendering(id)
    CHECK (reprint_of IS NULL OR origin = 'published' AND reprint_of <> id);
CREATE INDEX rendering_reprint ON rendering(reprint_of) WHERE reprint_of IS NOT NULL;
CREATE INDEX quote_merged ON quote(merged_into) WHERE merged_into IS NOT NULL;
CREATE TABLE retelling (
    id INTEGER PRIMARY KEY,
    quote_id INTEGER NOT NULL REFERENCES quote(id),
    other_id INTEGER NOT NULL REFERENCES quote(id) CHECK (quote_id < other_id),
    note TEXT NOT NULL,
    score REAL NOT NULL CHECK (score BETWEEN 0 AND 1),
    UNIQUE (quote_id, other_id)
) STRICT;
CREATE INDEX retelling_other ON retelling(other_id);
CREATE TRIGGER piece_is_kept BEFORE UPDATE OF start, end ON piece
BEGIN SELECT RAISE(ABORT, 'the place of a quote''s words is never altered'); END;
CREATE TRIGGER witness_is_kept BEFORE UPDATE OF document_id ON witness
BEGIN SELECT RAISE(ABORT, 'the article that a quote stands in is never altered'); END;
CREATE TRIGGER rendering_is_kept BEFORE UPDATE OF document_id, origin, lang, engine ON rendering
BEGIN SELECT RAISE(ABORT, 'where a rendering came from is never altered'); END;
"""

TELLING = """
ALTER TABLE {table} ADD COLUMN told_to TEXT NOT NULL DEFAULT '';
ALTER TABLE {table} ADD COLUMN occasion TEXT NOT NULL DEFAULT '';
ALTER TABLE {table} ADD COLUMN via TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(via));
ALTER TABLE {table} ADD COLUMN evidence TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(evidence));
"""
"""How the words reached the article: `via` is a list of names, `evidence` a list of spans of its text."""

BEADS = """
ALTER TABLE pair ADD COLUMN aligned_by TEXT NOT NULL DEFAULT '';
CREATE TABLE refused_match (
    id INTEGER PRIMARY KEY,
    quote_id INTEGER NOT NULL REFERENCES quote(id),
    rendering_id INTEGER NOT NULL REFERENCES rendering(id),
    UNIQUE (quote_id, rendering_id)
) STRICT;
CREATE INDEX refused_match_rendering ON refused_match(rendering_id);
"""
"""`aligned_by` is the person who laid a bead, empty where the aligner did."""


DRAFTS = """
CREATE TABLE draft (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    signature TEXT NOT NULL,
    source TEXT NOT NULL,
    made TEXT NOT NULL CHECK (json_valid(made))
) STRICT;
CREATE TRIGGER draft_is_kept BEFORE UPDATE ON draft
BEGIN SELECT RAISE(ABORT, 'what a package drafted is never altered'); END;
"""
"""`key` is the SHA-256 of signature and source; `made` is the draft as JSON."""


CHECKS = """
ALTER TABLE concept ADD COLUMN country TEXT NOT NULL DEFAULT '';
ALTER TABLE concept ADD COLUMN glossary TEXT NOT NULL DEFAULT '';
ALTER TABLE name ADD COLUMN case_rule TEXT NOT NULL DEFAULT ''
    CHECK (case_rule IN ('', 'any', 'exact', 'caps'));
ALTER TABLE name ADD COLUMN outlet TEXT NOT NULL DEFAULT '';
ALTER TABLE name ADD COLUMN glossary TEXT NOT NULL DEFAULT '';
ALTER TABLE name ADD COLUMN displaced INTEGER NOT NULL DEFAULT 0 CHECK (displaced IN (0, 1));
ALTER TABLE relation ADD COLUMN since TEXT NOT NULL DEFAULT '';
ALTER TABLE relation ADD COLUMN until TEXT NOT NULL DEFAULT '';
ALTER TABLE relation ADD COLUMN glossary TEXT NOT NULL DEFAULT '';
UPDATE concept SET glossary = 'shipped';
UPDATE name SET glossary = 'shipped';
UPDATE relation SET glossary = 'shipped';
CREATE TABLE glossary (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    format TEXT NOT NULL,
    langs TEXT NOT NULL,
    files TEXT NOT NULL CHECK (json_valid(files)),
    origin TEXT NOT NULL
) STRICT;
CREATE TABLE kept_out (
    id INTEGER PRIMARY KEY,
    concept TEXT NOT NULL,
    part TEXT NOT NULL CHECK (part IN ('concept', 'name', 'relation')),
    label TEXT NOT NULL,
    text TEXT NOT NULL,
    UNIQUE (concept, part, label, text)
) STRICT;
CREATE TABLE mention (
    id INTEGER PRIMARY KEY,
    document_id INTEGER NOT NULL REFERENCES document(id),
    name TEXT NOT NULL,
    concept_id INTEGER NOT NULL REFERENCES concept(id),
    chosen_by TEXT NOT NULL,
    UNIQUE (document_id, name)
) STRICT;
CREATE TABLE waiver (
    id INTEGER PRIMARY KEY,
    quote_id INTEGER NOT NULL REFERENCES quote(id),
    texts TEXT NOT NULL,
    check_id TEXT NOT NULL,
    found TEXT NOT NULL,
    reason TEXT NOT NULL,
    who TEXT NOT NULL,
    at TEXT NOT NULL,
    UNIQUE (quote_id, texts, check_id, found)
) STRICT;
CREATE INDEX relation_target ON relation(target);
CREATE INDEX change_newest ON change(entity, id);
"""
"""`glossary` of a name is the glossary it came from, empty for the project's own; until now a project could
only have what ships. `files` are the bytes of an imported glossary in hexadecimal digits, by file name: they
tell order, comments and white space when it is written out again; `origin` is the path that they came from.
A `displaced` name is one that its glossary prefers and another name stands before. `kept_out` is what a
person has removed, so that no import brings it back: a concept (by its key), a name (label: its language) or
a relation (label: its type, text: the other concept). `mention` is a person's choice among
the concepts that share a name, for one article. `texts` of a waiver is the SHA-256 of both texts."""


TALK = """
CREATE TABLE comment (
    id INTEGER PRIMARY KEY,
    quote_id INTEGER NOT NULL REFERENCES quote(id),
    rendering_id INTEGER REFERENCES rendering(id) CHECK ((rendering_id IS NULL) = (target_at IS NULL)),
    source_at INTEGER,
    target_at INTEGER,
    who TEXT NOT NULL,
    at TEXT NOT NULL,
    edited_at TEXT NOT NULL,
    text TEXT NOT NULL,
    revision INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX comment_quote ON comment(quote_id);
CREATE INDEX comment_rendering ON comment(rendering_id);
CREATE TABLE unfinished (
    id INTEGER PRIMARY KEY,
    person TEXT NOT NULL,
    session TEXT NOT NULL,
    pair_id INTEGER NOT NULL,
    subject TEXT NOT NULL,
    words TEXT NOT NULL,
    revision INTEGER NOT NULL,
    at TEXT NOT NULL,
    UNIQUE (person, session)
) STRICT;
"""
"""A comment is about sentences, by their positions, so that it outlives the pairs laid over them: `source_at`
in the quote, `target_at` in `rendering_id`, which is never one derived from another. `unfinished` holds what
a person was typing; it is no part of the history."""

_SAME_WORDS = """(
        SELECT theirs.position FROM quote_segment ours JOIN segment s ON s.id = ours.segment_id
        JOIN quote_segment theirs ON theirs.quote_id = {quote}
        JOIN segment t ON t.id = theirs.segment_id AND t.folded = s.folded
        WHERE ours.quote_id = comment.quote_id AND ours.position = comment.source_at
        ORDER BY theirs.position LIMIT 1)"""
"""Where in another quote the sentence stands that a comment is about; NULL where it does not."""

COMMENTS_FOLLOW = f"""
CREATE TRIGGER comment_follows_quote_segment AFTER UPDATE OF quote_id ON quote_segment
WHEN OLD.quote_id <> NEW.quote_id
BEGIN UPDATE comment SET quote_id = NEW.quote_id, revision = revision + 1
    WHERE quote_id = OLD.quote_id AND source_at = OLD.position; END;
CREATE TRIGGER comment_follows_rendering_segment AFTER UPDATE OF rendering_id ON rendering_segment
WHEN OLD.rendering_id <> NEW.rendering_id
BEGIN UPDATE comment SET rendering_id = NEW.rendering_id, revision = revision + 1,
    quote_id = (SELECT quote_id FROM rendering WHERE id = NEW.rendering_id)
    WHERE rendering_id = OLD.rendering_id AND target_at = OLD.position; END;
CREATE TRIGGER comment_follows_rendering AFTER UPDATE OF quote_id ON rendering
WHEN OLD.quote_id <> NEW.quote_id
BEGIN UPDATE comment SET quote_id = NEW.quote_id, revision = revision + 1,
    source_at = CASE WHEN quote_id = NEW.quote_id THEN source_at
        ELSE {_SAME_WORDS.format(quote="NEW.quote_id")} END
    WHERE rendering_id = NEW.id; END;
CREATE TRIGGER comment_follows_quote AFTER UPDATE OF state ON quote
WHEN OLD.state <> 'merged' AND NEW.state = 'merged'
BEGIN UPDATE comment SET quote_id = NEW.merged_into, revision = revision + 1,
    source_at = {_SAME_WORDS.format(quote="NEW.merged_into")}
    WHERE quote_id = NEW.id; END;
CREATE TRIGGER comment_outlives_rendering BEFORE DELETE ON rendering
BEGIN UPDATE comment SET rendering_id = NULL, target_at = NULL, revision = revision + 1
    WHERE rendering_id = OLD.id; END;
CREATE TRIGGER comment_outlives_reprint AFTER UPDATE OF reprint_of ON rendering
WHEN NEW.reprint_of IS NOT NULL
BEGIN UPDATE comment SET rendering_id = NULL, target_at = NULL, revision = revision + 1
    WHERE rendering_id = NEW.id; END;
"""
"""Comments go where the sentences go that they are about: to the other part of a quote that is parted, to
the same words of a quote that theirs has joined. What was said of a rendering that has gone stays with the
original."""


FINDING = """
CREATE INDEX quote_speaker ON quote(speaker, place_document, place_offset);
CREATE INDEX document_printed ON document(outlet, date);
"""
"""What a search finds the speakers and outlets of its conditions by."""

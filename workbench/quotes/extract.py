"""Finds the quotations in an article, and who is quoted."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from db.records import UNDETERMINED, Block, FoundQuote, LanguageTag, Span
from workbench.quotes.appositions import with_appositions
from workbench.quotes.attribution import Attribution, Place, attribute, attribute_nearby, places_of
from workbench.quotes.blocks import block_stretches
from workbench.quotes.cues import Cue
from workbench.quotes.dialogue import turn_stretches
from workbench.quotes.discourse import Clause, Discourse, Referent
from workbench.quotes.kinds import kind_of
from workbench.quotes.lexicon import Lexicon, load
from workbench.quotes.marks import marked_stretches
from workbench.quotes.names import confirmed, mentions
from workbench.quotes.paragraphs import Paragraph, paragraphs
from workbench.quotes.people import People
from workbench.quotes.pieces import Utterance, utterances
from workbench.quotes.stretches import Marked, outermost
from workbench.quotes.tokens import sentences
from workbench.quotes.translation import translation_beside
from workbench.quotes.verbs import verbs

_LOWER_WORD = re.compile(r"\b[^\W\d_A-ZÀ-Þ]+\b")

_TAKEN_UP = 0.5
"""Confidence in a speaker whom only the sentences before name."""

_NOBODY = 0.4
"""Confidence in a quotation without a speaker."""


@dataclass(frozen=True, slots=True)
class _Reading:
    """An article as it was read: its sentences, and the state of its discourse."""

    text: str
    clauses: Sequence[Clause]
    discourse: Discourse
    lexicon: Lexicon


@dataclass(frozen=True, slots=True)
class _Speaker:
    """Who is quoted, how that was found out, and how sure it is."""

    referent: Referent
    mention: Span | None
    cue: Cue
    confidence: float


def find(text: str, lang: LanguageTag, blocks: Sequence[Block] = ()) -> list[FoundQuote]:
    """The quotations in an article, in the order of the text, with speaker and exact offsets.

    `blocks` is the article's map: what it sets aside is not read, a block quotation is taken as one.
    Without blocks each line of `text` is a paragraph. `lang` chooses the lexicon; for a language
    that has none all of them are used. Pieces leave out the outer marks and the spaces beside them;
    a quotation inside another is not reported apart. A quotation has several pieces where a clause is
    interjected, where `said X` splits its sentence, and where it runs over several paragraphs.

    `cue` is a value of `Cue`: what decided who is quoted or, where the article calls the quotation a
    translation, that it does.
    """
    lexicon = load(lang)
    layout = paragraphs(text, blocks)
    candidates = utterances(text, _stretches(text, layout, lexicon), layout, lexicon)
    reading = _read(text, layout, candidates, lexicon)
    places: defaultdict[int, list[Place]] = defaultdict(list)
    for index, place in places_of(reading.clauses):
        places[index].append(place)
    found = (_quote(reading, utterance, places[index]) for index, utterance in enumerate(candidates))
    return [quote for quote in found if quote]


def _stretches(text: str, layout: Sequence[Paragraph], lexicon: Lexicon) -> list[Marked]:
    """Everything that marks, form or introduction set apart. Marks are not read across blocks."""
    apart = block_stretches(text, layout) + turn_stretches(text, layout, lexicon)
    taken = {stretch.outer.end for stretch in apart}
    rest = [paragraph for paragraph in layout if paragraph.end not in taken]
    return outermost(apart + marked_stretches(text, rest, lexicon))


def _read(
    text: str, layout: Sequence[Paragraph], candidates: Sequence[Utterance], lexicon: Lexicon
) -> _Reading:
    lines = sentences(text, layout, candidates, lexicon)
    common = set(_LOWER_WORD.findall(text))
    read = [mentions(text, line.tokens, lexicon, common) for line in lines]
    joined = [with_appositions(found, line.tokens, lexicon) for found, line in zip(read, lines, strict=True)]
    named = confirmed(joined)
    clauses = [
        Clause(line.tokens, found, tuple(verbs(line.tokens, lexicon)), line.paragraph)
        for line, found in zip(lines, named, strict=True)
    ]
    people = People((mention for found in named for mention in found), lexicon)
    return _Reading(text, clauses, Discourse(clauses, people, lexicon), lexicon)


def _quote(reading: _Reading, utterance: Utterance, places: Sequence[Place]) -> FoundQuote | None:
    first = places[0]
    reading.discourse.read_to(first.sentence)
    attribution = attribute(places, reading.clauses, reading.lexicon)
    cue = attribution.cue if attribution else Cue.NOBODY
    clause = reading.clauses[first.sentence]
    kind = kind_of(reading.text, utterance, clause, first.token, cue, reading.lexicon)
    if kind is None:
        return None
    attribution = attribution or attribute_nearby(places, reading.clauses, reading.lexicon)
    speaker = _speaker(reading, attribution, first)
    if speaker.referent.name:
        reading.discourse.spoke(places[-1].sentence, speaker.referent)
    translation = translation_beside(reading.text, utterance.start, utterance.end)
    return FoundQuote(
        pieces=utterance.pieces,
        kind=kind,
        speaker=speaker.referent.name,
        mention=speaker.mention,
        role=speaker.referent.role,
        cue=(translation.cue if translation else speaker.cue).value,
        confidence=round(max(0.1, speaker.confidence - 0.2 * bool(utterance.notes)), 2),
        lang=translation.lang if translation else UNDETERMINED,
        translator=translation.translator if translation else "",
        notes=utterance.notes,
    )


def _speaker(reading: _Reading, attribution: Attribution | None, place: Place) -> _Speaker:
    if attribution is None:
        recent = reading.discourse.salient(place.sentence)
        if recent is None:
            return _Speaker(Referent(""), None, Cue.NOBODY, _NOBODY)
        return _Speaker(recent, None, Cue.RECENT, _TAKEN_UP)
    mention = attribution.mention
    referent = reading.discourse.referent(mention, attribution.sentence)
    if referent is None:
        return _Speaker(Referent(""), mention.span, attribution.cue, _NOBODY)
    confidence = attribution.confidence - 0.1 * referent.inferred
    return _Speaker(referent, mention.span, attribution.cue, confidence)

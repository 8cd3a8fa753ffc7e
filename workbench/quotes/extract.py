"""Finds the quotations in an article, and who is quoted."""

from __future__ import annotations

import gc
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from db.records import UNDETERMINED, Block, FoundQuote, LanguageTag, QuoteKind, Span
from workbench.quotes.appositions import with_appositions
from workbench.quotes.attribution import WEAKEST, Attribution, Place, attribute, attribute_nearby, places_of
from workbench.quotes.blocks import block_stretches
from workbench.quotes.constructions import Constructions, constructions
from workbench.quotes.cues import Cue
from workbench.quotes.dialogue import turn_stretches
from workbench.quotes.discourse import Clause, Discourse, Referent
from workbench.quotes.kinds import Setting, is_name, kind_of
from workbench.quotes.lexicon import Lexicon, load
from workbench.quotes.marks import marked_stretches
from workbench.quotes.mention import confirmed
from workbench.quotes.names import mentions
from workbench.quotes.paragraphs import Paragraph, paragraphs
from workbench.quotes.people import People
from workbench.quotes.pieces import Utterance, utterances
from workbench.quotes.provenance import with_provenance
from workbench.quotes.stretches import Form, Marked, outermost
from workbench.quotes.tokens import Kind, sentences
from workbench.quotes.translation import translation_beside
from workbench.quotes.verbs import verbs

_REPAIRED = 0.2
"""What a repair of the marks takes from confidence."""

_FRAGMENT = 2
"""Words up to which a fragment may as well be a word that the writer keeps at a distance."""

_FRAGMENTARY = 0.1
"""What that takes from confidence."""

_NAME = 60
"""Code points of a title with its marks that is recognised where it comes back."""

_JOINT = 6
"""Tokens between two quotations that one verb introduces."""

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
    words: Constructions
    kept: set[Place] = field(default_factory=set)
    """Where the quotations stand that were found so far."""
    names: frozenset[int] = frozenset()
    """Where marked stretches begin that the article shows elsewhere to be a name or a title."""


@dataclass(frozen=True, slots=True)
class _Speaker:
    """Who is quoted, how that was found out, and how sure it is."""

    referent: Referent
    mention: Span | None
    cue: Cue
    confidence: float


@contextmanager
def _no_collection() -> Iterator[None]:
    """No search for cycles meanwhile: an article makes many values and no cycle; it costs a fifth."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


@_no_collection()
def find(
    text: str,
    lang: LanguageTag,
    blocks: Sequence[Block] = (),
    known: Mapping[str, str] | None = None,
) -> list[FoundQuote]:
    """The quotations in an article, in the order of the text, with speaker and exact offsets.

    `blocks` is the article's map: what it sets aside is not read, a block quotation is taken as one.
    Without blocks each line of `text` is a paragraph. `lang` chooses the lexicon; for a language
    that has none all of them are used. Pieces leave out the outer marks and the spaces beside them;
    a quotation inside another is not reported apart. A quotation has several pieces where `said X`
    splits its sentence outside the marks, and where it runs over several paragraphs; `incises` are the
    reporting clauses between them and within one.

    `known` gives the full names of groups and institutions for their folded names and acronyms.
    `cue` is a value of `Cue`: what decided who is quoted or, where the article calls the quotation a
    translation, that it does.
    """
    lexicon, words = load(lang), constructions(lang)
    layout = paragraphs(text, blocks)
    candidates = utterances(text, _stretches(text, layout, lexicon, words), layout, lexicon)
    clauses = _clauses(text, layout, candidates, lexicon)
    people = People((mention for clause in clauses for mention in clause.mentions), lexicon, known)
    reading = _Reading(text, clauses, Discourse(clauses, people, lexicon), lexicon, words)
    places: defaultdict[int, list[Place]] = defaultdict(list)
    for index, place in places_of(reading.clauses):
        places[index].append(place)
    reading = replace(reading, names=_names(reading, candidates, places))
    read = (_quote(reading, utterance, places[index]) for index, utterance in enumerate(candidates))
    found = _with_headline([quote for quote in read if quote], layout)
    return with_provenance(text, found, reading.clauses, lang)


def _with_headline(found: list[FoundQuote], layout: Sequence[Paragraph]) -> list[FoundQuote]:
    """The quotations, those of a headline that names nobody given to whom the article quotes first."""
    headline = layout[0].end if layout else 0
    first = next((quote for quote in found if quote.pieces[0].start >= headline and quote.speaker), None)
    return [
        replace(quote, speaker=first.speaker, role=first.role, cue=Cue.HEADLINE.value, confidence=_NOBODY)
        if first and not quote.speaker and quote.pieces[-1].end <= headline
        else quote
        for quote in found
    ]


def _stretches(
    text: str, layout: Sequence[Paragraph], lexicon: Lexicon, words: Constructions
) -> list[Marked]:
    """Everything that marks, form or introduction set apart. Marks are not read across blocks."""
    apart = block_stretches(text, layout, lexicon, words) + turn_stretches(text, layout, lexicon)
    taken = {stretch.outer.end for stretch in apart}
    rest = [paragraph for paragraph in layout if paragraph.end not in taken]
    return outermost(apart + marked_stretches(text, rest, lexicon))


def _clauses(
    text: str, layout: Sequence[Paragraph], candidates: Sequence[Utterance], lexicon: Lexicon
) -> list[Clause]:
    """The sentences of the article with the mentions and the verbs of speech in them."""
    lines = sentences(text, layout, candidates, lexicon)
    common = set(_LOWER_WORD.findall(text))
    read = [mentions(text, line.tokens, lexicon, common) for line in lines]
    joined = [with_appositions(found, line.tokens, lexicon) for found, line in zip(read, lines, strict=True)]
    named = confirmed(joined)
    return [
        Clause(line.tokens, found, tuple(verbs(line.tokens, lexicon)), line.paragraph)
        for line, found in zip(lines, named, strict=True)
    ]


def _quote(reading: _Reading, utterance: Utterance, places: Sequence[Place]) -> FoundQuote | None:
    first = places[0]
    reading.discourse.read_to(first.sentence)
    attribution = attribute(places, reading.clauses, reading.lexicon)
    cue = attribution.cue if attribution else Cue.NOBODY
    clause = reading.clauses[first.sentence]
    setting = Setting(clause, first.token, cue, _joins(reading, first))
    if clause.tokens[first.token].start in reading.names:
        return None
    kind = kind_of(reading.text, utterance, setting, reading.lexicon, reading.words)
    if kind is None:
        return None
    reading.kept.update(places)
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
        confidence=_confidence(reading.text, utterance, kind, speaker),
        lang=translation.lang if translation else UNDETERMINED,
        translator=translation.translator if translation else "",
        notes=utterance.notes,
        incises=utterance.incises,
    )


def _confidence(text: str, utterance: Utterance, kind: QuoteKind, speaker: _Speaker) -> float:
    """How sure span and speaker are, in 0.1..1: less after a repair, and for a fragment of a word or two."""
    short = kind is QuoteKind.PARTIAL and len(utterance.words(text).split()) <= _FRAGMENT
    doubt = _REPAIRED * bool(utterance.notes) + _FRAGMENTARY * short
    return round(max(0.1, speaker.confidence - doubt), 2)


def _names(
    reading: _Reading, candidates: Sequence[Utterance], places: Mapping[int, Sequence[Place]]
) -> frozenset[int]:
    """Where the marked stretches begin whose words are named somewhere: a title comes back as it is."""
    starts: defaultdict[str, list[int]] = defaultdict(list)
    named: set[str] = set()
    for index, utterance in enumerate(candidates):
        if (
            utterance.form is not Form.MARKS
            or len(utterance.outer) > 1
            or utterance.end - utterance.start > _NAME
        ):
            continue
        words, place = utterance.words(reading.text), places[index][0]
        if not words[0].isupper() or words.endswith((".", "!", "?", "…")):
            continue
        starts[words.rstrip(",")].append(utterance.start)
        if is_name(reading.clauses[place.sentence], place.token, words, reading.lexicon, reading.words):
            named.add(words.rstrip(","))
    return frozenset(start for words in named for start in starts[words])


def _joins(reading: _Reading, place: Place) -> bool:
    """True when only `, `, `et`, `and of` or the like joins it to a quotation before it."""
    lexicon, tokens = reading.lexicon, reading.clauses[place.sentence].tokens
    linking = (lexicon.conjunctions, lexicon.prepositions, lexicon.that, lexicon.determiners)
    nouns = 0
    for at in range(place.token - 1, max(-1, place.token - _JOINT), -1):
        if tokens[at].kind is Kind.QUOTE:
            return at < place.token - 1 and Place(place.sentence, at) in reading.kept
        if tokens[at].text != "," and not any(tokens[at].plain in words for words in linking):
            nouns += 1
            if nouns > 1 or tokens[at].kind is not Kind.WORD or tokens[at].capital:
                return False
    return False


def _speaker(reading: _Reading, attribution: Attribution | None, place: Place) -> _Speaker:
    if attribution is None:
        return _recent(reading, place)
    mention = attribution.mention
    referent = reading.discourse.referent(mention, attribution.sentence)
    if attribution.confidence <= WEAKEST and not (referent and referent.human):
        return _recent(reading, place)
    if referent is None:
        return _Speaker(Referent(""), mention.span, attribution.cue, _NOBODY)
    confidence = attribution.confidence - 0.1 * referent.inferred
    return _Speaker(referent, mention.span, attribution.cue, confidence)


def _recent(reading: _Reading, place: Place) -> _Speaker:
    recent = reading.discourse.salient(place.sentence)
    if recent is None:
        return _Speaker(Referent(""), None, Cue.NOBODY, _NOBODY)
    return _Speaker(recent, None, Cue.RECENT, _TAKEN_UP)

"""How each quotation reached the article: told to whom, on what occasion, through whom, in which language.

Only what the sentences of a quotation say outside its marks counts, and only where it belongs to the
speaker of that quotation: the verb of speech has the speaker for its subject, and in a sentence with
several speakers the nearest is meant. Whom something was told to and on what occasion carries over to the
next quotations of the same speaker while nobody else is quoted, no other setting or time is told, and no
paragraph without such a quotation lies between; the evidence then stands before the quotation. A relay
("according to X") and a stated language do not carry over.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from db.records import UNDETERMINED, Basis, FoundQuote, LanguageTag, QuoteKind, Span, Telling
from workbench.quotes.cues import Cue
from workbench.quotes.discourse import Clause
from workbench.quotes.hearers import Hearers
from workbench.quotes.lexicon import load
from workbench.quotes.mention import Mention
from workbench.quotes.provenance_cues import Reader, Told
from workbench.quotes.provenance_words import Tells, words
from workbench.quotes.tokens import Kind
from workbench.quotes.translation import translation_in
from workbench.text.fold import fold
from workbench.text.language import same_language
from workbench.text.media import medium

_SPEAKS = (Tells.TOLD, Tells.TOLD_BEHIND)
_RELAYS = (Tells.VIA, Tells.OUTER, Tells.INNER)
_SETTINGS = (*_SPEAKS, Tells.SETTING)

_BESIDE = 3
"""Tokens between a relay and the one that quotes it: `selon ANI, citée par X`."""

_REACH = 1
"""Paragraphs over which a setting carries on."""

_GOVERNS = 6
"""Tokens between a verb of speech and a setting that is surely its own."""

_OPENING, _CLOSING = ("(", "["), (")", "]")
_TRANSLATED = (Cue.TRANSLATED.value, Cue.MY_TRANSLATION.value)


@dataclass(frozen=True, slots=True)
class _Open:
    """A setting that the next quotations of a speaker may share."""

    speaker: str
    telling: Telling
    paragraph: int


def with_provenance(
    text: str, quotes: Sequence[FoundQuote], clauses: Sequence[Clause], lang: LanguageTag
) -> list[FoundQuote]:
    """The same quotations with `telling`, `lang` and `lang_basis` filled in as far as the article says.

    `clauses` are the sentences in which `quotes` were found, `lang` is the language of the article. A
    language that the text states is `STATED`; that of a medium which has only one is `INFERRED`, as is one
    that the article states for all its quotations. None is given where it is that of the article.
    """
    reader = _reader(text, quotes, clauses, lang)
    state = _State(reader, text, quotes, lang)
    placed = _placed(quotes, clauses)
    for index, clause in enumerate(clauses):
        state.read(clause, placed.get(index, ()))
    return state.results()


def _placed(quotes: Sequence[FoundQuote], clauses: Sequence[Clause]) -> Mapping[int, Sequence[int]]:
    """The quotations in each sentence, by index."""
    tokens = sorted(
        (token.start, token.end, index)
        for index, clause in enumerate(clauses)
        for token in clause.tokens
        if token.kind is Kind.QUOTE
    )
    starts = [start for start, _, _ in tokens]
    found: defaultdict[int, list[int]] = defaultdict(list)
    for at, quote in enumerate(quotes):
        for piece in quote.pieces:
            here = bisect_right(starts, piece.start) - 1
            if here >= 0 and piece.start < tokens[here][1] and at not in found[tokens[here][2]][-1:]:
                found[tokens[here][2]].append(at)
    return found


def _reader(text: str, quotes: Sequence[FoundQuote], clauses: Sequence[Clause], lang: LanguageTag) -> Reader:
    lexicon, vocabulary = load(lang), words(lang)
    barriers = {quote.mention.start for quote in quotes if quote.mention}
    hearers = Hearers(text, vocabulary, lexicon, barriers)
    learned = {name for clause in clauses for name in hearers.learn(clause.tokens)}
    return Reader(vocabulary, lexicon, replace(hearers, learned=learned))


class _State:
    """Reads the sentences in order and fills in the quotations."""

    def __init__(self, reader: Reader, text: str, quotes: Sequence[FoundQuote], lang: LanguageTag) -> None:
        self._reader = reader
        self._text = text
        self._last: Sequence[int] = ()
        """The quotations of the sentence before."""
        self._quotes = list(quotes)
        self._lang = lang
        self._open: _Open | None = None
        self._of_all: tuple[LanguageTag, Span] | None = None
        self._in_own: set[int] = set()
        """Quotations said to be in the language of the article."""

    def results(self) -> list[FoundQuote]:
        """The quotations, each with its language now that the whole article is read."""
        return [self._with_language(at, quote) for at, quote in enumerate(self._quotes)]

    def read(self, clause: Clause, quotes: Sequence[int]) -> None:
        """Take in one sentence and the quotations in it, by index."""
        told = self._reader.read(clause)
        self._translated(clause, quotes)
        if not quotes:
            if told:
                self._without_quotes(clause, told)
            return
        other_time = self._reader.other_time(clause)
        here = [self._quotes[at] for at in quotes]
        for at in quotes:
            quote = self._quotes[at]
            own = [one for one in told if _belongs(self._reader, clause, one, quote, here)]
            self._language(at, own)
            telling = _joined(quote.telling, _telling(clause, own, quote))
            if quote.speaker:
                telling = self._carried(quote.speaker, telling, clause, other_time)
            self._quotes[at] = replace(self._quotes[at], telling=telling)

    def _translated(self, clause: Clause, quotes: Sequence[int]) -> None:
        """Take in a parenthesis in or behind the sentence of a quotation: `(my translation)`."""
        after = self._last if clause.tokens[0].text in _OPENING else ()
        self._last = quotes
        opening = next((t for t in clause.tokens if t.text in _OPENING), None)
        if opening is None or not (quotes or after):
            return
        closing = next((t for t in clause.tokens if t.start > opening.start and t.text in _CLOSING), opening)
        said = translation_in(self._text, opening.start, closing.end)
        for at in (quotes or after) if said else ():
            quote = self._quotes[at]
            if said and quote.lang == UNDETERMINED and not quote.translator and quote.cue not in _TRANSLATED:
                cue, lang, translator = said.cue.value, said.lang, said.translator
                self._quotes[at] = replace(quote, cue=cue, lang=lang, translator=translator)

    def _carried(self, speaker: str, telling: Telling, clause: Clause, other_time: bool) -> Telling:
        """What is told of a quotation, with the setting that is open where it has none of its own."""
        now = self._open
        if telling.told_to or telling.occasion:
            self._open = _Open(speaker, replace(telling, via=()), clause.paragraph)
            return telling
        near = now is not None and clause.paragraph - now.paragraph <= _REACH
        if now is None or not near or other_time or telling.via or not _same_person(now.speaker, speaker):
            self._open = None
            return telling
        self._open = replace(now, paragraph=clause.paragraph)
        return _joined(now.telling, telling)

    def _without_quotes(self, clause: Clause, told: Sequence[Told]) -> None:
        """A sentence that quotes nothing may open a setting: `X told AFP that …`."""
        for one in told:
            if one.tells is Tells.ALL_TRANSLATED and not same_language(one.lang, self._lang):
                self._of_all = one.lang, one.span(clause.tokens)
        settings = [one for one in told if one.tells in _SETTINGS]
        if not settings:
            return
        owner = self._owner(clause, settings[0])
        self._open = None
        if owner and owner.name and not any(self._reader.inside_relative(clause, one) for one in settings):
            telling = _telling(clause, settings, FoundQuote((), QuoteKind.DIRECT, speaker=owner.name))
            self._open = _Open(owner.name, telling, clause.paragraph)

    def _owner(self, clause: Clause, told: Told) -> Mention | None:
        """Whom a setting is about: the subject of its verb, or of the sentence that it opens."""
        span = self._reader.subject(clause, told)
        if span is not None:
            return next((m for m in clause.mentions if m.span == span), None)
        behind = [m for m in clause.mentions if m.first >= told.last and not m.governed and m.speaker_like]
        return behind[0] if told.first == 0 and behind else clause.subject()

    def _language(self, at: int, own: Sequence[Told]) -> None:
        quote = self._quotes[at]
        lang = next((one.lang for one in own if one.tells is Tells.LANGUAGE), UNDETERMINED)
        if lang == UNDETERMINED or quote.lang != UNDETERMINED:
            return
        if same_language(lang, self._lang):
            self._in_own.add(at)
        else:
            self._quotes[at] = replace(quote, lang=lang, lang_basis=Basis.STATED)

    def _with_language(self, at: int, quote: FoundQuote) -> FoundQuote:
        if quote.lang != UNDETERMINED:
            return replace(quote, lang_basis=Basis.STATED)
        if at in self._in_own:
            return quote
        if self._of_all:
            lang, span = self._of_all
            telling = _joined(quote.telling, Telling(evidence=(span,)))
            return replace(quote, lang=lang, lang_basis=Basis.INFERRED, telling=telling)
        known = medium(quote.telling.told_to)
        if known is None or known.lang == UNDETERMINED or same_language(known.lang, self._lang):
            return quote
        return replace(quote, lang=known.lang, lang_basis=Basis.INFERRED)


def _belongs(
    reader: Reader, clause: Clause, told: Told, quote: FoundQuote, here: Sequence[FoundQuote]
) -> bool:
    """True when a statement in the sentence of a quotation is about that quotation."""
    span = told.span(clause.tokens)
    if told.tells is Tells.ALL_TRANSLATED or any(_overlap(span, piece) for piece in quote.pieces):
        return False
    behind = quote.pieces[0].start < span.start
    speaks = told.tells in _SPEAKS
    if reader.inside_relative(clause, told) and (behind or not speaks):
        return False
    subject = reader.subject(clause, told)
    governed = told.verb is not None and 0 <= told.first - told.verb.last <= _GOVERNS
    if subject is not None and (speaks or governed) and told.tells not in _RELAYS:
        return _is_speaker(clause, subject, quote)
    if speaks and quote.mention and span.end <= quote.mention.start and not behind:
        return False
    return _is_nearest(reader, clause, told, quote, here)


def _is_speaker(clause: Clause, subject: Span, quote: FoundQuote) -> bool:
    if quote.mention is not None and _overlap(subject, quote.mention):
        return True
    mention = next((m for m in clause.mentions if m.span == subject), None)
    if mention is None or not quote.speaker:
        return False
    in_sentence = (
        quote.mention is not None and clause.tokens[0].start <= quote.mention.start < clause.tokens[-1].end
    )
    return (mention.pronoun and not in_sentence) or _same_person(
        mention.name or mention.phrase, quote.speaker
    )


def _is_nearest(
    reader: Reader, clause: Clause, told: Told, quote: FoundQuote, here: Sequence[FoundQuote]
) -> bool:
    """True unless another speaker of the sentence is nearer: the one before, or the next if none is."""
    mentioned = {other.mention: other.speaker for other in here if other.mention}
    if len(set(mentioned.values())) <= 1:
        return True
    span = told.span(clause.tokens)
    before = max((mention for mention in mentioned if mention.end <= span.start), default=None)
    if before is not None:
        between = (t for t in clause.tokens if before.end <= t.start < span.start)
        if any(token.plain in reader.lexicon.conjunctions or token.text == ";" for token in between):
            before = None
    nearest = before or min((mention for mention in mentioned if mention.start >= span.end), default=None)
    return nearest is not None and mentioned[nearest] == quote.speaker


def _telling(clause: Clause, own: Sequence[Told], quote: FoundQuote) -> Telling:
    """What statements that belong to a quotation tell of it."""
    at = quote.pieces[0].start if quote.pieces else 0
    spans = {one: one.span(clause.tokens) for one in own}
    told_to, occasion = "", ""
    for one in sorted(own, key=lambda one: abs(spans[one].start - at)):
        if one.tells not in _SETTINGS:
            continue
        if one.hearer and not _same_person(one.hearer.name, quote.speaker):
            told_to = told_to or one.hearer.name
        if not occasion or (one.tells is Tells.SETTING and one.occasion):
            occasion = one.occasion if one.tells is Tells.SETTING or not occasion else occasion
    relays = [one for one in own if one.tells in _RELAYS and not _speaks_itself(one, spans[one], quote)]
    via = _chain(relays)
    evidence = {spans[one] for one in own if one in relays or one.tells not in _RELAYS}
    return Telling(told_to, occasion, via, tuple(sorted(evidence)))


def _speaks_itself(told: Told, span: Span, quote: FoundQuote) -> bool:
    """True when the medium is the speaker itself: `Selon l'AFP, « … »`."""
    name = told.hearer.name if told.hearer else ""
    mentioned = quote.mention is not None and _overlap(span, quote.mention)
    return not name or mentioned or fold(name) == fold(quote.speaker)


def _chain(relays: Sequence[Told]) -> tuple[str, ...]:
    """The relays from the article towards the speaker: `selon ANI, citée par X` gives X, ANI."""
    chain: list[str] = []
    last = -_BESIDE
    for one in relays:
        name = one.hearer.name if one.hearer else ""
        if name in chain:
            continue
        outer = one.tells is Tells.OUTER and chain and one.first - last <= _BESIDE
        chain.insert(len(chain) - 1 if outer else len(chain), name)
        last = one.last
    return tuple(chain)


def _joined(first: Telling, second: Telling) -> Telling:
    """Two statements about one quotation; where both tell something, the first."""
    via = first.via + tuple(name for name in second.via if name not in first.via)
    evidence = tuple(sorted({*first.evidence, *second.evidence}))
    return Telling(first.told_to or second.told_to, first.occasion or second.occasion, via, evidence)


def _same_person(one: str, other: str) -> bool:
    """True when the words of one name are all in the other."""
    first, second = set(fold(one).split()), set(fold(other).split())
    return bool(first and second) and (first <= second or second <= first)


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end

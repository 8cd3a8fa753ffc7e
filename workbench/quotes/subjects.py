"""The subject of a verb of speech, found without a parser: by what stands beside the verb."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.quotes.discourse import Clause
from workbench.quotes.lexicon import Lexicon
from workbench.quotes.mention import Mention
from workbench.quotes.tokens import Kind, Token
from workbench.quotes.verbs import Verb

_NEAR = 10
"""Tokens between a verb and the subject that follows it, as in `a déclaré hier à l'AFP M. X`."""

_PARENTHESIS = 25
"""Tokens between a subject and its verb inside a pair of commas."""

AS = frozenset(("as", "comme", "como"))
"""What may stand between somebody who is quoted and `saying`."""

_OPENING = frozenset((",", "(", "—", "–"))
_CLOSING = frozenset((",", ")", "—", "–"))


def subject_of(clause: Clause, verb: Verb, lexicon: Lexicon) -> Mention | None:
    """Who does what the verb says: the subject, or the agent of a passive.

    Looked for in an inversion, right before the verb, before a parenthesis or a relative pronoun, and
    at last as the subject of the sentence.
    """
    tokens, limit = clause.tokens, verb.first
    before = tokens[limit - 1] if limit else None
    if verb.subject is not None:
        return _mention_at(clause, verb.subject)
    if verb.passive:
        return _agent(clause, verb, lexicon)
    if verb.gerund:
        beside = _ending_at(clause, limit - (before is not None and before.plain in AS))
        if beside and any(other.last == beside.first for other in clause.verbs):
            return beside
        finite = _of_finite(clause, verb, lexicon) or clause.subject(limit)
        return finite or _main_behind(clause, verb) or _opening_phrase(clause, limit)
    interjected = _interjected(clause, verb, lexicon)
    if interjected:
        return interjected
    if before is None or before.kind is Kind.QUOTE or _tells_quote(clause, verb):
        inverted = subject_behind(clause, verb, lexicon)
        if inverted or before is None:
            return inverted
    if before.plain in lexicon.relatives:
        return _ending_at(clause, limit - 1, antecedent=True) or clause.subject(limit)
    if before.text in _CLOSING:
        return _before_parenthesis(clause, limit) or clause.subject(limit)
    adjacent = _ending_at(clause, limit) or _phrase_before(clause, verb)
    if adjacent is None and (before.plain in lexicon.conjunctions or before.plain in lexicon.prepositions):
        behind = directly_behind(clause, verb)
        adjacent = behind if behind and not behind.acts else None
    return adjacent or clause.subject(limit)


def subject_behind(clause: Clause, verb: Verb, lexicon: Lexicon) -> Mention | None:
    """The subject behind its verb, unless the verb is a gerund: `a expliqué à l'AFP M. X`."""
    if verb.subject is not None:
        return _mention_at(clause, verb.subject)
    if verb.gerund or clause.tokens[verb.last - 1].plain in lexicon.uninverted:
        return None
    for mention in clause.mentions:
        between = clause.tokens[verb.last : mention.first]
        if mention.first < verb.last or mention.governed:
            continue
        if mention.phrase and not mention.head and between:
            continue
        if len(between) > _NEAR or any(token.kind is not Kind.WORD for token in between):
            return None
        return mention
    return None


def directly_behind(clause: Clause, verb: Verb) -> Mention | None:
    """The subject that follows its verb at once, as in `comme le précise l'ambassadeur`."""
    found = next((m for m in clause.mentions if m.first == verb.last), None)
    return found if found and found.speaker_like and not found.governed else None


def _interjected(clause: Clause, verb: Verb, lexicon: Lexicon) -> Mention | None:
    """The subject in `, écrit à Paris le parquet,`: a verb and its subject between commas."""
    tokens = clause.tokens
    if not verb.first or tokens[verb.first - 1].text not in _OPENING or verb.subject is not None:
        return None
    subject = subject_behind(clause, verb, lexicon)
    if (
        subject is None
        or not (can_speak(subject) or subject.phrase)
        or _before_parenthesis(clause, verb.first)
    ):
        return None
    closing = tokens[subject.last] if subject.last < len(tokens) else None
    return subject if closing is None or closing.kind is not Kind.WORD else None


def has_verb(clause: Clause, mention: Mention, lexicon: Lexicon) -> bool:
    """True when a verb of speech follows the mention at once, or behind a parenthesis."""
    verb = next((verb for verb in clause.verbs if verb.first >= mention.last), None)
    between = clause.tokens[mention.last : verb.first] if verb else ()
    if verb is None or len(between) > _PARENTHESIS:
        return False
    return not between or _is_parenthesis(between, lexicon)


def can_speak(mention: Mention) -> bool:
    """True for a pronoun, a name, or a noun that means a person or a body."""
    return mention.pronoun or bool(mention.name) or bool(mention.head)


def _mention_at(clause: Clause, token: int) -> Mention | None:
    return next((m for m in clause.mentions if m.first <= token < m.last), None)


def _agent(clause: Clause, verb: Verb, lexicon: Lexicon) -> Mention | None:
    """The one by whom something was said, behind `par`, `by` or `por`."""
    for mention in clause.mentions:
        if mention.first > verb.last and clause.tokens[mention.first - 1].plain in lexicon.agents:
            return mention
    return None


def _of_finite(clause: Clause, gerund: Verb, lexicon: Lexicon) -> Mention | None:
    """The subject of the verb of speech that a gerund goes on from: `a dit X, précisant que`."""
    finite = [verb for verb in clause.verbs if verb.last <= gerund.first and not verb.gerund]
    return subject_of(clause, finite[-1], lexicon) if finite else None


def _main_behind(clause: Clause, verb: Verb) -> Mention | None:
    """The subject of the main clause behind an opening gerund: `Estimant que « … », il vota`."""
    comma = next((at for at, t in enumerate(clause.tokens) if at > verb.last and t.text == ","), None)
    return next((m for m in clause.mentions if comma is not None and m.first == comma + 1), None)


def _tells_quote(clause: Clause, verb: Verb) -> bool:
    """True when only a comma stands between a quotation and the verb."""
    comma = verb.first >= 2 and clause.tokens[verb.first - 1].text == ","
    return comma and clause.tokens[verb.first - 2].kind is Kind.QUOTE


def _is_parenthesis(tokens: Sequence[Token], lexicon: Lexicon) -> bool:
    enclosed = tokens[0].text in _OPENING and tokens[-1].text in _CLOSING
    return enclosed or tokens[0].plain in lexicon.relatives


def _before_parenthesis(clause: Clause, at: int) -> Mention | None:
    """The mention before `, …,` that ends at the token before `at`, or a name that fills it."""
    inside = _ending_at(clause, at)
    if inside and inside.name and inside.first and clause.tokens[inside.first - 1].text == ",":
        return inside
    wanted = "(" if clause.tokens[at - 1].text == ")" else clause.tokens[at - 1].text
    for opening in range(at - 2, max(-1, at - _PARENTHESIS), -1):
        if clause.tokens[opening].text == wanted:
            apposed = inside if inside and inside.first < opening else None
            return apposed or _ending_at(clause, opening)
    return inside


def _opening_phrase(clause: Clause, before: int) -> Mention | None:
    """A noun phrase that opens the sentence and has a verb behind it, whatever its noun."""
    opens = clause.mentions[0] if clause.mentions else None
    return opens if opens and opens.first == 0 and opens.acts and opens.last <= before else None


def _phrase_before(clause: Clause, verb: Verb) -> Mention | None:
    """A noun phrase right before a finite verb of speech: it speaks, whatever its noun."""
    infinitive = any(token.plain == "to" for token in clause.tokens[verb.first : verb.last])
    if infinitive or not verb.strong:
        return None
    return next((m for m in clause.mentions if m.last == verb.first and m.phrase and not m.governed), None)


def _ending_at(clause: Clause, at: int, *, antecedent: bool = False) -> Mention | None:
    """The mention whose last token stands right before `at`, a comma aside.

    The antecedent of a relative pronoun may stand behind a preposition; a subject may not.
    """
    if at and clause.tokens[at - 1].text == ",":
        at -= 1
    for mention in clause.mentions:
        if mention.last == at and (antecedent or not mention.governed) and can_speak(mention):
            return mention
    return None

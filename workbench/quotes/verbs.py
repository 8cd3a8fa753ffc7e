"""Verbs of speech in a sentence, told from nouns that look like them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from workbench.quotes.lexicon import Lexicon
from workbench.quotes.tokens import Kind, Token

_LONGEST_GROUP = 8
"""Tokens in `a, pour sa part, longuement expliqué` before the participle."""

NON_FINITE = ("er", "ir", "re", "ant", "ing", "ar", "ndo")


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb of speech with its auxiliaries and clitics; `first` and `last` delimit tokens, half-open."""

    first: int
    last: int
    strong: bool
    """True when it introduces words said, false when a fragment."""
    subject: int | None = None
    """Index of the pronoun of an inversion: `il` in `a-t-il dit`."""
    gerund: bool = False
    passive: bool = False
    """True for `est accusé`, `was described`, but not for `s'est dit`."""


def verbs(tokens: Sequence[Token], lexicon: Lexicon) -> list[Verb]:
    """The verbs of speech of a sentence, in order."""
    return list(_read(tokens, lexicon))


def _read(tokens: Sequence[Token], lexicon: Lexicon) -> Iterator[Verb]:
    at = 0
    while at < len(tokens):
        length = _matched(tokens, at, lexicon)
        if length:
            yield _group(tokens, at, at + length, lexicon)
        at += max(length, 1)


def _matched(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> int:
    """Number of tokens of the verb that begins at `at`, 0 when there is none."""
    token = tokens[at]
    if token.kind is not Kind.WORD:
        return 0
    for length in (3, 2) if token.plain in lexicon.phrase_openers else ():
        words = tuple(t.plain for t in tokens[at : at + length])
        if words in lexicon.verb_phrases and not _is_reflexive(tokens, at, lexicon):
            return length
    known = token.plain in lexicon.verbs or _is_reflexive_participle(tokens, at, lexicon)
    return int(known and not _is_noun(tokens, at, lexicon))


def _is_reflexive_participle(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """True for `exclamée` in `s'est exclamée`: only there does the participle agree."""
    if not _is_reflexive(tokens, at, lexicon):
        return False
    return tokens[at].plain.rstrip("s").removesuffix("e") in lexicon.verbs


def _is_reflexive(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """True behind `s'est`, with adverbs between or not: `elle s'est très vite fait remarquer`."""
    while at > 1 and tokens[at - 1].plain in lexicon.adverbs:
        at -= 1
    return at >= 2 and tokens[at - 1].plain in lexicon.be and tokens[at - 2].plain in lexicon.reflexives


def _is_noun(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    token = tokens[at]
    before = tokens[at - 1] if at else None
    if _introduces(tokens, at, lexicon) and (before is None or before.plain not in lexicon.determiners):
        return False
    if before is None or before.kind is not Kind.WORD:
        closed = before is not None and before.text in (")", ",") and _goes_on(tokens, at, lexicon)
        after_quote = before is None or before.kind is not Kind.PUNCTUATION or _after_quote(tokens, at)
        after_quote = after_quote or closed
        return token.plain in lexicon.noun_like and not after_quote
    if token.capital and not before.capital:
        return True
    if before.plain in lexicon.indefinite and token.plain in lexicon.told:
        return False
    if before.plain in lexicon.determiners:
        clitic = at > 1 and before.plain in lexicon.clitics
        return not (clitic and (token.plain in lexicon.told or _is_subject(tokens[at - 2], lexicon)))
    if before.plain in lexicon.prepositions:
        return before.plain != "to" and not token.plain.endswith(NON_FINITE)
    if token.plain in lexicon.noun_like:
        helps = before.plain in lexicon.clitics or before.plain in lexicon.auxiliaries
        return not (helps or _is_subject(before, lexicon))
    return False


def _goes_on(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """True when a word follows that is no `and`: a noun in a list has a comma or that behind it."""
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    word = following is not None and following.kind is Kind.WORD
    return word and following is not None and following.plain not in lexicon.coordinators


def _introduces(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """True when `que`, a colon or a quotation follows."""
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if following is None:
        return False
    return following.plain in lexicon.that or following.text == ":" or following.kind is Kind.QUOTE


def _after_quote(tokens: Sequence[Token], at: int) -> bool:
    return at >= 2 and tokens[at - 2].kind is Kind.QUOTE


def _is_subject(token: Token, lexicon: Lexicon) -> bool:
    """True for a word that can stand as the subject right before its verb."""
    named = token.capital and token.plain not in lexicon.capitals
    nominal = token.plain in lexicon.nouns or token.plain in lexicon.relatives
    return named or nominal or token.plain in lexicon.pronouns or token.kind is Kind.SUBJECT


def _group(tokens: Sequence[Token], at: int, last: int, lexicon: Lexicon) -> Verb:
    """The verb at `at` with what belongs to it on the left, and the pronoun of an inversion."""
    subject = last if last < len(tokens) and tokens[last].kind is Kind.SUBJECT else None
    first = at
    while first > 0 and at - first < _LONGEST_GROUP:
        before = tokens[first - 1]
        if before.kind is Kind.SUBJECT:
            subject = first - 1
        elif not _belongs(before, lexicon) or _is_pronoun_subject(tokens, first - 1, lexicon):
            break
        first -= 1
    form = tokens[last - 1].plain
    words = {token.plain for token in tokens[first:at]}
    passive = form.endswith(lexicon.participles) and not words.isdisjoint(lexicon.be)
    return Verb(
        first,
        last + 1 if subject == last else last,
        strong=tokens[at].plain not in lexicon.attitude or tokens[at].plain in lexicon.speech,
        subject=subject,
        gerund=form.endswith(lexicon.gerunds) and words.isdisjoint(lexicon.be | lexicon.perfect),
        passive=passive and words.isdisjoint(lexicon.reflexives),
    )


def _is_pronoun_subject(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """True for `elle` in `elle a dit`, not in `quant à elle`."""
    behind_preposition = at > 0 and tokens[at - 1].plain in lexicon.prepositions
    return tokens[at].plain in lexicon.pronouns and not behind_preposition


def _belongs(token: Token, lexicon: Lexicon) -> bool:
    skipped = (
        token.plain in lexicon.auxiliaries or token.plain in lexicon.clitics or token.plain in lexicon.adverbs
    )
    return token.kind is Kind.WORD and skipped

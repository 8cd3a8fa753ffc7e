"""An office and the name beside it: `the envoy, Omar Diallo,` is one mention, not two."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.quotes.lexicon import Lexicon
from workbench.quotes.mention import Mention
from workbench.quotes.tokens import Kind, Token

_ACRONYM = 5
"""Tokens of an acronym in parentheses between an office and a name, with the comma."""


def with_appositions(found: Sequence[Mention], tokens: Sequence[Token], lexicon: Lexicon) -> list[Mention]:
    """Joins `the envoy, Omar Diallo,` and `Omar Diallo, the envoy,` into one mention each."""
    result: list[Mention] = []
    usable = _with_acronyms(found, tokens)
    for index, mention in enumerate(usable):
        before = result[-1] if result else None
        behind = usable[index + 1] if index + 1 < len(usable) else None
        taken = before and before.name and before.governed and behind and behind.name
        if taken and behind and _in_apposition(mention, behind, tokens, lexicon):
            result.append(mention)
        elif before and _in_apposition(before, mention, tokens, lexicon):
            result[-1] = _joined(before, mention)
        else:
            result.append(mention)
    return result


def _with_acronyms(found: Sequence[Mention], tokens: Sequence[Token]) -> list[Mention]:
    """The mentions outside parentheses, each with the acronym that stands in parentheses behind it."""
    usable: list[Mention] = []
    for mention in found:
        if not _is_parenthesised(mention, tokens):
            usable.append(mention)
        elif usable and usable[-1].last == mention.first - 1 and _is_acronym(mention.name):
            usable[-1] = usable[-1]._replace(acronym=mention.name)
    return usable


def _is_acronym(name: str) -> bool:
    capitals = sum(char.isupper() for char in name)
    return name.isalpha() and capitals >= 2 and 2 * capitals > len(name)


def _is_parenthesised(mention: Mention, tokens: Sequence[Token]) -> bool:
    """True for an acronym in parentheses."""
    around = (*tokens[mention.first - 1 : mention.first], *tokens[mention.last : mention.last + 1])
    return [token.text for token in around] == ["(", ")"]


def _in_apposition(first: Mention, second: Mention, tokens: Sequence[Token], lexicon: Lexicon) -> bool:
    between = [token.plain for token in tokens[first.last : second.first]]
    if between in (["et"], ["and"], ["y"]):
        two = first.phrase and not first.name and second.name and second.phrase
        return bool(two) and bool(first.head) and not second.determined
    acronym = between[:1] == ["("] and between[-2:] == [")", ","] and len(between) <= _ACRONYM
    if between != [","] and not acronym:
        return False
    office, named = (first, second) if second.name else (second, first)
    if office.name or not office.head or not named.name or (named.phrase and named is first):
        return False
    closing = tokens[second.last] if second.last < len(tokens) else None
    if closing is None or closing.kind is not Kind.WORD or closing.plain in lexicon.relatives:
        return True
    return second.acts and not first.governed


def _joined(first: Mention, second: Mention) -> Mention:
    office, named = (first, second) if second.name else (second, first)
    return named._replace(
        first=first.first,
        last=second.last,
        phrase=office.phrase,
        head=office.head,
        second_head=named.head,
        gender=named.gender or office.gender,
        governed=first.governed,
        acts=second.acts,
        certain=True,
    )

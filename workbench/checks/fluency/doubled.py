"""Words that stand twice in a row by mistake."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from db.records import LanguageTag, Span
from workbench.checks.words import table
from workbench.text.language import primary

DOUBLED = re.compile(
    r"(?<![\w'’-])(?P<word>[^\W\d_]+(?:['’][^\W\d_]+)*)(?P<between>\s+)(?P=word)(?![\w'’]|-\w)", re.IGNORECASE
)
"""A word and itself; what hangs on a hyphen or an apostrophe is none of it ("donne-les les yeux fermés")."""
PHRASE = re.compile(
    r"(?<![\w'’-])(?P<word>(?P<first>[^\W\d_]+)[ \u00a0][^\W\d_]+)[ \u00a0](?P=word)"
    r"(?![\w'’]|-\w)(?! (?P=first)\b)",
    re.IGNORECASE,
)
"""Two words and the same again, unless the first follows once more ("day after day after day")."""
EMPHASIS = re.compile(
    r"(?<!\w)([^\W\d_]{2,})(?:[ \u00a0]?[,-])?[ \u00a0]?(?:et |and )?(?<!\w)\1(?!\w)", re.IGNORECASE
)
"""A word said twice: "jamais, jamais", "petit-petit", "longtemps et longtemps"."""
BEFORE = 60
"""Characters before a doubled word among which the last five words are looked for."""
WORDS_BEFORE = 5
WORD = re.compile(r"[^\W\d_]+")
ONE_LETTER = 1
PARAGRAPH = 2
"""Line ends between paragraphs."""


class Doubled(NamedTuple):
    """A word, or two, that stand twice."""

    words: str
    """In small letters, once."""
    span: Span
    emphatic: bool
    """Whether it is a word with a content, which may be doubled for emphasis."""


class _Words(NamedTuple):
    twice: frozenset[str]
    grammatical: frozenset[str]
    after: dict[str, frozenset[str]]
    right_after: dict[str, frozenset[str]]
    slip_before: dict[str, frozenset[str]]
    linking: frozenset[str]


@cache
def _words(tag: str) -> _Words:
    known = table("repetition", tag)
    by_word = [
        {word: frozenset(some.split()) for word, some in known.get(key, {}).items()}
        for key in ("after", "right_after", "slip_before")
    ]
    return _Words(
        frozenset(known.get("twice", "").split()),
        frozenset(known.get("grammatical", "").split()),
        by_word[0],
        by_word[1],
        by_word[2],
        frozenset(known.get("idioms", {}).get("linking", "").split()),
    )


def doubled(text: str, lang: LanguageTag, function: frozenset[str], other: str) -> Iterator[Doubled]:
    """Words that stand twice although their language does not double them; `function` are its small words.

    A name in the `other` text explains the second of two small words: "les amis de de Gaulle".
    """
    words = _words(primary(lang))
    for found in DOUBLED.finditer(text):
        word = found["word"].lower()
        if found["between"].count("\n") < PARAGRAPH and not (
            _is_right(found, word, text, words) or _in_name(found, word, text, other)
        ):
            yield Doubled(word, Span(*found.span()), word not in function and len(word) > ONE_LETTER)
    for found in PHRASE.finditer(text):
        phrase = found["word"].lower()
        parts = phrase.split()
        if parts[0] != parts[1] and words.linking.isdisjoint(parts) and parts[0] not in words.twice:
            yield Doubled(phrase, Span(*found.span()), function.isdisjoint(parts))


def _is_right(found: re.Match[str], word: str, text: str, words: _Words) -> bool:
    if word in words.slip_before:
        following = WORD.match(text, found.end() + 1)
        return following is None or following[0].lower() not in words.slip_before[word]
    if word in words.twice or (len(word) == ONE_LETTER and found[0][0].isupper()):
        return True
    before = [each.lower() for each in WORD.findall(text[max(0, found.start() - BEFORE) : found.start()])]
    if not words.right_after.get(word, frozenset()).isdisjoint(before[-1:]):
        return True
    return not words.after.get(word, frozenset()).isdisjoint(before[-WORDS_BEFORE:])


def _in_name(found: re.Match[str], word: str, text: str, other: str) -> bool:
    following = WORD.match(text, found.end() + 1)
    return (
        following is not None
        and following[0][0].isupper()
        and f"{word} {following[0].lower()}" in lowered(other)
    )


@lru_cache(maxsize=2)
def lowered(text: str) -> str:
    """A text in small letters, kept since each doubled word asks for it."""
    return text.lower()


def emphasises(text: str, lang: LanguageTag) -> bool:
    """Whether a text says a word twice on purpose, as far as its form shows."""
    words = _words(primary(lang))
    return any(found[1].lower() not in words.grammatical for found in EMPHASIS.finditer(text))


def may_double(word: str, lang: LanguageTag) -> bool:
    """Whether a word, in small letters, may stand twice in its language."""
    return word in _words(primary(lang)).twice

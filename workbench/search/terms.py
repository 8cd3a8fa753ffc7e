"""What is looked for in a pair: words and phrases, letters, and regular expressions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from itertools import islice
from typing import Any

from db.records import LanguageTag, Span
from db.search import Sentence
from workbench.search.words import Folded
from workbench.text.language import primary

TIME = 0.1
"""Seconds that a regular expression may take for one text."""
MOST_SPANS = 200
"""Places of a term that are told of one text."""


class Side(StrEnum):
    """A side of a pair."""

    SOURCE = "source"
    TARGET = "target"


@dataclass(frozen=True, slots=True)
class Words:
    """Words that follow each other within a sentence, whatever marks stand between them."""

    words: tuple[str, ...]
    """Folded, letters and digits alone."""
    begins: bool = False
    """Whether the last word is the beginning of one."""
    side: str = ""
    """`source`, `target`, the language of the side that is meant, or empty for both."""

    def stands_in(self, sentences: Sequence[Sentence]) -> bool:
        """Whether any of the sentences has the words."""
        pattern, first = _compiled(self.words, self.begins), self.words[0]
        return any(first in each.folded and pattern.search(each.folded) for each in sentences)

    def spans(self, text: Folded) -> list[Span]:
        """Where the words stand: code points of the original text."""
        found = _compiled(self.words, self.begins).finditer(text.text)
        return [text.span(*match.span()) for match in islice(found, MOST_SPANS)]


@dataclass(frozen=True, slots=True)
class Letters:
    """Letters anywhere in a sentence: for scripts that do not space words, and for marks."""

    folded: str
    side: str = ""

    def stands_in(self, sentences: Sequence[Sentence]) -> bool:
        """Whether any of the sentences has the letters."""
        return any(self.folded in each.folded for each in sentences)

    def spans(self, text: Folded) -> list[Span]:
        """Where the letters stand: code points of the original text."""
        found = re.finditer(re.escape(self.folded), text.text)
        return [text.span(*match.span()) for match in islice(found, MOST_SPANS)]


@dataclass(frozen=True, slots=True)
class Pattern:
    """A regular expression over the original text of a side."""

    written: str
    exact: bool = False
    """Whether capitals and small letters differ."""
    side: str = ""
    compiled: Any = field(default=None, compare=False, repr=False)

    def stands_in(self, sentences: Sequence[Sentence]) -> bool:
        """Whether it matches in a side. Raises TimeoutError where it takes longer than `TIME`."""
        for in_target in (False, True):
            of_side = [each for each in sentences if each.in_target == in_target]
            text = "".join(each.text + each.after for each in of_side[:-1])
            if of_side and self._found(text + of_side[-1].text, 1):
                return True
        return False

    def spans(self, text: Folded) -> list[Span]:
        """Where it matches with a character at least; what is known when it takes too long."""
        try:
            return self._found(text.original, MOST_SPANS)
        except TimeoutError:
            return []

    def _found(self, text: str, most: int) -> list[Span]:
        matches = self.compiled.finditer(text, timeout=TIME)
        return [Span(*match.span()) for match in islice((m for m in matches if m.group()), most)]


Term = Words | Letters | Pattern


def is_meant(side: str, in_target: bool, lang: str) -> bool:
    """Whether a term of this `side` is looked for in the original or in the rendering, of this language."""
    return side in ("", Side.TARGET if in_target else Side.SOURCE) or side == primary(LanguageTag(lang))


@lru_cache(256)
def _compiled(words: tuple[str, ...], begins: bool) -> re.Pattern[str]:
    following = r"[\W_]+".join(words) + (r"[^\W_]*" if begins else "")
    return re.compile(rf"(?<![^\W_]){following}(?![^\W_])")

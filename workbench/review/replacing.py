r"""Words replaced in a text: literally or by a pattern, with the places that differ, old and new.

Patterns are those of the `regex` module, https://pypi.org/project/regex/ (as of Python's `re`, and more);
what is put in may name their groups as `\1` or `\g<name>`. One that takes longer than `TIME` for a text is
given up there. Nothing is found that begins or ends within a grapheme cluster (Unicode UAX 29), so that an
`e` is not taken out from under its accent.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Any, NamedTuple

import regex

from db.errors import WrongUse
from db.records import Span
from workbench.text.wrap import graphemes

TIME = 0.1
"""Seconds that a pattern may take for one text."""
LONGEST = 1000
"""Characters of what is looked for."""
MOST = 10_000
"""Places that are replaced in one text."""
_LONGEST_CLUSTER = 100
"""Characters that are looked at to tell whether a cluster ends."""
_CALL = regex.compile(r"(?<!\\)(?:\\\\)*+\(\?(?:R|[+-]?\d|&|P[>&])")
"""A pattern, or a group of one, that calls itself, as `(?R)` and `(?&name)` do: that can take all memory."""
_HALVES = regex.compile("[\ud800-\udfff]")
"""Halves of surrogate pairs, which no file can hold."""


class Change(NamedTuple):
    """A place that was replaced: what stood there, in the text as it was, and what stands there now."""

    old: Span
    new: Span


class Replaced(NamedTuple):
    """A text with everything replaced in it, and where."""

    text: str
    changes: tuple[Change, ...]
    """In order; none of them puts in what stood there already."""


class TooSlow(Exception):
    """The pattern took longer than `TIME` for a text."""


@dataclass(frozen=True)
class Replacing:
    """What is looked for and what takes its place.

    Raises WrongUse for nothing to look for, for a bad pattern or one that calls itself, for a group that the
    pattern has not, and for half a surrogate pair to be put in.
    """

    find: str
    put: str
    regex: bool = False
    word: bool = False
    """Only where no letter, digit or mark stands beside it."""
    ignore_case: bool = False
    """`a` finds `A` too."""
    keep_case: bool = False
    """What is put in begins with a capital, or is all capitals, where what it replaces does."""

    def __post_init__(self) -> None:
        if not self.find:
            raise WrongUse("There is nothing to look for: say what is to be replaced.")
        if len(self.find) > LONGEST:
            raise WrongUse(f"What is looked for is longer than {LONGEST} characters: look for less of it.")
        if _HALVES.search(self.find):
            raise WrongUse("Half a character stands nowhere: look for something else.")
        if self.regex and _CALL.search(self.find):
            raise WrongUse(f"“{self.find}” calls itself, which is not done here: write it out.")
        _ = self._pattern
        if _HALVES.search(self._of_nothing() if self.regex else self.put):
            raise WrongUse(f"“{self.put}” cannot be put in: half a character is no text.")

    def replaced(self, text: str) -> Replaced:
        """A text with all that was found in it replaced. Raises TooSlow."""
        parts: list[str] = []
        changes: list[Change] = []
        end = length = 0
        for match in self._found(text):
            new = self._new(match)
            if new == match[0]:
                continue
            parts += (text[end : match.start()], new)
            at = length + match.start() - end
            end, length = match.end(), at + len(new)
            changes.append(Change(Span(*match.span()), Span(at, length)))
        return Replaced("".join([*parts, text[end:]]), tuple(changes))

    def _found(self, text: str) -> Sequence[Any]:
        try:
            matches = list(islice(self._pattern.finditer(text, timeout=TIME, concurrent=self.regex), MOST))
        except TimeoutError as error:
            raise TooSlow(text) from error
        return [match for match in matches if all(_parts(text, place) for place in match.span())]

    def _new(self, match: Any) -> str:
        new: str = match.expand(self.put) if self.regex else self.put
        return _cased(new, match[0]) if self.keep_case else new

    @cached_property
    def _pattern(self) -> Any:
        pattern = self.find if self.regex else regex.escape(self.find, special_only=True, literal_spaces=True)
        if self.word:
            pattern = rf"(?<![\w\p{{M}}])(?:{pattern})(?![\w\p{{M}}])"
        flags = regex.UNICODE | (regex.IGNORECASE if self.ignore_case or self.keep_case else 0)
        try:
            return regex.compile(pattern, flags)
        except regex.error as error:
            raise WrongUse(f"“{self.find}” is no regular expression: {error}.") from error
        except (OverflowError, RecursionError, TimeoutError, MemoryError) as error:
            raise WrongUse("That is too large a regular expression: look for less.") from error

    def _of_nothing(self) -> str:
        """What is put in for a match of nothing, which shows whether all groups are there."""
        try:
            # The line end ends a comment, if there is one.
            nothing = regex.compile(f"{self.find}\n|").fullmatch("", timeout=TIME)
            return str(nothing.expand(self.put))
        except (regex.error, LookupError, ValueError, OverflowError, TimeoutError, MemoryError) as error:
            raise WrongUse(f"“{self.put}” cannot be put in: {error}.") from error


def _parts(text: str, place: int) -> bool:
    """Whether a grapheme cluster ends at a place of a text."""
    if place in (0, len(text)) or text[place].isascii():
        return True
    start = max(0, place - _LONGEST_CLUSTER)
    before = next((i for i in range(place - 1, start - 1, -1) if text[i].isascii()), start)
    return any(before + cluster.end == place for cluster in graphemes(text[before : place + 1]))


def _cased(new: str, old: str) -> str:
    """`new` with the capitals of `old`."""
    if len(old) > 1 and old.isupper():
        return new.upper()
    if old[:1].isupper():
        return new[:1].upper() + new[1:]
    return new

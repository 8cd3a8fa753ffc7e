"""What is known of single languages (`languages/`), and of words that render each other (`counterparts/`)."""

from __future__ import annotations

import lzma
import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.resources import files
from typing import Any, NamedTuple

from workbench.text.fold import fold

TRACE_LENGTH = 5
"""Letters by which a word is known again: few enough to join its inflected forms."""

SHORTEST_CONTENT = 3
"""Letters of a word that may have a content of its own."""
MOST_SEEN = 0.93
"""Share of the words whose translations are all known that have one of them in a good translation."""
FEW_SEEN = 0.15
SEEN_BY_CHANCE = 0.1
"""Share of the words of a dropped clause for which a translation stands somewhere all the same."""
TURNED = "6"
"""Tenths assumed for words of a list that is read in the other direction."""


@dataclass(frozen=True)
class Language:
    """The words of one language that matter here, folded. All empty for a language without a file."""

    function: frozenset[str] = frozenset()
    """Words without a content of their own: articles, pronouns, auxiliaries …"""
    negations: frozenset[str] = frozenset()
    """Words by one of which a translation may deny."""
    denials: frozenset[str] = frozenset()
    """Words that deny for certain, if one of `negators` stands before them."""
    negators: frozenset[str] = frozenset()
    denying: tuple[str, ...] = ()
    """How words begin that deny by themselves: `impossible`."""
    lacking: tuple[str, ...] = ()
    """How such words end: `useless`."""
    alike: frozenset[str] = frozenset()
    """Words that look like a function word of another language."""
    loans: tuple[str, ...] = ()
    """Phrases taken over from other languages."""
    titles: frozenset[str] = frozenset()
    endings: tuple[str, ...] = ()
    """How words end that may well begin a sentence and are no names; empty where that is not known."""
    hours: frozenset[str] = frozenset()
    """What follows an hour of the clock."""
    decades: frozenset[str] = frozenset()
    """What precedes a decade of two figures: "années 80"."""
    spelled: bool = False
    """Whether every number can be spelled with the number words known here."""
    plain: bool = False
    """Whether its words are written without accents."""
    letters: float = 1.0
    """Letters that a text takes in this language where the English one takes one."""
    numerals: Mapping[str, int] = field(default_factory=dict)
    ordinals: Mapping[str, int] = field(default_factory=dict)
    vague: Mapping[str, int] = field(default_factory=dict)
    """Round numbers, which a translation need not have."""
    attached: Mapping[str, int] = field(default_factory=dict)
    """What multiplies figures that it follows without a space: `bn`."""
    eras: Mapping[str, int] = field(default_factory=dict)
    """Decades by their name: `nineties`."""
    loose: Mapping[str, int] = field(default_factory=dict)
    """Words that stand for a number without saying it: `both`."""

    halves: tuple[str, ...] = ()
    """What adds a half to a number that it follows."""

    @cached_property
    def number_words(self) -> dict[str, tuple[int, str]]:
        """All number words: what they mean, and the table in which they stand."""
        kinds = ("attached", "vague", "eras", "ordinals", "numerals")
        return {word: (number, kind) for kind in kinds for word, number in getattr(self, kind).items()}

    @cached_property
    def counting(self) -> frozenset[str]:
        """The number words that say more than one."""
        words = {**self.numerals, **self.ordinals, **self.eras, **self.vague}
        return frozenset(word for word, number in words.items() if number > 1)


@cache
def language(primary_tag: str) -> Language:
    """What is known of the language with this two-letter tag."""
    file = files(__package__).joinpath("languages", f"{primary_tag}.toml")
    if not primary_tag.isalpha() or not file.is_file():
        return Language()
    table: dict[str, Any] = tomllib.loads(file.read_text(encoding="utf-8"))
    return Language(**{key: _folded(value) for key, value in table.items()})


def _folded(value: Any) -> Any:
    if isinstance(value, str):
        return frozenset(fold(value).split())
    if isinstance(value, float | bool):
        return value
    if isinstance(value, list):
        return tuple(fold(phrase) for phrase in value)
    return {fold(word): number for word, number in value.items()}


class Rendered(NamedTuple):
    """What is known of a word's renderings in the other language."""

    words: tuple[str, ...]
    """Folded words that render it, the most frequent first."""
    stems: frozenset[str]
    """How those begin that have a content of their own; none for a word that has none itself."""
    seen: float
    """Score for finding one of them, negative: how much it speaks against the word's having been dropped."""
    unseen: float
    """Score for finding none of them, positive."""


UNKNOWN = Rendered((), frozenset(), 0.0, 0.0)


class Counterparts(dict[str, Rendered]):
    """Words of one language and what renders them in another; of words that are not listed it says `UNKNOWN`.

    The lines of the list are read when a word is asked for the first time.
    """

    def __init__(self, lines: Mapping[str, str], source: Language, target: Language) -> None:
        super().__init__()
        self._lines = lines
        self._source = source
        self._target = target

    def __missing__(self, word: str) -> Rendered:
        line = self._lines.get(word)
        if line is None:
            return UNKNOWN
        tenths, *words = line.split()
        self[word] = rendered = self._rendered(word, int(tenths) / 10, tuple(words))
        return rendered

    def _rendered(self, word: str, share: float, words: tuple[str, ...]) -> Rendered:
        if len(word) < SHORTEST_CONTENT or word in self._source.function:
            return Rendered(words, frozenset(), 0.0, 0.0)
        stems = frozenset(other[:TRACE_LENGTH] for other in words if other not in self._target.function)
        found = max(FEW_SEEN, share) * MOST_SEEN
        unseen = math.log((1 - SEEN_BY_CHANCE) / (1 - found))
        return Rendered(words, stems, math.log(SEEN_BY_CHANCE / found), unseen)

    def __bool__(self) -> bool:
        """Whether anything is known of this pair."""
        return bool(self._lines)

    def __contains__(self, word: object) -> bool:
        return word in self._lines

    @cached_property
    def targets(self) -> frozenset[str]:
        """Words of the other language: those that render a word which is not written the same."""
        return frozenset(
            other for known, line in self._lines.items() for other in line.split()[1:] if other != known
        )


@cache
def counterparts(from_tag: str, to_tag: str) -> Counterparts:
    """The words that render each other in two languages; both directions are made from one file."""
    source, target = language(from_tag), language(to_tag)
    lines = _lines(from_tag, to_tag)
    if lines:
        return Counterparts(lines, source, target)
    turned: dict[str, list[str]] = {}
    for word, line in _lines(to_tag, from_tag).items():
        for other in line.split()[1:]:
            turned.setdefault(other, [TURNED]).append(word)
    return Counterparts({word: " ".join(line) for word, line in turned.items()}, source, target)


def _lines(from_tag: str, to_tag: str) -> dict[str, str]:
    file = files(__package__).joinpath("counterparts", f"{from_tag}-{to_tag}.txt.xz")
    if not (from_tag + to_tag).isalpha() or not file.is_file():
        return {}
    text = lzma.decompress(file.read_bytes()).decode()
    return dict(line.split(" ", 1) for line in text.split("\n"))


class Pair:
    """Two languages between which drafts are made, and what is known of them."""

    __slots__ = ("from_tag", "source", "target", "to_tag", "words")

    def __init__(self, from_tag: str, to_tag: str) -> None:
        self.from_tag, self.to_tag = from_tag, to_tag
        self.source, self.target = language(from_tag), language(to_tag)
        self.words = counterparts(from_tag, to_tag)


@cache
def pair(from_tag: str, to_tag: str) -> Pair:
    """What is known of two languages, by their two- or three-letter tags; kept once read."""
    return Pair(from_tag, to_tag)

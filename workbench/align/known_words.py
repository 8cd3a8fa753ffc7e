"""Lexicons that are known before any text is aligned: how often words were translated by which.

A lexicon file has a line `source word TAB target word TAB count` for each two words that translate
each other; the count may be left out and is then 1. The words are folded as `tokens.words` gives them.
A word beside an empty one was met that often without a counterpart that is listed. So one file serves
both directions: t(target | source) is the count of the two by the sum of all counts of the source
word, t(source | target) the same count by the sum of all those of the target word.
"""

from __future__ import annotations

import lzma
import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import count
from pathlib import Path
from typing import NamedTuple

import numpy as np

from db.errors import UnreadableInput
from db.records import LanguageTag
from workbench.align.arrays import Floats, Ints
from workbench.align.tokens import STEM_LENGTH, words
from workbench.text.language import primary
from workbench.text.visible import visible

NOTHING = ""
"""Stands beside a word that nothing renders."""

_SHIPPED = (("fr", "en"),)
_XZ = b"\xfd7zXZ\x00"
"""What a file packed by xz begins with."""
_MOST_BYTES = 400_000_000
"""Unpacked size of a lexicon file, at most: a small packed file may hold gigabytes of zeros."""


class Entries(NamedTuple):
    """What a lexicon knows of two vocabularies; a word is meant by its place there."""

    source: Ints
    target: Ints
    counts: Floats
    """How often these two words were linked."""
    source_totals: Floats
    """By source word: how often it was met; 0 if it is not known."""
    target_totals: Floats
    source_alone: Floats
    """By source word: how often it was met without a counterpart that the lexicon lists."""
    target_alone: Floats

    @property
    def ahead(self) -> Floats:
        """t(target | source) of each entry, 0..1."""
        shares: Floats = self.counts / self.source_totals[self.source]
        return shares

    @property
    def back(self) -> Floats:
        """t(source | target) of each entry, 0..1."""
        shares: Floats = self.counts / self.target_totals[self.target]
        return shares


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """Joint counts of source and target words. Immutable; made by `of`, `read` and `shipped`."""

    _sources: dict[str, int]
    """The numbers of the words, without gaps; NOTHING has 0."""
    _targets: dict[str, int]
    _starts: Ints
    """Where the entries of each source word begin; one more at the end."""
    _columns: Ints
    """The target word of each entry, ascending for each source word."""
    _counts: Floats
    _totals: tuple[Floats, Floats]
    """How often each source and each target word was met."""
    _alone: tuple[Floats, Floats]
    """How often each source and each target word was met beside nothing."""

    @staticmethod
    def of(counts: Iterable[tuple[str, str, float]]) -> Lexicon:
        """The lexicon of source word, target word, count (> 0); the counts of equal words are added up.

        Words are taken as they are: give them as `tokens.words` does.
        """
        columns = list(zip(*counts, strict=True)) or [(), (), ()]
        return _numbered(columns[0], columns[1], np.array(columns[2], dtype=float))

    @staticmethod
    def read(path: Path) -> Lexicon:
        """The lexicon in a UTF-8 text file, packed if its name ends in `.xz`. Words are folded here.

        Raises UnreadableInput, with the file and the line, for what is no lexicon.
        """
        return Lexicon.of(_checked(_unpacked(path), visible(path.name or str(path))))

    def write(self) -> str:
        """The text of a file from which `read` reads this lexicon, in the order of the words."""
        return "".join(f"{source}\t{target}\t{_shown(number)}\n" for source, target, number in self.items())

    def __len__(self) -> int:
        return len(self._columns)

    @property
    def total(self) -> float:
        """How many words were counted."""
        return float(self._counts.sum())

    def items(self) -> Iterator[tuple[str, str, float]]:
        """All source words, target words and counts, in the order of the words."""
        sources, targets = list(self._sources), list(self._targets)
        found = zip(self._rows().tolist(), self._columns.tolist(), self._counts.tolist(), strict=True)
        yield from sorted((sources[row], targets[column], number) for row, column, number in found)

    def for_words(self, source: Collection[str], target: Collection[str]) -> Entries:
        """The entries for two vocabularies of distinct words.

        The time grows with the words and with what is known of those of the source.
        """
        rows, columns = _numbers(self._sources, source), _numbers(self._targets, target)
        place = np.full(len(self._targets), -1)
        place[columns] = np.arange(len(columns))
        place[0] = -1
        sizes = np.where(rows > 0, self._starts[rows + 1] - self._starts[rows], 0)
        of = np.repeat(np.arange(len(rows)), sizes)
        first = np.repeat(self._starts[rows] - (np.cumsum(sizes) - sizes), sizes)
        entries = first + np.arange(len(of))
        to = place[self._columns[entries]]
        wanted = to >= 0
        return Entries(
            of[wanted],
            to[wanted],
            self._counts[entries[wanted]],
            *(totals[places] for totals, places in zip(self._totals, (rows, columns), strict=True)),
            *(alone[places] for alone, places in zip(self._alone, (rows, columns), strict=True)),
        )

    def swapped(self) -> Lexicon:
        """The same lexicon for translations in the other direction."""
        return _collected(self._targets, self._sources, self._columns, self._rows(), self._counts)

    def merged(self, other: Lexicon) -> Lexicon:
        """What two lexicons of the same two languages know together: their counts, added up."""
        sources, rows = _joined(self._sources, other._sources)
        targets, columns = _joined(self._targets, other._targets)
        return _collected(
            sources,
            targets,
            np.concatenate([self._rows(), rows[other._rows()]]),
            np.concatenate([self._columns, columns[other._columns]]),
            np.concatenate([self._counts, other._counts]),
        )

    def stemmed(self) -> Lexicon:
        """The lexicon of `tokens.stems`: words that begin with the same letters count as one."""
        sources, rows = _stems(self._sources)
        targets, columns = _stems(self._targets)
        return _collected(sources, targets, rows[self._rows()], columns[self._columns], self._counts)

    def _rows(self) -> Ints:
        """The source word of each entry."""
        return np.repeat(np.arange(len(self._sources)), np.diff(self._starts))


@lru_cache(maxsize=2)
def by_stems(lexicon: Lexicon) -> Lexicon:
    """`Lexicon.stemmed`, kept, since many short texts are compared with the same lexicon."""
    return lexicon.stemmed()


@cache
def shipped(source_lang: LanguageTag, target_lang: LanguageTag) -> Lexicon | None:
    """The lexicon that comes with the program for two languages, in either direction, if there is one.

    Regions do not matter. The lexicon is read once and kept.
    """
    pair = primary(source_lang), primary(target_lang)
    if pair in _SHIPPED:
        packed = (files(__package__) / "lexicons" / f"{'-'.join(pair)}.tsv.xz").read_bytes()
        # Our own file needs no examination, and cut all at once it is read three times as fast.
        cells = lzma.decompress(packed).decode().replace("\n", "\t").split("\t")
        return _numbered(cells[:-1:3], cells[1::3], np.fromiter(map(float, cells[2::3]), float))
    if pair[::-1] in _SHIPPED:
        other = shipped(target_lang, source_lang)
        return other and other.swapped()
    return None


def _numbered(sources: Sequence[str], targets: Sequence[str], counts: Floats) -> Lexicon:
    """The lexicon with these columns."""
    numbers: list[dict[str, int]] = []
    columns: list[Ints] = []
    for words_ in (sources, targets):
        number: defaultdict[str, int] = defaultdict(count(1).__next__, {NOTHING: 0})
        columns.append(np.fromiter(map(number.__getitem__, words_), np.int64, len(words_)))
        numbers.append(dict(number))
    return _collected(numbers[0], numbers[1], columns[0], columns[1], counts)


def _collected(
    sources: dict[str, int], targets: dict[str, int], rows: Ints, columns: Ints, counts: Floats
) -> Lexicon:
    """The lexicon of entries in any order, those of the same words added up."""
    cells = rows * len(targets) + columns
    order = np.argsort(cells, kind="stable")
    cells, counts = cells[order], counts[order]
    firsts = np.flatnonzero(np.diff(cells, prepend=-1))
    rows, columns = np.divmod(cells[firsts], len(targets))
    sums = np.add.reduceat(counts, firsts) if len(firsts) else counts
    return Lexicon(
        sources,
        targets,
        np.searchsorted(rows, np.arange(len(sources) + 1)),
        columns,
        sums,
        (_sums(rows, sums, len(sources)), _sums(columns, sums, len(targets))),
        (
            _sums(rows[columns == 0], sums[columns == 0], len(sources)),
            _sums(columns[rows == 0], sums[rows == 0], len(targets)),
        ),
    )


def _sums(places: Ints, counts: Floats, size: int) -> Floats:
    """The sum of the counts of each word; 0 for NOTHING, which is no word."""
    sums = np.bincount(places, counts, size).astype(np.float64)
    sums[0] = 0.0
    return sums


def _numbers(known: dict[str, int], vocabulary: Collection[str]) -> Ints:
    """The number of each word; 0 for those that are not known."""
    return np.fromiter((known.get(word, 0) for word in vocabulary), np.int64, len(vocabulary))


def _joined(known: dict[str, int], more: dict[str, int]) -> tuple[dict[str, int], Ints]:
    """Numbers of the words of both, those of `known` unchanged, and the new number of each of `more`."""
    joined = dict(known)
    of = [joined.setdefault(word, len(joined)) for word in more]
    return joined, np.array(of, dtype=np.int64)


def _stems(known: dict[str, int]) -> tuple[dict[str, int], Ints]:
    """Numbers of the stems of some words, and that of each word's stem."""
    stems: dict[str, int] = {}
    of = [stems.setdefault(word[:STEM_LENGTH], len(stems)) for word in known]
    return stems, np.array(of, dtype=np.int64)


def _shown(number: float) -> str:
    return str(int(number)) if number.is_integer() else repr(number)


def _unpacked(path: Path) -> str:
    """The text of a lexicon file."""
    name = visible(path.name or str(path))
    try:
        with path.open("rb") as file:
            packed = file.read(len(_XZ)) == _XZ or path.suffix == ".xz"
        with lzma.open(path) if packed else path.open("rb") as file:
            content = file.read(_MOST_BYTES + 1)
        if len(content) > _MOST_BYTES:
            raise UnreadableInput(f"{name} is over {_MOST_BYTES // 1_000_000} MB; give a smaller lexicon.")
        return content.decode("utf-8-sig")
    except OSError as error:
        reason = visible(error.strerror or str(error))
        raise UnreadableInput(f"{name} cannot be read ({reason}); check its name and place.") from error
    except (lzma.LZMAError, EOFError) as error:
        raise UnreadableInput(f"{name} is damaged or not packed by xz; get it again.") from error
    except UnicodeDecodeError as error:
        raise UnreadableInput(f"{name} is not UTF-8 at byte {error.start}; save it as UTF-8.") from error


def _checked(text: str, name: str) -> Iterator[tuple[str, str, float]]:
    """The words and counts of the lines of a file; blank lines are passed over."""
    folded: dict[str, list[str]] = {}
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        where = f"{name}, line {number}"
        cells = line.rstrip("\r").split("\t")
        if not 2 <= len(cells) <= 3:
            raise UnreadableInput(f"{where}: expected source word, tab, target word, tab, count.")
        for cell in cells[:2]:
            if cell not in folded:
                folded[cell] = words(cell) if cell.strip() else [NOTHING]
            if len(folded[cell]) != 1:
                raise UnreadableInput(
                    f"{where}: “{visible(cell[:40])}” is not one word; links are of single words."
                )
        source, target = (folded[cell][0] for cell in cells[:2])
        if not source and not target:
            raise UnreadableInput(f"{where}: there is no word on either side; delete the line.")
        yield source, target, _count(cells[2] if len(cells) > 2 else "1", where)


def _count(cell: str, where: str) -> float:
    try:
        number = float(cell)
    except ValueError:
        number = math.nan
    if 0.0 < number < math.inf:
        return number
    raise UnreadableInput(f"{where}: “{visible(cell[:40])}” is no count; write a number above 0.")

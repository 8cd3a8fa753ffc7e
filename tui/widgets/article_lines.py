"""The lines, words and sentences of an article's rows, worked out when they are first looked at."""

from __future__ import annotations

from typing import NamedTuple

from textual._cells import cell_len
from textual.cache import LRUCache

from db.records import Span
from tui.widgets.article_layout import Row, row_at, words_of
from workbench.quotes.article import Article
from workbench.text.sentences import split
from workbench.text.wrap import wrap


class Place(NamedTuple):
    """A word, and the row in which it stands."""

    row: int
    word: Span


class ArticleLines:
    """What can be asked of the rows of an article at a width. At least one row is there."""

    def __init__(self, article: Article, rows: list[Row], width: int) -> None:
        """`width` is the cells of a line of text."""
        self.article = article
        self.text = article.document.text
        self.rows = rows
        self.width = width
        self._lines: LRUCache[int, list[Span]] = LRUCache(1024)
        self._words: LRUCache[int, list[Span]] = LRUCache(64)

    def lines(self, number: int) -> list[Span]:
        """The lines of a row, as offsets into it."""
        found = self._lines.get(number)
        if found is None:
            row = self.rows[number]
            found = [Span(0, 0)] if row.line else wrap(row.span.of(self.text), self.width)
            self._lines[number] = found
        return found

    def words(self, number: int) -> list[Span]:
        """The words of a row, at least one, as offsets into the article."""
        found = self._words.get(number)
        if found is None:
            found = self._words[number] = words_of(self.text, self.rows[number])
        return found

    def sentences(self, number: int) -> list[Span]:
        """The sentences of a row, as offsets into the article."""
        row = self.rows[number]
        if row.line:
            return [Span(row.span.start, row.span.start)]
        found: list[Span] = []
        at = row.span.start
        for segment in split(row.span.of(self.text), self.article.document.lang):
            end = at + len(segment.text)
            found.append(Span(end - len(segment.text.lstrip()), end))
            at = end + len(segment.after)
        return found

    def line_of(self, number: int, offset: int) -> int:
        """The line of a row on which an offset of the article stands."""
        lines = self.lines(number)
        at = offset - self.rows[number].span.start
        return next((n for n in range(len(lines) - 1) if at < lines[n + 1].start), len(lines) - 1)

    def column(self, place: Place) -> int:
        """The cell of its line in which a word begins."""
        row = self.rows[place.row]
        if row.line:
            return 0
        line = self.lines(place.row)[self.line_of(place.row, place.word.start)]
        return cell_len(self.text[row.span.start + line.start : place.word.start])

    def at(self, offset: int) -> Place:
        """The word at an offset, or the next one of its row."""
        number = row_at(self.rows, offset)
        words = self.words(number)
        return Place(number, next((word for word in words if offset < word.end), words[-1]))

    def word_from(self, place: Place, step: int) -> Place:
        """The next word or the one before; the same at the end."""
        words = self.words(place.row)
        at = words.index(place.word) + step if place.word in words else 0
        if 0 <= at < len(words):
            return Place(place.row, words[at])
        row = place.row + step
        if not 0 <= row < len(self.rows):
            return place
        return Place(row, self.words(row)[0 if step > 0 else -1])

    def line_from(self, place: Place, step: int, column: int) -> Place:
        """The word nearest to a column so many lines below or above; at the end, on the last line."""
        row, line = place.row, self.line_of(place.row, place.word.start) + step
        while line < 0 and row > 0:
            row -= 1
            line += len(self.lines(row))
        while row < len(self.rows) - 1 and line >= len(self.lines(row)):
            line -= len(self.lines(row))
            row += 1
        line = max(0, min(line, len(self.lines(row)) - 1))
        here, start = self._line(row, line)
        return Place(row, min(here, key=lambda word: abs(cell_len(self.text[start : word.start]) - column)))

    def sentence_from(self, place: Place, step: int) -> Place:
        """Where the next sentence begins, or this one or the one before."""
        row, at = place.row, place.word.start
        starts = [sentence.start for sentence in self.sentences(row)]
        beyond = [start for start in starts if (start > at if step > 0 else start < at)]
        if not beyond and 0 <= row + step < len(self.rows):
            row += step
            beyond = [sentence.start for sentence in self.sentences(row)]
        if not beyond:
            return place
        wanted = beyond[0 if step > 0 else -1]
        words = self.words(row)
        return Place(row, next((word for word in words if wanted < word.end), words[0]))

    def word_under(self, number: int, line: int, column: int) -> Place:
        """The word at a column of a line, or the one before it; the first where none is."""
        here, start = self._line(number, min(line, len(self.lines(number)) - 1))
        before = [word for word in here if cell_len(self.text[start : word.start]) <= max(0, column)]
        return Place(number, before[-1] if before else here[0])

    def edge(self, offset: int, step: int, *, ends: bool) -> int:
        """Where the nearest word beyond an offset begins or `ends`; at the article's end the offset."""
        number = row_at(self.rows, max(0, offset - 1) if ends else offset)
        while 0 <= number < len(self.rows):
            if not self.rows[number].line:
                edges = [word.end if ends else word.start for word in self.words(number)]
                beyond = [at for at in edges if (at > offset if step > 0 else at < offset)]
                if beyond:
                    return beyond[0] if step > 0 else beyond[-1]
            number += step
        return offset

    def _line(self, number: int, line: int) -> tuple[list[Span], int]:
        """The words of a line, at least one, and where it begins in the article."""
        row, words = self.rows[number], self.words(number)
        wanted = self.lines(number)[line]
        start, end = row.span.start + wanted.start, row.span.start + wanted.end
        return [word for word in words if start <= word.start < end] or words[:1], start

"""Which lines of which rows are on screen, when rows have heights that are only known once looked at."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple


class Anchor(NamedTuple):
    """A line of a row: what stands at the top of the screen, or at some other place of it."""

    row: int
    line: int


class Viewport:
    """A window of `page` lines onto `count` rows.

    Its position is an anchor, so no operation looks at more rows than fit on a screen or two,
    however long the list is. `height` gives the lines of a row, at least one.
    """

    def __init__(self, height: Callable[[int], int]) -> None:
        self._height = height
        self.count = 0
        self.page = 1
        self.anchor = Anchor(0, 0)

    def last(self) -> Anchor:
        """The anchor that shows the end of the list at the foot of the screen."""
        last = self.count - 1
        return Anchor(0, 0) if last < 0 else self._above(last, self.page - self._height(last))

    @property
    def reach(self) -> int:
        """The highest row that can stand at the top; a guess until the end is near, which costs nothing."""
        if self.anchor.row < self.count - self.page:
            return self.count - 1
        last = self.last()
        return last.row + (1 if last.line else 0)

    def place(self, anchor: Anchor) -> None:
        """Put a line of a row at the top, as far as the end of the list allows."""
        if anchor.row >= self.count - self.page:
            anchor = min(anchor, self.last())
        self.anchor = max(Anchor(0, 0), anchor)

    def scroll(self, lines: int) -> None:
        """Move by lines, forwards or back."""
        if not self.count:
            return
        row, line = self.anchor
        if lines < 0:
            self.place(self._above(row, -lines - line))
            return
        line += lines
        while row < self.count - 1 and line >= self._height(row):
            line -= self._height(row)
            row += 1
        self.place(Anchor(row, line))

    def top(self, row: int) -> int:
        """The line of the screen on which a row at or below the anchor begins; not exact below the foot."""
        top = -self.anchor.line
        for above in range(self.anchor.row, row):
            top += self._height(above)
            if top >= self.page:
                break
        return top

    def sees(self, row: int) -> bool:
        """Whether any line of a row is on screen."""
        return self.anchor.row <= row and self.top(row) < self.page

    def reveal(self, row: int) -> None:
        """Scroll just so far that a row is on screen; the beginning of one that is too tall."""
        if not 0 <= row < self.count:
            return
        height = self._height(row)
        if row < self.anchor.row or (self.top(row) < 0 and height <= self.page):
            self.place(Anchor(row, 0))
        elif self.top(row) >= self.page or (self.top(row) + height > self.page >= height):
            self.place(self._above(row, max(0, self.page - height)))

    def bring(self, row: int) -> None:
        """Reveal a row; one that was out of sight comes to a third of the screen."""
        if 0 <= row < self.count and not self.sees(row):
            self.place(self._above(row, self.page // 3))
        self.reveal(row)

    def hidden(self, row: int, step: int) -> int:
        """How many lines of a row that is taller than the screen lie beyond its foot (1) or top (-1)."""
        if not 0 <= row < self.count or self._height(row) <= self.page or not self.sees(row):
            return 0
        top = self.top(row)
        return max(0, top + self._height(row) - self.page if step > 0 else -top)

    def a_page_from(self, row: int, step: int) -> int:
        """The row that is a screen away."""
        left = self.page
        while 0 <= row + step < self.count and left > 0:
            left -= self._height(row)
            row += step
        return row

    def locate(self, y: int) -> Anchor | None:
        """The row and its line that stand on a line of the screen; None below the end."""
        row, line = self.anchor.row, self.anchor.line + y
        while row < self.count and y >= 0:
            height = self._height(row)
            if line < height:
                return Anchor(row, line)
            line -= height
            row += 1
        return None

    def _above(self, row: int, lines: int) -> Anchor:
        """The anchor with this many lines of other rows above a row; a negative number cuts its top off."""
        if lines < 0:
            return Anchor(row, -lines)
        while lines > 0 and row > 0:
            row -= 1
            lines -= self._height(row)
        return Anchor(row, max(0, -lines))

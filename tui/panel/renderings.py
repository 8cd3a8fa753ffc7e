"""The tab of the renderings: all of the quote, who made each, the words for this sentence before the rest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual.content import Content

from db.records import PairRow
from tui.labels import ORIGIN_SYMBOLS, ORIGIN_WORDS
from tui.panel.told import Item, Line, Told, below, blank, heading, marked, sentence
from workbench.project import Project
from workbench.review.renderings_of import RenderingOf, renderings_of
from workbench.review.wording import differences
from workbench.text.visible import visible

REST = 240
"""Characters shown of what a rendering has before this sentence, and after it."""


def find(project: Project, row: PairRow) -> Told:
    """Every rendering of the pair's quote."""
    return told(row, renderings_of(project, row))


def told(row: PairRow, renderings: Sequence[RenderingOf]) -> Told:
    """The renderings in the order given; words that the current one has otherwise are underlined."""
    if not renderings:
        return sentence("Nobody has rendered this quote yet.")
    lines: list[Line] = []
    items: list[Item] = []
    for rendering in renderings:
        words = rendering.words
        offered = bool(words) and not rendering.current and words != row.target
        if offered:
            items.append(Item(words, whole=True))
        lines += _entry(row, rendering, len(items) if offered else 0)
    if len(renderings) > 1 and not row.missing_target:
        lines.append(Line(Content.styled("underlined: other words than the pair has now", "$muted")))
    return Told(tuple(lines), tuple(items), str(len(renderings)))


def _entry(row: PairRow, rendering: RenderingOf, number: int) -> Iterator[Line]:
    sign, origin = ORIGIN_SYMBOLS[rendering.origin], ORIGIN_WORDS[rendering.origin]
    by = ", ".join(part for part in (rendering.by, rendering.date) if part)
    here = "  shown in this pair" if rendering.current else ""
    yield heading((f"{sign} {origin}", "bold"), (here, "$muted"), number=number)
    yield below(marked(by, style="$primary"), number)
    if rendering.also:
        yield below(marked(f"also in {', '.join(rendering.also)}", style="$muted"), number)
    if rendering.here is None:
        yield below(Content.styled("nothing for this sentence", "$muted italic"))
        yield below(marked(rendering.text[: 2 * REST] + _dots(rendering.text[2 * REST :]), style="$muted"))
    else:
        yield below(_words(row, rendering), number)
        before, after = rendering.text[: rendering.here.start], rendering.text[rendering.here.end :]
        if before.strip() or after.strip():
            yield below(_rest(before.rstrip(), after.lstrip()))
    yield blank()


def _words(row: PairRow, rendering: RenderingOf) -> Content:
    other = () if rendering.current or row.missing_target else differences(rendering.words, row.target)
    return marked(rendering.words, [(difference.here, "underline") for difference in other])


def _rest(before: str, after: str) -> Content:
    """What stands around the words, each side cut short, in the place of the words a mark."""
    lead = ("… " if len(before) > REST else "") + before[-REST:]
    return Content.styled(visible(f"{lead} ⟨…⟩ {after[:REST]}{_dots(after[REST:])}".strip()), "$muted")


def _dots(left: str) -> str:
    return " …" if left else ""

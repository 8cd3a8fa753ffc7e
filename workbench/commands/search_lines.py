"""Keyword in context without a screen: a line for each place, keys below each other."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable, Iterator

import click
from rich.cells import cell_len

from workbench.commands.columns import IN_A_PIPE
from workbench.search.kwic import kwic
from workbench.search.service import Hit, places
from workbench.text.visible import visible

NUMBER = 7
"""Cells of a pair's number."""
NARROWEST = 40
SIDES = {"source": "<", "target": ">"}
"""Original and rendering, as in the output of `diff`."""


def kwic_lines(hits: Iterable[Hit]) -> Iterator[str]:
    """A line for each place: number of the pair, `<` original or `>` rendering, and the place in its context.

    A pair that was found without words, by filters alone, has a line with its beginning.
    """
    coloured = sys.stdout.isatty()
    total = shutil.get_terminal_size().columns if coloured else IN_A_PIPE
    width = max(NARROWEST, total - NUMBER - 5)
    for hit in hits:
        found = False
        for side, text, span in places(hit):
            found = True
            line = kwic(text, span, width)
            room = (width - cell_len(line.key)) // 2
            left = " " * max(0, room - cell_len(line.left)) + line.left
            key = click.style(line.key, bold=True) if coloured else line.key
            yield f"{hit.pair.id:>{NUMBER}} {SIDES[side]} {left} {key} {line.right}".rstrip()
        if not found:
            beginning = visible(hit.pair.source or hit.pair.target)[:width].replace("\n", " ")
            yield f"{hit.pair.id:>{NUMBER}}   {beginning}"


def kwic_objects(hit: Hit) -> list[dict[str, str]]:
    """The places of a hit with their context, for programs."""
    return [
        {"side": side, "left": line.left, "key": line.key, "right": line.right}
        for side, text, span in places(hit)
        for line in (kwic(text, span, IN_A_PIPE),)
    ]

"""Pairs for a person without a screen: what was said and how it was rendered, side by side."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable, Iterator
from itertools import zip_longest

import click
from rich.cells import cell_len

from db.records import PairRow
from workbench.text.visible import visible
from workbench.text.wrap import wrap

IN_A_PIPE = 120
"""Columns where there is no terminal to fit into."""
NARROWEST = 24
"""Columns below which a side is not pressed."""
RULE = " │ "

NO_SOURCE = "(original missing)"
NO_TARGET = "(no rendering yet)"


def side_by_side(rows: Iterable[PairRow]) -> None:
    """Print pairs, each under a line with its number, origin, status and speaker."""
    total = shutil.get_terminal_size().columns if sys.stdout.isatty() else IN_A_PIPE
    width = max(NARROWEST, (total - len(RULE)) // 2)
    for row in rows:
        known = (f"pair {row.id}", str(row.origin or "missing"), str(row.status), row.speaker, row.doubt)
        click.echo(visible(", ".join(part for part in known if part)))
        for line in _lines(row.source or NO_SOURCE, row.target or NO_TARGET, width):
            click.echo(line)
        click.echo()


def _lines(source: str, target: str, width: int) -> Iterator[str]:
    """Both texts wrapped into columns of `width` cells."""
    for left, right in zip_longest(_wrapped(source, width), _wrapped(target, width), fillvalue=""):
        yield f"{left}{' ' * (width - cell_len(left))}{RULE}{right}".rstrip()


def _wrapped(text: str, width: int) -> list[str]:
    shown = visible(text, keep_newlines=True)
    return [line.of(shown) for line in wrap(shown, width)]

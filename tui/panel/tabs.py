"""The tabs of the side panel: how they are called, and which of their names fit into a line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from textual._cells import cell_len


class Tab(StrEnum):
    """A view of the current pair."""

    PAIR = "pair"
    MATCHES = "matches"
    GLOSSARY = "glossary"
    CHECKS = "checks"
    RENDERINGS = "renderings"
    SOURCE = "source"
    HISTORY = "history"


TABS = tuple(Tab)
SHORT = {
    Tab.PAIR: "pair",
    Tab.MATCHES: "match",
    Tab.GLOSSARY: "glos",
    Tab.CHECKS: "check",
    Tab.RENDERINGS: "rend",
    Tab.SOURCE: "src",
    Tab.HISTORY: "hist",
}


class Label(NamedTuple):
    """A tab's place on the line of tabs."""

    tab: Tab
    text: str
    start: int
    """Cells before it."""


def labels(current: Tab, counts: Mapping[Tab, str], width: int) -> list[Label]:
    """The names of the tabs with their counts, as long as they fit into `width` cells.

    The current one keeps its name and stands in brackets; the others lose letters, and at last their
    counts, where they must.
    """
    for others, gap in ((_full, "  "), (_full, " "), (_short, " "), (_three, " "), (_letter, " ")):
        names = [_named(tab, counts, full=True) if tab is current else others(tab, counts) for tab in TABS]
        if cell_len(gap.join(names)) <= width:
            return _placed(names, len(gap))
    names = [name if tab is current else name[:1] for tab, name in zip(TABS, names, strict=True)]
    return _placed(names, 1)


def _placed(names: Sequence[str], gap: int) -> list[Label]:
    placed, at = [], 0
    for tab, name in zip(TABS, names, strict=True):
        placed.append(Label(tab, name, at))
        at += cell_len(name) + gap
    return placed


def _named(tab: Tab, counts: Mapping[Tab, str], *, full: bool = False) -> str:
    count = counts.get(tab, "")
    name = f"{tab} {count}" if count else str(tab)
    return f"[{name}]" if full else name


def _full(tab: Tab, counts: Mapping[Tab, str]) -> str:
    return _named(tab, counts)


def _short(tab: Tab, counts: Mapping[Tab, str]) -> str:
    return SHORT[tab] + counts.get(tab, "")


def _three(tab: Tab, counts: Mapping[Tab, str]) -> str:
    return tab[:3] + counts.get(tab, "")


def _letter(tab: Tab, counts: Mapping[Tab, str]) -> str:
    return tab[0] + counts.get(tab, "")

"""The tabs of the side panel: how they are called, and which of their names fit into a line."""

from __future__ import annotations

from collections.abc import Mapping
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
COUNTED = (Tab.CHECKS, Tab.GLOSSARY, Tab.MATCHES, Tab.RENDERINGS, Tab.HISTORY, Tab.SOURCE)
"""Tabs that tell a count, those first whose count matters most."""
LEAST = 2
"""Cells that a count has at least, where it has any."""


class Label(NamedTuple):
    """A tab's place on the line of tabs."""

    tab: Tab
    text: str
    start: int
    """Cells before it."""


def labels(current: Tab, counts: Mapping[Tab, str], width: int) -> list[Label]:
    """The names of the tabs with their counts in a line of `width` cells, the current one in brackets.

    Each tab has its place whatever is current and whatever is counted, so that nothing moves when a person
    turns to another. On a narrow line names lose letters, and counts what there is no room for.
    """
    names = _names(width)
    room = _room_for_counts(width - _cells(names))
    placed, at = [], 0
    for tab in TABS:
        text = names[tab] + _count(counts.get(tab, ""), room[tab])
        placed.append(Label(tab, f"[{text}]", at) if tab is current else Label(tab, text, at + 1))
        at += 1 + cell_len(names[tab]) + room[tab]
    return placed


def _names(width: int) -> Mapping[Tab, str]:
    """The longest names that leave room for the least of counts."""
    full, three = {tab: str(tab) for tab in TABS}, {tab: tab[:3] for tab in TABS}
    for names, least in ((full, LEAST * len(COUNTED)), (SHORT, LEAST * 2), (three, LEAST * 2)):
        if _cells(names) + least <= width:
            return names
    return {tab: tab[0] for tab in TABS}


def _cells(names: Mapping[Tab, str]) -> int:
    """Cells of a line with these names, a bracket or blank before each and after the last."""
    return sum(map(cell_len, names.values())) + len(TABS) + 1


def _room_for_counts(left: int) -> dict[Tab, int]:
    """The cells that each tab has for its count, of those that the names leave."""
    room = dict.fromkeys(TABS, 0)
    for cells in (LEAST, 1, 1):
        for tab in COUNTED:
            if left >= cells and (cells == LEAST or room[tab]):
                room[tab] += cells
                left -= cells
    return room


def _count(count: str, room: int) -> str:
    """A count in so many cells, `+` in place of digits for which there is none."""
    if not count or not room:
        return ""
    if cell_len(count) < room:
        return f" {count}"
    return count if cell_len(count) == room else f"{count[: room - 1]}+"

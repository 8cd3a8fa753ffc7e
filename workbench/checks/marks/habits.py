"""How a language is printed, as far as marks go; one data file for each language in `words/`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from workbench.checks.words import table


@dataclass(frozen=True, slots=True)
class Habits:
    """What is known of one language; everything empty for a language without a file. Words are lower case."""

    spaced: bool = True
    """Whether a space may stand before high marks (`;`, `?`) and inside quotation marks."""
    guillemets: bool = True
    """Whether its quotation marks may be guillemets."""
    singles: bool = False
    """Whether single marks enclose quotations, so that one alone is a fault."""
    one_closes_two: bool = False
    """Whether one `»` may close two quotations that end together."""
    elided_before: frozenset[str] = frozenset()
    """Words with an apostrophe in front: `’em`."""
    elided_behind: frozenset[str] = frozenset()
    """Words with an apostrophe behind: `o’`."""
    endings: tuple[str, ...] = ()
    """How words end that may have an apostrophe behind: `workers’`."""
    abbreviations: frozenset[str] = frozenset()
    """Abbreviations with which a text may end, so that its last full stop says nothing."""
    so_on: tuple[str, ...] = ()
    """How a text ends that says what `…` says: `etc`, `and so on`."""
    called: frozenset[str] = frozenset()
    """Words that stand for the marks around the next ones: `so-called`."""


@cache
def habits(primary_tag: str) -> Habits:
    """What is known of the language with this primary tag (`en`)."""
    return Habits(**{key: _field(value) for key, value in table("marks", primary_tag).items()})


def _field(value: Any) -> Any:
    if isinstance(value, str):
        return frozenset(value.split())
    return tuple(value) if isinstance(value, list) else value

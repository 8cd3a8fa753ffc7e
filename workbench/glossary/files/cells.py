"""Reading the cells of one row; what does not fit is told in a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import lru_cache
from typing import TypeVar

from db.records import LanguageTag
from workbench.glossary.dates import period_fault
from workbench.text.language import LanguageTagError, normalise

LONGEST_NAME = 500
"""Characters of a name, a key or a kind."""

_TRUTH = {"yes": True, "no": False}

Cells = Mapping[str, str]
Choice = TypeVar("Choice", bound=StrEnum)


class BadRow(ValueError):
    """A row that cannot be taken; its text is the sentence."""


def needed(cells: Cells, column: str) -> str:
    """A cell that must hold something, without white space around it."""
    cell = cells[column]
    if not cell.strip():
        raise BadRow(f"the {column} is missing; fill it in.")
    if cell != cell.strip():
        raise BadRow(f"the {column} “{cell}” begins or ends with white space; take it away.")
    if len(cell) > LONGEST_NAME:
        raise BadRow(f"the {column} has {len(cell):,} characters; {LONGEST_NAME} is the most.")
    return cell


def key(cells: Cells, column: str) -> str:
    """The key of a concept: some characters without white space."""
    cell = needed(cells, column)
    if len(cell.split()) > 1:
        raise BadRow(f"“{cell}” is no key of a concept; write it without white space.")
    return cell


def choice(cells: Cells, column: str, known: type[Choice]) -> Choice:
    """One of some values; the empty one where the column is missing."""
    try:
        return known(cells.get(column, ""))
    except ValueError:
        raise _none_of(cells, column, known) from None


def truth(cells: Cells, column: str) -> bool:
    """`yes` or `no`."""
    try:
        return _TRUTH[cells[column]]
    except KeyError:
        raise _none_of(cells, column, _TRUTH) from None


def yes_or_no(value: bool) -> str:
    """What `truth` reads as `value`."""
    return "yes" if value else "no"


def _none_of(cells: Cells, column: str, known: Iterable[str]) -> BadRow:
    values = ", ".join(filter(None, known))
    return BadRow(f"“{cells[column]}” is no {column}; use one of: {values}.")


def period(cells: Cells) -> tuple[str, str]:
    """The dates `since` and `until`; either may be empty, or its column missing."""
    since, until = cells.get("since", ""), cells.get("until", "")
    if not since and not until:
        return "", ""
    if fault := period_fault(since, until):
        raise BadRow(fault)
    return since, until


@lru_cache(maxsize=1024)
def language(tag: str) -> LanguageTag:
    """The language of a name, whatever the spelling of its tag."""
    try:
        return normalise(tag)
    except LanguageTagError as error:
        raise BadRow(str(error)) from None

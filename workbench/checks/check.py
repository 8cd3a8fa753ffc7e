"""What a check is: how it is called, how grave, what it looks for, and what never alarms it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from db.records import Severity, Span
from workbench.checks.subject import Subject


class Found(NamedTuple):
    """One difference that a check has found."""

    message: str
    """States the difference and leaves the judgement to the reader; no full stop."""
    source: Span | None = None
    """Code points of the source."""
    target: Span | None = None
    """Code points of the target."""
    severity: Severity | None = None
    """Where it is another one than the check's own."""


class Example(NamedTuple):
    """A source and a target, both written for the purpose."""

    source: str
    target: str
    date: str = ""
    others: tuple[str, ...] = ()
    """What other renderings have of the same source."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One check. It looks at a source and its target and tells what differs; it never alters anything."""

    id: str
    """`family.what`: `num.value`. It stands in reports, in waivers and in `--only`, and never changes."""
    severity: Severity
    title: str
    """A few words for a heading."""
    explanation: str
    """What is compared, and what is known to be right although it differs."""
    wrong: Example
    """It alarms."""
    right: tuple[Example, ...]
    """None of these alarms."""
    find: Callable[[Subject], Iterator[Found]]
    hides: frozenset[str] = frozenset()
    """Families (`num`) whose findings say nothing new once this check has found something."""
    across: bool = False
    """Whether it looks at other pairs too: what it says and shows may change while both texts stay."""

"""What the checks find when they look at a source beside its target, and what a person says to it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from db.records.texts import Span


class Severity(StrEnum):
    """How much a finding asks for a look, the gravest first."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Finding(NamedTuple):
    """A difference between a source and its target, or something odd in one of them; a person judges."""

    check: str
    """The identifier of the check: `num.value`, or `rule.…` for a rule of the project's own."""
    severity: Severity
    message: str
    """The difference in a sentence or less, without a full stop."""
    source_span: Span | None = None
    """Code points of the source; None where nothing stands there that could be shown."""
    target_span: Span | None = None


@dataclass(frozen=True, slots=True)
class Waiver:
    """A person's word that a finding is no fault; it holds while both texts stay what they are."""

    quote_id: int
    texts: str
    """SHA-256 of both texts, in hexadecimal digits."""
    check: str
    found: str
    """The places of both texts that the finding is about, which tell it from others of the same check;
    empty where it is about the texts as a whole."""
    reason: str
    who: str = ""
    at: str = ""
    id: int = 0

"""What a waiver holds for: two texts, and what of them a finding is about."""

from __future__ import annotations

import hashlib

from db.records import Finding, PairRow, Span
from workbench.checks.check import Check

MOST_SHOWN = 60
"""Characters of the words under a finding that its key shows."""


def texts_of(row: PairRow) -> str:
    """The SHA-256 of both texts of a pair."""
    return hashlib.sha256("\0".join((row.source, row.target)).encode("utf-8", "surrogatepass")).hexdigest()


def about(row: PairRow, finding: Finding, check: Check | None) -> str:
    """What of its pair a finding of `check` is about: the places of both texts, with their words.

    It is the same whatever the message says of the glossary or of other pairs. A check across pairs is
    about the pair as a whole, and so is a finding that shows no place: for them it is empty.
    """
    if check is not None and check.across:
        return ""
    places = (_place(row.source, finding.source_span), _place(row.target, finding.target_span))
    return " → ".join(places) if any(places) else ""


def _place(text: str, span: Span | None) -> str:
    if span is None:
        return ""
    words = text[span.start : span.end]
    shown = words if len(words) <= MOST_SHOWN else words[: MOST_SHOWN - 1] + "…"
    return f"“{shown}” {span.start}-{span.end}"

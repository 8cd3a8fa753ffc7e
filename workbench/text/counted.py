"""A number with what is counted, in English."""

from __future__ import annotations


def counted(count: int, what: str = "pair") -> str:
    """A number and a regular noun with it: `1 pair`, `3,511 pairs`, `0 quotes`."""
    return f"{count:,} {what}" if count == 1 else f"{count:,} {what}s"

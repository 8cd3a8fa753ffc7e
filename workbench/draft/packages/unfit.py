"""What is wrong with an archive or a package that was to be installed."""

from __future__ import annotations


class Unfit(Exception):
    """Not to be installed; `str(error)` is the end of a sentence: "it has no tokenizer"."""


def as_clause(sentence: str) -> str:
    """A sentence as the end of another one."""
    return sentence[:1].lower() + sentence[1:].rstrip(".")

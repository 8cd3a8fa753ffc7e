"""What reading a file gives: one text with its blocks, and what the file says of itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from db.records import Block, BlockKind
from workbench.ingest.given import Given

NOTHING = Given()

BETWEEN = "\n\n"


class Passage(NamedTuple):
    """A passage with what it is by its form, and the reason for which it is not the article, or nothing."""

    text: str
    kind: BlockKind = BlockKind.PARAGRAPH
    reason: str = ""


class Rendered(NamedTuple):
    """What a reader makes of a file: the whole text, its blocks, and what the file says of itself."""

    text: str
    blocks: Sequence[Block]
    said: Given = NOTHING
    """What it states plainly, or its form shows, such as a paragraph in the style of titles."""
    noted: Given = NOTHING
    """What its properties say; often left over from another file, so the text itself is believed first."""


def laid_out(passages: Iterable[Passage]) -> tuple[str, tuple[Block, ...]]:
    """The passages that are not blank as one text, blank lines between them, and their blocks."""
    shown = [passage for passage in passages if passage.text.strip()]
    blocks = []
    at = 0
    for passage in shown:
        blocks.append(Block(at, at + len(passage.text), passage.kind, passage.reason))
        at += len(passage.text) + len(BETWEEN)
    return BETWEEN.join(passage.text for passage in shown), tuple(blocks)

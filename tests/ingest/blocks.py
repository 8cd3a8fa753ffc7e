"""How tests look at blocks."""

from __future__ import annotations

from collections.abc import Sequence

from db.records import Block


def texts(text: str, blocks: Sequence[Block]) -> list[str]:
    """What stands in each block."""
    return [block.span.of(text) for block in blocks]


def kinds(text: str, blocks: Sequence[Block]) -> list[tuple[str, str]]:
    """Kind and text of each block."""
    return [(block.kind.value, block.span.of(text)) for block in blocks]


def article(text: str, blocks: Sequence[Block]) -> list[str]:
    """What stands in the blocks that are the article."""
    return [block.span.of(text) for block in blocks if not block.set_aside]


def reasons(text: str, blocks: Sequence[Block]) -> dict[str, str]:
    """The reason for each block that is set aside, by its text."""
    return {block.span.of(text): block.reason for block in blocks if block.set_aside}


def assert_map(text: str, blocks: Sequence[Block]) -> None:
    """Blocks are in order, apart, inside the text, not blank, and hold all visible characters."""
    at = 0
    for block in blocks:
        assert at <= block.start < block.end <= len(text)
        assert not text[at : block.start].strip()
        assert block.span.of(text).strip()
        at = block.end
    assert not text[at:].strip()

"""Blocks of a Markdown text. The text stays its own source, so that nothing in it can be lost."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from db.records import Block, BlockKind, Span

if TYPE_CHECKING:
    from markdown_it.token import Token

FRONT_MATTER = re.compile(r"---[ \t]*\n(?=[\w-]+[ \t]*:)(?:(?!---[ \t]*$).*\n){1,80}---[ \t]*$", re.MULTILINE)
"""The lines of `key: value` between two rows of hyphens with which a file may begin."""

_FIELD = re.compile(r"^([\w-]+)[ \t]*:[ \t]*(.*?)[ \t]*$", re.MULTILINE)

_KINDS = {
    "heading_open": BlockKind.HEADING,
    "paragraph_open": BlockKind.PARAGRAPH,
    "code_block": BlockKind.PARAGRAPH,  # in an article, four spaces are an indent, not a program
    "fence": BlockKind.OTHER,
    "html_block": BlockKind.OTHER,
    "hr": BlockKind.OTHER,
    "table_open": BlockKind.TABLE,
}


def blocks(text: str) -> tuple[Block, ...]:
    """The blocks of a CommonMark text (with tables), in order; they hold all its visible characters.

    A block quote is one block, whatever it contains. Front matter is set aside.
    """
    lines = _line_spans(text)
    front = FRONT_MATTER.match(text)
    found = [Block(0, front.end(), BlockKind.OTHER, "front matter")] if front else []
    first = text.count("\n", 0, front.end()) + 1 if front else 0
    at = first
    for kind, begin, end in _parsed(text, first):
        found += _between(text, lines[at:begin])
        found += _trimmed(text, lines[begin:end], kind)
        at = max(at, end)
    return (*found, *_between(text, lines[at:]))


def front_matter(text: str) -> dict[str, str]:
    """The fields of the front matter, keys in small letters, values without the quotation marks."""
    front = FRONT_MATTER.match(text)
    return {key.lower(): value.strip("\"'") for key, value in _FIELD.findall(front[0])} if front else {}


def _line_spans(text: str) -> list[Span]:
    return [Span(match.start(), match.end()) for match in re.finditer(r"[^\n]*(?:\n|\Z)", text)]


def _parsed(text: str, first: int) -> Iterator[tuple[BlockKind, int, int]]:
    """The kind of each innermost block, or whole block quote, and its range of lines."""
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark").enable("table").disable(["inline", "text_join"])
    source = "\n" * first + "\n".join(text.split("\n")[first:])
    done = 0
    listed = 0
    for token in parser.parse(source):
        listed += token.nesting if token.type.startswith("list_item") else 0
        kind = _kind(token, bool(listed))
        if kind is None or token.map is None or token.map[0] < done:
            continue
        begin, done = token.map
        yield kind, begin, done


def _kind(token: Token, listed: bool) -> BlockKind | None:
    if token.type == "blockquote_open":
        return BlockKind.BLOCK_QUOTE
    kind = _KINDS.get(token.type)
    return BlockKind.LIST_ITEM if listed and kind is BlockKind.PARAGRAPH else kind


def _between(text: str, lines: list[Span]) -> Iterator[Block]:
    """Lines that CommonMark does not show, such as the targets of links, as a block of their own."""
    return _trimmed(text, lines, BlockKind.OTHER)


def _trimmed(text: str, lines: list[Span], kind: BlockKind) -> Iterator[Block]:
    if not lines:
        return
    start, end = lines[0].start, lines[-1].end
    words = text[start:end]
    if words.strip():
        yield Block(start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip()), kind)

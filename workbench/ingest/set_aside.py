"""What of a pasted page is not the article: menus, advertisements, related links, reader comments.

When in doubt a passage stays: a quotation wrongly set aside is lost, junk wrongly kept is only noise.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile
from typing import NamedTuple

from db.records import Block, BlockKind
from workbench.ingest.byline import author_of, date_of, dateline_of, outlet_of
from workbench.ingest.page_lines import (
    LINE_LENGTH,
    Passage,
    bar_reason,
    ends_sentence,
    is_speech,
    named_reasons,
    reason_alone,
    reason_beside,
    reason_of,
)

__all__ = ["COMMENTS", "is_speech", "named_reasons", "set_aside"]

COMMENTS = "reader comments"

_NO_COMPANY = frozenset({"", "front matter", "hidden"})
"""What says nothing about the line beside it."""
_SENTENCE_LENGTH = 30
_BODY_LENGTH = 200
"""Prose that must stand before anything can be the end of an article."""
_BODY_SHARE = 0.3
_HEADING_LENGTH = 160
_MENU_RUN = 3
_LONG_MENU_RUN = 5
_HEADLINE = 2
"""Lines that the headline and the byline of an article take."""
_NEAR = 8
"""Blocks after a heading among which reader comments must show themselves."""
_CLEARLY = 2


def set_aside(text: str, blocks: Sequence[Block]) -> tuple[Block, ...]:
    """`blocks` of `text` with a reason for each that is not part of the article.

    Reasons that are there already stay. A block may be parted where a line in it is junk. When the
    rules would leave no article at all, the blocks come back as they were.
    """
    passages = [Passage(part, part.span.of(text)) for block in blocks for part in _parted(text, block)]
    reasons = [passage.block.reason or reason_alone(passage) for passage in passages]
    _mark_menus(passages, reasons)
    _mark_boxes(passages, reasons)
    _mark_tail(passages, reasons)
    _mark_beside(passages, reasons)
    _mark_leftovers(passages, reasons)
    if all(reasons) and not all(block.reason for block in blocks):
        return tuple(blocks)
    return tuple(replace(p.block, reason=r) for p, r in zip(passages, reasons, strict=True))


def _parted(text: str, block: Block) -> Iterator[Block]:
    """The block, parted where a whole line in it is junk and the line before it ends a sentence.

    After a heading such as `Related` each line is a part, so that each can be told by itself.
    """
    whole = Passage(block, block.span.of(text))
    if "\n" not in whole.text or block.reason or bar_reason(whole):
        yield block
        return
    start, previous, boxed = block.start, "", False
    for line in re.finditer(r"[^\n]*\S[^\n]*", whole.text):
        alone = Passage(block, line[0].strip())
        at_end = not previous or ends_sentence(previous)
        if boxed or (at_end and len(alone.text) <= LINE_LENGTH and _is_known(alone)):
            yield from _trimmed(text, block, start, block.start + line.start())
            yield from _trimmed(text, block, block.start + line.start(), block.start + line.end())
            start = block.start + line.end()
            previous = ""
            boxed = boxed or bool(reason_of("box", alone))
        else:
            previous = line[0]
    yield from _trimmed(text, block, start, block.end)


def _is_known(line: Passage) -> bool:
    heading = any(reason_of(scope, line) for scope in ("box", "comments", "form"))
    return bool(reason_alone(line)) or (heading and not line.is_speech)


def _trimmed(text: str, block: Block, start: int, end: int) -> Iterator[Block]:
    words = text[start:end]
    if words.strip():
        yield replace(
            block, start=start + len(words) - len(words.lstrip()), end=end - len(words) + len(words.rstrip())
        )


def _mark_menus(passages: list[Passage], reasons: list[str]) -> None:
    """Runs of short entries: three when one of them is usual in menus, five in any case."""
    run: list[int] = []
    for index in range(len(passages) + 1):
        if index < len(passages) and _may_be_entry(passages[index], reasons[index]):
            run.append(index)
            continue
        usual = any(reason_of("menu", passages[at]) or reasons[at] == "menu" for at in run)
        if len(run) >= _LONG_MENU_RUN or (usual and len(run) >= _MENU_RUN):
            for at in run:
                reasons[at] = reasons[at] or "menu"
        run = []


def _may_be_entry(passage: Passage, reason: str) -> bool:
    if reason or not passage.is_line or passage.block.kind is BlockKind.HEADING:
        return reason == "menu"
    return passage.is_entry


def _mark_boxes(passages: list[Passage], reasons: list[str]) -> None:
    """A heading such as `Related` and the titles under it, up to the next prose or statement.

    A title may hold a quotation with its speaker; what is like a sentence of the article ends the box.
    """
    inside = ""
    for index, passage in enumerate(passages):
        heading = "" if passage.is_speech or passage.is_statement else reason_of("box", passage)
        if heading and _is_above_headline(passages, index):
            reasons[index], inside = reasons[index] or heading, ""
        elif heading:
            inside = heading
        elif _ends_box(passage) or _is_subheading(passages, index):
            inside = ""
        reasons[index] = reasons[index] or ("" if outlet_of(passage.text) else inside)


def _is_above_headline(passages: list[Passage], index: int) -> bool:
    """True for a heading such as `À la une` above nothing but the headline and the byline of the article."""
    if any(passage.is_prose for passage in passages[:index]):
        return False
    lines = list(takewhile(lambda passage: not passage.is_prose, passages[index + 1 :]))
    return 0 < len(lines) <= _HEADLINE and index + 1 + len(lines) < len(passages)


def _ends_box(passage: Passage) -> bool:
    if passage.is_statement or not passage.is_line or _heads_tail(passage):
        return True
    return (passage.is_prose or passage.is_speech) and not passage.is_title_like


def _is_subheading(passages: list[Passage], index: int) -> bool:
    """True for a heading of the page right above prose: the article goes on."""
    following = passages[index + 1] if index + 1 < len(passages) else None
    heading = passages[index].block.kind is BlockKind.HEADING
    return heading and following is not None and following.is_prose and following.is_statement


def _heads_tail(passage: Passage) -> bool:
    return any(reason_of(scope, passage) for scope in ("comments", "perhaps", "form", "tail"))


def _mark_beside(passages: list[Passage], reasons: list[str]) -> None:
    """Lines that are junk only in the company of junk: numbers, names of sections, `Follow us`."""
    size = len(passages)
    for order, step in ((range(1, size), -1), (range(size - 2, -1, -1), 1)):
        for index in order:
            passage, beside = passages[index], reasons[index + step]
            if reasons[index] or passage.block.kind is BlockKind.HEADING or beside in _NO_COMPANY:
                continue
            reasons[index] = reason_beside(passage)


def _mark_leftovers(passages: list[Passage], reasons: list[str]) -> None:
    """Titles and names between two pieces of junk, once the last sentence of the article has passed.

    There a heading of the page above junk is junk as well.
    """
    kept = [at for at, reason in enumerate(reasons) if not reason]
    last = max((at for at in kept if _is_sentence(passages[at])), default=-1)
    held = sum(len(passages[at].text) for at in kept if at <= last)
    if held < _BODY_LENGTH:
        return
    ends = max((at for at, reason in enumerate(reasons) if reason), default=-1)
    for index in range(last + 1, ends):
        before = reasons[index - 1]
        if passages[index].block.kind is BlockKind.HEADING:
            before = before or reasons[index + 1]
        if before and not reasons[index] and _is_leftover(passages[index]):
            reasons[index] = before


def _is_sentence(passage: Passage) -> bool:
    return passage.is_statement or (len(passage.text) >= _SENTENCE_LENGTH and passage.ends_sentence)


def _is_leftover(passage: Passage) -> bool:
    return passage.is_title_like and not passage.is_fact and passage.block.kind is not BlockKind.BLOCK_QUOTE


def _mark_tail(passages: list[Passage], reasons: list[str]) -> None:
    """Everything from the heading of the comments on, or from that of another section of the page."""
    before = _Count(0, 0)
    after = _Count(
        sum(len(passage.text) for passage in passages), sum(_is_guarded(passage) for passage in passages)
    )
    index = 0
    while index < len(passages):
        passage = passages[index]
        kind = _tail_kind(passages, index, before, after)
        if kind:
            end = _tail_end(passages, index, kind)
            reasons[index:end] = [was or kind for was in reasons[index:end]]
            index = end
            continue
        speech = int(_is_guarded(passage))
        after = _Count(after.prose - len(passage.text), after.speech - speech)
        if not reasons[index] and len(passage.text) >= _SENTENCE_LENGTH and passage.ends_sentence:
            before = _Count(before.prose + len(passage.text), before.speech + speech)
        index += 1


class _Count(NamedTuple):
    """What stands on one side of a place: the length of its text, and the passages of speech."""

    prose: int
    speech: int


def _tail_kind(passages: list[Passage], index: int, before: _Count, after: _Count) -> str:
    """The reason of the section that begins at `index`, or nothing.

    A heading below little of the article may be a link to the comments, at the top of the page; it is
    taken for theirs only where they show themselves, and so clearly as speech is at stake.
    """
    if not before.prose:
        return ""
    enough = before.prose >= _BODY_LENGTH and before.prose >= _BODY_SHARE * (before.prose + after.prose)
    if passages[index].is_statement and not reason_of("form", passages[index]):
        return ""
    if _comments_kind(passages, index):
        needed = _CLEARLY if after.speech > before.speech else 1
        return COMMENTS if enough or _signs(passages, index) >= needed else ""
    return reason_of("tail", passages[index]) if enough and _is_section(passages, index) else ""


def _comments_kind(passages: list[Passage], index: int) -> bool:
    passage = passages[index]
    if reason_of("comments", passage) or reason_of("form", passage):
        return True
    if reason_of("perhaps", passage):
        return _signs(passages, index) > 0 or not any(near.is_prose for near in _next(passages, index))
    return _begins_comment(passages, index)


def _next(passages: list[Passage], index: int) -> list[Passage]:
    return passages[index + 1 : index + 1 + _NEAR]


def _is_section(passages: list[Passage], index: int) -> bool:
    """True for a heading such as `Opinion` above a title, near another heading, or without prose."""
    near = _next(passages, index)
    teaser = bool(near) and near[0].is_title_like and not near[0].ends_sentence
    return teaser or not any(one.is_prose for one in near) or any(_heads_section(one) for one in near)


def _heads_section(passage: Passage) -> bool:
    return not passage.is_statement and any(reason_of(scope, passage) for scope in ("tail", "box", "menu"))


def _signs(passages: list[Passage], index: int) -> int:
    """How many of the next passages stand only between reader comments."""
    return sum(bool(reason_of("sign", near) or reason_of("form", near)) for near in _next(passages, index))


def _begins_comment(passages: list[Passage], index: int) -> bool:
    """True where two comments follow, each with a line for its author and one for its time."""
    heads = [
        at
        for at in range(index, min(index + 2 * _NEAR, len(passages) - 1))
        if passages[at].folded.endswith((":", "says", "dit", "dice"))
        and reason_of("sign", passages[at])
        and reason_of("sign", passages[at + 1])
        and date_of(passages[at + 1].text, day_first=True)
    ]
    return len(heads) > 1 and heads[0] == index


def _tail_end(passages: list[Passage], index: int, kind: str) -> int:
    """Where the section that begins at `index` ends: at another article, or at the end of all.

    A section that is not the comments also ends before a passage of speech.
    """
    for at in range(index + 1, len(passages)):
        if _begins_article(passages, at) or (kind != COMMENTS and _is_guarded(passages[at])):
            return at
    return len(passages)


def _is_guarded(passage: Passage) -> bool:
    return passage.is_speech and passage.is_prose


def _begins_article(passages: list[Passage], index: int) -> bool:
    """True for a title, then a byline or dateline, then prose with a quotation in it."""
    title = passages[index]
    if not title.is_line or len(title.text) > _HEADING_LENGTH or reason_of("sign", title):
        return False
    if title.block.kind is not BlockKind.HEADING and ends_sentence(title.text):
        return False
    after = _next(passages, index)
    signed = next((at for at, near in enumerate(after) if author_of(near.text) or dateline_of(near.text)), -1)
    if signed < 0 or any(reason_of("sign", near) for near in after):
        return False
    return any(_is_guarded(near) for near in after[signed:])

"""What of a pasted page is not the article: menus, advertisements, related links, reader comments.

When in doubt a passage stays: a quotation wrongly set aside is lost, junk wrongly kept is only noise.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from importlib.resources import files
from typing import NamedTuple

from db.records import Block, BlockKind
from workbench.ingest.byline import author_of, date_of, dateline_of
from workbench.text.fold import fold

COMMENTS = "reader comments"

_LINE_LENGTH = 220
"""No rule for single lines applies to longer ones (code points)."""
_BLOCK_LENGTH = 800
_SENTENCE_LENGTH = 30
_PROSE_LENGTH = 80
_BODY_LENGTH = 200
"""Prose that must stand before anything can be the end of an article."""
_BODY_SHARE = 0.3
_HEADING_LENGTH = 160
_MENU_WORDS = 3
_MENU_LENGTH = 30
_MENU_RUN = 3
_LONG_MENU_RUN = 5
_NEAR = 8
"""Blocks after a heading among which reader comments must show themselves."""
_CLEARLY = 2

_MARKUP = re.compile(r"!?\[([^\]\n]{0,200})\]\([^)\s]{0,500}\)|^(?:[#>\s]+|[-*+•] +)+|[*_`]{1,3}")
_BARS = re.compile(r"\s*[\n|•·›\t]\s*|\s[>/»–-]\s|\s{2,}")
_QUOTATION_MARKS = re.compile(r"[\"“”„«»]|(?<!\w)[‘']\w")
_ENDS_SENTENCE = re.compile(r"[.!?…:][»”\"’')\]\s]*$")
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True)
class _Passage:
    """A block and what the rules look at in it."""

    block: Block
    text: str

    @cached_property
    def folded(self) -> str:
        """The words alone, folded, without the marks of Markdown."""
        return _SPACES.sub(" ", fold(_MARKUP.sub(r"\1", self.text[: _BLOCK_LENGTH + 1]))).strip()

    @property
    def is_line(self) -> bool:
        return len(self.text) <= _LINE_LENGTH and "\n" not in self.text

    @cached_property
    def ends_sentence(self) -> bool:
        return bool(_ENDS_SENTENCE.search(self.text))

    @property
    def is_prose(self) -> bool:
        return len(self.text) >= _PROSE_LENGTH and self.ends_sentence

    @cached_property
    def is_speech(self) -> bool:
        return is_speech(self.text)


def set_aside(text: str, blocks: Sequence[Block]) -> tuple[Block, ...]:
    """`blocks` of `text` with a reason for each that is not part of the article.

    Reasons that are there already stay. A block may be parted where a line in it is junk. When the
    rules would leave no article at all, the blocks come back as they were.
    """
    passages = [_Passage(part, part.span.of(text)) for block in blocks for part in _parted(text, block)]
    reasons = [passage.block.reason or _reason_alone(passage) for passage in passages]
    _mark_menus(passages, reasons)
    _mark_boxes(passages, reasons)
    _mark_tail(passages, reasons)
    if all(reasons) and not all(block.reason for block in blocks):
        return tuple(blocks)
    return tuple(replace(p.block, reason=r) for p, r in zip(passages, reasons, strict=True))


def is_speech(words: str) -> bool:
    """True for quotation marks together with a verb or phrase of speech."""
    return bool(_QUOTATION_MARKS.search(words) and _rules("speech").search(fold(words)))


@cache
def _rules(scope: str) -> re.Pattern[str]:
    """The patterns of a scope as one; the group that matched gives the reason (`_reason_of`)."""
    return re.compile(
        "|".join(f"(?P<r{index}>{pattern})" for index, (_, pattern) in enumerate(_table(scope)))
    )


@cache
def _table(scope: str) -> tuple[tuple[str, str], ...]:
    """The reasons and patterns of a scope in `set_aside.tsv`."""
    lines = files(__package__).joinpath("set_aside.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return tuple((reason, pattern) for reason, of, pattern in rows if of == scope)


@cache
def named_reasons() -> dict[str, str]:
    """The reason that each word in the class or id of an HTML element gives; strong reasons first."""
    return {name: reason for reason, names in _table("name") for name in names.split()}


def _reason_of(scope: str, passage: _Passage) -> str:
    """The reason of the rule in `scope` that the whole of a line matches, or nothing."""
    match = _rules(scope).fullmatch(passage.folded) if passage.is_line else None
    group = match.lastgroup if match else None
    return _table(scope)[int(group[1:])][0] if group else ""


def _reason_alone(passage: _Passage) -> str:
    """The reason that the block shows by itself."""
    if passage.is_speech:
        return ""
    counted = passage.folded[:1].isdigit() and _reason_of("comments", passage)
    if reason := _reason_of("line", passage) or counted:
        return reason
    match = _rules("block").match(passage.folded) if len(passage.text) <= _BLOCK_LENGTH else None
    if match and match.lastgroup:
        return _table("block")[int(match.lastgroup[1:])][0]
    return "menu" if _is_menu_bar(passage) else ""


def _is_menu_bar(passage: _Passage) -> bool:
    """True for `Home | News | Sport`, also one below the other."""
    if len(passage.text) > _BLOCK_LENGTH:
        return False
    entries = [entry for entry in _BARS.split(_MARKUP.sub(r"\1", passage.text)) if entry.strip()]
    if len(entries) < _MENU_RUN or not all(_is_entry(entry) for entry in entries):
        return False
    return any(_rules("menu").fullmatch(_SPACES.sub(" ", fold(entry)).strip()) for entry in entries)


def _is_entry(words: str) -> bool:
    """True for a few words without the marks of a sentence, as the entries of a menu are."""
    if len(words) > _MENU_LENGTH or len(words.split()) > _MENU_WORDS:
        return False
    return not (re.search(r"[.,;:!?…\"“”«»\d]", words) or author_of(words))


def _parted(text: str, block: Block) -> Iterator[Block]:
    """The block, parted where a whole line in it is junk and the line before it ends a sentence."""
    whole = _Passage(block, block.span.of(text))
    if "\n" not in whole.text or block.reason or _is_menu_bar(whole):
        yield block
        return
    lines = re.finditer(r"[^\n]*\S[^\n]*", whole.text)
    start, previous = block.start, ""
    for line in lines:
        alone = _Passage(block, line[0].strip())
        at_end = not previous or bool(_ENDS_SENTENCE.search(previous))
        if at_end and len(alone.text) <= _LINE_LENGTH and _is_known(alone):
            yield from _trimmed(text, block, start, block.start + line.start())
            yield from _trimmed(text, block, block.start + line.start(), block.start + line.end())
            start = block.start + line.end()
            previous = ""
        else:
            previous = line[0]
    yield from _trimmed(text, block, start, block.end)


def _is_known(line: _Passage) -> bool:
    return (
        any(_reason_of(scope, line) for scope in ("line", "box", "comments", "form")) and not line.is_speech
    )


def _trimmed(text: str, block: Block, start: int, end: int) -> Iterator[Block]:
    words = text[start:end]
    if words.strip():
        yield replace(
            block, start=start + len(words) - len(words.lstrip()), end=end - len(words) + len(words.rstrip())
        )


def _mark_menus(passages: list[_Passage], reasons: list[str]) -> None:
    """Runs of short entries: three when one of them is usual in menus, five in any case."""
    run: list[int] = []
    for index in range(len(passages) + 1):
        if index < len(passages) and _may_be_entry(passages[index], reasons[index]):
            run.append(index)
            continue
        usual = any(_reason_of("menu", passages[at]) or reasons[at] == "menu" for at in run)
        if len(run) >= _LONG_MENU_RUN or (usual and len(run) >= _MENU_RUN):
            for at in run:
                reasons[at] = reasons[at] or "menu"
        run = []


def _may_be_entry(passage: _Passage, reason: str) -> bool:
    if reason or not passage.is_line or passage.block.kind is BlockKind.HEADING:
        return reason == "menu"
    return _is_entry(_MARKUP.sub(r"\1", passage.text))


def _mark_boxes(passages: list[_Passage], reasons: list[str]) -> None:
    """A heading such as `Related` and the titles under it, up to the next prose or quotation."""
    inside = ""
    for index, passage in enumerate(passages):
        heading = "" if passage.is_speech else _reason_of("box", passage)
        if heading:
            inside = heading
        elif passage.is_prose or passage.is_speech or not passage.is_line or _heads_tail(passage):
            inside = ""
        reasons[index] = reasons[index] or inside


def _heads_tail(passage: _Passage) -> bool:
    return any(_reason_of(scope, passage) for scope in ("comments", "form", "tail"))


def _mark_tail(passages: list[_Passage], reasons: list[str]) -> None:
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


def _tail_kind(passages: list[_Passage], index: int, before: _Count, after: _Count) -> str:
    """The reason of the section that begins at `index`, or nothing.

    A heading below little of the article may be a link to the comments, at the top of the page; it is
    taken for theirs only where they show themselves, and so clearly as speech is at stake.
    """
    if not before.prose:
        return ""
    enough = before.prose >= _BODY_LENGTH and before.prose >= _BODY_SHARE * (before.prose + after.prose)
    kind = _comments_kind(passages, index)
    if kind:
        needed = _CLEARLY if after.speech > before.speech else 1
        return COMMENTS if enough or _signs(passages, index) >= needed else ""
    return _reason_of("tail", passages[index]) if enough else ""


def _comments_kind(passages: list[_Passage], index: int) -> bool:
    passage = passages[index]
    return bool(
        _reason_of("comments", passage) or _reason_of("form", passage) or _begins_comment(passages, index)
    )


def _signs(passages: list[_Passage], index: int) -> int:
    """How many of the next passages stand only between reader comments."""
    following = passages[index + 1 : index + 1 + _NEAR]
    return sum(bool(_reason_of("sign", near) or _reason_of("form", near)) for near in following)


def _begins_comment(passages: list[_Passage], index: int) -> bool:
    """True where two comments follow, each with a line for its author and one for its time."""
    heads = [
        at
        for at in range(index, min(index + 2 * _NEAR, len(passages) - 1))
        if passages[at].folded.endswith((":", "says", "dit", "dice"))
        and _reason_of("sign", passages[at])
        and _reason_of("sign", passages[at + 1])
        and date_of(passages[at + 1].text, day_first=True)
    ]
    return len(heads) > 1 and heads[0] == index


def _tail_end(passages: list[_Passage], index: int, kind: str) -> int:
    """Where the section that begins at `index` ends: at another article, or at the end of all.

    A section that is not the comments also ends before a passage of speech.
    """
    for at in range(index + 1, len(passages)):
        if _begins_article(passages, at) or (kind != COMMENTS and _is_guarded(passages[at])):
            return at
    return len(passages)


def _is_guarded(passage: _Passage) -> bool:
    return passage.is_speech and passage.is_prose


def _begins_article(passages: list[_Passage], index: int) -> bool:
    """True for a title, then a byline or dateline, then prose with a quotation in it."""
    title = passages[index]
    if not title.is_line or len(title.text) > _HEADING_LENGTH or _reason_of("sign", title):
        return False
    if title.block.kind is not BlockKind.HEADING and _ENDS_SENTENCE.search(title.text):
        return False
    after = passages[index + 1 : index + 1 + _NEAR]
    signed = next((at for at, near in enumerate(after) if author_of(near.text) or dateline_of(near.text)), -1)
    if signed < 0 or any(_reason_of("sign", near) for near in after):
        return False
    return any(_is_guarded(near) for near in after[signed:])

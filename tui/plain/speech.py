"""A pair in sentences, for the ear and the fingers: pure functions over records."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from itertools import pairwise
from typing import NamedTuple

from db.records import Comment, Finding, LanguageTag, Origin, PairRow, Status
from tui.labels import language_name
from tui.plain import spelling
from workbench.review.in_article import Folded, Passage, Place, What
from workbench.review.renderings_of import RenderingOf
from workbench.review.versions import Version

DOUBTFUL = 0.5
"""Probability of a bead below which it is said."""

_ORIGINS = {
    Origin.PUBLISHED: "published",
    Origin.DRAFT: "draft by machine",
    Origin.HUMAN: "by a person",
    None: "no rendering yet",
}
_STATUSES = {
    Status.DRAFT: "",
    Status.TRANSLATED: "waits for review",
    Status.APPROVED: "approved",
    Status.REJECTED: "rejected",
}
_REVERSALS = {"undo": "taken back: ", "redo": "done again: "}


class Level(IntEnum):
    """How much is said of each pair."""

    BRIEF = 0
    NORMAL = 1
    FULL = 2


class Item(NamedTuple):
    """A pair, and what goes with it when it is read out."""

    row: PairRow
    place: int
    """Its place in the list, from 1."""
    total: int
    target_lang: LanguageTag
    """The language of the project's renderings."""
    confidence: float | None = None
    """How sure the machine is of its draft, 0..1."""
    findings: Sequence[Finding] = ()


def spoken(item: Item, level: Level, *, by_name: bool = False) -> list[str]:
    """A pair as lines: where it stands and what it is, who said it, both texts, and what the checks say.

    Brief: the texts only, behind where and what; full: also who decided, the note, and no checks.
    """
    row = item.row
    lines = [_headline(item)]
    if level > Level.BRIEF:
        lines += [_said_by(row)]
    lines += [source(row, by_name=by_name), target(row, item.target_lang, by_name=by_name)]
    if row.note and level > Level.BRIEF:
        lines.append(f"Note: {row.note}")
    if row.comment_count:
        lines.append(f"{row.comment_count} comment{'s' if row.comment_count != 1 else ''}.")
    if row.doubt and level > Level.BRIEF:
        lines.append(f"The machine doubts: {row.doubt}.")
    if level is Level.FULL and row.reviewer:
        lines.append(f"Decided by {row.reviewer}, {row.reviewed_at}.")
    if item.findings or level is Level.FULL:
        lines.append(checks(item.findings, counted_only=level is Level.BRIEF))
    return lines


def source(row: PairRow, *, by_name: bool = False) -> str:
    """The original words behind the name of their language."""
    if row.missing_source:
        return f"{language_name(row.source_lang)}: original missing."
    return f"{language_name(row.source_lang)}: {shown(row.source, by_name)}"


def target(row: PairRow, target_lang: LanguageTag, *, by_name: bool = False) -> str:
    """The words of the rendering behind the name of their language."""
    name = language_name(row.target_lang or target_lang)
    return f"{name}: {shown(row.target, by_name)}" if row.target else f"{name}: nothing yet."


def shown(text: str, by_name: bool) -> str:
    """A text as it is said, with the characters that nobody hears by name where that is wanted."""
    return spelling.written(text, by_name=True) if by_name else text


def checks(findings: Sequence[Finding], *, counted_only: bool = False) -> str:
    """What the checks say, the gravest first, in one line."""
    if not findings:
        return "No checks."
    count = f"{len(findings)} check{'s' if len(findings) != 1 else ''}"
    if counted_only:
        return f"{count}."
    return f"{count}: " + " ".join(f"{one.severity}, {one.message}." for one in findings)


def history(version: Version) -> str:
    """What somebody did to a pair: who, when, and what became of what."""
    parts = [f"{_REVERSALS.get(version.kind, '')}{version.summary}"]
    if version.reworded:
        parts.append(
            f"from “{version.old_text}” to “{version.new_text}”" if version.old_text else version.new_text
        )
    if version.old_status != version.new_status:
        parts.append(f"from {version.old_status or 'nothing'} to {version.new_status or 'nothing'}")
    return f"{version.at}, {version.who}: {'; '.join(parts)}{' (taken back)' if version.undone else ''}."


def rendering(number: int, one: RenderingOf) -> str:
    """A rendering of the quote: who made it, when, and its words for the sentence, or all of them."""
    made = ", ".join(part for part in (f"{_ORIGINS[one.origin]}: {one.by}", one.date) if part)
    here = ", that of this pair" if one.current else ""
    words = one.words or f"Not of this sentence: {one.text}"
    also = f" Also in {', '.join(one.also)}." if one.also else ""
    return f"Rendering {number}{here}, {made}. {words}{also}"


def in_article(place: Place) -> list[str]:
    """A quote in its article: the text around it, the quote, and in it the sentence of the pair."""
    source = place.article
    cited = ", ".join(part for part in (source.name, source.outlet, source.date) if part)
    lines = [f"{'Article of the rendering' if place.of_rendering else 'Article'}: {cited}."]
    for passage in place.excerpt.passages:
        if isinstance(passage, Folded):
            parts = f"{passage.parts} part{'s' if passage.parts != 1 else ''}"
            lines.append(f"{parts} set aside: {', '.join(passage.reasons)}.")
        else:
            lines += _parts(passage)
    return lines


def _parts(passage: Passage) -> list[str]:
    """The words of a passage, cut where the quote and the sentence begin and end."""
    labels = {What.SENTENCE: "This sentence", What.QUOTE: "The quote"}
    inner = [(span, what) for span, what in passage.marks if what in labels]
    cuts = sorted({0, len(passage.text), *(end for span, _ in inner for end in span)})
    lines = []
    for start, end in pairwise(cuts):
        around = [what for span, what in inner if span.start <= start and end <= span.end]
        words = " ".join(passage.text[start:end].split())
        label = labels[min(around, key=list(labels).index)] if around else "Text"
        lines += [f"{label}: {words}"] if words else []
    return lines


def comment(one: Comment) -> str:
    """Who said what about a pair, and when."""
    return f"Comment by {one.who}, {one.at}: {one.text}"


def _headline(item: Item) -> str:
    """Its number is that of all commands and messages; its place is said where it differs."""
    row = item.row
    where = (
        f"Pair {row.id} of {item.total}"
        if row.id == item.place
        else f"Pair {row.id}, {item.place} of {item.total}"
    )
    aligned = row.source and row.target and not row.aligned_by and row.probability < DOUBTFUL
    parts = (
        where,
        _ORIGINS[row.origin],
        _STATUSES[row.status],
        f"confidence {item.confidence:.2f}" if item.confidence is not None else "",
        f"alignment doubtful, {row.probability:.2f}" if aligned else "",
    )
    return ", ".join(part for part in parts if part) + "."


def _said_by(row: PairRow) -> str:
    speaker = ", ".join(part for part in (row.speaker or "unknown", row.role) if part)
    outlet = row.source_outlet or row.source_document or row.target_outlet or row.target_document
    place = ", ".join(part for part in (outlet, row.said_on or row.source_date or row.target_date) if part)
    return f"Speaker: {speaker}. {place}".rstrip() + ("." if place else "")

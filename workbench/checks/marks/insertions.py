"""What stood in brackets and does so no longer: insertions, omissions, (sic), asides."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from db.records import Span
from workbench.checks.marks import quotations
from workbench.checks.marks.brackets import Group, Kind, Reading
from workbench.checks.marks.matching import left_over
from workbench.checks.subject import Subject
from workbench.draft.flaws.language import TRACE_LENGTH, Pair
from workbench.text.fold import fold

_BARE = re.compile(r"…|\.[\s\xa0]?\.[\s\xa0]?\.")
_DASH = re.compile(r"[–—]|(?<=\s)--?(?=\s)")
_COMMA = re.compile(",")
_WORD = re.compile(r"[^\W_]+")
_ACRONYM = re.compile(r"[A-Z][A-Za-z]{0,3}[A-Z]s?|[A-Z]{2,8}s?")
_QUOTES = frozenset("«»‹›“”„‘’\"'")
_MOST_REPORTED = 8
"""Brackets that are reported one by one; a text that lost more has lost them all."""
_EARLY = 6
"""Words behind a dash among which what stood in parentheses is looked for."""
_GLANCE = 80
_MOST_SHOWN = 40


class Change(NamedTuple):
    """What became of something in brackets."""

    message: str
    source: Span | None
    target: Span | None


def changes(subject: Subject, source: Reading, target: Reading) -> Iterator[Change]:
    """What is in brackets on one side only, or in brackets of another kind.

    `source` and `target` are how the brackets of the subject's texts are read.
    """
    yield from _omissions(subject, source, target)
    given, kept = (_of_kind(reading, Kind.SIC) for reading in (source, target))
    if len(kept) < len(given):
        yield Change(
            f"“{_shown(subject.source, given[len(kept)])}” in the source only", given[len(kept)].outer, None
        )
    yield from _turned_or_lost(subject, source, target)


def _of_kind(reading: Reading, *kinds: Kind) -> list[Group]:
    return [group for group in reading.groups if group.kind in kinds]


def _shown(text: str, group: Group) -> str:
    shown = " ".join(text[group.outer.start : group.outer.end].split())
    return shown if len(shown) <= _MOST_SHOWN else f"{shown[: _MOST_SHOWN - 2]}…{shown[-1]}"


def _omissions(subject: Subject, source: Reading, target: Reading) -> Iterator[Change]:
    """Marks of omission that are missing or bare; those that the target adds to what `…` says already."""
    given, kept = (_of_kind(reading, Kind.OMISSION) for reading in (source, target))
    if len(kept) < len(given):
        place = left_over(_outer(given), _outer(kept), len(subject.source), len(subject.target))[0]
        bare = _bare(subject.target, kept)
        lost = given[place]
        if bare:
            message = f"“{_shown(subject.source, lost)}” in the source, “…” without brackets in the target"
            yield Change(message, lost.outer, bare[min(place, len(bare) - 1)])
        else:
            yield Change(f"“{_shown(subject.source, lost)}” in the source only", lost.outer, None)
    elif len(kept) > len(given) + len(_bare(subject.source, given)):
        place = left_over(_outer(kept), _outer(given), len(subject.target), len(subject.source))[0]
        added = kept[place]
        yield Change(f"“{_shown(subject.target, added)}” in the target only", None, added.outer)


def _outer(groups: Sequence[Group]) -> list[Span]:
    return [group.outer for group in groups]


def _bare(text: str, bracketed: Sequence[Group]) -> list[Span]:
    """Where `…` stands without brackets."""
    inside = {place for group in bracketed for place in range(*group.outer)}
    return [Span(*found.span()) for found in _BARE.finditer(text) if found.start() not in inside]


def _turned_or_lost(subject: Subject, source: Reading, target: Reading) -> Iterator[Change]:
    """Insertions that became asides, and whatever lost its brackets."""
    given, kept = (_of_kind(reading, Kind.INSERTION, Kind.ASIDE) for reading in (source, target))
    lost: set[Group] = set()
    if len(kept) < len(given):
        places = left_over(_outer(given), _outer(kept), len(subject.source), len(subject.target))
        lost = {given[place] for place in places}
    left = [group for group in given if group not in lost]
    squares = [group for group in left if group.kind is Kind.INSERTION]
    if len(squares) > sum(group.kind is Kind.INSERTION for group in kept):
        for ours, theirs in zip(left, kept, strict=False):
            if ours.kind is Kind.INSERTION and theirs.kind is Kind.ASIDE:
                before, after = _shown(subject.source, ours), _shown(subject.target, theirs)
                message = f"“{before}” in the source, “{after}” in the target"
                yield Change(message, ours.outer, theirs.outer)
    for group in sorted(lost, key=lambda group: group.outer)[:_MOST_REPORTED]:
        if group.kind is Kind.INSERTION or not _needs_no_brackets(subject, group):
            yield Change(
                f"in brackets in the source only: “{_shown(subject.source, group)}”", group.outer, None
            )


def _needs_no_brackets(subject: Subject, group: Group) -> bool:
    """Whether an aside stands behind a dash or between commas now, is left out, or only said how others
    call the thing.

    A foreign word in quotation marks, of which the target makes its own, loses both.
    """
    inner = subject.source[group.outer.start + 1 : group.outer.end - 1].strip()
    written = _WORD.findall(subject.target)
    if _ACRONYM.fullmatch(inner):
        ours = set(_WORD.findall(subject.source))
        return not any(word == inner or (_ACRONYM.fullmatch(word) and word not in ours) for word in written)
    words = [fold(word) for word in _WORD.findall(inner)]
    if not words:
        return True
    if inner[0] in _QUOTES and inner[-1] in _QUOTES:
        quoted = quotations.read(subject.source, subject.source_lang).quoted
        if len(quotations.read(subject.target, subject.target_lang).quoted) < len(quoted):
            return True
    if not _stand_among(words, written, subject.pair):
        return True
    target = subject.target
    if any(
        _stand_among(words, _WORD.findall(target, dash.end(), dash.end() + _GLANCE)[:_EARLY], subject.pair)
        for dash in _DASH.finditer(target)
    ):
        return True
    outside = subject.source[: group.outer.start] + subject.source[group.outer.end :]
    return target.count(",") >= outside.count(",") + 2 and any(
        _stand_among(words[:1], _WORD.findall(target, comma.end(), comma.end() + _GLANCE)[:1], subject.pair)
        for comma in _COMMA.finditer(target)
    )


def _stand_among(words: Sequence[str], others: Iterable[str], pair: Pair) -> bool:
    """Whether one of the folded words, or what renders it, is among `others`."""
    known = set(map(fold, others))
    stems = {word[:TRACE_LENGTH] for word in known}
    return any(
        (word in known and (len(word) > 1 or word.isdigit())) or not pair.words[word].stems.isdisjoint(stems)
        for word in words
    )

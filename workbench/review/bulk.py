"""Decisions about many pairs at once: a preview first, then one action of the history, so one undo.

A pair is passed over, with the reason, where the decision cannot be meant for it: it has changed since the
preview, lacks a side, or a person has decided otherwise.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from db.records import Origin, PairRow, Severity, Status
from workbench.project import Project
from workbench.review.replacing import Change, Replacing, TooSlow
from workbench.review.service import missing_side, waiting, write_status, write_words
from workbench.text.counted import counted

if TYPE_CHECKING:
    from workbench.checks.service import PairFindings

PORTION = 500
"""Pairs that are read at a time."""

Examine = Callable[[PairRow], "PairFindings"]
"""What the checks say of a pair."""
Progress = Callable[[int, int], None]
"""Told how many pairs of how many have been looked at."""


class Verb(StrEnum):
    """What is decided."""

    APPROVE = "approve"
    REJECT = "reject"
    REOPEN = "reopen"


DECIDED = {Verb.APPROVE: Status.APPROVED, Verb.REJECT: Status.REJECTED}
"""The status that a verb gives; one that reopens gives what each pair had."""


class Reason(StrEnum):
    """Why a pair is passed over."""

    NO_RENDERING = "its rendering is missing"
    NO_ORIGINAL = "its original words are missing"
    ERRORS = "the checks find an error in it"
    OTHERWISE = "a person has decided otherwise: reopen it first"
    CHANGED = "it has changed since it was looked at"
    GONE = "it has left the project"
    EMPTIED = "nothing would be left of it"
    SLOW = "the pattern takes too long for it"


class PassedOver(NamedTuple):
    """A pair that was left as it is, and why."""

    pair_id: int
    reason: Reason


class Meant(NamedTuple):
    """A pair as it stood when a person saw what would become of it."""

    pair_id: int
    revision: int


@dataclass
class Preview:
    """What a decision about some pairs would do, counted over those that it would change."""

    verb: Verb
    ready: list[Meant] = field(default_factory=list)
    statuses: Counter[Status] = field(default_factory=Counter)
    origins: Counter[Origin | None] = field(default_factory=Counter)
    gravest: Counter[Severity] = field(default_factory=Counter)
    """How many have findings, by the gravest of each; empty where nothing was checked."""
    passed_over: list[PassedOver] = field(default_factory=list)
    already: int = 0
    """Pairs that stand so already."""

    def reasons(self) -> Counter[Reason]:
        """How many pairs are passed over for each reason."""
        return Counter(one.reason for one in self.passed_over)


class Done(NamedTuple):
    """What became of the pairs that were meant."""

    changed: tuple[int, ...]
    passed_over: tuple[PassedOver, ...]


def preview(
    project: Project,
    verb: Verb,
    identifiers: Sequence[int],
    examine: Examine | None = None,
    *,
    with_errors: bool = False,
    progress: Progress = lambda done, total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Preview:
    """What a decision would do to these pairs, most of which take the checks some milliseconds.

    Without `examine` nothing is checked. Pairs in which the checks find an error are passed over unless
    `with_errors`. Ends early, with what is known by then, when `cancelled` says so.
    """
    made = Preview(verb)
    for number, (identifier, row) in enumerate(_rows(project, identifiers), 1):
        if cancelled():
            break
        _look(made, identifier, row, examine, with_errors)
        progress(number, len(identifiers))
    return made


def decide_many(project: Project, verb: Verb, meant: Sequence[Meant]) -> Done:
    """Approve, reject or reopen pairs in one action of the history.

    Those that have moved on from the revision that was meant are passed over, as are those for which the
    decision cannot be; errors that the checks find do not matter here.
    """
    revisions = {one.pair_id: one.revision for one in meant}
    changed: list[int] = []
    passed: list[PassedOver] = []
    with project.store.action(_kind(verb), "") as action:
        for identifier, row in _rows(project, list(revisions)):
            reason = _changed(row, revisions[identifier]) or (_impossible(verb, row) if row else None)
            if reason:
                passed.append(PassedOver(identifier, reason))
            elif row is not None and row.status is not (status := DECIDED.get(verb) or waiting(row)):
                write_status(project, action, row, status, row.revision)
                changed.append(identifier)
        _summarise(project, action, f"{counted(len(changed))} {_kind(verb)}")
    return Done(tuple(changed), tuple(passed))


class Replacement(NamedTuple):
    """What would become of the rendering of a pair."""

    row: PairRow
    """The pair as it stands."""
    text: str
    changes: tuple[Change, ...]


def replacements(
    project: Project,
    replacing: Replacing,
    identifiers: Sequence[int],
    *,
    progress: Progress = lambda done, total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Iterator[Replacement | PassedOver]:
    """What would be replaced in the renderings of these pairs, and those that are passed over.

    Rejected pairs are left alone, as are original words. Ends early when `cancelled` says so.
    """
    for number, (identifier, row) in enumerate(_rows(project, identifiers), 1):
        if cancelled():
            return
        progress(number, len(identifiers))
        if row is None or row.missing_target or row.status is Status.REJECTED:
            continue
        try:
            made = replacing.replaced(row.target)
        except TooSlow:
            yield PassedOver(identifier, Reason.SLOW)
            continue
        if made.changes and not made.text.strip():
            yield PassedOver(identifier, Reason.EMPTIED)
        elif made.changes:
            yield Replacement(row, made.text, made.changes)


def replace_many(project: Project, replacing: Replacing, wanted: Iterable[Replacement]) -> Done:
    """Write replaced renderings in one action of the history; the pairs become `translated`.

    What was published or drafted is kept, as with an edit. Pairs that have moved on are passed over.
    """
    changed: list[int] = []
    passed: list[PassedOver] = []
    by_id = {one.row.id: one for one in wanted}
    with project.store.action("replace", "") as action:
        for identifier, row in _rows(project, list(by_id)):
            reason = _changed(row, by_id[identifier].row.revision)
            if reason or row is None:
                passed.append(PassedOver(identifier, reason or Reason.GONE))
                continue
            write_words(project, action, row, by_id[identifier].text, row.revision)
            changed.append(identifier)
        what = f"“{_short(replacing.find)}” replaced by “{_short(replacing.put)}”"
        _summarise(project, action, f"{what} in {counted(len(changed))}")
    return Done(tuple(changed), tuple(passed))


def _rows(project: Project, identifiers: Sequence[int]) -> Iterator[tuple[int, PairRow | None]]:
    """The pairs, read a portion at a time; None for what has left the project or is no active quote's."""
    pairs = project.store.pairs
    gone = set(project.store.integers("SELECT id FROM quote WHERE state <> 'active'"))
    for start in range(0, len(identifiers), PORTION):
        portion = identifiers[start : start + PORTION]
        known = {row.id: row for row in pairs.rows(portion) if row.quote_id not in gone}
        for identifier in portion:
            yield identifier, known.get(identifier)


def _look(
    made: Preview, identifier: int, row: PairRow | None, examine: Examine | None, with_errors: bool
) -> None:
    """Take a pair into a preview."""
    reason = Reason.GONE if row is None else _impossible(made.verb, row)
    if reason or row is None:
        made.passed_over.append(PassedOver(identifier, reason or Reason.GONE))
        return
    if row.status is (DECIDED.get(made.verb) or waiting(row)):
        made.already += 1
        return
    gravest = examine(row).gravest if examine else None
    if gravest is Severity.ERROR and not with_errors:
        made.passed_over.append(PassedOver(identifier, Reason.ERRORS))
        return
    made.ready.append(Meant(identifier, row.revision))
    made.statuses[row.status] += 1
    made.origins[row.origin] += 1
    if gravest:
        made.gravest[gravest] += 1


def _impossible(verb: Verb, row: PairRow) -> Reason | None:
    """Why a decision cannot be meant for a pair as it stands."""
    decided = row.status in DECIDED.values()
    if verb is not Verb.REOPEN and decided and row.status is not DECIDED[verb]:
        return Reason.OTHERWISE
    if verb is Verb.APPROVE and missing_side(row):
        return Reason.NO_ORIGINAL if row.missing_source else Reason.NO_RENDERING
    return None


def _changed(row: PairRow | None, revision: int) -> Reason | None:
    if row is None:
        return Reason.GONE
    return None if row.revision == revision else Reason.CHANGED


def _kind(verb: Verb) -> str:
    """The kind of action that the history tells."""
    return str(DECIDED.get(verb, "reopened"))


def _summarise(project: Project, action: int, summary: str) -> None:
    """Say in the history what an action came to, which is known at its end only."""
    project.store.execute("UPDATE action SET summary = ? WHERE id = ?", (summary, action))


_SHOWN = 30
"""Characters of what was replaced by which the history tells it."""


def _short(words: str) -> str:
    return words if len(words) <= _SHOWN else words[: _SHOWN - 1] + "…"

"""Doing in one copy what was done in the other: the same actions, by the same persons, at their times."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

from db.recorded import BLOBS
from workbench.merge.common import Ids
from workbench.merge.entries import Entry, Image, Key, Step, images
from workbench.merge.plan import Plan
from workbench.merge.verdicts import Group, Verdict
from workbench.project import Project

EVIDENCE: dict[str, tuple[str, ...]] = {
    "document": ("text", "sha256"),
    "segment": ("text", "after"),
    "quote_segment": ("segment_id",),
    "rendering_segment": ("segment_id",),
    "piece": ("start", "end"),
    "witness": ("document_id",),
    "rendering": ("document_id", "origin", "lang", "engine"),
}
"""Columns that the schema lets nobody write twice: a row that differs in one is another row with its id."""

_NUMBERED = re.compile(r"\b(pair|quote|document|rendering|comment)(s? )(\d+(?:, \d+)*)\b")

Begin = Callable[..., int]


class Replay:
    """The writing of a plan, as entries of the history that is being written."""

    def __init__(self, project: Project, plan: Plan, begin: Begin) -> None:
        self._project, self._store, self._plan, self._begin = project, project.store, plan, begin
        self._group: dict[Key, Group] = {key: group for group in plan.groups for key in group.keys}
        self._done: set[Key] = set()
        self._reset: set[Group] = set()

    def entries(self) -> int:
        """Write the entries of theirs in their order; returns how many there were to write."""
        written = 0
        for entry in self._plan.entries:
            steps = [step for step in entry.steps if self._acts(step)]
            if steps or entry.events:
                self._entry(entry, steps)
                written += 1
        return written

    def restore(self, groups: Iterable[Group], beside: Mapping[Key, Image]) -> None:
        """Bring contested rows back to what they were here, and `beside` to these images; part of an entry.

        Comments go where words go that are moved; those of contested quotes belong into `beside`.
        """
        rows = self._plan.rows
        targets: dict[Key, Image | None] = dict(beside)
        for key in (key for group in groups for key in group.keys):
            targets[key] = rows.ours[key].now if key in rows.ours else rows.theirs[key].base
        self._set(targets)

    def _acts(self, step: Step) -> bool:
        """Whether a step is still to be done; the adding of a row that both have added alike is not."""
        first = step.key not in self._done
        self._done.add(step.key)
        group = self._group.get(step.key)
        if group is None or group.verdict is Verdict.SAME:
            return False
        return not (first and step.key in self._plan.met)

    def _entry(self, entry: Entry, steps: Collection[Step]) -> None:
        ids = self._plan.ids
        summary = renumbered(entry.summary, ids)
        action = self._begin(entry.kind, summary, at=entry.at, who=entry.who)
        self._store.execute("PRAGMA defer_foreign_keys = ON")
        for step in steps:
            group = self._group[step.key]
            if group.verdict in (Verdict.CONTESTED, Verdict.ALIKE) and group not in self._reset:
                self._reset.add(group)
                self._set(self._before(group))
            self._write(step, beside=group.verdict is Verdict.BOTH)
        for event in entry.events:
            self._store.pairs.record(action, event)
        ids.setdefault("action", {})[entry.id] = action
        if entry.reverses is not None:
            self._settle(action, ids["action"].get(entry.reverses, entry.reverses), redo=entry.kind == "redo")

    def _before(self, group: Group) -> dict[Key, Image | None]:
        """The rows of a contested group as they were when the copies parted, where ours touched them.

        What both added, in other words, stays for theirs to be written over it: others refer to it.
        """
        rows = self._plan.rows
        return {
            key: rows.ours[key].base
            for key in group.keys
            if key in rows.ours and (rows.ours[key].base or key not in rows.theirs)
        }

    def _settle(self, action: int, reverses: int, *, redo: bool) -> None:
        """Say which action this one reverses, as an undo or a redo does."""
        execute = self._store.execute
        if not self._store.value("SELECT 1 FROM action WHERE id = ? AND reversed_by IS NULL", (reverses,)):
            return
        execute("UPDATE action SET reverses = ? WHERE id = ?", (reverses, action))
        execute("UPDATE action SET reversed_by = ? WHERE id = ?", (action, reverses))
        if redo:
            execute(
                "UPDATE action SET reversed_by = NULL WHERE id = (SELECT reverses FROM action WHERE id = ?)",
                (reverses,),
            )

    def _write(self, step: Step, *, beside: bool) -> None:
        now = images(self._project, [step.key]).get(step.key)
        if step.after is None:
            self._put(step.key, now, None)
        elif step.before is None:
            if beside and step.key[0] == "rendering_segment":
                self._vacate(step.after)
            self._put(step.key, now, step.after)
        elif now is not None:
            written = {c: value for c, value in step.after.items() if step.before.get(c) != value}
            self._put(step.key, now, now | written)

    def _vacate(self, words: Image) -> None:
        """Make room for words of a human rendering where ours wrote the same in rows of its own."""
        self._store.execute(
            "DELETE FROM rendering_segment WHERE rendering_id = ? AND position = ?",
            (words["rendering_id"], words["position"]),
        )

    def _set(self, targets: Mapping[Key, Image | None]) -> None:
        """Bring rows to these images. What goes, and what is preferred no more, goes first."""
        standing = images(self._project, targets)
        for key in sorted(targets, key=lambda key: _rank(targets[key])):
            self._put(key, standing.get(key), targets[key])

    def _put(self, key: Key, now: Image | None, then: Image | None) -> None:
        """Write the row that is `now` so that it is `then`, but for its revision, which only grows."""
        table, identifier = key
        if now is not None and (then is None or any(now[c] != then[c] for c in EVIDENCE.get(table, ()))):
            self._store.execute(f"DELETE FROM {table} WHERE id = ?", (identifier,))
            now = None
        if then is None:
            return
        columns = {c: v for c, v in then.items() if now is None or (c != "revision" and now[c] != v)}
        if "revision" in then and now is not None and columns:
            columns["revision"] = max(now["revision"] + 1, then["revision"])
        values = [_stored(table, column, value) for column, value in columns.items()]
        if now is None:
            names = ", ".join(f'"{column}"' for column in columns)
            marks = ", ".join("?" * len(columns))
            self._store.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", values)
        elif columns:
            assignments = ", ".join(f'"{column}" = ?' for column in columns)
            self._store.execute(f"UPDATE {table} SET {assignments} WHERE id = ?", (*values, identifier))


def renumbered(summary: str, ids: Ids) -> str:
    """The summary of an action with the numbers that its pairs, quotes and documents have here."""

    def numbers(match: re.Match[str]) -> str:
        known = ids.get(match[1], {})
        here = (known.get(int(number), int(number)) for number in match[3].split(", "))
        return f"{match[1]}{match[2]}{', '.join(map(str, here))}"

    return _NUMBERED.sub(numbers, summary)


def _rank(image: Image | None) -> int:
    if image is None:
        return 0
    return 2 if image.get("status") == "preferred" else 1


def _stored(table: str, column: str, value: Any) -> Any:
    return bytes.fromhex(value) if (table, column) in BLOBS and value is not None else value

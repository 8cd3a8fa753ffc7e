"""Approving, rejecting or reopening many pairs: what that would do, and then doing it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Label, Static
from textual.worker import get_current_worker

from db.errors import WorkbenchError
from db.records import Severity
from tui.background import opened_again
from tui.keys.bulk import BULK
from tui.labels import FINDING_SYMBOLS, ORIGIN_SYMBOLS, ORIGIN_WORDS, STATUS_SYMBOLS
from tui.widgets.key_line import KeyLine
from workbench.project import Project
from workbench.review.bulk import Done, Preview, Reason, Verb, counted, decide_many, preview
from workbench.text.visible import visible

WORDS = {
    Verb.APPROVE: ("Approve", "be approved", "approved"),
    Verb.REJECT: ("Reject", "be rejected", "rejected"),
    Verb.REOPEN: ("Reopen", "wait for review again", "waiting"),
}
"""What is done, what the pairs will do, and what those are that stand so already."""
STEP = 25
"""Pairs that are looked at between two words about it."""


class BulkScreen(ModalScreen[Done | None]):
    """Returns what became of the pairs, or None when the dialog was left."""

    CSS_PATH = "../styles/bulk.tcss"
    BINDINGS: ClassVar[list[BindingType]] = list(BULK.bindings)

    @dataclass
    class Looked(Message):
        """So many pairs have been looked at in a run."""

        run: int
        count: int

    @dataclass
    class Seen(Message):
        """A run is over."""

        run: int
        preview: Preview

    @dataclass
    class Ended(Message):
        """The pairs were changed."""

        done: Done

    @dataclass
    class Failed(Message):
        """A run could not be ended."""

        sentence: str

    def __init__(self, project: Project, identifiers: Sequence[int], verb: Verb = Verb.APPROVE) -> None:
        """Decide about these pairs; nothing is written before the person says so."""
        super().__init__()
        self._project = project
        self._ids = list(identifiers)
        self._verb = verb
        self._with_errors = False
        self._run = 0
        self._preview: Preview | None = None
        self._writing = False

    def compose(self) -> ComposeResult:
        with Vertical(id="bulk"):
            yield Label(id="bulk-head")
            with VerticalScroll(can_focus=False, id="bulk-box"):
                yield Static(id="bulk-counts")
            yield Label(id="bulk-said")
        yield KeyLine()

    def on_mount(self) -> None:
        self._look()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Errors matter to approval alone; what is being written cannot be left."""
        if action == "errors":
            return self._verb is Verb.APPROVE and not self._with_errors
        return not self._writing

    def action_verb(self, verb: str) -> None:
        """Do something else to the pairs."""
        if Verb(verb) is not self._verb:
            self._verb = Verb(verb)
            self._look()

    def action_errors(self) -> None:
        """Approve those with errors as well."""
        self._with_errors = True
        self._look()

    def action_apply(self) -> None:
        """Change the pairs as shown."""
        seen = self._preview
        if seen is None or not seen.ready:
            return
        self._writing = True
        self._say(f"Changing {counted(len(seen.ready))} …")
        self.refresh_bindings()
        self.run_worker(lambda: self._write(seen), thread=True, exit_on_error=False, group="bulk")

    def action_leave(self) -> None:
        """Close and change nothing."""
        self.dismiss(None)

    def _look(self) -> None:
        """Begin to find out what would be done."""
        self._run += 1
        self._preview = None
        self.query_one("#bulk-head", Label).update(
            Content.styled(f"{WORDS[self._verb][0]} {counted(len(self._ids))}", "bold")
        )
        self._say("Looking …")
        self.refresh_bindings()
        run, verb, with_errors = self._run, self._verb, self._with_errors
        self.run_worker(
            lambda: self._find(run, verb, with_errors),
            thread=True,
            exit_on_error=False,
            exclusive=True,
            group="bulk",
        )

    def _find(self, run: int, verb: Verb, with_errors: bool) -> None:
        """The thread that looks: it keeps no state but the messages it posts."""
        from workbench.checks.service import Checking

        worker = get_current_worker()

        def told(count: int, total: int) -> None:
            if count % STEP == 0:
                self.post_message(self.Looked(run, count))

        try:
            with opened_again(self._project) as project:
                examine = Checking(project).of if verb is Verb.APPROVE else None
                found = preview(
                    project,
                    verb,
                    self._ids,
                    examine,
                    with_errors=with_errors,
                    progress=told,
                    cancelled=lambda: worker.is_cancelled,
                )
        except WorkbenchError as error:
            self.post_message(self.Failed(str(error)))
            return
        self.post_message(self.Seen(run, found))

    def _write(self, seen: Preview) -> None:
        """The thread that writes."""
        try:
            with opened_again(self._project) as project:
                done = decide_many(project, seen.verb, seen.ready)
        except WorkbenchError as error:
            self.post_message(self.Failed(str(error)))
            return
        self.post_message(self.Ended(done))

    @on(Looked)
    def _tell_looked(self, event: Looked) -> None:
        if event.run == self._run and self._preview is None:
            self._say(f"Looking … {event.count:,} of {len(self._ids):,}")

    @on(Seen)
    def _show(self, event: Seen) -> None:
        if event.run != self._run:
            return
        self._preview = event.preview
        self.query_one("#bulk-counts", Static).update(counts_shown(event.preview))
        ready = len(event.preview.ready)
        self._say(
            f"Enter: {counted(ready)} will {WORDS[self._verb][1]}."
            if ready
            else "There is nothing to change."
        )

    @on(Ended)
    def _leave(self, event: Ended) -> None:
        self.dismiss(event.done)

    @on(Failed)
    def _tell_failed(self, event: Failed) -> None:
        self._writing = False
        self.refresh_bindings()
        self._say(event.sentence)

    def _say(self, sentence: str) -> None:
        self.query_one("#bulk-said", Label).update(Content(visible(sentence)))


def counts_shown(seen: Preview) -> Content:
    """What would be done, in lines: how many of each, and what is passed over and why."""
    lines = [
        _line("status", {f"{STATUS_SYMBOLS[status]} {status}": n for status, n in seen.statuses.items()}),
        _line(
            "rendering",
            {f"{ORIGIN_SYMBOLS[origin]} {ORIGIN_WORDS[origin]}": n for origin, n in seen.origins.items()},
        ),
        _line(
            "findings",
            {
                f"{FINDING_SYMBOLS.get(gravest, '')} with {gravest}s".strip(): n
                for gravest, n in _graded(seen)
            },
        ),
        _line("the same", {WORDS[seen.verb][2]: seen.already} if seen.already else {}),
    ]
    passed = seen.reasons()
    for number, reason in enumerate(one for one in Reason if passed[one]):
        lines.append(_line("left out" if number == 0 else "", {str(reason): passed[reason]}))
    return Content("\n").join([line for line in lines if line])


def _graded(seen: Preview) -> list[tuple[Severity, int]]:
    return [(severity, seen.gravest[severity]) for severity in Severity if seen.gravest[severity]]


def _line(label: str, counts: Mapping[str, int]) -> Content:
    """A line of numbers; empty where there are none."""
    if not counts:
        return Content("")
    parts: list[tuple[str, str] | str] = [(f"{label:10}", "$muted")]
    for number, (what, count) in enumerate(counts.items()):
        parts += [
            " · " if number else "",
            (f"{count:>6,}" if not number else f"{count:,}", "bold"),
            f" {what}",
        ]
    return Content.assemble(*parts)

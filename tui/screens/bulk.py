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

from db.records import Severity
from tui.background import Background, Cancelled, opened_again
from tui.keys.bulk import BULK
from tui.labels import FINDING_SYMBOLS, ORIGIN_SYMBOLS, ORIGIN_WORDS, STATUS_SYMBOLS
from tui.widgets.key_line import KeyLine
from workbench.project import Project
from workbench.review.bulk import Done, Preview, Reason, Verb, decide_many, preview
from workbench.text.counted import counted
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
        """So many pairs have been looked at for a verb."""

        verb: Verb
        count: int

    @dataclass
    class Seen(Message):
        """What would be done, or why that is not known."""

        preview: Preview | None
        failure: str = ""

    @dataclass
    class Ended(Message):
        """The pairs were changed, or why they were not."""

        done: Done | None
        failure: str = ""

    def __init__(self, project: Project, identifiers: Sequence[int], verb: Verb = Verb.APPROVE) -> None:
        """Decide about these pairs; nothing is written before the person says so."""
        super().__init__()
        self._project = project
        self._ids = list(identifiers)
        self._verb = verb
        self._with_errors = False
        self._preview: Preview | None = None
        self._looking, self._writing = Background(self), Background(self)
        self._again = False
        """Whether to look again as soon as the run that is on has ended: its answer is stale."""

    def compose(self) -> ComposeResult:
        with Vertical(id="bulk"):
            yield Label(id="bulk-head")
            with VerticalScroll(can_focus=False, id="bulk-box"):
                yield Static(id="bulk-counts")
            yield Label(id="bulk-said")
        yield KeyLine()

    def on_mount(self) -> None:
        self._look()

    def on_unmount(self) -> None:
        self._looking.stop()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Errors matter to approval alone; what is being written cannot be left."""
        if action == "errors":
            return self._verb is Verb.APPROVE and not self._with_errors
        return not self._writing.running

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
        if seen is None and self._looking.running:
            self._say("Still looking: Enter does it once it is known what that would be.")
        if seen is None or not seen.ready:
            return
        project, meant = self._project, seen

        def work(_: Cancelled) -> Message:
            with opened_again(project) as own:
                return self.Ended(decide_many(own, meant.verb, meant.ready))

        self._writing.start("Changing", work, lambda failure: self.Ended(None, failure))
        self._say(f"Changing {counted(len(seen.ready))} …")
        self.refresh_bindings()

    def action_leave(self) -> None:
        """Close and change nothing."""
        self.dismiss(None)

    def _look(self) -> None:
        """Begin to find out what would be done; a run that is on is stopped first."""
        self._preview = None
        self.query_one("#bulk-head", Label).update(
            Content.styled(f"{WORDS[self._verb][0]} {counted(len(self._ids))}", "bold")
        )
        self._say("Looking …")
        self.refresh_bindings()
        self._again = self._looking.running
        self._looking.stop()
        if not self._again:
            self._find()

    def _find(self) -> None:
        """Look in a thread for what the verb would do."""
        project, identifiers, verb, with_errors = self._project, self._ids, self._verb, self._with_errors

        def told(count: int, total: int) -> None:
            if count % STEP == 0:
                self.post_message(self.Looked(verb, count))

        def work(cancelled: Cancelled) -> Message:
            from workbench.checks.service import Checking

            with opened_again(project) as own:
                examine = Checking(own).of if verb is Verb.APPROVE else None
                return self.Seen(
                    preview(
                        own,
                        verb,
                        identifiers,
                        examine,
                        with_errors=with_errors,
                        progress=told,
                        cancelled=cancelled,
                    )
                )

        self._looking.start("Looking", work, lambda failure: self.Seen(None, failure))

    @on(Looked)
    def _tell_looked(self, event: Looked) -> None:
        if event.verb is self._verb and self._preview is None and not self._again:
            self._say(f"Looking … {event.count:,} of {len(self._ids):,}")

    @on(Seen)
    def _show(self, event: Seen) -> None:
        self._looking.running = False
        if self._again:
            self._again = False
            self._find()
            return
        if event.preview is None:
            self._say(event.failure)
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
        self._writing.running = False
        if event.done is not None:
            self.dismiss(event.done)
            return
        self.refresh_bindings()
        self._say(event.failure)

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

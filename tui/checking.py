"""Checks in the background: first what is on screen, then the project; each pair again when it changes."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

from textual.message import Message
from textual.screen import Screen

from db.errors import WorkbenchError
from db.records import Finding, PairRow, Severity
from tui.background import opened_again
from tui.labels import finding_sign
from workbench.project import Project
from workbench.text.visible import visible

if TYPE_CHECKING:
    from workbench.checks.service import CheckCount, Checking, PairFindings

START = 0.5
"""Seconds for which the screen stands before anything is checked: loading the checks takes half a second."""
QUIET = 0.3
"""Seconds without a key after which pairs are checked that nobody looks at: keys come first."""
PORTION = 0.05
"""Seconds of checking between two messages about such pairs."""
REST = 1.0
"""Rest after such a portion, as a share of the time that it took."""
READ = 16
"""Pairs read from the project together."""
TICK = 0.02
"""Seconds after which it is asked again whether keys are pressed."""

AMBIGUOUS = "acr.ambiguous"
"""The check whose findings a person settles by saying what a name means."""

Hurried = Callable[[], bool]
"""Says whether a key has just been pressed."""


class _Stale(IntEnum):
    """What has changed in the project beside the pairs since the checks last read it."""

    NOTHING = 0
    WAIVERS = 1
    EVERYTHING = 2


@dataclass
class Checked(Message):
    """Pairs have been checked."""

    found: Sequence[tuple[int, PairFindings]]
    """What was found, each behind the state of the pair in which it was."""
    left: int
    """Pairs of the project that wait for it."""
    turn: int
    """Grows when something is to be forgotten; what was found before that may no longer hold."""


@dataclass
class TypedChecked(Message):
    """Words that are being typed have been checked."""

    pair_id: int
    words: str
    findings: Sequence[Finding]


@dataclass
class CheckEnded(Message):
    """Nothing waits any more, or checking could not go on."""

    failure: str = ""
    """Why it could not, as a sentence."""


class Findings:
    """What the checks say of each pair, as far as it has been checked as it stands.

    One thread at a time checks, through a connection of its own; it takes what waits and posts what it
    finds. Whoever asks for a pair that has changed gets nothing, and a message follows.
    """

    def __init__(self, screen: Screen[None], project: Project) -> None:
        self._screen = screen
        self._project = project
        self._hurried: Hurried | None = None
        """None until the checks may begin."""
        self._known: dict[int, tuple[int, PairFindings]] = {}
        self._turn = 0
        self._failed = False
        self._lock = threading.Lock()
        # What follows is shared with the thread, under the lock.
        self._wanted: dict[int, PairRow] = {}
        self._typed: tuple[PairRow, str] | None = None
        self._sweep: deque[int] = deque()
        self._stale = _Stale.NOTHING
        self._running = False
        self._stopped = False
        # The thread's own; one thread leaves them to the next.
        self._own: Project | None = None
        self._checking: Checking | None = None

    @property
    def left(self) -> int:
        """Pairs of the project that wait to be checked."""
        return len(self._sweep)

    def begin(self, hurried: Hurried) -> None:
        """Check from now on; until then what is asked for waits."""
        self._hurried = hurried
        self._go_on()

    def of(self, row: PairRow) -> PairFindings | None:
        """What the checks say of a pair as it stands; None where that is yet to be found out."""
        known = self._known.get(row.id)
        if known is not None and known[0] == _state(row):
            return known[1]
        if not (row.missing_source or row.missing_target):
            with self._lock:
                self._wanted[row.id] = row
            self._go_on()
        return None

    def waits_for(self, row: PairRow) -> bool:
        """Whether a pair is yet to be checked as it stands."""
        return not self._failed and self.of(row) is None and not (row.missing_source or row.missing_target)

    def typed(self, row: PairRow, words: str) -> None:
        """Check words that are typed as the rendering of a pair; only the newest matter."""
        with self._lock:
            self._typed = row, words
        self._go_on()

    def sweep(self, pair_ids: Iterable[int]) -> None:
        """Check these pairs when nothing else is to be checked."""
        with self._lock:
            self._sweep = deque(pair_ids)
        self._go_on()

    def forget(self, *pair_ids: int) -> None:
        """Check these pairs again when they are next asked for, as somebody has waived something."""
        for pair_id in pair_ids:
            self._known.pop(pair_id, None)
        self._outdate(_Stale.WAIVERS)

    def forget_all(self) -> None:
        """Check everything again: glossary or rules may be other ones, and better than those that failed."""
        self._known.clear()
        self._failed = False
        self._outdate(_Stale.EVERYTHING)

    def stop(self) -> None:
        """Check no more."""
        with self._lock:
            self._stopped = True
            if not self._running:
                self._close()

    def take(self, message: Checked) -> bool:
        """Take in what the thread has found; False where it is out of date and will be looked for again."""
        if message.turn == self._turn:
            self._known.update((found.pair_id, (state, found)) for state, found in message.found)
            self._look_again({other for _, found in message.found for other in found.touched})
            return True
        with self._lock:
            self._sweep.extendleft(found.pair_id for _, found in message.found)
        self._go_on()
        return False

    def _look_again(self, pair_ids: set[int]) -> None:
        """Check pairs again of which another one, with the same source, has become something else."""
        for pair_id in pair_ids:
            self._known.pop(pair_id, None)
        if pair_ids:
            with self._lock:
                self._sweep.extendleft(pair_ids)
            self._go_on()

    def over(self, message: CheckEnded) -> None:
        """The thread is through; after a failure nothing is checked until all is to be checked again."""
        self._failed = self._failed or bool(message.failure)

    def with_findings(self, check: str) -> list[int]:
        """Ids of the pairs in which this check found something; where all of that is waived, of those."""
        known = [found for _, found in self._known.values()]
        standing = [one.pair_id for one in known if any(each.check == check for each in one.findings)]
        return standing or [
            one.pair_id for one in known if any(each.check == check for each, _ in one.waived)
        ]

    def grave(self, pair_id: int) -> bool:
        """Whether an error or a warning was found in a pair."""
        known = self._known.get(pair_id)
        return known is not None and known[1].gravest in (Severity.ERROR, Severity.WARNING)

    def summary(self, pair_ids: Iterable[int]) -> list[CheckCount]:
        """How often each check found something in these pairs. Raises UnreadableInput for bad rules."""
        from workbench.checks.service import checks_of, summary

        known = [self._known[pair_id][1] for pair_id in pair_ids if pair_id in self._known]
        return summary(known, checks_of(self._project))

    def _outdate(self, stale: _Stale) -> None:
        self._turn += 1
        with self._lock:
            self._stale = max(self._stale, stale)

    def _go_on(self) -> None:
        if self._hurried is None or self._failed or not self._screen.is_attached:
            return
        with self._lock:
            if self._running or self._stopped or not self._waits():
                return
            self._running = True
        self._screen.run_worker(self._work, thread=True, exit_on_error=False, group="checking")

    def _waits(self) -> bool:
        return bool(self._wanted or self._sweep or self._typed)

    # The thread.

    def _work(self) -> None:
        failure = ""
        try:
            while self._step():
                pass
        except WorkbenchError as error:
            failure = str(error)
        except Exception as error:
            # A thread has nobody above it who could tell the failure as a sentence.
            failure = f"Checking failed: {type(error).__name__}: {error}."
        with self._lock:
            if failure:
                self._running = False
            if (self._stopped or failure) and not self._running:
                self._close()
        self._screen.post_message(CheckEnded(failure))

    def _step(self) -> bool:
        """Check what waits, the words that are typed before all; False when nothing does."""
        with self._lock:
            self._running = self._waits() and not self._stopped
            if not self._running:
                return False
            typed, self._typed = self._typed, None
            rows = list(self._wanted.values())
            self._wanted.clear()
            stale, self._stale = self._stale, _Stale.NOTHING
            turn = self._turn
        checking = self._ready(stale)
        if typed is not None:
            self._check_typed(checking, *typed)
        if rows:
            self._tell([(_state(row), checking.of(row)) for row in rows], turn)
        elif self._hurried is not None and self._hurried():
            time.sleep(TICK)
        else:
            self._check_portion(checking, turn)
        return True

    def _ready(self, stale: _Stale) -> Checking:
        """The checks, with the project as it is now."""
        # They are loaded when they are first needed.
        from workbench.checks.service import Checking

        if self._own is None:
            self._own = opened_again(self._project)
        if self._checking is None or stale is _Stale.EVERYTHING:
            self._checking = Checking(self._own)
        elif stale is _Stale.WAIVERS:
            self._checking.reload_waivers()
        return self._checking

    def _check_typed(self, checking: Checking, row: PairRow, words: str) -> None:
        found = checking.of(row._replace(target=words)).findings
        checking.of(row)  # what others are compared with stays what is stored
        self._screen.post_message(TypedChecked(row.id, words, found))

    def _check_portion(self, checking: Checking, turn: int) -> None:
        """Check pairs that nobody has asked for, until somebody asks for others."""
        assert self._own is not None
        begun = time.thread_time()
        found: list[tuple[int, PairFindings]] = []
        while time.thread_time() - begun < PORTION and not (self._wanted or self._typed or self._stopped):
            with self._lock:
                ids = [self._sweep.popleft() for _ in range(min(READ, len(self._sweep)))]
            if not ids:
                break
            for row in self._own.store.pairs.rows(ids):
                state, known = _state(row), self._known.get(row.id)
                if known is None or known[0] != state:
                    found.append((state, checking.of(row)))
        self._tell(found, turn)
        time.sleep(REST * (time.thread_time() - begun))

    def _tell(self, found: Sequence[tuple[int, PairFindings]], turn: int) -> None:
        self._screen.post_message(Checked(found, len(self._sweep), turn))

    def _close(self) -> None:
        """Let go of the connection; no thread is at work with it."""
        if self._own is not None:
            self._own.close()
        self._own = self._checking = None


def _state(row: PairRow) -> int:
    """What findings depend on: both texts of a pair, and its status."""
    return hash((row.source, row.target, row.status))


def lines(found: PairFindings | None) -> list[tuple[str, str]]:
    """Label and value of each finding of a pair, for the details."""
    if found is None:
        return []
    told = [(str(finding.severity), _line(finding)) for finding in found.findings]
    told += [
        ("waived", f"{finding.message} ({finding.check}): {waiver.reason} – {waiver.who}")
        for finding, waiver in found.waived
    ]
    return told


def summed_up(found: PairFindings | None) -> str:
    """The gravest finding of a pair, and how many there are beside it; empty where there is none."""
    if found is None or not found.findings:
        return ""
    first, *others = found.findings
    more = f" (+{len(others)})" if others else ""
    return f"{finding_sign(first.severity)}{more} {visible(first.message)}"


def _line(finding: Finding) -> str:
    way = "; t says which" if finding.check == AMBIGUOUS else ""
    return f"{finding.message} ({finding.check}{way})"

"""Questions to a drafting package, answered in the background while a person reads or types."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from textual.message import Message
from textual.screen import Screen

from db.errors import WorkbenchError
from db.records import LanguageTag
from tui.background import opened_again
from workbench.draft.packages.installed import NoPackage
from workbench.project import Project

if TYPE_CHECKING:
    from workbench.draft.confidence.sentences import Calibration
    from workbench.draft.suggestions.adviser import Adviser, Alternative, Judgement, OtherWord
    from workbench.draft.suggestions.advisers import Advisers

MOST_VARIANTS = 5


@dataclass(frozen=True)
class Question:
    """What is asked about a source and a rendering of it."""

    pair_id: int
    langs: tuple[LanguageTag, LanguageTag]
    source: str
    target: str

    @property
    def about(self) -> str:
        """What the answer is for; a newer question for the same replaces one that waits."""
        return "editor"

    def answer(self, adviser: Adviser) -> Any:
        """Ask."""
        raise NotImplementedError


@dataclass(frozen=True)
class Completion(Question):
    """How does a rendering that has been typed so far go on?"""

    def answer(self, adviser: Adviser) -> str:
        """The rest of the rendering."""
        return adviser.completion(self.source, self.target, whole=True)


@dataclass(frozen=True)
class OtherWords(Question):
    """Which other words could stand at a place?"""

    at: int

    def answer(self, adviser: Adviser) -> list[OtherWord]:
        """The words, the most probable first."""
        return adviser.alternatives(self.source, self.target, self.at, whole=True)


@dataclass(frozen=True)
class Variants(Question):
    """What are the likeliest renderings?"""

    @property
    def about(self) -> str:
        return "variants"

    def answer(self, adviser: Adviser) -> list[Alternative]:
        """The renderings, the likeliest first."""
        return adviser.nbest(self.source, MOST_VARIANTS)


@dataclass(frozen=True)
class Doubts(Question):
    """How sure is the package of a rendering?"""

    @property
    def about(self) -> str:
        return "details"

    def answer(self, adviser: Adviser) -> Judgement:
        """Its confidence in all of it and in each word."""
        return adviser.judge(self.source, self.target)


@dataclass
class Answered(Message):
    """A question has its answer."""

    question: Question
    answer: Any


@dataclass
class Unanswered(Message):
    """A question could not be answered."""

    question: Question
    sentence: str
    no_package: bool


class Suggesting:
    """One question at a time goes to the package; of those that wait only the newest for each purpose."""

    def __init__(self, screen: Screen[None], project: Project) -> None:
        self._screen = screen
        self._project = project
        self._waiting: dict[str, Question] = {}
        self._asked: dict[str, Question] = {}
        """What was asked last for each purpose."""
        self._running = False
        self._advisers: Advisers | None = None

    def ask(self, question: Question) -> None:
        """Let a question be answered by a message; an older one for the same purpose is forgotten."""
        self._asked[question.about] = self._waiting[question.about] = question
        self._go_on()

    def drop(self, about: str) -> None:
        """Forget what was asked for a purpose."""
        self._asked.pop(about, None)
        self._waiting.pop(about, None)

    def asked(self, question: Question) -> bool:
        """Whether this is what was asked last for its purpose, and not forgotten since."""
        return self._asked.get(question.about) == question

    def take(self, message: Answered | Unanswered) -> bool:
        """Go on with the next question; says whether this answer is still wanted."""
        self._running = False
        wanted = self.asked(message.question)
        if wanted:
            del self._asked[message.question.about]
        self._go_on()
        return wanted

    def forget_packages(self) -> None:
        """Let go of what is in memory, because packages have come or gone."""
        if self._advisers is not None:
            self._advisers.forget()

    def _go_on(self) -> None:
        if self._running or not self._waiting:
            return
        self._running = True
        question = self._waiting.pop(next(iter(self._waiting)))
        self._screen.run_worker(
            lambda: self._answer(question), thread=True, exit_on_error=False, group="suggesting"
        )

    def _calibration(self, model_sha256: str) -> Calibration:
        """What the project teaches, read through a connection of its own, since it may take a while."""
        from workbench.draft.confidence.experience import project_calibration

        with opened_again(self._project) as own:
            return project_calibration(own, model_sha256)

    def _answer(self, question: Question) -> None:
        """The thread: it keeps no state but the package, and the message it posts."""
        message: Message
        try:
            if self._advisers is None:
                # The first use loads CTranslate2.
                from workbench.draft.engines import Settings, spare_threads
                from workbench.draft.suggestions.advisers import Advisers

                self._advisers = Advisers(Settings(threads=spare_threads()), calibrated=self._calibration)
            message = Answered(question, question.answer(self._advisers.get(*question.langs)))
        except WorkbenchError as error:
            message = Unanswered(question, str(error), isinstance(error, NoPackage))
        except Exception as error:
            # A thread has nobody above it who could tell the failure as a sentence.
            message = Unanswered(question, f"Suggesting failed: {type(error).__name__}: {error}.", False)
        self._screen.post_message(message)

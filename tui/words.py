"""Word links and doubtful words of the current pair, found in the background while they are wanted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message
from textual.screen import Screen

from db.errors import WorkbenchError
from db.records import Origin, PairRow
from tui.suggesting import Doubts, Suggesting
from tui.word_marks import Line, word_lines
from workbench.project import Project

if TYPE_CHECKING:
    from workbench.align.linking import LinkedWords
    from workbench.draft.suggestions.adviser import Judgement


@dataclass
class WordsLinked(Message):
    """The words of a pair have been linked."""

    row: PairRow
    words: LinkedWords


@dataclass
class WordsFailed(Message):
    """They could not be."""

    sentence: str


class Words:
    """At most one pair is looked at in a thread at any time; the newest found is kept."""

    def __init__(self, screen: Screen[None], project: Project, suggesting: Suggesting) -> None:
        self.on = False
        """Whether a person wants to see word links; while not, none are looked for."""
        self._screen = screen
        self._project = project
        self._suggesting = suggesting
        self._running = False
        self._found: WordsLinked | None = None
        self._judged: tuple[Doubts, Judgement | None] | None = None
        """What was asked last about doubtful words, and the answer; None where there is none."""

    def lines(self, row: PairRow | None) -> Sequence[Line]:
        """What to show of a pair now. Where its words are yet to be linked, a message follows."""
        if not self.on or row is None:
            return ()
        judged = self._judgement(row)
        if self._found is not None and _same_words(self._found.row, row):
            return word_lines(row, self._found.words, judged)
        if not (row.missing_source or row.missing_target or self._running):
            self._running = True
            self._screen.run_worker(
                lambda: self._link(row), thread=True, exit_on_error=False, group="words", name="words"
            )
        return word_lines(row, None, judged)

    def judged(self, question: Doubts, judgement: Judgement | None) -> None:
        """Take in what the package doubts; None when it cannot be asked."""
        self._judged = question, judgement

    def _judgement(self, row: PairRow) -> Judgement | None:
        """What the package doubts of a rendering that was not printed; if it is yet to be asked, it is."""
        if row.missing_source or row.missing_target or row.origin is Origin.PUBLISHED:
            return None
        langs = row.source_lang, row.target_lang or self._project.target_lang
        question = Doubts(row.id, langs, row.source, row.target)
        if self._judged is not None and self._judged[0] == question:
            return self._judged[1]
        if not self._suggesting.asked(question):
            self._suggesting.ask(question)
        return None

    def take(self, message: WordsLinked | WordsFailed) -> None:
        """Take in what a thread has found; after a failure no more is looked for until it is asked for."""
        self._running = False
        if isinstance(message, WordsLinked):
            self._found = message
        else:
            self.on = False

    def _link(self, row: PairRow) -> None:
        """The thread: it keeps no state but the message it posts."""
        message: Message
        try:
            # The first use loads the lexicon.
            from workbench.align.linking import linked_words
            from workbench.draft.linking import package_links

            message = WordsLinked(row, linked_words(self._project, row, package_links))
        except WorkbenchError as error:
            message = WordsFailed(str(error))
        except Exception as error:
            # A thread has nobody above it who could tell the failure as a sentence.
            message = WordsFailed(f"Linking words failed: {type(error).__name__}: {error}.")
        self._screen.post_message(message)


def _same_words(one: PairRow, other: PairRow) -> bool:
    return (one.id, one.source, one.target) == (other.id, other.source, other.target)

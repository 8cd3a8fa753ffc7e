"""What drafts sentences from one language into another, however many packages that takes."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator

from db.records import Draft, EngineSignature
from workbench.draft.decoding.plans import Candidate

Progress = Callable[[int, int], None]
"""Called with the number of sentences done and the number of all (0 while that is not known)."""


class Drafter(ABC):
    """One engine, or two through a third language."""

    @abstractmethod
    def signature(self, date: str = "") -> EngineSignature:
        """What a draft for a text of this date has to say about how it was made."""

    @abstractmethod
    def hypotheses(
        self,
        sentences: Iterable[str],
        *,
        most: int,
        dates: Iterable[str] | None = None,
        cancelled: Callable[[], bool] = lambda: False,
        progress: Progress | None = None,
    ) -> Iterator[tuple[Draft, list[Candidate]]]:
        """One draft per sentence with up to `most` hypotheses for each, the one that was taken first.

        There are no more than the beam holds.
        """

    def translate(
        self,
        sentences: Iterable[str],
        *,
        dates: Iterable[str] | None = None,
        cancelled: Callable[[], bool] = lambda: False,
        progress: Progress | None = None,
    ) -> Iterator[Draft]:
        """Yield one draft per sentence, in order, as they come out of the model.

        `dates` (ISO, of any precision) decide which names are due. `cancelled` is asked all the time; when
        it says yes, the drafts end there. `progress` hears of every chunk that is done. White space
        around a sentence and line ends within it are kept. The same list gives the same drafts on any number
        of threads, and on processors with AVX-512 a sentence has the same draft in any list; on others
        sums may be rounded otherwise in another batch, which changes some 1 of 100 drafts. Raises
        DraftingFailed, or WrongUse when the engine is closed.
        """
        for draft, _ in self.hypotheses(
            sentences, most=1, dates=dates, cancelled=cancelled, progress=progress
        ):
            yield draft

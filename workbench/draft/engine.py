"""Drafts of sentences by one package: decoded in batches, looked over, and repaired where they fail."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sized
from dataclasses import dataclass, field
from typing import Self

from db.errors import WrongUse
from db.records import Change, EngineSignature, Flag, TermUse
from workbench.draft.batches import Search
from workbench.draft.decoder import Attended, Decoder
from workbench.draft.decoding_queue import Cancelled, DecodingQueue
from workbench.draft.doubts import doubts
from workbench.draft.packages import PackageInfo
from workbench.draft.parts import without_controls
from workbench.draft.plans import CUT_OFF, MAX_PIECES, TOO_LONG, Candidate, Plan, Planner
from workbench.draft.rounds import Outputs, Round
from workbench.draft.typography import typeset

CHUNK_PIECES = (512, 4096)
"""Source pieces that are sorted into batches together: the first chunk, and the most; each has twice as many
as the one before, so that the first drafts come soon."""

Progress = Callable[[int, int], None]
"""Called with the number of sentences done and the number of all (0 while that is not known)."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A machine's rendering of one sentence."""

    text: str
    score: float = 0.0
    """Mean natural-log probability per output piece, at most 0; 0 when nothing had to be decoded."""
    raw: str = ""
    """What the model wrote, before names were put right."""
    flags: tuple[Flag, ...] = ()
    terms: tuple[TermUse, ...] = ()
    changes: tuple[Change, ...] = ()
    """What makes `text` of `raw`."""

    @property
    def doubts(self) -> tuple[str, ...]:
        """What a reviewer should look at, as short phrases."""
        return tuple(dict.fromkeys(flag.message for flag in self.flags))


@dataclass(slots=True)
class _Sentence:
    """What is known of one sentence so far."""

    plan: Plan
    candidates: list[Candidate] = field(default_factory=list)
    """The chosen one first."""
    flags: tuple[Flag, ...] = ()


@dataclass(slots=True)
class _Chunk:
    """Sentences that go through the decoder together, and the round that they are in."""

    sentences: list[_Sentence]
    round: Round


class Engine:
    """Drafts with one package. Several threads may use it at once while another one closes it."""

    def __init__(self, decoder: Decoder, *, beam_size: int = 4) -> None:
        if beam_size < 1:
            raise WrongUse(f"A beam of {beam_size} is impossible; give a number from 1 up.")
        self._decoder = decoder
        self._package = decoder.package
        self._planner = Planner(decoder.tokenizer, decoder.vocabulary, self._package.to_lang)
        self._search = Search(beam_size=beam_size, hypotheses=min(4, beam_size))

    @classmethod
    def load(
        cls, package: PackageInfo, *, beam_size: int = 4, threads: int | None = None, device: str = "auto"
    ) -> Self:
        """Load a package for drafting.

        Raises what `Decoder.load` raises, and WrongUse for a beam below 1.
        """
        return cls(Decoder.load(package, threads=threads, device=device), beam_size=beam_size)

    def close(self) -> None:
        """Unload the model; the engine cannot be used afterwards."""
        self._decoder.close()

    def signature(self) -> EngineSignature:
        """What a draft has to say about how it was made."""
        import ctranslate2

        settings = f"beam {self._search.beam_size}, int8, ct2 {ctranslate2.__version__}"
        return EngineSignature(self._package.name, self._package.version, settings)

    def translate(
        self,
        sentences: Iterable[str],
        *,
        cancelled: Callable[[], bool] = lambda: False,
        progress: Progress | None = None,
    ) -> Iterator[Draft]:
        """Yield one draft per sentence, in order, as they come out of the model.

        `cancelled` is asked all the time; when it says yes, the drafts end there. `progress` hears of
        every chunk that is done. White space around a sentence and line ends within it are kept. The
        same list gives the same drafts on any number of threads; alone, a sentence may in rare cases
        (1 of 400 measured) come out differently, since sums are rounded by the batch. Raises
        DraftingFailed, or WrongUse when the engine is closed.
        """
        total = len(sentences) if isinstance(sentences, Sized) else 0
        queue = DecodingQueue(self._decoder, cancelled)
        done = 0
        try:
            for drafts in self._drafted(sentences, queue, cancelled):
                done += len(drafts)
                if progress is not None:
                    progress(done, total)
                yield from drafts
        except Cancelled:
            return

    def attended(self, source: str, target: str) -> Attended | None:
        """What the model looks at while it writes `target` as the translation of `source`.

        That is the first head of the last layer, unless the package was converted with another choice.
        Words that the package would not write itself are forced upon it, in the pieces of its one
        tokenizer. None where a text is empty or too long for one go. Raises DraftingFailed, or WrongUse
        when the engine is closed.
        """
        encode = self._decoder.tokenizer.encode
        ours, theirs = (encode(without_controls(text)) for text in (source, target))
        if not all(0 < len(pieces) <= MAX_PIECES for pieces in (ours, theirs)):
            return None
        looked = self._decoder.attended(ours, [])
        if typeset(self._planner.text(looked.target), self._package.to_lang) != target.strip():
            looked = self._decoder.attended(ours, theirs)
        return looked

    def _drafted(
        self, sentences: Iterable[str], queue: DecodingQueue, cancelled: Callable[[], bool]
    ) -> Iterator[list[Draft]]:
        """Chunk by chunk. While one is looked over, the next one is in the decoder already."""
        decoding: deque[_Chunk] = deque()
        for plans in self._chunks(sentences):
            if cancelled():
                return
            decoding.append(self._begun(plans, queue))
            if len(decoding) > 1:
                yield self._finished(decoding.popleft(), queue)
        while decoding:
            yield self._finished(decoding.popleft(), queue)

    def _chunks(self, sentences: Iterable[str]) -> Iterator[list[Plan]]:
        size, most = CHUNK_PIECES
        chunk: list[Plan] = []
        pieces = 0
        for sentence in sentences:
            chunk.append(self._planner.plan(sentence))
            pieces += chunk[-1].size
            if pieces >= size:
                yield chunk
                chunk, pieces, size = [], 0, min(2 * size, most)
        if chunk:
            yield chunk

    def _begun(self, plans: list[Plan], queue: DecodingQueue) -> _Chunk:
        first = Round(self._decoder, queue)
        for plan in plans:
            first.add(plan, self._search)
        first.start()
        return _Chunk([_Sentence(plan) for plan in plans], first)

    def _finished(self, chunk: _Chunk, queue: DecodingQueue) -> list[Draft]:
        drafts = []
        for sentence, outputs in zip(chunk.sentences, chunk.round.outputs(), strict=True):
            queue.tend()
            drafts.append(self._draft(sentence.plan, outputs))
        return drafts

    def _draft(self, plan: Plan, outputs: Outputs) -> Draft:
        best = next(self._planner.candidates(plan, outputs, 1), None)
        if best is None or TOO_LONG in plan.notes:
            return Draft("", flags=(TOO_LONG,))
        flags = list(plan.notes) if best.complete else [*plan.notes, CUT_OFF]
        found = doubts(plan.source, best.text, self._package.from_lang, self._package.to_lang)
        flags = [*flags, *(Flag("doubt", phrase) for phrase in found)]
        return Draft(best.text, best.score, best.text, tuple(flags))

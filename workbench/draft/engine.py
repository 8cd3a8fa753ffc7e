"""Drafts of sentences by one package: decoded in batches, looked over, and repaired where they fail."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sized
from itertools import chain, repeat
from typing import NamedTuple, Self

from db.errors import WrongUse
from db.records import Draft, EngineSignature
from workbench.draft.confidence.sentences import calibration_for
from workbench.draft.decoding.batches import Search
from workbench.draft.decoding.decoder import Attended, Decoder
from workbench.draft.decoding.parts import without_controls
from workbench.draft.decoding.plans import MAX_PIECES, Candidate, Planner
from workbench.draft.decoding.queue import Cancelled, DecodingQueue
from workbench.draft.decoding.rounds import Outputs, Round
from workbench.draft.decoding.typography import typeset
from workbench.draft.drafter import Drafter, Progress
from workbench.draft.mending import Attempt, Mender, Mending
from workbench.draft.naming.names import Names
from workbench.draft.packages.digest import model_digest
from workbench.draft.packages.installed import PackageInfo
from workbench.draft.signature import signature

CHUNK_BATCHES = (2, 8)
"""Batches that are filled from the same sentences, sorted by length: those of the first chunk, and the most;
each chunk has twice as many as the one before, so that the first drafts come soon."""
HYPOTHESES = 4


class _Chunk(NamedTuple):
    """Sentences that go through the decoder together, and the round that they are in."""

    sentences: list[Mending]
    round: Round


class Engine(Drafter):
    """Drafts with one package. Several threads may use it at once while another one closes it."""

    def __init__(
        self, decoder: Decoder, *, beam_size: int = 4, names: Names | None = None, careful: bool = True
    ) -> None:
        """Draft with a loaded package.

        `names` are put right where that is safe. `careful` drafts are looked over and repaired; the
        others are what the package says. Raises WrongUse for a beam below 1.
        """
        if beam_size < 1:
            raise WrongUse(f"A beam of {beam_size} is impossible; give a number from 1 up.")
        package = decoder.package
        self._decoder = decoder
        self._names = names
        self._careful = careful
        self._planner = Planner(decoder.tokenizer, decoder.vocabulary, package.to_lang)
        self._search = Search(beam_size=beam_size, hypotheses=min(HYPOTHESES, beam_size) if careful else 1)
        calibration = calibration_for(model_digest(package))
        self._mender = Mender(
            self._planner, package.from_lang, package.to_lang, calibration, self._search, names, careful
        )

    @classmethod
    def load(
        cls,
        package: PackageInfo,
        *,
        beam_size: int = 4,
        threads: int | None = None,
        device: str = "auto",
        names: Names | None = None,
        careful: bool = True,
    ) -> Self:
        """Load a package for drafting. Raises what `Decoder.load` raises, and WrongUse for a beam below 1."""
        decoder = Decoder.load(package, threads=threads, device=device)
        return cls(decoder, beam_size=beam_size, names=names, careful=careful)

    def close(self) -> None:
        """Unload the model; the engine cannot be used afterwards."""
        self._decoder.close()

    def signature(self, date: str = "") -> EngineSignature:
        """What a draft for a text of this date has to say about how it was made."""
        glossary = self._names.version if self._names else ""
        return signature(self._decoder, self._search, careful=self._careful, glossary=glossary, date=date)

    def hypotheses(
        self,
        sentences: Iterable[str],
        *,
        most: int,
        dates: Iterable[str] | None = None,
        cancelled: Callable[[], bool] = lambda: False,
        progress: Progress | None = None,
    ) -> Iterator[tuple[Draft, list[Candidate]]]:
        """Drafts with hypotheses; see `Drafter`."""
        total = len(sentences) if isinstance(sentences, Sized) else 0
        search = self._search
        if most > search.hypotheses:
            search = Search(beam_size=search.beam_size, hypotheses=min(most, search.beam_size))
        stages = _Stages(self._decoder, search, cancelled)
        done = 0
        try:
            for chunk in stages.through(self._chunks(sentences, dates, most)):
                done += len(chunk)
                if progress is not None:
                    progress(done, total)
                for mending in chunk:
                    yield mending.draft(), mending.candidates()
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
        if typeset(self._planner.text(looked.target), self._decoder.package.to_lang) != target.strip():
            looked = self._decoder.attended(ours, theirs)
        return looked

    def _chunks(
        self, sentences: Iterable[str], dates: Iterable[str] | None, wanted: int
    ) -> Iterator[list[Mending]]:
        size, most = (batches * self._decoder.batch_pieces for batches in CHUNK_BATCHES)
        chunk: list[Mending] = []
        pieces = 0
        for sentence, date in zip(sentences, chain(dates or (), repeat("")), strict=False):
            plan = self._planner.plan(sentence)
            chunk.append(Mending(self._mender, plan, date, wanted))
            pieces += plan.size
            if pieces >= size:
                yield chunk
                chunk, pieces, size = [], 0, min(2 * size, most)
        if chunk:
            yield chunk


class _Stages:
    """Chunks on their way: decoded, looked over, decoded again where something is wrong.

    While one chunk is looked over the next one is in the decoder, so that no worker waits.
    """

    def __init__(self, decoder: Decoder, search: Search, cancelled: Callable[[], bool]) -> None:
        self._decoder = decoder
        self._search = search
        self._cancelled = cancelled
        self._queue = DecodingQueue(decoder, cancelled)

    def through(self, chunks: Iterable[list[Mending]]) -> Iterator[list[Mending]]:
        """The same chunks in their order, each when it is done. Raises Cancelled."""
        first: deque[_Chunk] = deque()
        second: deque[_Chunk] = deque()
        for sentences in chunks:
            if self._cancelled():
                raise Cancelled
            first.append(self._decode(sentences))
            if len(first) > 1:
                second.append(self._look_over(first.popleft()))
            if len(second) > 1:
                yield self._finish(second.popleft())
        while first or second:
            if first:
                second.append(self._look_over(first.popleft()))
            if len(second) > 1 or not first:
                yield self._finish(second.popleft())

    def _decode(self, sentences: list[Mending]) -> _Chunk:
        round_ = Round(self._decoder, self._queue)
        for sentence in sentences:
            round_.add(sentence.plan, self._search)
        round_.start()
        return _Chunk(sentences, round_)

    def _look_over(self, chunk: _Chunk) -> _Chunk:
        for sentence, outputs in zip(chunk.sentences, chunk.round.outputs(), strict=True):
            self._queue.tend()
            sentence.look_over(outputs)
        return _Chunk(chunk.sentences, self._again(chunk.sentences))

    def _finish(self, chunk: _Chunk) -> list[Mending]:
        """Decode again what there is hope for; few sentences need it, and hardly any more than once."""
        while any(sentence.attempts for sentence in chunk.sentences):
            attempts = [each for sentence in chunk.sentences for each in sentence.attempts]
            outputs = iter(self._whole(attempts, chunk.round.outputs()))
            for sentence in chunk.sentences:
                if sentence.attempts:
                    sentence.go_on([next(outputs) for _ in sentence.attempts])
            chunk = _Chunk(chunk.sentences, self._again(chunk.sentences))
        return chunk.sentences

    def _again(self, sentences: list[Mending]) -> Round:
        again = Round(self._decoder, self._queue)
        for sentence in sentences:
            for attempt in sentence.attempts:
                again.add(attempt.plan, attempt.search, attempt.prefix)
        again.start()
        return again

    def _whole(self, attempts: list[Attempt], outputs: list[Outputs]) -> list[Outputs]:
        """Outputs with the log-probability of the whole; that of a prefix is not in what a search states."""
        forced = [
            (number, attempt.plan.pieces[0], outputs[number][0][0])
            for number, attempt in enumerate(attempts)
            if attempt.prefix and outputs[number][0]
        ]
        if not forced:
            return outputs
        found = self._decoder.log_probabilities(
            [source for _, source, _ in forced], [best.pieces for _, _, best in forced]
        )
        whole = list(outputs)
        for (number, _, best), one in zip(forced, found, strict=True):
            whole[number] = [[best._replace(log_probability=sum(one))]]
        return whole

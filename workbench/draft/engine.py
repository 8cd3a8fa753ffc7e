"""Drafts from one Argos package, decoded in batches by CTranslate2."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from db.errors import UnreadableInput, WorkbenchError, WrongUse
from db.records import EngineSignature
from workbench.draft import doubts
from workbench.draft.packages import PackageInfo
from workbench.draft.parts import Part, cut, without_controls
from workbench.draft.tokenizer import Tokenizer, has_unknown, load_tokenizer, source_vocabulary
from workbench.draft.typography import typeset

if TYPE_CHECKING:
    from workbench.align.arrays import Floats

CHUNK_PIECES = 2048
"""Source pieces between two looks at `cancelled`: some seconds for a large package on one core."""
BATCH_PIECES = 512
"""Source pieces that one decoder takes at a time. A constant, so that drafts do not vary with the cores."""
MAX_PIECES = 90
"""The longest input in one go. Small models lose or repeat clauses of longer ones: the starter's chrF on
the 76 sentences of newstest2013 above this length is 48.6 when they are cut at it, and 42.9 at 200."""
OUTPUT_BOUNDS = (64, 208)
"""The most output pieces: the first of these that allows a good double of the input."""
MAX_CHARACTERS = 20_000
LENGTH_PENALTY = 0.2
"""As Argos Translate decodes, so that drafts read like its own."""

CONTROLS_DROPPED = "control characters left out"
UNKNOWN_CHARACTERS = "has characters the package does not know"
IN_PARTS = "long: drafted in parts"
CUT_OFF = "breaks off: the output grew too long"
TOO_LONG = "not drafted: too long for the package"
CLOSED = "The drafting engine has been closed; load the package again."


class DraftingFailed(WorkbenchError):
    """The engine broke off; the sentence says at what."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A machine's rendering of one sentence. `doubts` are short phrases for a reviewer."""

    text: str
    score: float
    """Mean natural-log probability per output piece, at most 0; 0 when nothing had to be decoded."""
    doubts: tuple[str, ...] = ()


class Attended(NamedTuple):
    """The pieces of a text and of a translation, and what the model looked at."""

    source: list[str]
    target: list[str]
    attention: Floats
    """By target piece and source piece: share of the attention while the former was written, 0..1."""


class _Output(NamedTuple):
    """What the model made of one part."""

    text: str
    log_probability: float = 0.0
    pieces: int = 0
    doubt: str = ""


@dataclass(slots=True)
class _Plan:
    """One sentence on its way: its parts, and the pieces of each part that has words."""

    source: str
    parts: list[Part]
    pieces: list[list[str]]
    doubts: list[str] = field(default_factory=list)

    @property
    def size(self) -> int:
        return sum(map(len, self.pieces))


class Engine:
    """One loaded package. One thread may translate while another one closes it."""

    def __init__(self, package: PackageInfo, tokenizer: Tokenizer, translator: Any, beam_size: int) -> None:
        self._package = package
        self._tokenizer = tokenizer
        self._translator: Any = translator
        self._vocabulary = source_vocabulary(package.path / "model")
        self._beam_size = beam_size
        self._lock = Lock()

    @classmethod
    def load(cls, package: PackageInfo, *, beam_size: int = 4, threads: int | None = None) -> Self:
        """Load a package's tokenizer and model (int8, one decoder per thread, all cores by default).

        Raises UnreadableInput when the package is damaged, WrongUse for numbers below 1.
        """
        workers = threads if threads is not None else _cores()
        if beam_size < 1 or workers < 1:
            raise WrongUse(
                f"A beam of {beam_size} on {workers} threads is impossible; give numbers from 1 up."
            )
        if package.broken:
            raise UnreadableInput(f"The package {package.name} cannot be used. {package.broken}")
        tokenizer = load_tokenizer(package)
        import ctranslate2

        ctranslate2.set_log_level(50)  # its warnings would be written over the screen
        model = str(package.path / "model")
        try:
            translator = ctranslate2.Translator(
                model, compute_type="int8", inter_threads=workers, intra_threads=1
            )
            return cls(package, tokenizer, translator, beam_size)
        except (OSError, RuntimeError, ValueError, MemoryError) as error:
            raise UnreadableInput(
                f"The model of the package {package.name} cannot be loaded ({error}); "
                "remove the package and install it again."
            ) from None

    def close(self) -> None:
        """Unload the model; the engine cannot be used afterwards."""
        with self._lock:
            if self._translator is not None:
                self._translator.unload_model()
                self._translator = None

    def signature(self) -> EngineSignature:
        """What a draft has to say about how it was made."""
        import ctranslate2

        settings = f"beam {self._beam_size}, int8, ct2 {ctranslate2.__version__}"
        return EngineSignature(self._package.name, self._package.version, settings)

    def translate(
        self,
        sentences: Sequence[str],
        *,
        cancelled: Callable[[], bool] = lambda: False,
        progress: Callable[[int, int], None] | None = None,
    ) -> Iterator[Draft]:
        """Yield one draft per sentence, in order, as the batches come out of the model.

        `cancelled` is asked before every batch; when it says yes, the drafts end there. `progress` gets
        (sentences done, sentences in all) after every batch. White space around a sentence and line
        ends within it are kept. The same list gives the same drafts on any number of threads; alone,
        a sentence may in rare cases (1 of 400 measured) come out differently, since sums are rounded
        by the batch. Raises DraftingFailed, or WrongUse when the engine is closed.
        """
        done = 0
        for batch in self._batches(sentences):
            if cancelled():
                return
            drafts = self._draft(batch)
            done += len(drafts)
            if progress is not None:
                progress(done, len(sentences))
            yield from drafts

    def attended(self, source: str, target: str) -> Attended | None:
        """What the model looks at while it writes `target` as the translation of `source`.

        That is the first head of the last layer, unless the package was converted with another choice.
        Words that the package would not write itself are forced upon it, in the pieces of its one
        tokenizer. None where a text is empty or too long for one go. Raises DraftingFailed, or WrongUse
        when the engine is closed.
        """
        ours, theirs = (self._tokenizer.encode(without_controls(text)) for text in (source, target))
        if not all(0 < len(pieces) <= MAX_PIECES for pieces in (ours, theirs)):
            return None
        own, attention = self._look(ours, [])
        if typeset(without_controls(self._tokenizer.decode(own)), self._package.to_lang) != target.strip():
            own, attention = self._look(ours, theirs)
        return Attended(ours, own, attention)

    def _look(self, source: list[str], forced: list[str]) -> tuple[list[str], Floats]:
        """The pieces that the model writes, at first those that are forced upon it, and its attention."""
        import numpy as np

        prefix = [self._package.target_prefix] if self._package.target_prefix else []
        with self._lock:
            if self._translator is None:
                raise WrongUse(CLOSED)
            try:
                [result] = self._translator.translate_batch(
                    [source],
                    target_prefix=[prefix + forced] if prefix or forced else None,
                    beam_size=1 if forced else self._beam_size,
                    length_penalty=LENGTH_PENALTY,
                    max_input_length=0,
                    max_decoding_length=len(prefix) + len(forced) if forced else _output_bound(len(source)),
                    return_attention=True,
                    replace_unknowns=True,
                )
            except RuntimeError as error:
                raise DraftingFailed(
                    f"The package {self._package.name} failed while looking for words: {error}."
                ) from None
        written: list[str] = result.hypotheses[0][len(prefix) :]
        attention = np.array(result.attention[0], dtype=np.float64).reshape(-1, len(result.attention[0][0]))
        return forced or written, attention[len(prefix) :][: len(forced or written), : len(source)]

    def _batches(self, sentences: Sequence[str]) -> Iterator[list[_Plan]]:
        batch: list[_Plan] = []
        for sentence in sentences:
            batch.append(self._plan(sentence))
            if sum(plan.size for plan in batch) >= CHUNK_PIECES:
                yield batch
                batch = []
        if batch:
            yield batch

    def _plan(self, sentence: str) -> _Plan:
        source = without_controls(sentence)
        if len(source) > MAX_CHARACTERS:
            return _Plan(source, [], [], [TOO_LONG])
        parts = cut(source, lambda text: len(self._tokenizer.encode(text)) <= MAX_PIECES)
        pieces = [self._tokenizer.encode(part.text) for part in parts if part.has_words]
        noticed = {
            CONTROLS_DROPPED: source != sentence,
            UNKNOWN_CHARACTERS: any(has_unknown(each, self._vocabulary) for each in pieces),
            IN_PARTS: len(parts) > len(cut(source, lambda _: True)),
        }
        return _Plan(source, parts, pieces, [doubt for doubt, true in noticed.items() if true])

    def _draft(self, batch: Sequence[_Plan]) -> list[Draft]:
        outputs = iter(self._decode([pieces for plan in batch for pieces in plan.pieces]))
        return [self._assembled(plan, [next(outputs) for _ in plan.pieces]) for plan in batch]

    def _assembled(self, plan: _Plan, outputs: Sequence[_Output]) -> Draft:
        """Join the drafts of a sentence's parts, and the white space and marks that went round the model."""
        decoded = iter(outputs)
        lines = [next(decoded).text if part.has_words else part.text for part in plan.parts]
        to_lang = self._package.to_lang
        text = "".join(
            part.before + typeset(line, to_lang) for part, line in zip(plan.parts, lines, strict=True)
        )
        found = [*plan.doubts, *(output.doubt for output in outputs if output.doubt)]
        if TOO_LONG in found:
            return Draft("", 0.0, (TOO_LONG,))
        found += doubts.doubts(plan.source, text, self._package.from_lang, to_lang)
        pieces = sum(output.pieces for output in outputs)
        score = sum(output.log_probability for output in outputs) / pieces if pieces else 0.0
        return Draft(text, score, tuple(dict.fromkeys(found)))

    def _decode(self, inputs: Sequence[list[str]]) -> list[_Output]:
        """Decode all inputs; those that may grow equally long go together.

        The bound on an output depends on its input alone, never on its neighbours, so that a model
        which falls into a loop gives the same loop in any batch, and a short one for a short input.
        """
        groups: dict[int, list[int]] = {}
        for number, pieces in enumerate(inputs):
            groups.setdefault(_output_bound(len(pieces)), []).append(number)
        outputs: dict[int, _Output] = {}
        with self._lock:
            running = [
                (bound, numbers, self._submit([inputs[number] for number in numbers], bound))
                for bound, numbers in groups.items()
            ]
            for bound, numbers, results in running:
                for number, pending in zip(numbers, results, strict=True):
                    outputs[number] = self._output(pending, bound) or self._alone(inputs[number], bound)
        return [outputs[number] for number in range(len(inputs))]

    def _submit(self, inputs: Sequence[list[str]], bound: int) -> list[Any]:
        if self._translator is None:
            raise WrongUse(CLOSED)
        prefix = self._package.target_prefix
        results: list[Any] = self._translator.translate_batch(
            inputs,
            target_prefix=[[prefix]] * len(inputs) if prefix else None,
            max_batch_size=BATCH_PIECES,
            batch_type="tokens",
            asynchronous=True,
            beam_size=self._beam_size,
            length_penalty=LENGTH_PENALTY,
            max_input_length=0,
            max_decoding_length=bound,
            return_scores=True,
            replace_unknowns=True,
        )
        return results

    def _alone(self, pieces: list[str], bound: int) -> _Output:
        """Decode an input again whose batch failed, since a neighbour may have been the one too long."""
        [pending] = self._submit([pieces], bound)
        return self._output(pending, bound) or _Output("", doubt=TOO_LONG)

    def _output(self, pending: Any, bound: int) -> _Output | None:
        """What came out, or None when something in the batch outgrew the model's table of positions."""
        try:
            result = pending.result()
        except RuntimeError as error:
            if "position" in str(error):
                return None
            raise DraftingFailed(
                f"The package {self._package.name} failed while drafting: {error}."
            ) from None
        pieces: list[str] = result.hypotheses[0]
        complete = len(pieces) < bound
        count = len(pieces) + complete  # the end counts as a piece, but is not returned
        log_probability = result.scores[0] * count**LENGTH_PENALTY
        text = without_controls(self._tokenizer.decode(pieces[bool(self._package.target_prefix) :]))
        return _Output(text, log_probability, count, "" if complete else CUT_OFF)


def _output_bound(pieces: int) -> int:
    return next((bound for bound in OUTPUT_BOUNDS if bound >= 2 * pieces + 16), OUTPUT_BOUNDS[-1])


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1

"""One loaded package: pieces in, hypotheses out, by CTranslate2. It knows no sentences."""

from __future__ import annotations

import os
from collections.abc import Sequence
from threading import Lock
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from db.errors import UnreadableInput, WorkbenchError, WrongUse
from workbench.draft.decoding.batches import Batch, Hypothesis, output_bound
from workbench.draft.packages.installed import PackageInfo
from workbench.draft.packages.tokenizer import Tokenizer, load_tokenizer, source_vocabulary

if TYPE_CHECKING:
    from workbench.align.arrays import Floats

BATCH_PIECES, BATCH_PIECES_OF_LARGE = 256, 1024
"""Source pieces that are decoded together. Constants, so that drafts do not vary with the cores. More is no
faster on a small model; a large one has to be read anew for each step of each batch."""
LARGE = 40 << 20
"""Bytes of a package from which it is large."""

CLOSED = "The drafting engine has been closed; load the package again."


class DraftingFailed(WorkbenchError):
    """The engine broke off; the sentence says at what."""


class Attended(NamedTuple):
    """The pieces of a text and of a translation, and what the model looked at."""

    source: list[str]
    target: list[str]
    attention: Floats
    """By target piece and source piece: share of the attention while the former was written, 0..1."""


class Decoder:
    """A package in memory. Several threads may use it at once while another one closes it."""

    def __init__(self, package: PackageInfo, tokenizer: Tokenizer, translator: Any, workers: int) -> None:
        self.package = package
        self.tokenizer = tokenizer
        self.vocabulary = source_vocabulary(package.path / "model")
        self.workers = workers
        self.batch_pieces = BATCH_PIECES_OF_LARGE if package.size > LARGE else BATCH_PIECES
        self._translator: Any = translator
        self._prefix = [package.target_prefix] if package.target_prefix else []
        self._lock = Lock()

    @classmethod
    def load(cls, package: PackageInfo, *, threads: int | None = None, device: str = "auto") -> Self:
        """Load a package's tokenizer and model (int8, one decoder per thread, all cores by default).

        More `threads` than cores count as the cores. `device` is `cpu`, `cuda` or `auto`, which takes a GPU
        when CTranslate2 finds one. Raises UnreadableInput when the package is damaged, WrongUse for a
        device that is not there.
        """
        workers = min(threads, cores()) if threads is not None else cores()
        if workers < 1:
            raise WrongUse(f"Decoding on {workers} threads is impossible; give a number from 1 up.")
        if package.broken:
            raise UnreadableInput(f"The package {package.name} cannot be used. {package.broken}")
        tokenizer = load_tokenizer(package)
        import ctranslate2

        ctranslate2.set_log_level(50)  # its warnings would be written over the screen
        on_gpu = _on_gpu(device)
        model = str(package.path / "model")
        try:
            translator = ctranslate2.Translator(
                model,
                device="cuda" if on_gpu else "cpu",
                compute_type="int8_float16" if on_gpu else "int8",
                inter_threads=workers,
                intra_threads=1,
                max_queued_batches=-1,
            )
            return cls(package, tokenizer, translator, workers)
        except (OSError, RuntimeError, ValueError, MemoryError) as error:
            raise UnreadableInput(
                f"The model of the package {package.name} cannot be loaded ({error}); "
                "remove the package and install it again."
            ) from None

    @property
    def compute_type(self) -> str:
        """How the weights are multiplied: `int8_float32` …"""
        return str(self._opened().compute_type)

    @property
    def device(self) -> str:
        """`cpu` or `cuda`."""
        return str(self._opened().device)

    def close(self) -> None:
        """Unload the model; the decoder cannot be used afterwards."""
        with self._lock:
            if self._translator is not None:
                self._translator.unload_model()
                self._translator = None

    def submit(self, batch: Batch) -> None:
        """Give a batch to the model; its results come later. Raises WrongUse when the decoder is closed."""
        prefixes = [self._prefix + prefix for prefix in batch.prefixes or [[]] * len(batch.inputs)]
        search = batch.search
        with self._lock:
            batch.results = self._opened().translate_batch(
                batch.inputs,
                target_prefix=prefixes if any(prefixes) else None,
                asynchronous=True,
                beam_size=search.beam_size,
                num_hypotheses=min(search.hypotheses, search.beam_size),
                length_penalty=search.length_penalty,
                no_repeat_ngram_size=search.no_repeat_ngram_size,
                return_alternatives=search.alternatives,
                max_input_length=0,
                max_decoding_length=batch.bound,
                return_scores=True,
                replace_unknowns=True,
            )

    def hypotheses(self, batch: Batch, place: int) -> list[Hypothesis]:
        """What came out for one input of a batch, best first; none when it outgrew the model's positions.

        Raises DraftingFailed.
        """
        result = self._result(batch, place)
        if result is None and len(batch.inputs) > 1:  # a neighbour may have been the one too long
            prefixes = [batch.prefixes[place]] if batch.prefixes else []
            alone = Batch([0], [batch.inputs[place]], batch.search, batch.bound, prefixes)
            self.submit(alone)
            result = self._result(alone, 0)
        if result is None:
            return []
        found: dict[tuple[str, ...], Hypothesis] = {}
        for pieces, score in zip(result.hypotheses, result.scores, strict=True):
            complete = len(pieces) < batch.bound
            total = score * (len(pieces) + complete) ** batch.search.length_penalty
            found.setdefault(tuple(pieces), Hypothesis(pieces[len(self._prefix) :], total, complete))
        return list(found.values())

    def _result(self, batch: Batch, place: int) -> Any:
        try:
            return batch.results[place].result()
        except RuntimeError as error:
            if "position" in str(error):
                return None
            raise DraftingFailed(f"The package {self.package.name} failed while drafting: {error}.") from None

    def log_probabilities(
        self, sources: Sequence[list[str]], targets: Sequence[list[str]]
    ) -> list[list[float]]:
        """For each pair of piece lists, the log-probability of each target piece and of the end.

        Raises DraftingFailed, or WrongUse when the decoder is closed.
        """
        with self._lock:
            translator = self._opened()
            try:
                results = translator.score_batch(
                    list(sources),
                    [self._prefix + target for target in targets],
                    max_batch_size=self.batch_pieces,
                    batch_type="tokens",
                    max_input_length=0,
                    offset=len(self._prefix),
                )
            except RuntimeError as error:
                raise DraftingFailed(
                    f"The package {self.package.name} failed while weighing words: {error}."
                ) from None
        return [list(result.log_probs) for result in results]

    def attended(self, source: list[str], forced: list[str]) -> Attended:
        """The pieces that the model writes, at first those that are forced upon it, and its attention."""
        import numpy as np

        result = self._look(source, forced)
        written: list[str] = result.hypotheses[0][len(self._prefix) :]
        attention = np.array(result.attention[0], dtype=np.float64).reshape(-1, len(result.attention[0][0]))
        shown = forced or written
        return Attended(source, shown, attention[len(self._prefix) :][: len(shown), : len(source)])

    def _look(self, source: list[str], forced: list[str]) -> Any:
        prefix = self._prefix + forced
        with self._lock:
            translator = self._opened()
            try:
                [result] = translator.translate_batch(
                    [source],
                    target_prefix=[prefix] if prefix else None,
                    beam_size=1 if forced else 4,
                    length_penalty=0.2,
                    max_input_length=0,
                    max_decoding_length=len(prefix) if forced else output_bound(len(source)),
                    return_attention=True,
                    replace_unknowns=True,
                )
            except RuntimeError as error:
                raise DraftingFailed(
                    f"The package {self.package.name} failed while looking for words: {error}."
                ) from None
        return result

    def _opened(self) -> Any:
        if self._translator is None:
            raise WrongUse(CLOSED)
        return self._translator


def cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _on_gpu(device: str) -> bool:
    """Whether to decode on a GPU. Raises WrongUse for one that is wanted and not there."""
    if device not in ("auto", "cpu", "cuda"):
        raise WrongUse(f"There is no device “{device}”; use auto, cpu or cuda.")
    import ctranslate2

    there = device != "cpu" and ctranslate2.get_cuda_device_count() > 0
    if device == "cuda" and not there:
        raise WrongUse("CTranslate2 finds no GPU here; use --device cpu.")
    return there

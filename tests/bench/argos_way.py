"""What `argostranslate.translate` of Argos Translate 1.11 does with one quote, without its imports.

That module needs PyTorch and stanza, which are never installed here, only to find sentences: its calls are
replayed from its source, and the sentences are given to it already split, at no cost to it.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple


class Threads(NamedTuple):
    """`ARGOS_INTER_THREADS` and `ARGOS_INTRA_THREADS`; 0 leaves the choice to CTranslate2."""

    inter: int = 1
    intra: int = 0


DEFAULT_THREADS = Threads()
BATCH_TOKENS = 32
BEAM_SIZE = 4
"""The defaults of `ARGOS_BATCH_SIZE` and `ARGOS_BEAM_SIZE` (`argostranslate/settings.py`)."""


class ArgosWay:
    """A SentencePiece package as `PackageTranslation` holds it."""

    def __init__(self, package: Path, threads: Threads = DEFAULT_THREADS) -> None:
        import ctranslate2
        from argostranslate.tokenizer import SentencePieceTokenizer

        self._tokenizer = SentencePieceTokenizer(package / "sentencepiece.model")
        self._translator: Any = ctranslate2.Translator(
            str(package / "model"),
            device="cpu",
            inter_threads=threads.inter,
            intra_threads=threads.intra,
            compute_type="auto",
        )

    def translate(self, sentences: Sequence[str]) -> str:
        """One quote's sentences to one text, as `apply_packaged_translation` does for one hypothesis."""
        tokenized = [self._tokenizer.encode(sentence) for sentence in sentences]
        batches = self._translator.translate_batch(
            tokenized,
            target_prefix=None,
            replace_unknowns=True,
            max_batch_size=BATCH_TOKENS,
            batch_type="tokens",
            beam_size=BEAM_SIZE,
            num_hypotheses=1,
            length_penalty=0.2,
            return_scores=True,
        )
        tokens = [token for batch in batches for token in batch.hypotheses[0]]
        return self._tokenizer.decode(tokens).removeprefix(" ")

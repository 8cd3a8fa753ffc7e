"""Text to subword pieces and back, for both kinds of Argos packages."""

from __future__ import annotations

import contextlib
import io
import json
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Protocol

from db.errors import UnreadableInput
from workbench.draft.packages.installed import PackageInfo
from workbench.text.language import primary

BYTE_PIECE = re.compile(r"<0x[0-9A-F]{2}>")
SHARED_VOCABULARY = "shared_vocabulary"


class Tokenizer(Protocol):
    """Encodes one line into pieces and decodes pieces into one line."""

    def encode(self, text: str) -> list[str]:
        """The pieces of `text`."""

    def decode(self, pieces: Sequence[str]) -> str:
        """The text that `pieces` stand for."""


class SentencePieceTokenizer:
    """SentencePiece (Kudo and Richardson 2018), without the loss of `_` that Argos' decoder has."""

    def __init__(self, model: Path) -> None:
        import sentencepiece

        self._processor: Any = sentencepiece.SentencePieceProcessor(model_file=str(model))

    def encode(self, text: str) -> list[str]:
        """The pieces of `text`, after the model's own normalisation."""
        return list(self._processor.encode(text, out_type=str))

    def decode(self, pieces: Sequence[str]) -> str:
        """The text that `pieces` stand for; byte pieces become characters."""
        return str(self._processor.decode_pieces(list(pieces)))


class BPETokenizer:
    """Moses tokens and BPE codes (Sennrich, Haddow and Birch 2016), as Argos runs them."""

    def __init__(self, package: PackageInfo) -> None:
        from argostranslate.tokenizer import BPETokenizer as ArgosTokenizer

        codes = package.path / "bpe.model"
        languages = [primary(tag) for tag in (package.from_lang, package.to_lang)]
        self._argos: Any = ArgosTokenizer(codes, *languages)
        with contextlib.redirect_stderr(io.StringIO()):  # it prints what it finds wrong, over the screen
            self._argos.lazy_load()

    def encode(self, text: str) -> list[str]:
        """The pieces of `text`; `@@` marks those that the next one continues."""
        return [piece for piece in self._argos.encode(text) if piece]

    def decode(self, pieces: Sequence[str]) -> str:
        """The text that `pieces` stand for, with spaces as the target language has them."""
        return str(self._argos.decode(list(pieces)))


def load_tokenizer(package: PackageInfo) -> Tokenizer:
    """The tokenizer of a package. Raises UnreadableInput when its file is damaged."""
    try:
        if package.tokenizer == "bpe":
            return BPETokenizer(package)
        return SentencePieceTokenizer(package.path / "sentencepiece.model")
    except (OSError, RuntimeError, ValueError, SystemExit):  # the BPE reader exits on a damaged line
        raise UnreadableInput(
            f"The tokenizer of the package {package.name} is damaged; "
            "remove the package and install it again."
        ) from None


def source_vocabulary(model: Path) -> frozenset[str]:
    """The pieces that a CTranslate2 model folder reads; empty when it has no list of them."""
    return frozenset(_vocabulary(model, (SHARED_VOCABULARY, "source_vocabulary")))


def target_vocabulary(model: Path) -> list[str]:
    """The pieces that a CTranslate2 model folder writes, in its order; empty when it has no list of them."""
    return _vocabulary(model, (SHARED_VOCABULARY, "target_vocabulary"))


def _vocabulary(model: Path, stems: Iterable[str]) -> list[str]:
    for stem in stems:
        listed, lines = model / f"{stem}.json", model / f"{stem}.txt"
        if listed.is_file():
            return list(json.loads(listed.read_text(encoding="utf-8")))
        if lines.is_file():
            return lines.read_text(encoding="utf-8").split("\n")
    return []


def without_bytes(vocabulary: frozenset[str]) -> frozenset[str]:
    """The pieces of a vocabulary that stand for text, not for single bytes of characters foreign to it."""
    return frozenset(piece for piece in vocabulary if not BYTE_PIECE.fullmatch(piece))


def has_unknown(pieces: Iterable[str], known: frozenset[str]) -> bool:
    """True when a piece is foreign to `known`; where that is empty, when it is a byte of a character."""
    return not known.issuperset(pieces) if known else any(map(BYTE_PIECE.fullmatch, pieces))

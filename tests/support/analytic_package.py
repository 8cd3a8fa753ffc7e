"""Small Argos packages whose output can be told beforehand, built without training.

The model is a genuine CTranslate2 Transformer with hand-set weights: position and token live in two
halves of the hidden vector, the decoder at step t attends to source position t alone and emits that
token, or the one it is mapped to. Output length is input length, and decoding is deterministic.
"""

from __future__ import annotations

import io
import json
import re
import string
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

POSITION_DIMENSIONS = 64
SHARPNESS = 4.0
SPECIAL = ("<unk>", "<s>", "</s>")
LETTERS = " ".join(string.ascii_letters + string.digits + string.punctuation)
"""Known to every package, whatever its sentences."""


@dataclass(frozen=True)
class Shape:
    """The size of a Transformer: its cost follows from it, not from what the weights hold.

    `width` is a multiple of `heads`, and each head has room for all position dimensions.
    """

    layers: int = 1
    """Of the encoder and, as many again, of the decoder; only the decoder's last one does something."""
    width: int = 192
    heads: int = 1
    feed_forward: int = 16
    tokens: int = 0
    """The vocabulary is filled up to this size with tokens that never occur."""

    @property
    def token_dimensions(self) -> int:
        """How much of the hidden vector tells the token; the rest tells the position."""
        return self.width - POSITION_DIMENSIONS


SMALL = Shape()
LARGE = Shape(layers=6, width=512, heads=8, feed_forward=2048, tokens=32_000)
"""As the packages of the Argos index are: about 95 MB, and as slow as they."""


def make_package(
    folder: Path,
    *,
    from_code: str,
    to_code: str,
    sentences: Iterable[str],
    mapping: Mapping[str, str] | None = None,
    version: str = "1.0",
    positions: int = 512,
    shape: Shape = SMALL,
) -> Path:
    """Build a SentencePiece package in `folder` that renders word for word.

    Every word of `sentences` is one piece; words in `mapping` (also with a capital) become the word
    given there, all else is copied. `positions` is the length of the model's position table, `shape`
    the size of the rest.
    Returns the package's folder; `archive(package)` zips it.
    """
    words = _with_capitals(mapping or {})
    listed = (
        {word for text in sentences for word in re.findall(r"\w+", text)} | words.keys() | {*words.values()}
    )
    package = _new_folder(folder, from_code, to_code, version)
    model, pieces = _sentencepiece(sorted(listed), list(sentences))
    (package / "sentencepiece.model").write_bytes(model)
    piece_map = {mark + word: mark + words[word] for word in words for mark in ("▁", "")}
    _write_model(package / "model", pieces, piece_map, positions, shape)
    return package


def make_bpe_package(
    folder: Path,
    *,
    from_code: str,
    to_code: str,
    sentences: Iterable[str],
    mapping: Mapping[str, str] | None = None,
) -> Path:
    """The same with Moses tokens and BPE codes, as in packages converted from OPUS-MT."""
    from argostranslate.tokenizer import BPETokenizer

    words = _with_capitals(mapping or {})
    package = _new_folder(folder, from_code, to_code, "1.0")
    listed = {word for text in sentences for word in re.findall(r"\w+", text)} | words.keys()
    codes = "\n".join(merge for word in sorted(listed) for merge in _merges(word))
    (package / "bpe.model").write_text(f"#version: 0.2\n{codes}\n", encoding="utf-8")
    tokenizer = BPETokenizer(package / "bpe.model", from_code, to_code)
    tokens = (
        {token for text in sentences for token in tokenizer.encode(text)} | words.keys() | {*words.values()}
    )
    _write_model(package / "model", sorted(tokens), words, positions=512)
    return package


def archive(package: Path, target: Path | None = None) -> Path:
    """Zip a package folder into an `.argosmodel` file, beside it unless `target` is given."""
    target = target or package.parent / f"{package.name}.argosmodel"
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as zipped:
        for path in sorted(package.rglob("*")):
            if path.is_file():
                zipped.write(path, path.relative_to(package.parent))
    return target


def _with_capitals(mapping: Mapping[str, str]) -> dict[str, str]:
    capitals = {source.capitalize(): target.capitalize() for source, target in mapping.items()}
    return capitals | dict(mapping)


def _new_folder(folder: Path, from_code: str, to_code: str, version: str) -> Path:
    package = folder / f"translate-{from_code}_{to_code}-{version.replace('.', '_')}"
    (package / "model").mkdir(parents=True)
    metadata = {
        "package_version": version,
        "argos_version": "1.11",
        "from_code": from_code,
        "from_name": from_code,
        "to_code": to_code,
        "to_name": to_code,
        "type": "translate",
        "links": [],
    }
    (package / "metadata.json").write_text(json.dumps(metadata), encoding="utf-8")
    return package


def _sentencepiece(words: list[str], sentences: list[str]) -> tuple[bytes, list[str]]:
    """Train a model in which each word is a symbol of its own; returns it and its ordinary pieces."""
    import sentencepiece

    written = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter([*sentences, *words, LETTERS]),
        model_writer=written,
        vocab_size=2 * len(words) + 1000,
        hard_vocab_limit=False,
        character_coverage=1.0,
        user_defined_symbols=[mark + word for word in words for mark in ("▁", "")],
        minloglevel=2,
    )
    processor = sentencepiece.SentencePieceProcessor(model_proto=written.getvalue())
    pieces = [processor.id_to_piece(number) for number in range(processor.get_piece_size())]
    return written.getvalue(), [piece for piece in pieces if piece not in SPECIAL]


def _merges(word: str) -> list[str]:
    """The BPE codes that build a word from its letters, left to right."""
    symbols = [*word[:-1], word[-1] + "</w>"]
    return [f"{''.join(symbols[:place])} {symbols[place]}" for place in range(1, len(symbols))]


def _write_model(
    folder: Path, pieces: list[str], mapping: Mapping[str, str], positions: int, shape: Shape = SMALL
) -> None:
    import numpy
    from ctranslate2.specs import TransformerSpec

    tokens = [*SPECIAL, *pieces]
    tokens += [f"<never {number}>" for number in range(len(tokens), shape.tokens)]
    random = numpy.random.default_rng(3)
    embedding = numpy.zeros((len(tokens), shape.width), numpy.float32)
    embedding[:, POSITION_DIMENSIONS:] = _directions(random, len(tokens), shape.token_dimensions)
    table = numpy.zeros((positions, shape.width), numpy.float32)
    table[:, :POSITION_DIMENSIONS] = _directions(random, positions, POSITION_DIMENSIONS)

    spec = TransformerSpec.from_config((shape.layers, shape.layers), shape.heads)
    for part in (spec.encoder, spec.decoder):
        part.scale_embeddings = False
        part.position_encodings.encodings = table
        _identity_norm(part.layer_norm, shape.width)
        for layer in part.layer:
            _silence_attention(random, layer.self_attention, shape.width, shared_input=True)
            _silence_feed_forward(random, layer.ffn, shape)
    spec.encoder.embeddings[0].weight = embedding
    spec.decoder.embeddings.weight = embedding * 0.02  # the token before must not outweigh the position
    for layer in spec.decoder.layer[:-1]:
        _silence_attention(random, layer.attention, shape.width, shared_input=False)
    _attend_to_same_position(spec.decoder.layer[-1].attention, shape)
    spec.decoder.projection.weight = _projection(tokens, embedding, mapping, shape)
    spec.decoder.projection.bias = numpy.zeros(len(tokens), numpy.float32)

    spec.config.add_source_bos = False
    spec.config.add_source_eos = True
    spec.register_source_vocabulary(tokens)
    spec.register_target_vocabulary(tokens)
    spec.validate()
    spec.optimize(quantization="int8")
    spec.save(str(folder))


def _directions(random: Any, count: int, dimensions: int) -> Any:
    """Random vectors of one length: in so many dimensions no two of them point the same way."""
    import numpy

    vectors = random.standard_normal((count, dimensions))
    return vectors * (dimensions**0.5 / numpy.linalg.norm(vectors, axis=1, keepdims=True))


def _projection(tokens: list[str], embedding: Any, mapping: Mapping[str, str], shape: Shape) -> Any:
    """Output weights under which each token's embedding points at the token it is mapped to."""
    import numpy

    index = {token: number for number, token in enumerate(tokens)}
    targets = [index[mapping.get(token, token)] for token in tokens]
    weight = numpy.zeros_like(embedding)
    numpy.add.at(weight, targets, embedding)
    return weight * (1.2 / shape.token_dimensions**0.5)


def _attend_to_same_position(attention: Any, shape: Shape) -> None:
    """Queries and keys of every head see the position half only, values the token half only."""
    import numpy

    by_position = numpy.zeros((shape.width, shape.width), numpy.float32)
    for first in range(0, shape.width, shape.width // shape.heads):
        by_position[range(first, first + POSITION_DIMENSIONS), range(POSITION_DIMENSIONS)] = SHARPNESS
    by_token = numpy.eye(shape.width, dtype=numpy.float32)
    by_token[:POSITION_DIMENSIONS] = 0
    _identity_norm(attention.layer_norm, shape.width)
    weights = (by_position, numpy.concatenate([by_position, by_token]), by_token * 30)
    for linear, weight in zip(attention.linear, weights, strict=True):
        _set_linear(linear, weight)


def _silence_attention(random: Any, attention: Any, width: int, *, shared_input: bool) -> None:
    """Almost no output. Self-attention makes queries, keys and values in one product, the other in two."""
    _identity_norm(attention.layer_norm, width)
    for linear, parts in zip(attention.linear, (3, 1) if shared_input else (1, 2, 1), strict=True):
        _silence_linear(random, linear, parts * width, width)


def _silence_feed_forward(random: Any, ffn: Any, shape: Shape) -> None:
    _identity_norm(ffn.layer_norm, shape.width)
    _silence_linear(random, ffn.linear_0, shape.feed_forward, shape.width)
    _silence_linear(random, ffn.linear_1, shape.width, shape.feed_forward)


def _silence_linear(random: Any, linear: Any, outputs: int, inputs: int) -> None:
    """Weights that change next to nothing, no two matrices alike: CTranslate2 stores equal ones once."""
    import numpy

    _set_linear(linear, random.standard_normal((outputs, inputs), numpy.float32) * numpy.float32(1e-4))


def _identity_norm(norm: Any, width: int) -> None:
    import numpy

    norm.gamma = numpy.ones(width, numpy.float32)
    norm.beta = numpy.zeros(width, numpy.float32)


def _set_linear(linear: Any, weight: Any) -> None:
    import numpy

    linear.weight = weight
    linear.bias = numpy.zeros(weight.shape[0], numpy.float32)

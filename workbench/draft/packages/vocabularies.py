"""Whether a model and its lists of pieces fit together.

CTranslate2 4.8 does not compare them when it loads a model, and reads beyond the end of the embeddings for a
piece that has none; its converters do (`ctranslate2.specs.model_spec`), so that sound packages agree.
"""

from __future__ import annotations

import json
from pathlib import Path

from workbench.draft.packages.unfit import Unfit
from workbench.draft.packages.weights import Layout

SOURCE = ("encoder/embeddings/weight", "encoder/embeddings_0/weight")
TARGET = ("decoder/embeddings/weight", "decoder/projection/weight")
EMBEDDINGS = {"shared": (*SOURCE, *TARGET), "source": SOURCE, "target": TARGET}
"""The tensors that have a row for each piece of a list."""
SPARE_ROWS = 64
"""Rows that may be left over: some toolkits fill up to a round number."""


def check_vocabularies(folder: Path, layout: Layout) -> None:
    """Raise Unfit when a list of pieces in the model's `folder` does not fit its tensors. Raises OSError."""
    rows = {tensor.name: tensor.shape[0] for tensor in layout.tensors if tensor.shape}
    rows |= {alias: rows[name] for alias, name in layout.aliases.items() if name in rows}
    for kind, names in EMBEDDINGS.items():
        pieces = _count(folder / f"{kind}_vocabulary")
        for name in names:
            if pieces is not None and name in rows and not 0 <= rows[name] - pieces <= SPARE_ROWS:
                raise Unfit(f"its {kind} vocabulary has {pieces} pieces, and its model has {rows[name]}")


def _count(stem: Path) -> int | None:
    """How many pieces a list has, which is JSON or has one on each line; None when there is none."""
    listed, lines = stem.with_suffix(".json"), stem.with_suffix(".txt")
    if listed.is_file():
        try:
            pieces = json.loads(listed.read_bytes())
        except (ValueError, RecursionError):
            raise Unfit(f"its {listed.name} is not JSON") from None
        if not (isinstance(pieces, list) and all(isinstance(piece, str) for piece in pieces)):
            raise Unfit(f"its {listed.name} is no list of pieces")
        return len(pieces)
    if lines.is_file():
        raw = lines.read_bytes()
        return raw.count(b"\n") + (not raw.endswith(b"\n") and raw != b"")
    return None

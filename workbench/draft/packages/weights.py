"""The layout of a CTranslate2 `model.bin`, read without handing it to native code.

The file is a header, named tensors and aliases, as `ctranslate2.specs.model_spec` writes them: all
numbers little-endian, each tensor with its dimensions, its type and the number of its bytes.
"""

from __future__ import annotations

import math
import os
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from workbench.draft.packages.unfit import Unfit

VERSIONS = range(4, 7)
"""Layouts that say the type of a tensor. The older ones are left to CTranslate2 itself."""
TYPES = (("float32", 4), ("int8", 1), ("int16", 2), ("int32", 4), ("float16", 2), ("bfloat16", 2))
MAX_TENSORS = 20_000
MAX_RANK = 6
MAY_BE_INFINITE = ("bias", "_scale")
"""The ends of names of tensors that may: for a piece that is never written, or a row of zeros."""
FINITE_TYPES = {"float32": "<f4", "float16": "<f2"}
VALUES_AT_ONCE = 1 << 20


@dataclass(frozen=True, slots=True)
class Tensor:
    """One tensor: its name, dimensions, type, and where its bytes begin."""

    name: str
    shape: tuple[int, ...]
    type: str
    offset: int
    size: int
    """Bytes."""


@dataclass(frozen=True, slots=True)
class Layout:
    """What a `model.bin` says of itself."""

    version: int
    architecture: str
    revision: int
    tensors: tuple[Tensor, ...]
    aliases: dict[str, str]
    """Further names of tensors."""

    @property
    def parameters(self) -> int:
        """How many numbers there are in all tensors."""
        return sum(math.prod(tensor.shape) for tensor in self.tensors)

    @property
    def quantization(self) -> str:
        """The type that most of the bytes have, such as `int8`."""
        sizes: dict[str, int] = {}
        for tensor in self.tensors:
            sizes[tensor.type] = sizes.get(tensor.type, 0) + tensor.size
        return max(sizes, key=lambda name: sizes[name], default="")


def layout(model: Path) -> Layout | None:
    """The layout of a `model.bin`, or None for a version that only CTranslate2 can judge.

    Raises Unfit when the file cannot be what it says: cut off, sizes that contradict each other, bytes
    left over. Raises OSError.
    """
    with model.open("rb") as opened:
        reader = _Reader(opened, os.fstat(opened.fileno()).st_size)
        version = reader.number(4)
        if version not in VERSIONS:
            if not 1 <= version <= VERSIONS[-1]:
                raise Unfit("its model.bin is no CTranslate2 model of a version that is known")
            return None
        architecture, revision = reader.text(), reader.number(4)
        count = reader.number(4)
        if not 0 < count <= MAX_TENSORS:
            raise Unfit(f"its model.bin claims to hold {count} tensors")
        tensors = tuple(reader.tensor() for _ in range(count))
        aliases = _aliases(reader, {tensor.name for tensor in tensors})
        return Layout(version, architecture, revision, tensors, aliases)


def check_values(model: Path, tensors: tuple[Tensor, ...]) -> None:
    """Raise Unfit when a tensor of floating point numbers holds some that are none."""
    import numpy as np

    with model.open("rb") as opened:
        for tensor in tensors:
            if tensor.type not in FINITE_TYPES:
                continue
            kind = np.dtype(FINITE_TYPES[tensor.type])
            opened.seek(tensor.offset)
            for start in range(0, tensor.size // kind.itemsize, VALUES_AT_ONCE):
                count = min(VALUES_AT_ONCE, tensor.size // kind.itemsize - start)
                values = np.frombuffer(opened.read(count * kind.itemsize), kind)
                infinite_too = not tensor.name.endswith(MAY_BE_INFINITE)
                if np.isnan(values).any() or (infinite_too and np.isinf(values).any()):
                    raise Unfit(f"its model computes no numbers, so the weights are damaged ({tensor.name})")


def _aliases(reader: _Reader, names: set[str]) -> dict[str, str]:
    count = reader.number(4)
    if count > MAX_TENSORS:
        raise Unfit(f"its model.bin claims to hold {count} aliases")
    aliases = {}
    for _ in range(count):
        alias, name = reader.text(), reader.text()
        if name not in names:
            raise Unfit(f"its model.bin has an alias of a tensor that it has not, {name[:80]!r}")
        aliases[alias] = name
    if reader.left:
        raise Unfit(f"its model.bin has {reader.left} bytes more than it says")
    return aliases


class _Reader:
    """Reads forward through a file, and refuses to go beyond its end."""

    def __init__(self, opened: BinaryIO, size: int) -> None:
        self._opened = opened
        self.left = size

    def number(self, size: int) -> int:
        return int.from_bytes(self._bytes(size), "little")

    def text(self) -> str:
        raw = self._bytes(self.number(2))
        try:
            return raw.removesuffix(b"\0").decode("ascii")
        except UnicodeDecodeError:
            raise Unfit("its model.bin has names that are no names") from None

    def tensor(self) -> Tensor:
        name, rank = self.text(), self.number(1)
        if rank > MAX_RANK:
            raise Unfit(f"its model.bin claims a tensor of {rank} dimensions")
        shape = struct.unpack(f"<{rank}I", self._bytes(4 * rank))
        kind, size = self.number(1), self.number(4)
        if kind >= len(TYPES) or math.prod(shape) * TYPES[kind][1] != size:
            raise Unfit(f"its model.bin contradicts itself on the size of {name[:80]!r}")
        offset = self._opened.tell()
        self._take(size)
        self._opened.seek(size, os.SEEK_CUR)
        return Tensor(name, shape, TYPES[kind][0], offset, size)

    def _bytes(self, size: int) -> bytes:
        self._take(size)
        return self._opened.read(size)

    def _take(self, size: int) -> None:
        if size > self.left:
            raise Unfit("its model.bin is cut off")
        self.left -= size

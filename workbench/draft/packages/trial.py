"""Trying out a package before it is installed, in a process of its own.

SentencePiece and CTranslate2 are native code that reads a file from anywhere. Whatever it does to them, a
crash, an endless loop, all the memory there is, must end as a sentence and not as the end of the program.
"""

from __future__ import annotations

import contextlib
import json
import math
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from db.errors import WorkbenchError
from workbench.draft.packages.installed import PackageInfo, read_package
from workbench.draft.packages.shapes import check_shapes
from workbench.draft.packages.tokenizer import load_tokenizer
from workbench.draft.packages.unfit import Unfit, as_clause
from workbench.draft.packages.vocabularies import check_vocabularies
from workbench.draft.packages.weights import check_values, layout

LINES = ("1 a.", "12", "Ana", "a b c")
"""What every tokenizer can encode: the languages of packages are many."""
LONGEST = 96
"""Pieces that none of `LINES` needs, so that a model which writes as many to all of them never ends."""
TIMEOUT_SECONDS = 120
CPU_SECONDS = 60
FREE_MEMORY = 4 << 30
MEMORY_PER_BYTE = 8
"""Address space: so much and the size of the package so many times."""


def try_out(folder: Path) -> None:
    """Have the package in `folder` translate a few words. Raises Unfit when it cannot, OSError."""
    described = layout(folder / "model" / "model.bin")
    if described is not None:  # what contradicts itself never reaches native code
        check_vocabularies(folder / "model", described)
        check_shapes(described)
    command = [sys.executable, "-P", "-m", __name__, str(folder)]
    try:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=os.environ | _environment(),
            timeout=TIMEOUT_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise Unfit(f"its model did not translate a few words in {TIMEOUT_SECONDS} seconds") from None
    _judge(done.returncode, done.stdout)


def _judge(code: int, told: bytes) -> None:
    try:
        fault = json.loads(told)["fault"]
    except (ValueError, KeyError, TypeError):
        how = f"signal {-code}" if code < 0 else f"exit code {code}"
        raise Unfit(f"the engine breaks down over it ({how})") from None
    if fault:
        raise Unfit(str(fault))


def _environment() -> dict[str, str]:
    """The child finds the program where this one found it, and keeps to one core."""
    root = str(Path(__file__).parents[3])
    found = [root, *(path for path in sys.path if path and path != root)]
    return {
        "PYTHONPATH": os.pathsep.join(found),
        "PYTHONDONTWRITEBYTECODE": "1",
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
    }


def _limit(size: int) -> None:
    """Bound what this process may use: time, memory, no files, no core dump."""
    import resource

    limits = {
        resource.RLIMIT_CPU: CPU_SECONDS,
        resource.RLIMIT_AS: FREE_MEMORY + MEMORY_PER_BYTE * size,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_FSIZE: 0,
    }
    for kind, limit in limits.items():
        now, most = resource.getrlimit(kind)
        allowed = limit if now == resource.RLIM_INFINITY else min(limit, now)
        with contextlib.suppress(OSError, ValueError):  # not every system knows each of them
            resource.setrlimit(kind, (allowed, most))


def _fault(folder: Path) -> str:
    """What is wrong with the package in `folder`, as the end of a sentence; empty when it translates."""
    package = read_package(folder)
    if package is None or package.broken:
        return "it holds no translation model" if package is None else as_clause(package.broken)
    _limit(package.size)
    model = folder / "model" / "model.bin"
    try:
        described = layout(model)
        if described is not None:
            check_values(model, described.tensors)
        return _fault_in(_translated(package))
    except Unfit as unfit:
        return str(unfit)
    except WorkbenchError as error:
        return as_clause(str(error))
    except MemoryError:
        return "its model wants more memory than a model of its size can need"
    except (OSError, RuntimeError, ValueError) as error:
        reason = " ".join(str(error).split()).rstrip(".")
        return f"its model cannot be loaded or used ({reason[:300]})"


def _translated(package: PackageInfo) -> list[tuple[int, float]]:
    """For each line of the trial how many pieces came out, and their score."""
    tokenizer = load_tokenizer(package)
    pieces = [tokenizer.encode(line) for line in LINES]
    import ctranslate2

    ctranslate2.set_log_level(50)
    translator: Any = ctranslate2.Translator(
        str(package.path / "model"), compute_type="int8", inter_threads=1, intra_threads=1
    )
    prefix = package.target_prefix
    results = translator.translate_batch(
        pieces,
        target_prefix=[[prefix]] * len(pieces) if prefix else None,
        beam_size=1,
        max_decoding_length=LONGEST,
        return_scores=True,
        replace_unknowns=True,
    )
    for result in results:
        tokenizer.decode(result.hypotheses[0][bool(prefix) :])
    return [(len(result.hypotheses[0]), result.scores[0]) for result in results]


def _fault_in(outputs: Sequence[tuple[int, float]]) -> str:
    if not all(math.isfinite(score) for _, score in outputs):
        return "its model computes no numbers, so the weights are damaged"
    if all(count >= LONGEST for count, _ in outputs):
        return "its model never comes to the end of a sentence, so the weights are damaged"
    return ""


if __name__ == "__main__":
    sys.stdout.write(json.dumps({"fault": _fault(Path(sys.argv[1]))}))

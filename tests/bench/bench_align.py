"""How fast texts are aligned, in how much memory, and how both grow with their length.

Run as `python tests/bench/bench_align.py [SENTENCES…]`. CPU time of the process is measured, the best of
three; each size has a process of its own, so that its peak memory is its own. The texts are the
French–English gold sets `scale_N` where they lie beside the checkout, otherwise sentences of
`tests/quality/align` with varied words. If `hunalign` is installed, it is measured on the same files.
"""

from __future__ import annotations

import json
import random
import resource
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from db.records import LanguageTag
from workbench.align.beads import align
from workbench.align.known_words import shipped
from workbench.align.notation import read

ROOT = Path(__file__).resolve().parents[2]
GOLD = ROOT.parent / "shared" / "gold" / "align"
OURS = ROOT / "tests" / "quality" / "align"
TEXTS = ("article", "interview", "statement", "messy")

SIZES = (500, 2_000, 8_000)
VARIANTS = 24
"""Ways to spell each longer word, so that the vocabulary of a long text is that of a long text."""
LETTERS = "abcdefghijklmnopqrstuvwxyz"

CHILD = "--child"
"""First argument of a process that measures one pair of files."""


class Measured(NamedTuple):
    """What one program needed for one pair of texts."""

    seconds: float
    megabytes: float | None
    """At the highest; None where it is not known."""


def lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").split("\n")[:-1]


def write_texts(folder: Path, size: int) -> tuple[Path, Path]:
    """The files of a French and an English text of about so many sentences."""
    found = GOLD / f"scale_{size}.src", GOLD / f"scale_{size}.tgt"
    if all(path.is_file() for path in found):
        return found
    made = folder / f"{size}.fr", folder / f"{size}.en"
    source: list[str] = []
    target: list[str] = []
    for ours, theirs in varied_beads():
        source += ours
        target += theirs
        if len(source) >= size:
            break
    for path, sentences in zip(made, (source, target), strict=True):
        path.write_text("".join(f"{sentence}\n" for sentence in sentences), encoding="utf-8")
    return made


def varied_beads() -> Iterator[tuple[list[str], list[str]]]:
    """Sentences beside their translation, without end: beads of our own gold, their words varied alike."""
    beads = []
    for name in TEXTS:
        source, target = lines(OURS / f"{name}.fr"), lines(OURS / f"{name}.en")
        for bead in read(lines(OURS / f"{name}.gold")):
            beads.append((source[slice(*bead.source)], target[slice(*bead.target)]))
    chance = random.Random(0)
    while True:
        sides = chance.choice(beads)
        turn = chance.randrange(VARIANTS)
        shifted = str.maketrans(LETTERS, LETTERS[turn:] + LETTERS[:turn])
        ours, theirs = ([varied(sentence, shifted) for sentence in side] for side in sides)
        yield ours, theirs


def varied(sentence: str, shifted: dict[int, int]) -> str:
    """The sentence with the letters of all longer words shifted; short ones are what a language repeats."""
    return " ".join(word.translate(shifted) if len(word) > 4 else word for word in sentence.split(" "))


def measure_here(source: Path, target: Path, *, lexicon: bool) -> Measured:
    """Align two files in this process, three times; the memory is that of the first time."""
    known = shipped(LanguageTag("fr"), LanguageTag("en")) if lexicon else None
    texts = lines(source), lines(target)
    times, peaks = [], []
    for _ in range(3):
        began = process_time()
        align(*texts, lexicon=known)
        times.append(process_time() - began)
        peaks.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    return Measured(min(times), peaks[0])


def measure(source: Path, target: Path, *, lexicon: bool) -> Measured:
    """Align two files in a process of their own."""
    command = [sys.executable, __file__, CHILD, str(source), str(target), "lexicon" if lexicon else ""]
    answer = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return Measured(*json.loads(answer))


def measure_hunalign(source: Path, target: Path, folder: Path) -> Measured:
    """CPU seconds of hunalign without a dictionary; its memory is not told apart from that of others."""
    nothing = folder / "null.dic"
    nothing.touch()
    best = float("inf")
    for _ in range(3):
        began = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(["hunalign", str(nothing), str(source), str(target)], check=True, capture_output=True)
        ended = resource.getrusage(resource.RUSAGE_CHILDREN)
        best = min(best, ended.ru_utime + ended.ru_stime - began.ru_utime - began.ru_stime)
    return Measured(best, None)


def main() -> None:
    """Print a table for each program: seconds, milliseconds a sentence, megabytes, growth."""
    sizes = [int(size) for size in sys.argv[1:]] or SIZES
    programs = ["without a lexicon", "with the lexicon"]
    if shutil.which("hunalign"):
        programs.append("hunalign")
    with TemporaryDirectory() as name:
        folder = Path(name)
        for program in programs:
            before = 0.0
            for size in sizes:
                source, target = write_texts(folder, size)
                if program == "hunalign":
                    took = measure_hunalign(source, target, folder)
                else:
                    took = measure(source, target, lexicon=program == "with the lexicon")
                sentences = (len(lines(source)), len(lines(target)))
                each = took.seconds / sentences[0] * 1000
                ratio = f"×{each / before:.2f}" if before else ""
                memory = f"{took.megabytes:5.0f} MB" if took.megabytes is not None else ""
                print(
                    f"{program:18s} {sentences[0]:6,} × {sentences[1]:6,} sentences {took.seconds:7.2f} s "
                    f"{each:6.2f} ms a sentence {ratio:6s} {memory}",
                    flush=True,
                )
                before = each


if __name__ == "__main__":
    if sys.argv[1:2] == [CHILD]:
        paths = Path(sys.argv[2]), Path(sys.argv[3])
        print(json.dumps(measure_here(*paths, lexicon=bool(sys.argv[4]))))
    else:
        main()

"""Names found in running text, glossary files read and written and taken into a project: CPU seconds.

    python tests/bench/bench_glossary.py [NAMES ...]

The names and the text are made of random syllables.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from db.records import Concept, LanguageTag, Name, NameForm
from workbench.glossary.files.registry import read_files, write, write_new
from workbench.glossary.importing import import_glossary
from workbench.glossary.matcher import NameMatcher
from workbench.project import open_project

FR, EN = LanguageTag("fr"), LanguageTag("en")
TEXT = 1_000_000
"""Bytes of text."""
ROWS = 200_000
IMPORTED = (1_250, 2_500, 5_000)
"""Concepts of a list that is imported."""

Result = TypeVar("Result")


def timed(label: str, work: Callable[[], Result]) -> Result:
    start = time.process_time()
    result = work()
    print(f"  {label:32} {time.process_time() - start:6.2f} s")
    return result


def vocabulary(rng: random.Random) -> list[str]:
    syllables = ["ka", "mi", "té", "ro", "sa", "lu", "né", "bo", "di", "va", "çon", "eau"]
    return ["de", "la", "les", *("".join(rng.choices(syllables, k=rng.randint(1, 5))) for _ in range(20_000))]


def concepts(rng: random.Random, words: list[str], count: int) -> list[Concept]:
    """Half of the names are full ones, half acronyms."""
    found = []
    for number in range(count // 2):
        full = " ".join(rng.choices(words, k=rng.randint(2, 5))).capitalize()
        acronym = "".join(rng.choices("ABCDEFGHIJKLMNOPQRSTUVWXYZ", k=rng.randint(3, 5)))
        names = (Name(lang=FR, text=full), Name(lang=FR, text=acronym, form=NameForm.ACRONYM))
        found.append(Concept(key=f"c{number}", kind="group", names=names))
    return found


def text(rng: random.Random, words: list[str], known: list[Concept]) -> str:
    parts: list[str] = []
    while len(" ".join(parts)) < TEXT:
        parts += rng.choices(words, weights=[2_000, 2_000, 1_000, *([1] * 20_000)], k=5_000)
        parts += [name.text for concept in rng.choices(known, k=50) for name in concept.names]
    return " ".join(parts).encode()[:TEXT].decode(errors="ignore")


def imported() -> None:
    """A list into a project, as it is and again with other translations."""
    for count in IMPORTED:
        print(f"a list of {count} concepts into a project")
        with TemporaryDirectory() as folder:
            path = Path(folder) / "list.tsv"
            with open_project(Path(folder) / "p.db", create=True) as project:
                for label, word in (("imported", "name"), ("again", "name"), ("others", "other")):
                    path.write_text("".join(f"nom {number}\t{word} {number}\n" for number in range(count)))
                    timed(label, partial(import_glossary, project, path, (FR, EN)))


def main() -> None:
    rng = random.Random(1)
    words = vocabulary(rng)
    for count in map(int, sys.argv[1:] or (1_000, 10_000, 40_000)):
        known = concepts(rng, words, count)
        searched = text(rng, words, known)
        print(f"{count} names, 1 MB of text")
        for inflected in (False, True):
            label = ", inflected" if inflected else ""
            matcher = timed(f"built{label}", partial(NameMatcher, known, FR, inflected=inflected))
            timed(f"found{label}", partial(matcher.find, searched))
    rows = [
        Concept(
            key=f"c{number}",
            kind="group",
            names=(Name(lang=FR, text=f"nom {number}"), Name(lang=EN, text=f"name {number}")),
        )
        for number in range(ROWS // 2)
    ]
    for name in ("tables", "csv", "tbx"):
        print(f"{ROWS} names in {name}")
        files = timed("written", partial(write_new, rows, name, (FR, EN))).files
        file = timed("read", partial(read_files, files, (FR, EN)))
        timed("written again as it stood", partial(write, file.concepts, file.layout))
    imported()


if __name__ == "__main__":
    main()

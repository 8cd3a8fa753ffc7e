"""Make the lexicon that ships with the program from a corpus of sentence pairs.

    python -m tools.lexicon.make CORPUS.tsv.xz WORK workbench/align/lexicons/fr-en.tsv.xz

The corpus has rows `origin TAB source sentence TAB target sentence`. WORK is a folder for what is made
on the way: `source` and `target`, the words of the chosen pairs, and `ahead` and `back`, the links
of the word aligner. What is there already is not made again, so empty it after a run that broke off.
Needs `eflomal-align` (eflomal 2, https://github.com/robertostling/eflomal) on the PATH.
"""

from __future__ import annotations

import argparse
import lzma
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from tools.lexicon.corpus import choose, read
from tools.lexicon.counts import Link, Sieve, count, grown, links, rounded
from workbench.align.known_words import Lexicon

WHOLE = frozenset({"news", "tico19", "multi30k"})
"""The origins that are taken whole: news, and the small ones."""

ENOUGH = 20
"""Of the other origins, a pair is taken for a word met fewer times than this."""

FILES = ("source", "target", "ahead", "back")
"""What is made on the way: the words of the chosen pairs, and the links in both directions."""

SIEVE = Sieve(share=0.003, share_of_one=0.1)


def main(arguments: list[str] | None = None) -> int:
    """Make the lexicon; returns the exit code."""
    parser = argparse.ArgumentParser(description="Make a lexicon from a corpus of sentence pairs.")
    parser.add_argument("corpus", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("lexicon", type=Path)
    given = parser.parse_args(arguments)
    given.work.mkdir(parents=True, exist_ok=True)
    if not (given.work / "target").exists():
        write_words(given.corpus, given.work)
    if not (given.work / "back").exists():
        align(given.work)
    counts = rounded(SIEVE.kept(count(linked(given.work))))
    text = Lexicon.of((*words, number) for words, number in counts.items()).write()
    packed = lzma.compress(text.encode(), check=lzma.CHECK_CRC32, preset=9 | lzma.PRESET_EXTREME)
    given.lexicon.write_bytes(packed)
    print(f"{text.count(chr(10))} lines, {len(packed)} bytes")
    return 0


def write_words(corpus: Path, work: Path) -> None:
    """Write the words of the chosen pairs to `source` and `target`, a sentence a line."""
    with (
        (work / "source").open("w", encoding="utf-8") as source,
        (work / "target").open("w", encoding="utf-8") as target,
    ):
        for pair in choose(read(corpus), WHOLE, ENOUGH):
            print(*pair.source, file=source)
            print(*pair.target, file=target)


def align(work: Path) -> None:
    """Link the words of the chosen pairs in both directions: `ahead` and `back`."""
    places = zip(("-s", "-t", "-f", "-r"), FILES, strict=True)
    options = [part for option, name in places for part in (option, str(work / name))]
    subprocess.run(["eflomal-align", "--overwrite", *options], check=True)


def linked(work: Path) -> Iterator[tuple[list[str], list[str], set[Link]]]:
    """The words of each chosen pair and the links between them."""
    with ExitStack() as files:
        opened = [files.enter_context((work / name).open(encoding="utf-8")) for name in FILES]
        for source, target, ahead, back in zip(*opened, strict=True):
            yield source.split(), target.split(), grown(links(ahead), links(back))


if __name__ == "__main__":
    sys.exit(main())

"""Saved pages and pasted texts with their truth: how much of the junk is set aside, and what else.

A truth file stands beside each page. Its rows are a fact (`title`, `outlet`, `author`, `date`, `url`,
`lang`) and its value, or what a passage is (`article`, `junk`, `either`) and its words, in the order of the
page. Passages are found in the rendered text with white space taken as one space. Lengths are code points.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from db.records import Document
from workbench.ingest.reader import read
from workbench.text.language import primary

PAGES = Path(__file__).with_name("pages")
FACTS = ("title", "outlet", "author", "date", "url", "lang")


@dataclass(frozen=True, slots=True)
class Truth:
    """What is known of a page: its facts, and its passages with what they are."""

    facts: dict[str, str]
    passages: list[tuple[str, str]]


@dataclass(slots=True)
class Score:
    """Sums over pages, with the passages and facts that went wrong."""

    junk: int = 0
    article: int = 0
    junk_set_aside: int = 0
    article_set_aside: int = 0
    facts: int = 0
    facts_right: int = 0
    left: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        return self.junk_set_aside / self.junk

    @property
    def precision(self) -> float:
        return self.junk_set_aside / (self.junk_set_aside + self.article_set_aside)


def pages_of(part: str) -> list[Path]:
    """The pages of a part (`a`, `b`), without their truth."""
    return sorted(path for path in (PAGES / part).iterdir() if not path.name.endswith(".truth.tsv"))


def truth_of(page: Path) -> Truth:
    """The truth beside a page."""
    lines = page.with_name(page.name + ".truth.tsv").read_text(encoding="utf-8").splitlines()
    rows = [tuple(line.split("\t", 1)) for line in lines]
    facts = {key: value for key, value in rows if key in FACTS}
    return Truth(facts, [(kind, words) for kind, words in rows if kind not in FACTS])


def score(part: str) -> Score:
    """The score over the pages of a part."""
    total = Score()
    for page in pages_of(part):
        _add(total, page.name, read(page.read_bytes(), page.name), truth_of(page))
    return total


def _add(total: Score, name: str, document: Document, truth: Truth) -> None:
    words, aside = _flattened(document)
    at = 0
    for kind, passage in truth.passages:
        found = words.find(passage, at)
        if found < 0:
            raise AssertionError(f"{name}: not in the text after {at}: {passage}")
        at = found + len(passage)
        if kind == "either":
            continue
        junk = sum(aside[found:at])
        if kind == "junk":
            total.junk += len(passage)
            total.junk_set_aside += junk
            total.left += [f"{name}: {passage}"] if junk < len(passage) else []
        else:
            total.article += len(passage)
            total.article_set_aside += junk
            total.lost += [f"{name}: {passage}"] if junk else []
    for fact, value in truth.facts.items():
        said = str(getattr(document, fact))
        if value:
            total.facts += 1
            right = said == value or (fact == "lang" and primary(said) == value)
            total.facts_right += right
            total.wrong += [] if right else [f"{name}: {fact}: {said!r}, not {value!r}"]
        elif said and fact != "title":
            total.wrong += [f"{name}: {fact}: {said!r}, not stated"]


def _flattened(document: Document) -> tuple[str, list[bool]]:
    """The text with each run of white space as one space, and for each code point whether it is set aside."""
    words: list[str] = []
    aside: list[bool] = []
    flags = [False] * len(document.text)
    for block in document.blocks:
        if block.set_aside:
            flags[block.start : block.end] = [True] * (block.end - block.start)
    for char, flag in zip(document.text, flags, strict=True):
        if not char.isspace():
            words.append(char)
            aside.append(flag)
        elif words and words[-1] != " ":
            words.append(" ")
            aside.append(flag)
    return "".join(words), aside

"""Which pairs an export is to hold, as a form states it, and what would come of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from db.errors import Refused, WrongUse
from db.records import Origin, PairFilter, Status
from workbench.exchange.preview import DryRun, Preview
from workbench.exchange.service import dry_run, preview
from workbench.project import Project
from workbench.text.counted import counted
from workbench.text.fold import fold
from workbench.text.language import normalise

COUNTED = 20_000
"""Pairs up to which an export is tried out in full, written nowhere, to tell what it leaves out."""
_KILO = 1000


@dataclass(frozen=True, slots=True)
class Wanted:
    """What stands in the form."""

    format: str
    statuses: tuple[Status, ...] = (Status.APPROVED,)
    origins: tuple[Origin, ...] = ()
    lang: str = ""
    speaker: str = ""
    article: str = ""
    """A number of a document, or part of its headline or name."""


class Article(NamedTuple):
    """The document that a person means."""

    id: int
    name: str
    others: int
    """How many other documents have the same words in their names."""


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What an export would hold."""

    wanted: Wanted
    pairs: PairFilter
    first: Preview
    whole: DryRun | None
    """None where there are too many pairs to try out."""
    article: Article | None


def foresee(project: Project, wanted: Wanted, stopped: Callable[[], bool]) -> Foreseen | None:
    """Look at what an export would hold; None when it was stopped.

    Raises LanguageTagError for a language that is none, and WrongUse for an article that is not there.
    """
    article = find_article(project, wanted.article) if wanted.article.strip() else None
    pairs = pair_filter(wanted, article)
    first = preview(project, wanted.format, pairs)
    whole = None
    if first.pairs <= COUNTED:
        try:
            whole = dry_run(project, wanted.format, pairs, lambda done, total: not stopped())
        except Refused:
            return None
    return Foreseen(wanted, pairs, first, whole, article)


def find_article(project: Project, words: str) -> Article:
    """The document with this number, or the first one whose headline or name holds these words best.

    Raises WrongUse where there is none.
    """
    known = project.store.documents.sources()
    words = words.strip()
    if words.isdecimal() and int(words) in known:
        found = known[int(words)]
        return Article(found.id, found.title or found.name, 0)
    wanted = fold(words)
    fitting = [s for s in known.values() if wanted in fold(s.title) or wanted in fold(s.name)]
    if not fitting:
        raise WrongUse(f"No article has “{words[:40]}” in its headline or its file name.")
    exact = [s for s in fitting if wanted in (fold(s.title), fold(s.name))]
    best = (exact or fitting)[0]
    return Article(best.id, best.title or best.name, len(fitting) - 1)


def pair_filter(wanted: Wanted, article: Article | None) -> PairFilter:
    """The form as a filter. Raises LanguageTagError for a language that is none."""
    return PairFilter(
        statuses=wanted.statuses,
        origins=wanted.origins,
        source_lang=str(normalise(wanted.lang)) if wanted.lang.strip() else "",
        speaker=wanted.speaker.strip(),
        document_id=article.id if article else 0,
    )


def sentences(foreseen: Foreseen) -> list[str]:
    """What would be written and what would not, the most important first."""
    first, whole = foreseen.first, foreseen.whole
    told = [f"{counted(first.pairs)} {'is' if first.pairs == 1 else 'are'} asked for"]
    if foreseen.article is not None:
        others = (
            f" (and {foreseen.article.others} others have these words)" if foreseen.article.others else ""
        )
        told[0] += f" in “{foreseen.article.name[:60]}”{others}"
    if whole is None:
        told.append(
            f"{first.without_target:,} have no rendering, {first.without_source:,} no original; most formats"
            " leave these out"
        )
    else:
        told.append(f"{whole.report.written:,} would be written, {size(whole.size)}")
        told += [f"{count:,} left out because {why}" for why, count in whole.report.left_out.items()]
        if whole.report.replaced:
            told.append(f"{len(whole.report.replaced):,} characters cannot stand in this format")
    return [f"{sentence}." for sentence in told]


def size(number: int) -> str:
    """A number of bytes as a person reads it: `3.4 kB`."""
    if number < _KILO:
        return f"{number} bytes"
    value, unit = number / _KILO, "kB"
    for larger in ("MB", "GB"):
        if value >= _KILO:
            value, unit = value / _KILO, larger
    return f"{value:.1f} {unit}"


def file_name(project: Path, suffix: str) -> str:
    """What an export of a project is called unless a person says otherwise: in the folder they work in."""
    return re.sub(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]", "_", project.stem) + suffix

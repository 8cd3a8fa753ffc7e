"""Search in large projects: the first 50 hits of the concordance, and fuzzy matches. CPU of the process.

Run as `python tests/bench/bench_search.py [PAIRS …]`; 100,000 and 1,000,000 if none are given. A project is
made once (a million pairs: a minute, 1.1 GB in the system's folder for passing files) and used again.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from itertools import islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from db.records import PairRow
from tests.bench.large_project import HUNDREDTH, TENTH, large_project
from workbench.project import Project
from workbench.search.service import Concordance, concordance, matches, read_query

SIZES = (100_000, 1_000_000)
FIRST = 50
TIMES = 7
QUERIES = {
    "a word in every tenth pair": TENTH,
    "a word in every hundredth": HUNDREDTH,
    "a rare word": "oublié",
    "no such word": "zzz",
    "a frequent syllable": "ba",
    "a phrase": '"le puits oublié"',
    "two frequent words": "ba vu",
    "one of them is nowhere": f"{TENTH} zzz",
    "frequent, one side": f"fr:{TENTH}",
    "frequent, a speaker": f'{TENTH} speaker:"locuteur 17"',
    "frequent, one in 400": f'{TENTH} speaker:"locuteur 399"',
    "frequent, an outlet": f"{TENTH} outlet:harbour",
    "frequent, a status": f"{TENTH} status:rejected",
    "hundredth, a speaker": f'{HUNDREDTH} speaker:"locuteur 17"',
    "hundredth, a status": f"{HUNDREDTH} status:draft",
}
STREAMED = {"an expression, first 50": "/carav.ne/", "an expression, frequent": "/b[ae] v/"}
CHANGED = 0.2
"""Share of the words of a text that are others when it is asked about."""


def cpu(act: Callable[[], object], times: int = TIMES) -> list[float]:
    """CPU milliseconds of an act, each time it is done."""
    found = []
    for _ in range(times):
        began = time.process_time()
        act()
        found.append((time.process_time() - began) * 1000)
    return found


def told(name: str, times: Sequence[float], more: str = "") -> None:
    """Print what is typical and what is rare."""
    ordered = sorted(times)
    p95 = ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]
    print(f"{name:28} median {ordered[len(ordered) // 2]:7.1f}  p95 {p95:7.1f} ms  {more}")


def first_hits(project: Project, query: str) -> int:
    """Read the first hits, as a screen does; how many there were."""
    return len(list(islice(concordance(project, read_query(query)), FIRST)))


def measure_concordance(project: Project) -> None:
    """Print each kind of query, then all of them together."""
    every: list[float] = []
    for name, query in QUERIES.items():
        times = cpu(partial(first_hits, project, query))
        every += times
        most = Concordance(project, read_query(query)).at_most()
        told(name, times, f"{first_hits(project, query)} hits, {most:,} at most")
    told("words and phrases, all", every)
    for name, query in STREAMED.items():
        told(name, cpu(partial(first_hits, project, query)))


def measure_matches(project: Project, count: int = 200) -> None:
    """Print fuzzy matches of texts of the project, as they are and with every fifth word another one."""
    chance = random.Random(3)
    ids = project.store.pairs.ids()
    rows = project.store.pairs.rows(chance.sample(ids, count))
    for name, asked in (
        ("matches", rows),
        ("matches of changed texts", [_changed(row, rows, chance) for row in rows]),
    ):
        found = 0
        times: list[float] = []
        for row in asked:
            times += cpu(lambda row=row: matches(project, row), times=1)  # type: ignore[misc]
            found += bool(matches(project, row))
        told(name, times, f"{found} of {count} texts have some")


def _changed(row: PairRow, others: Sequence[PairRow], chance: random.Random) -> PairRow:
    """A pair that is not in the project, with the words of one that is and some of others."""
    words = row.source.split()
    for at in range(len(words)):
        if chance.random() < CHANGED:
            words[at] = chance.choice(chance.choice(others).source.split())
    return row._replace(id=0, source=" ".join(words))


if __name__ == "__main__":
    for size in [int(word) for word in sys.argv[1:]] or SIZES:
        with large_project(size) as opened:
            print(f"{size:,} pairs")
            measure_concordance(opened)
            measure_matches(opened)

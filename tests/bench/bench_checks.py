"""How fast pairs are checked, and names found in long texts.

Run as `python tests/bench/bench_checks.py [PAIRS.jsonl…]`. The pairs are the fictional ones of the tests; each FILE of
rows with `source` and `target` (or `fr` and `en`) is measured as well. CPU time of the process, the best of three.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from time import process_time
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from db.records import Concept, LanguageTag, Name
from tests.quality.checks.scoring import EN, FR, Examiner, rows_of
from workbench.checks.registry import checks
from workbench.checks.subject import Subject
from workbench.draft.naming.names import Names
from workbench.glossary.matcher import NameMatcher
from workbench.glossary.tables import bundled

CASES = sorted((Path(__file__).parents[1] / "quality" / "checks").glob("*.jsonl"))
BAR_PAIRS, BAR_EDIT, BAR_NAMES = 20_000, 5.0, 1.5
"""Pairs for a minute, milliseconds for one pair after an edit, seconds for 10,000 names in a megabyte."""
LONGEST_SHOWN = 10
NAMES, CHARACTERS = 10_000, 1_000_000
SYLLABLES = ("ba", "do", "ki", "lou", "ma", "né", "sa", "tou", "wé", "zi")


def seconds(work: Callable[[], object]) -> float:
    """CPU seconds that a piece of work takes, the best of three."""
    best = float("inf")
    for _ in range(3):
        began = process_time()
        work()
        best = min(best, process_time() - began)
    return best


def speed(name: str, rows: Sequence[dict[str, Any]]) -> None:
    """Print pairs for a minute of CPU, and the milliseconds for one pair that was edited."""
    examiner = Examiner()
    examiner.findings(rows[0])
    took = seconds(lambda: [examiner.findings(row) for row in rows])
    words = sum(len(row["source"].split()) for row in rows) / len(rows)
    print(f"{name:28} {len(rows):6} pairs of {words:.0f} words: {len(rows) / took * 60:,.0f} pairs/min "
          f"(bar {BAR_PAIRS:,})")  # fmt: skip
    slowest = sorted((seconds(lambda row=row: examiner.findings(row)) for row in rows[:300]), reverse=True)  # type: ignore[misc]
    middle, worst = slowest[len(slowest) // 2] * 1000, slowest[0] * 1000
    print(f"{'':28} after an edit {middle:.2f} ms, at worst {worst:.2f} ms (bar {BAR_EDIT} ms)")


def shares(rows: Sequence[dict[str, Any]]) -> None:
    """Print how much of the time each family of checks takes; what they share counts for the first to ask."""
    took: Counter[str] = Counter()
    names = Names(bundled(), FR, EN)
    for row in rows:
        subject = Subject(row["source"], row["target"], FR, EN, names=names)
        for check in checks().values():
            began = process_time()
            list(check.find(subject))
            took[check.id] += process_time() - began  # type: ignore[assignment]
    for check_id, time in took.most_common(LONGEST_SHOWN):
        print(f"    {check_id:18} {1000 * time / len(rows):.3f} ms  {100 * time / took.total():.0f} %")


def made_up(number: int) -> str:
    """A name of two words that nobody bears, another one for each number."""
    first, second = divmod(number, 1000)
    digits = [*map(int, f"{first:02}"), *map(int, f"{second:03}")]
    syllables = [SYLLABLES[digit] for digit in digits]
    return f"{''.join(syllables[:2]).title()} {''.join(syllables[2:]).title()}"


def matching(names: int, characters: int) -> float:
    """CPU seconds to find so many names in a text of so many characters."""
    concepts = [
        Concept(key=f"bench/{number}", kind="group", names=(Name(lang=FR, text=made_up(number)),))
        for number in range(names)
    ]
    matcher = NameMatcher(concepts, LanguageTag("fr"))
    sentence = "Hier, {} a quitté la ville du fleuve avec les siens, raconte un témoin de la scène. "
    text = "".join(sentence.format(made_up(number % names)) for number in range(characters // 90 + 1))
    return seconds(lambda: matcher.find(text[:characters]))


def main() -> None:
    own = [row for path in CASES for row in rows_of(path)]
    for name, rows in [
        ("fictional cases", own),
        *((path, list(rows_of(Path(path)))) for path in sys.argv[1:]),
    ]:
        speed(Path(name).name, rows)
        shares(rows)
    whole, half_text = matching(NAMES, CHARACTERS), matching(NAMES, CHARACTERS // 2)
    fewer = matching(NAMES // 2, CHARACTERS)
    print(f"{NAMES:,} names in {CHARACTERS:,} characters: {whole:.2f} s (bar {BAR_NAMES} s)")
    print(f"    twice the text ×{whole / half_text:.2f}, twice the names ×{whole / fewer:.2f}")


if __name__ == "__main__":
    main()

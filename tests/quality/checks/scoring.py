"""Scoring the checks on cases that say what is to be found, and counting alarms on translations.

    python -m tests.quality.checks.scoring CASES.jsonl …            precision and recall of each check
    python -m tests.quality.checks.scoring --alarms PAIRS.jsonl …   alarms for 100 pairs
    … --only num.value --show                                       one check, with what it says

A case is `{"id", "source", "target", "expect": ["num.value"], "also": [], "date"?}`: `expect` is what must be
found, `also` what may be found beside it. Everything else that is found is a false alarm. Pairs have `source`
and `target`, or `fr` and `en`; `A.fr` stands for the lines of `A.fr` and `A.en`.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from db.records import Finding, LanguageTag, Severity
from workbench.checks import examiner
from workbench.checks.registry import chosen
from workbench.glossary.tables import bundled

FR, EN = LanguageTag("fr"), LanguageTag("en")


class Score(NamedTuple):
    """Counts for one check, or for all."""

    found: int
    missed: int
    false: int

    @property
    def precision(self) -> float:
        return self.found / (self.found + self.false) if self.found + self.false else 1.0

    @property
    def recall(self) -> float:
        return self.found / (self.found + self.missed) if self.found + self.missed else 1.0


class Examiner:
    """Checks rows with the glossaries that ship with the program."""

    def __init__(self, only: Iterable[str] = ()) -> None:
        self._examiner = examiner.Examiner(chosen(only), bundled)

    def findings(self, row: dict[str, Any]) -> list[Finding]:
        languages = LanguageTag(row.get("source_lang", FR)), LanguageTag(row.get("target_lang", EN))
        others = row.get("others", ())
        return self._examiner.findings(
            row["source"], row["target"], languages, date=row.get("date", ""), others=others
        )

    @property
    def identifiers(self) -> list[str]:
        return [check.id for check in self._examiner.checks]


def rows_of(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a file of cases or pairs."""
    if path.suffix == ".fr":
        sides = (side.read_text(encoding="utf-8").split("\n") for side in (path, path.with_suffix(".en")))
        for number, (source, target) in enumerate(zip(*sides, strict=True)):
            if source and target:
                yield {"id": f"{path.stem}#{number}", "source": source, "target": target}
        return
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        yield row if "source" in row else {**row, "source": row["fr"], "target": row["en"]}


def scores(rows: Iterable[dict[str, Any]], examiner: Examiner) -> tuple[dict[str, Score], list[str]]:
    """The score of each check on cases, and a line for each mistake."""
    counts = {identifier: [0, 0, 0] for identifier in examiner.identifiers}
    mistakes = []
    for row in rows:
        found = examiner.findings(row)
        kinds = {finding.check for finding in found}
        expected = {check for check in row.get("expect", ()) if check in counts}
        for check in sorted(expected | kinds):
            if check in expected:
                counts[check][0 if check in kinds else 1] += 1
                if check not in kinds:
                    mistakes.append(f"MISSED {check} [{row['id']}]\n   {row['source']}\n   {row['target']}")
            elif check not in row.get("also", ()):
                counts[check][2] += 1
                said = "; ".join(finding.message for finding in found if finding.check == check)
                mistakes.append(f"FALSE {check} [{row['id']}] {said}\n   {row['source']}\n   {row['target']}")
    return {check: Score(*three) for check, three in counts.items()}, mistakes


def together(some: Iterable[Score]) -> Score:
    """The counts of all checks in one."""
    return Score(*(sum(column) for column in zip(*some, strict=True)))


def _alarms(paths: list[Path], examiner: Examiner, *, show: bool) -> None:
    for path in paths:
        by_check: Counter[str] = Counter()
        by_severity: Counter[Severity] = Counter()
        total = 0
        for row in rows_of(path):
            total += 1
            for finding in examiner.findings(row):
                by_check[finding.check] += 1
                by_severity[finding.severity] += 1
                if show:
                    print(f"{finding.check} {finding.severity}: {finding.message}")
                    print(f"   {row['source']}\n   {row['target']}")
        said = ", ".join(f"{100 * by_severity[s] / total:.2f} {s}s" for s in Severity)
        print(f"{path.name}: {total} pairs; for 100 pairs {said}")
        for check, count in by_check.most_common():
            print(f"   {check:18} {count:5}  {100 * count / total:.2f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--alarms", action="store_true")
    parser.add_argument("--only", action="append", default=[])
    parser.add_argument("--show", action="store_true")
    arguments = parser.parse_args()
    examiner = Examiner(arguments.only)
    if arguments.alarms:
        _alarms(arguments.files, examiner, show=arguments.show)
        return
    rows = [row for path in arguments.files for row in rows_of(path)]
    by_check, mistakes = scores(rows, examiner)
    if arguments.show:
        print("\n".join(mistakes))
    for check, score in [*by_check.items(), ("all", together(by_check.values()))]:
        true, false = score.found + score.missed, score.false
        print(
            f"{check:18} P {score.precision:.3f}  R {score.recall:.3f}  ({true} true, {false} false alarms)"
        )


if __name__ == "__main__":
    main()

"""The checks against their bars: on cases of our own, and on correct translations with and without a planted fault."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from db.records import Severity
from tests.quality.checks.planting import measured, report
from tests.quality.checks.scoring import Examiner, Score, rows_of, scores, together

CASES = sorted((Path(__file__).parent / "checks").glob("*.jsonl"))
GOLD = Path(__file__).parents[2].parent / "shared" / "gold"
TRANSLATIONS = (GOLD / "mt" / "newstest2014.fr", GOLD / "match" / "match_ntrex.jsonl")
LEAST_CASES = 6
EVERY = 8
"""One in so many of the translations is looked at here; the scripts beside the cases look at all."""

pytestmark = pytest.mark.quality
needs_gold = pytest.mark.skipif(not GOLD.is_dir(), reason="the gold sets are not beside the checkout")


@cache
def examiner() -> Examiner:
    return Examiner()


@cache
def sample() -> list[dict[str, Any]]:
    return [row for path in TRANSLATIONS for row in rows_of(path)][::EVERY]


def table(by_check: dict[str, Score]) -> str:
    return "\n".join(
        f"{check:18} P {score.precision:.3f}  R {score.recall:.3f}  ({score.found + score.missed} true)"
        for check, score in [*by_check.items(), ("all", together(by_check.values()))]
    )


def test_precision_and_recall_on_our_own_cases() -> None:
    rows = [row for path in CASES for row in rows_of(path)]
    by_check, mistakes = scores(rows, examiner())
    print(table(by_check))
    score = together(by_check.values())
    assert len(rows) >= 400
    assert score.precision >= 0.95 and score.recall >= 0.90, "\n".join([table(by_check), *mistakes])


def test_every_check_has_cases_that_alarm_and_cases_that_must_not() -> None:
    """A file's cases without a finding are false alarms for the checks that its other cases expect."""
    true: Counter[str] = Counter()
    for path in CASES:
        rows = list(rows_of(path))
        here = Counter(check for row in rows for check in row["expect"])
        clean = sum(not row["expect"] for row in rows)
        assert clean >= LEAST_CASES * sum(count >= LEAST_CASES for count in here.values()), path.name
        true += here
    assert {check for check in examiner().identifiers if true[check] < LEAST_CASES} == set()


CLEAN = [
    ("« Le pont a cédé à 5 h 30, raconte Awa Doulenga. Personne n'était dessus. »", "“The bridge gave way at 5:30 a.m.,” Awa Doulenga says. “No one was on it.”"),
    ("Selon le préfet, près de 2 500 personnes (dont 1 200 enfants) ont quitté Sélibouna.", "According to the prefect, nearly 2,500 people (including 1,200 children) have left Selibouna."),
    ("Le maire aurait reçu 3 millions de francs CFA, ce qu'il nie.", "The mayor allegedly received 3 million CFA francs, which he denies."),
    ("Nous devons reconstruire l'école, dit-il, et nous le ferons avant le 1er octobre.", "We must rebuild the school, he says, and we will do so before October 1."),
    ("« Qui viendra nous aider ? », demande le vieux Bakary.", "“Who will come and help us?” old Bakary asks."),
    ("[Le gouverneur] n'a jamais répondu à nos lettres…", "[The governor] never answered our letters…"),
    ("Onze villages, neuf écoles, pas un médecin : voilà la vallée.", "Eleven villages, nine schools, not one doctor: that is the valley."),
    ("Elle est partie lundi 4 mai 2015 pour Tarbane.", "She left for Tarbane on Monday, 4 May 2015."),
]  # fmt: skip


@pytest.mark.parametrize(("source", "target"), CLEAN)
def test_correct_renderings_raise_no_alarm(source: str, target: str) -> None:
    found = examiner().findings({"source": source, "target": target})
    assert [finding for finding in found if finding.severity != Severity.NOTE] == []


@needs_gold
def test_correct_translations_raise_few_alarms() -> None:
    found = [finding for row in sample() for finding in examiner().findings(row)]
    by_severity = Counter(finding.severity for finding in found)
    said = Counter(finding.check for finding in found).most_common()
    assert by_severity[Severity.ERROR] <= 0.04 * len(sample()), said
    assert by_severity[Severity.WARNING] <= 0.20 * len(sample()), said


@needs_gold
def test_planted_faults_are_found() -> None:
    tallies, missed = measured(sample(), examiner())
    planted, found = (sum(column) for column in zip(*tallies.values(), strict=True))
    print(report(tallies))
    assert found >= 0.90 * planted > 0, "\n".join([report(tallies), *missed])

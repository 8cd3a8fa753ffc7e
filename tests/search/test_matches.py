"""Fuzzy matches: which approved pairs are told, in which order, and how they differ."""

from __future__ import annotations

from pathlib import Path

import pytest

from db.records import Status
from tests.support.projects import LanguageTag, Said, fictional, make_project
from workbench.project import Project
from workbench.review import service as review
from workbench.search import likely
from workbench.search.memory import similarity
from workbench.search.service import matches, matches_of
from workbench.search.words import words

ASKED = "Nous avons quitté la ville avant l’aube."
YES = Status.APPROVED
QUOTES = (
    Said(source=[ASKED]),
    Said(
        source=["Nous avons quitté la ville avant l’aube !"],
        target=["We left the town before dawn."],
        status=YES,
    ),
    Said(source=["NOUS AVONS QUITTÉ LA VILLE AVANT L'AUBE"], target=["We left town early."], status=YES),
    Said(source=[ASKED], target=["We left town early."], status=YES, speaker="Oumou Tessaly"),
    Said(source=["Nous avons quitté le village avant la nuit."], target=["We left by night."], status=YES),
    Said(source=["Nous avons quitté le village avant la nuit."], target=["We left the village."], status=YES),
    Said(source=["Nous avons quitté la ville avant l’aube."], target=["Not approved."]),
    Said(source=["Nous avons quitté la ville avant l’aube."], target=["Nope."], status=Status.REJECTED),
    Said(source=["We avons quitté la ville avant l’aube."], target=["x"], status=YES, lang=LanguageTag("es")),
    Said(source=["Le puits est profond."], target=["The well is deep."], status=YES),
)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return make_project(tmp_path / "p.db", QUOTES)


def test_exact_ones_are_told_with_each_rendering_and_fuzzy_ones_once(project: Project) -> None:
    found = matches(project, project.store.pairs.row(1))
    assert [match.target for match in found[:2]] == ["We left town early.", "We left the town before dawn."]
    assert [(match.score, match.percent, match.differences) for match in found[:2]] == [(1.0, 100, ())] * 2
    assert (found[0].source, found[0].speaker) == (ASKED, "Oumou Tessaly")  # the same to the last character
    assert found[0].outlet == "Le Courrier du Fleuve"
    assert [match.target for match in found[2:]] == ["We left the village."]
    assert 0.5 <= found[2].score < 1
    told = [(d.asked.of(ASKED), d.stored.of(found[2].source)) for d in found[2].differences]
    assert told == [("la ville", "le village"), ("l’aube", "la nuit")]


def test_a_pair_is_no_match_of_itself_and_what_is_undone_is_none(project: Project) -> None:
    row = project.store.pairs.row(4)
    assert row.source == ASKED
    assert row.id not in [match.pair_id for match in matches(project, row)]
    assert matches(project, project.store.pairs.row(10)) == []
    review.reject(project, row.id)
    assert row.id not in [match.pair_id for match in matches(project, project.store.pairs.row(1))]
    review.undo(project)
    assert row.id in [match.pair_id for match in matches(project, project.store.pairs.row(1))]


def test_any_text_may_be_asked_about(project: Project) -> None:
    assert [match.target for match in matches_of(project, "le PUITS profond est ?")] == ["The well is deep."]
    assert len(matches_of(project, ASKED, limit=1)) == 1
    for text in ("", "…", "zzz", "\ud800\x00", "e\u0301" * 50_000, "mot " * 25_000, "a" * 100_000):
        assert matches_of(project, text) == []
    assert [m.target for m in matches_of(project, "We avons quitté la ville", (LanguageTag("es"), None))] == [
        "x"
    ]


def test_frequent_words_find_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where every word is frequent, rows of words find what is nearly the same."""
    monkeypatch.setattr(likely, "RARE", 5)
    with make_project(tmp_path / "p.db", fictional(300)) as project:
        rows = project.store.pairs.rows(project.store.pairs.ids())
        approved = [row for row in rows if row.status is YES and row.source]
        for row in [row for row in rows if row.source][:12]:
            asked = [word.folded for word in words(row.source)]
            best = max(
                similarity(asked, [word.folded for word in words(other.source)])
                for other in approved
                if other.id != row.id
            )
            found = matches(project, row)
            assert found
            assert found[0].score >= best - 0.05
            assert [m.score for m in found] == sorted((m.score for m in found), reverse=True)

"""What a person says about a proposed match. All texts are fictional."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from db.errors import Refused, WrongUse
from tests.db.making import FR, contents, put_document, put_pairs, put_quote, store_at
from tests.review.making import put_rendering
from workbench.match.score import Evidence
from workbench.match.service import Joined
from workbench.project import Project
from workbench.review import service
from workbench.review.proposals import accept, proposed, refuse, source_language


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """Quotes 1 and 2 in French; renderings 1 and 2 of quotes 3 and 4, whose originals are missing."""
    with Project(store_at(tmp_path / "p.db")) as opened:
        for words in ("Le pont est fermé.", "Nous attendons."):
            put_quote(opened.store, put_document(opened.store, words), words)
        put_rendering(opened, None, ("The bridge is closed.",))
        put_rendering(opened, None, ("We are waiting.",))
        yield opened


def found(quote: int, rendering: int, score: float, *, applied: bool = False) -> Joined:
    return Joined(quote, rendering, Evidence(score), applied, applied, "", "")


def test_the_likeliest_come_first_and_what_was_joined_is_left_out(project: Project) -> None:
    run = [found(1, 1, 0.4), found(2, 2, 0.6), found(1, 2, 0.9, applied=True)]
    assert [m.evidence.score for m in proposed(project, run)] == [0.6, 0.4]


def test_an_accepted_match_is_joined_and_waits_no_more(project: Project) -> None:
    accept(project, 1, 1)
    assert project.store.renderings.get(1).quote_id == 1
    assert proposed(project, [found(1, 1, 0.4), found(2, 1, 0.4)]) == []
    with pytest.raises(Refused, match="already"):
        accept(project, 1, 1)


def test_a_refused_match_is_not_proposed_again_until_that_is_taken_back(project: Project) -> None:
    refuse(project, 1, 1)
    run = [found(1, 1, 0.4), found(2, 1, 0.4)]
    assert [m.quote_id for m in proposed(project, run)] == [2]
    before = contents(project.store)
    refuse(project, 1, 1)
    assert contents(project.store) == before
    service.undo(project)
    assert len(proposed(project, run)) == 2
    service.redo(project)
    assert project.store.refusals.all() == {(1, 1)}


def test_what_is_joined_or_unknown_cannot_be_refused(project: Project) -> None:
    accept(project, 1, 1)
    with pytest.raises(Refused, match="is joined to quote 1"):
        refuse(project, 1, 1)
    with pytest.raises(WrongUse, match="no rendering 99"):
        refuse(project, 1, 99)
    with pytest.raises(WrongUse, match="no quote 99"):
        refuse(project, 99, 1)


def test_the_language_of_most_quotes(tmp_path: Path, project: Project) -> None:
    assert source_language(project) == "fr"
    with Project(store_at(tmp_path / "empty.db")) as empty:
        assert source_language(empty) == FR
        put_pairs(empty.store, ("Oui.", "Yes."))
        assert source_language(empty) == FR

"""The examination finds what must never be, also where no command can make it. All is fictional."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from db.records import Origin, Rendering, Span
from tests.db.making import EN, segments, store_at
from tests.quotes.importing import bring
from workbench.project import Project
from workbench.upkeep.doctor import examine

FRENCH = "« Le pont est fermé depuis lundi. », a dit Awa Inventée.\n\n« La route est coupée. », a dit Moussa Fictif."
ENGLISH = "“The bridge has been closed since Monday,” Awa Inventée said."


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project(store_at(tmp_path / "p.db")) as opened:
        bring(opened, FRENCH)
        bring(opened, ENGLISH, EN)
        assert examine(opened) == []
        yield opened


@pytest.mark.parametrize(
    ("tampering", "told"),
    [
        ("UPDATE quote SET state = 'merged', merged_into = 2 WHERE id = 1", "places or pairs of it have not"),
        ("DELETE FROM piece WHERE witness_id = 1; DELETE FROM witness WHERE id = 1", "stand in no article"),
        ("DELETE FROM piece WHERE witness_id = 2", "points at no words"),
        ("DELETE FROM pair WHERE rendering_id = 1", "stands in no pair"),
        ("UPDATE rendering SET quote_id = 1 WHERE id = 1", "belongs to another quote"),
        ("UPDATE piece SET position = 1, witness_id = 1 WHERE witness_id = 2", "are not those of document 1"),
        (
            "INSERT INTO retelling VALUES (1, 1, 2, '', 0.5);"
            " UPDATE quote SET state = 'merged', merged_into = 2 WHERE id = 1",
            "Retelling 1",
        ),
    ],
)
def test_what_must_never_be_is_found(project: Project, tampering: str, told: str) -> None:
    with project.store.action("edit", "tampering"):
        for statement in tampering.split(";"):
            project.store.execute(statement)
    assert any(told in sentence for sentence in examine(project)), examine(project)


def test_a_reprint_must_stay_beside_what_it_prints_again(project: Project) -> None:
    words = ENGLISH[1:46]
    with project.store.action("edit", "tampering"):
        project.store.renderings.add(
            Rendering(
                quote_id=1,
                lang=EN,
                origin=Origin.PUBLISHED,
                segments=segments(words),
                document_id=2,
                pieces=(Span(1, 46),),
                reprint_of=1,
            )
        )
    assert any("prints again" in sentence for sentence in examine(project))


@pytest.mark.parametrize(
    "row", ["(1, 2, 1, '', 0.5)", "(1, 1, 1, '', 0.5)", "(1, 1, 9, '', 0.5)", "(1, 1, 2, '', 1.5)"]
)
def test_the_file_refuses_a_retelling_that_makes_no_sense(project: Project, row: str) -> None:
    import sqlite3

    with pytest.raises(sqlite3.IntegrityError), project.store.action("edit", "tampering"):
        project.store.execute(f"INSERT INTO retelling VALUES {row}")

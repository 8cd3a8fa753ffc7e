"""A project made by the first release, with its history, opened by this one."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from sqlite_utils import Migrations

from db.connection import open_connection
from db.migrations import SETS, migrations
from db.records import PairFilter, joined
from db.store import Store
from tests.db.making import contents, store_at
from workbench.text.fold import fold

FIRST_RELEASE = ("m001_tables", "m002_history", "m003_search")

ARTICLE = """
INSERT INTO document VALUES (1, 'aa', 'fictif.txt', 'text', 'utf-8', 'Oui. Non.', 'fr', 'stated', '', 'Radio fictive',
    '', '', '2019-03-12', '', '2024-05-01T00:00:00Z', 1);
INSERT INTO document_raw VALUES (1, x'00');
INSERT INTO block VALUES (1, 1, 0, 9, 'paragraph', '');
INSERT INTO segment VALUES (1, 'Oui.', ' ', '', '', 'oui.'), (2, 'Non.', '', '', '', 'non.'), (3, 'Yes.', ' ', '', '', 'yes.');
INSERT INTO quote VALUES (1, 'fr', 'stated', 'direct', 'Awa Fictive', '', '', 'active', NULL, 1, 0, 1);
INSERT INTO witness VALUES (1, 1, 1, NULL, NULL, 'after', 0.9);
INSERT INTO piece VALUES (1, 1, NULL, 0, 0, 9);
INSERT INTO quote_segment VALUES (1, 1, 0, 1), (2, 1, 1, 2);
INSERT INTO rendering VALUES (1, 1, 'en', 'human', NULL, NULL, NULL, '', '', NULL, 'ada', '2024-05-01T00:00:00Z');
INSERT INTO rendering_segment VALUES (1, 1, 0, 3);
INSERT INTO pair VALUES (1, 1, 1, 0, 1, 0, 1, 1.0, 'translated', '', '', '', 1);
INSERT INTO pair VALUES (2, 1, NULL, 1, 2, 0, 0, 1.0, 'draft', '', '', '', 1);
"""

ACTIONS = {
    "import": ARTICLE,
    "quote edit": "UPDATE quote SET speaker = 'Moussa Fictif', revision = 2 WHERE id = 1;",
    "document": "UPDATE document SET outlet = 'Journal fictif', revision = 2 WHERE id = 1;",
    "dismiss": "DELETE FROM pair WHERE rendering_id = 1; DELETE FROM rendering_segment WHERE rendering_id = 1;"
    " DELETE FROM rendering WHERE id = 1;",
}


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A project as the first release wrote it: four actions of one person."""
    path = tmp_path / "p.db"
    first = Migrations(SETS)
    for migration in migrations._migrations:
        if migration.name in FIRST_RELEASE:
            first(name=migration.name)(migration.fn)
    connection, _ = open_connection(path, create=True, migrations=first)
    connection.create_function("folded", 1, fold, deterministic=True)
    for number, (kind, script) in enumerate(ACTIONS.items(), start=1):
        connection.execute(
            "INSERT INTO action VALUES (?, '2024-05-01T00:00:00Z', 'ada', ?, ?, NULL, NULL)",
            (number, kind, kind),
        )
        connection.execute("UPDATE journal SET action_id = ?", (number,))
        for statement in filter(str.strip, script.split(";")):
            connection.execute(statement)
        connection.execute("UPDATE journal SET action_id = NULL")
    connection.close()
    return path


@pytest.fixture
def upgraded(old: Path) -> Store:
    return store_at(old, create=False)


def test_an_old_project_is_upgraded_with_all_it_holds(upgraded: Store) -> None:
    assert "older version" in upgraded.notice
    quote = upgraded.quotes.get(1)
    assert (quote.speaker, joined(quote.segments), quote.said_in) == ("Moussa Fictif", "Oui. Non.", "")
    assert quote.witnesses[0].telling.via == ()
    assert (upgraded.documents.get(1).agency, upgraded.documents.get(1).place) == ("", "")
    assert [row.told_to for row in upgraded.pairs.rows(upgraded.pairs.ids(PairFilter()))] == [""]


def test_what_was_done_before_the_upgrade_is_undone_and_done_again_after_it(upgraded: Store) -> None:
    end = contents(upgraded)
    undone = []
    while action := upgraded.history.undo():
        undone.append(action.kind)
    assert undone == ["dismiss", "document", "quote edit", "import"]
    assert all(rows == [] for rows in contents(upgraded).values())
    for kind in reversed(undone):
        redone = upgraded.history.redo()
        assert redone is not None
        assert redone.kind == "undo"
        assert redone.summary == kind
    assert contents(upgraded) == end


def test_an_undone_deletion_comes_back_with_the_new_columns_empty(upgraded: Store) -> None:
    upgraded.history.undo()
    rendering = upgraded.renderings.get(1)
    assert (rendering.cue, rendering.reprint_of, rendering.telling.told_to) == ("", None, "")
    assert joined(rendering.segments) == "Yes."


def test_an_old_correction_is_undone_without_touching_what_was_learned_since(upgraded: Store) -> None:
    with upgraded.action("document edit", "the agency"):
        upgraded.execute("UPDATE document SET agency = 'Agence fictive', revision = 3 WHERE id = 1")
    upgraded.history.undo()
    assert upgraded.documents.get(1).agency == ""
    assert upgraded.documents.get(1).outlet == "Journal fictif"


def test_the_new_columns_are_recorded(upgraded: Store) -> None:
    with upgraded.action("document edit", "the agency"):
        upgraded.execute("UPDATE document SET agency = 'Agence fictive' WHERE id = 1")
        upgraded.execute("UPDATE witness SET told_to = 'Radio fictive', via = '[\"AF\"]' WHERE id = 1")
    before = contents(upgraded)
    upgraded.history.undo()
    assert upgraded.quotes.get(1).witnesses[0].telling.told_to == ""
    upgraded.history.redo()
    assert contents(upgraded) == before


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE piece SET start = 1",
        'UPDATE piece SET "end" = 3',
        "UPDATE witness SET document_id = 2",
        "UPDATE rendering SET lang = 'de'",
        "UPDATE rendering SET origin = 'draft', engine = 'x'",
    ],
)
def test_where_words_stand_and_come_from_is_evidence(upgraded: Store, statement: str) -> None:
    upgraded.history.undo()
    with pytest.raises(sqlite3.IntegrityError, match="never altered"), upgraded.action("edit", "tampering"):
        upgraded.execute(statement)


def test_the_beads_of_an_old_project_are_nobodys_and_their_maker_is_recorded(upgraded: Store) -> None:
    upgraded.history.undo()
    assert [pair.aligned_by for pair in upgraded.pairs.ranges(1)] == ["", ""]
    with upgraded.action("bead accept", "by hand"):
        pair = upgraded.pairs.range(1)
        upgraded.pairs.change(1, pair.revision, aligned_by="ada")
        upgraded.refusals.add(1, 1)
    before = contents(upgraded)
    upgraded.history.undo()
    assert upgraded.pairs.range(1).aligned_by == ""
    assert upgraded.refusals.all() == set()
    upgraded.history.redo()
    assert contents(upgraded) == before


def test_an_old_project_can_be_talked_about_and_remembers_what_is_typed(upgraded: Store) -> None:
    upgraded.history.undo()
    with upgraded.action("comment", "a word"):
        said = upgraded.comments.add(upgraded.pairs.range(1), "Oui ?")
    before = contents(upgraded)
    upgraded.history.undo()
    assert upgraded.comments.all() == []
    upgraded.history.redo()
    assert contents(upgraded) == before
    assert [comment.id for comment in upgraded.comments.of_pair(1)] == [said]
    upgraded.unfinished.keep(1, "rendering", "Ye", 1)
    assert upgraded.unfinished.last() is not None

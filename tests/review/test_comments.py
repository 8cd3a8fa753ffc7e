"""Comments stay with the sentences they are about, whatever becomes of pairs and quotes. All is fictional."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from db.errors import Conflict, Refused, WrongUse
from db.records import QuoteState
from tests.db.making import contents, put_pairs, store_at
from tests.quotes.importing import bring, quotes, rows, with_words
from tests.quotes.test_service_join import ENGLISH, FRENCH, TWO, VARIANT
from workbench.match.service import link
from workbench.project import Project
from workbench.quotes.joining import join
from workbench.quotes.splitting import Place, split
from workbench.review import beads, comments, service
from workbench.upkeep.doctor import examine

THREE = (("Un.", "One."), ("Deux.", "Two."), ("Trois.", "Three."))


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project(store_at(tmp_path / "p.db")) as opened:
        yield opened
        assert examine(opened) == []


@pytest.fixture
def three(project: Project) -> Project:
    put_pairs(project.store, *THREE)
    return project


def said(project: Project) -> dict[str, list[str]]:
    """The comments by the original words of their pair, or by its rendering where these are missing."""
    found = rows(project)
    assert all(row.comment_count == len(comments.of(project, row)) for row in found)
    return {
        row.source or row.target: [one.text for one in comments.of(project, row)]
        for row in found
        if comments.of(project, row)
    }


def test_a_thread_is_written_read_and_changed_by_its_writers(three: Project) -> None:
    first = comments.comment(three, 2, "  Est-ce « deux » ?\n")
    assert (first.text, first.who) == ("Est-ce « deux » ?", "ada")
    with Project(store_at(three.path, person="ben", create=False)) as other:
        comments.comment(other, 2, "Oui.")
        with pytest.raises(Refused, match="ada's"):
            comments.edit(other, first.id, "Non.")
        with pytest.raises(Refused, match="ada's"):
            comments.remove(other, first.id)
    comments.edit(three, first.id, "Deux ou trois ?")
    assert said(three) == {"Deux.": ["Deux ou trois ?", "Oui."]}
    actions = three.store.history.actions(pair_id=2)
    assert [(action.who, action.kind) for action in actions] == [
        ("ada", "comment"),
        ("ben", "comment"),
        ("ada", "comment"),
    ]
    comments.remove(three, first.id)
    assert said(three) == {"Deux.": ["Oui."]}
    assert [service.undo(three) is not None for _ in range(3)] == [True, True, True]
    assert said(three) == {"Deux.": ["Oui."]}


def test_what_cannot_be_said_is_refused(three: Project) -> None:
    with pytest.raises(Refused, match="empty comment"):
        comments.comment(three, 1, " \n ")
    with pytest.raises(WrongUse, match="no pair 9"):
        comments.comment(three, 9, "?")
    service.note(three, 1, "moved on")
    with pytest.raises(Conflict, match="Pair 1 is not as it was"):
        comments.comment(three, 1, "?", revision=1)
    first = comments.comment(three, 1, "half \ud83d a pair")
    assert first.text == "half ? a pair"
    newest = three.store.history.latest()
    assert comments.edit(three, first.id, first.text) == first
    assert three.store.history.latest() == newest
    with pytest.raises(Conflict, match="not as it was"):
        comments.edit(three, first.id, "other", revision=7)


@pytest.mark.parametrize(
    ("change", "place"),
    [
        (lambda project: service.edit(project, 2, "Two!"), "Deux."),
        (lambda project: beads.merge(project, 1), "Un. Deux."),
        (lambda project: (beads.merge(project, 1), beads.split(project, 1, 1, 1)), "Deux."),
        (lambda project: (beads.unlink(project, 1), beads.unlink(project, 2)), "Deux."),
    ],
)
def test_a_comment_goes_with_its_sentence(
    three: Project, change: Callable[[Project], object], place: str
) -> None:
    comments.comment(three, 2, "?")
    before = contents(three.store)
    change(three)
    assert said(three)[place] == ["?"]
    while contents(three.store) != before:
        assert service.undo(three)
    assert said(three) == {"Deux.": ["?"]}


def test_a_comment_on_what_nothing_renders_stays_when_it_is_rendered_and_taken_back(project: Project) -> None:
    bring(project, "« Le pont est fermé. », a dit Awa Inventée.")
    [row] = rows(project)
    comments.comment(project, row.id, "before")
    service.edit(project, row.id, "The bridge is closed.")
    with Project(store_at(project.path, person="ben", create=False)) as other:
        comments.comment(other, row.id, "after")
    assert said(project) == {"Le pont est fermé.": ["before", "after"]}
    service.undo(project)
    assert said(project) == {"Le pont est fermé.": ["before", "after"]}
    service.redo(project)
    assert said(project) == {"Le pont est fermé.": ["before", "after"]}


def test_comments_follow_quotes_that_are_joined_and_come_back_with_them(project: Project) -> None:
    bring(project, FRENCH)
    bring(project, VARIANT, outlet="Journal fictif")
    first, other = with_words(project, "fermé depuis lundi. Le maire est parti"), with_words(project, "bois")
    mine = next(row for row in rows(project) if row.quote_id == other.id and "Kérou" in row.source)
    comments.comment(project, mine.id, "at Kérou?")
    before = contents(project.store)
    join(project, first.id, other.id)
    assert project.store.quotes.get(other.id).state is QuoteState.MERGED
    assert [text for texts in said(project).values() for text in texts] == ["at Kérou?"]
    service.undo(project)
    assert contents(project.store) == before


def test_comments_on_a_rendering_go_with_it_to_the_quote_it_renders(project: Project) -> None:
    bring(project, FRENCH)
    bring(project, ENGLISH, "en")
    english = next(quote for quote in quotes(project) if quote.missing_original)
    row = next(row for row in rows(project) if row.target.startswith("The mayor"))
    comments.comment(project, row.id, "left?")
    before = contents(project.store)
    french = with_words(project, "Le maire est parti")
    [rendering] = project.store.renderings.of_quote(english.id)
    link(project, french.id, rendering.id)
    assert said(project) == {"Le maire est parti à Kérou.": ["left?"]}
    service.undo(project)
    assert contents(project.store) == before


def test_comments_go_to_the_part_of_a_quote_that_holds_their_sentence(project: Project) -> None:
    bring(project, TWO)
    [quote] = quotes(project)
    last = rows(project)[-1]
    comments.comment(project, last.id, "who waits?")
    before = contents(project.store)
    split(project, quote.id, Place(False, quote.witnesses[0].id, 2))
    assert said(project) == {last.source: ["who waits?"]}
    service.undo(project)
    assert contents(project.store) == before

"""Joining a printed rendering to its quote keeps what persons did, and lays every sentence once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from db.errors import Refused
from db.records import Origin, PairFilter, PairRow, Status
from tests.db.making import EN, FR, document, store_at
from workbench.draft.service import draft
from workbench.match.service import link, match
from workbench.project import Project
from workbench.quotes.service import dismiss, extract
from workbench.review import service as review
from workbench.upkeep.doctor import examine

FRENCH = (
    "« Le pont est fermé depuis lundi. Le maire Inventé est parti à Bamako. Nous l’attendons. », a dit Awa Fictive.\n\n"
    "« La route du sel est coupée. », a dit Awa Fictive."
)
ENGLISH = (
    "“The bridge has been closed since Monday. Mayor Inventé has left for Bamako,” Awa Fictive said.\n\n"
    "“The salt road is cut,” Awa Fictive said."
)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project(store_at(tmp_path / "p.db")) as opened:
        for text, lang in ((FRENCH, FR), (ENGLISH, EN)):
            with opened.store.action("import", "an article"):
                stored = opened.store.documents.add(document(text, lang), text.encode())
                extract(opened, stored)
        yield opened
        assert examine(opened) == []


def rows(project: Project, **wanted: object) -> list[PairRow]:
    return project.store.pairs.rows(project.store.pairs.ids(PairFilter(**wanted)))  # type: ignore[arg-type]


def sides(project: Project) -> list[tuple[str, str]]:
    return [(row.source, row.target) for row in rows(project)]


def english(project: Project, words: str) -> int:
    return next(row.id for row in rows(project) if words in row.target)


def join_all(project: Project) -> None:
    """Join by hand what a match would, so that no test here hangs on its scores."""
    first, second = (q for q in project.store.quotes.all() if not q.missing_original)
    for quote, rendering in ((first, 1), (second, 2)):
        link(project, quote.id, rendering)


JOINED = [
    ("Le pont est fermé depuis lundi.", "The bridge has been closed since Monday."),
    ("Le maire Inventé est parti à Bamako.", "Mayor Inventé has left for Bamako,"),
    ("Nous l’attendons.", ""),
    ("La route du sel est coupée.", "The salt road is cut,"),
]


def test_what_was_printed_stands_beside_what_was_said(project: Project) -> None:
    bridge = english(project, "bridge")
    join_all(project)
    assert sides(project) == JOINED
    assert english(project, "bridge") == bridge
    assert all(not q.missing_original for q in project.store.quotes.all())


def test_a_fragment_stands_beside_the_sentence_it_was_taken_from(project: Project) -> None:
    fragment = "Awa Fictive said that the mayor had “left for Bamako”, without saying why."
    with project.store.action("import", "an article"):
        extract(project, project.store.documents.add(document(fragment, EN), fragment.encode()))
    quote = next(q for q in project.store.quotes.all() if not q.missing_original)
    link(project, quote.id, max(row.rendering_id or 0 for row in rows(project)))
    placed = [(row.source, row.target) for row in rows(project) if row.target == "left for Bamako"]
    assert placed == [("Le maire Inventé est parti à Bamako.", "left for Bamako")]


def test_a_match_is_certain_or_left_to_a_person(project: Project) -> None:
    found = match(project, apply=False)
    assert [(m.certain, m.applied) for m in found] == [(True, False)] * 2
    assert "mayor" in found[0].target.lower()
    refused = found[0].quote_id, found[0].rendering_id
    with project.store.action("match refuse", "not this one"):
        project.store.refusals.add(*refused)
    assert [m.applied for m in match(project)] == [True]
    assert all((m.quote_id, m.rendering_id) != refused for m in match(project))


def test_one_undo_takes_a_link_back(project: Project) -> None:
    before = sides(project)
    join_all(project)
    review.undo(project)
    review.undo(project)
    assert sides(project) == before


def test_a_human_edit_made_before_comes_along(project: Project) -> None:
    review.edit(project, english(project, "bridge"), "The bridge is shut.")
    join_all(project)
    assert sides(project)[:3] == [(JOINED[0][0], "The bridge is shut."), *JOINED[1:3]]
    edited = rows(project)[0]
    assert (edited.origin, edited.status) == (Origin.HUMAN, Status.TRANSLATED)
    review.edit(project, rows(project)[1].id, "The mayor left.")
    assert [target for _, target in sides(project)][:2] == ["The bridge is shut.", "The mayor left."]


def test_notes_and_rejections_come_along(project: Project) -> None:
    review.note(project, english(project, "bridge"), "check the day")
    review.reject(project, english(project, "salt"))
    join_all(project)
    assert rows(project)[0].note == "check the day"
    assert rows(project)[3].status is Status.REJECTED


def test_an_approval_was_of_other_words_and_falls_back(project: Project) -> None:
    first, second = (q.id for q in project.store.quotes.all() if not q.missing_original)
    link(project, second, 1)
    pair = next(row.id for row in rows(project) if row.source and row.target)
    review.approve(project, pair)
    link(project, first, 1)
    assert project.store.pairs.row(pair).status is Status.TRANSLATED
    newest = project.store.history.actions(pair_id=pair)[0]
    event = next(event for event in newest.events if event.pair_id == pair)
    assert (event.old_status, event.new_status) == ("approved", "translated")
    assert [source for source, _ in sides(project)] == [*(source for source, _ in JOINED), ""]


def test_a_machines_draft_gives_way_unless_a_person_has_touched_it(project: Project) -> None:
    draft(project)
    drafts = rows(project, origins=(Origin.DRAFT,))
    assert len(drafts) == 4
    review.approve(project, drafts[0].id)
    join_all(project)
    left = rows(project, origins=(Origin.DRAFT,))
    assert [row.source for row in left] == ["Le pont est fermé depuis lundi.", "Nous l’attendons."]


def test_what_was_one_bead_may_be_two_beside_the_words_it_renders(project: Project) -> None:
    first = next(q.id for q in project.store.quotes.all() if not q.missing_original)
    one, two = (row for row in rows(project) if row.rendering_id == 1)
    with project.store.action("bead merge", "one bead of two sentences"):
        project.store.pairs.remove(two.id)
        project.store.pairs.change(one.id, one.revision, target_end=2, note="check the day")
    link(project, first, 1)
    assert sides(project)[:2] == JOINED[:2]
    assert [row.note for row in rows(project) if row.note] == ["check the day"]


def test_two_runs_at_once_lay_every_pair_once(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second run decides on what it read before the first one wrote."""
    from workbench.match import service

    scores = service.scores

    def meanwhile(*arguments: object) -> object:
        found = scores(*arguments)  # type: ignore[arg-type]
        monkeypatch.setattr(service, "scores", scores)
        with Project(store_at(project.path, person="bob")) as other:
            match(other)
        return found

    monkeypatch.setattr(service, "scores", meanwhile)
    match(project)
    assert len(rows(project, origins=(Origin.PUBLISHED,))) == 3


def test_nothing_is_linked_to_what_is_no_quote(project: Project) -> None:
    first = next(q.id for q in project.store.quotes.all() if not q.missing_original)
    dismiss(project, first)
    with pytest.raises(Refused, match="dismissed"):
        link(project, first, 1)


def test_a_pair_of_a_dismissed_quote_is_not_decided(project: Project) -> None:
    row = rows(project)[0]
    dismiss(project, row.quote_id)
    with pytest.raises(Refused, match="dismissed"):
        review.reject(project, row.id)


def test_each_persons_words_carry_their_name(project: Project) -> None:
    review.edit(project, rows(project)[0].id, "By ada.")
    with Project(store_at(project.path, person="bob")) as other:
        review.edit(other, rows(project)[1].id, "By bob.")
        review.edit(other, rows(project)[0].id, "By bob too.")
    assert [row.translator for row in rows(project)[:2]] == ["bob", "bob"]
    review.edit(project, rows(project)[1].id, "By ada again.")
    assert [row.translator for row in rows(project)[:2]] == ["bob", "ada"]

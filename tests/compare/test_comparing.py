"""Comparing the renderings of a project's quotes, and choosing among them. All texts are fictional."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from db.errors import Conflict, Refused, WrongUse
from db.records import Origin, QuoteState, Status
from tests.db.making import contents
from tests.support.projects import make_project
from tests.tui.examples.compare import (
    DELTA,
    DRAFTED,
    FRENCH_WORDS,
    GAZETTE,
    HARBOUR,
    add_quote,
    draft,
    example,
    print_rendering,
)
from workbench.compare.choosing import choose, place_of
from workbench.compare.service import compare, linked, quotes_by_variation, variations
from workbench.project import Project, open_project
from workbench.review import service
from workbench.upkeep.doctor import examine


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with example(tmp_path) as opened:
        yield opened
        assert examine(opened) == []


def texts(project: Project, quote_id: int = 1) -> list[list[str | None]]:
    """What each version makes of each segment."""
    return [[cell and cell.text for cell in s.cells] for s in compare(project, quote_id).segments]


def test_segments_are_where_all_renderings_begin_and_end(project: Project) -> None:
    found = compare(project, 1)
    assert [segment.source for segment in found.segments] == [" ".join(FRENCH_WORDS[:2]), FRENCH_WORDS[2]]
    assert texts(project) == [
        [" ".join(HARBOUR[:2]), DELTA[0], " ".join(GAZETTE[:2]), " ".join(DRAFTED[:2])],
        [HARBOUR[2], DELTA[1], GAZETTE[2], DRAFTED[2]],
    ]


def test_versions_say_who_made_them(project: Project) -> None:
    harbour, delta, gazette, machine = compare(project, 1).versions
    assert (harbour.by, harbour.agency, harbour.date) == ("Harbour Wire", "HW", "2012-06-01")
    assert (delta.by, delta.origin) == ("Delta Post", Origin.PUBLISHED)
    assert (gazette.also, gazette.renderings) == (("Sunday Gazette",), (3, 5))
    assert (machine.origin, machine.by) == (Origin.DRAFT, "translate-fr_en 0.2")
    assert "version:0.2" in machine.engine


def test_scores_of_a_quote_are_the_means_of_its_segments(project: Project) -> None:
    found = compare(project, 1)
    for segment in found.segments:
        eddies = [cell.eddy for cell in segment.cells if cell and cell.eddy is not None]
        assert len(eddies) == 4
        assert segment.viv == pytest.approx(sum(eddies) / 4)
    vivs = [segment.viv or 0.0 for segment in found.segments]
    assert min(vivs) <= (found.viv or 0) <= max(vivs)
    assert found.versions[1].eddy == max(version.eddy or 0 for version in found.versions)


def test_word_links_tell_what_is_left_out_and_added(tmp_path: Path) -> None:
    with make_project(tmp_path / "p.db", []) as project:
        quote = add_quote(project, ("Le ministre a quitté Bamako avec 300 soldats.", "Il reviendra."))
        whole = ("The minister has left Bamako with 300 soldiers.", "He will return.")
        print_rendering(project, quote, whole, [((0, 1), (0, 1)), ((1, 2), (1, 2))])
        short = ("The minister has left with soldiers.", "This is news.", "He will return.")
        print_rendering(project, quote, short, [((0, 1), (0, 1)), ((1, 1), (1, 2)), ((1, 2), (2, 3))])
        found = linked(project, compare(project, quote))
        segment = found.segments[0]
        first, second = segment.cells
        assert first is not None
        assert second is not None
        assert (first.omitted, first.added) == ((), ())
        assert [span.of(segment.source) for span in second.omitted] == ["Bamako", "300"]
        assert [span.of(second.text) for span in second.added] == ["This is news."]


def test_what_the_others_render_is_missed(project: Project) -> None:
    """`gouvernement` is too frequent a word to be missed in one rendering alone."""
    found = linked(project, compare(project, 1)).segments[1]
    named = [[span.of(found.source) for span in cell.omitted] if cell else [] for cell in found.cells]
    assert named[0] == named[2] == named[3] == []
    assert "gouvernement" in named[1]


def test_a_missing_original_leaves_one_segment(tmp_path: Path) -> None:
    with make_project(tmp_path / "p.db", []) as project:
        quote = add_quote(project, ())
        for words in (("We stay.",), ("We are staying.", "Here.")):
            beads = [((0, 0), (n, n + 1)) for n in range(len(words))]
            print_rendering(project, quote, words, beads)
        found = linked(project, compare(project, quote))
        assert texts(project, quote) == [["We stay.", "We are staying. Here."]]
        assert found.segments[0].viv is not None
        done = choose(project, quote, 0, found.versions[0].rendering_id, "We shall stay.")
        assert project.store.pairs.row(done.pairs[0]).target == "We shall stay."


def test_an_unknown_quote_a_dismissed_one_and_a_foreign_base(project: Project) -> None:
    with pytest.raises(WrongUse):
        compare(project, 99)
    with pytest.raises(WrongUse, match="can be compared: 1, 2, 3, 4"):
        compare(project, 1, base=6)
    from workbench.quotes.service import dismiss

    dismiss(project, 3)
    assert project.store.quotes.get(3).state is QuoteState.DISMISSED
    with pytest.raises(Refused, match="dismissed"):
        compare(project, 3)
    with pytest.raises(Refused, match="dismissed"):
        choose(project, 3, 0, 8)
    assert [one.quote_id for one in quotes_by_variation(project)] == [2, 1]


def test_quotes_are_ranked_by_their_variation(project: Project) -> None:
    found = quotes_by_variation(project)
    assert [one.quote_id for one in found] == [2, 1, 3]
    assert [one.versions for one in found] == [2, 4, 2]
    assert [one.viv for one in found] == [compare(project, one.quote_id).viv for one in found]
    assert [one.quote_id for one in quotes_by_variation(project, 3)] == [1]
    assert list(variations(project, only=[3])) == [found[2]]
    with pytest.raises(WrongUse):
        quotes_by_variation(project, 1)
    told: list[tuple[int, int]] = []
    quotes_by_variation(project, progress=lambda done, total: told.append((done, total)))
    assert told[-1] == (3, 3)
    assert quotes_by_variation(project, cancelled=lambda: True) == []


def test_chosen_words_are_the_same_stored_ones(project: Project) -> None:
    before = contents(project.store)
    done = choose(project, 1, 2, 3)
    row = project.store.pairs.row(done.pairs[0])
    assert (row.target, row.origin, row.status) == (GAZETTE[2], Origin.HUMAN, Status.TRANSLATED)
    assert (row.derived_from, row.target_outlet, row.reviewer) == ("published", "River Gazette", "Nadia")
    own = compare(project, 1)
    by_hand = next(v for v in own.versions if v.origin is Origin.HUMAN)
    cell = own.segments[1].cells[own.versions.index(by_hand)]
    assert cell is not None
    assert cell.taken_from == 3
    assert own.viv == pytest.approx(
        next(one.viv for one in quotes_by_variation(project) if one.quote_id == 1)
    )
    with pytest.raises(Refused, match="already"):
        choose(project, 1, 2, 3)
    service.undo(project)
    kept = {table for table in before if table not in ("action", "change", "pair_event")}
    assert {t: contents(project.store)[t] for t in kept} == {t: before[t] for t in kept}


def test_words_taken_over_do_not_count_twice(project: Project) -> None:
    before = compare(project, 1).viv
    choose(project, 1, 0, 1)
    assert compare(project, 1).viv == pytest.approx(before)
    assert next(v.versions for v in quotes_by_variation(project) if v.quote_id == 1) == 4


def test_adjusted_words_come_from_the_chosen_rendering(project: Project) -> None:
    done = choose(project, 1, 0, 1, "We left Aguelmoussa before dawn. Nobody asked.")
    row = project.store.pairs.row(done.pairs[0])
    assert (row.source, row.target) == (
        " ".join(FRENCH_WORDS[:2]),
        "We left Aguelmoussa before dawn. Nobody asked.",
    )
    assert (row.derived_from, row.target_outlet) == ("published", "Harbour Wire")
    assert texts(project)[0][0] == " ".join(HARBOUR[:2])


def test_a_machine_never_passes_for_a_human(project: Project) -> None:
    """The draft has given way to what was printed; what is taken from it has its signature none the less."""
    assert not any(row.origin is Origin.DRAFT for row in project.store.pairs.rows(project.store.pairs.ids()))
    for text in (None, "Quite other words."):
        done = choose(project, 1, 0, 4, text)
        row = project.store.pairs.row(done.pairs[0])
        assert (row.origin, row.derived_from) == (Origin.HUMAN, "draft")
        assert "translate-fr_en" in row.engine


def test_a_new_choice_takes_the_place_of_the_last(project: Project) -> None:
    first = choose(project, 1, 2, 1, "We go back when they keep the truce.")
    second = choose(project, 1, 2, 2)
    assert second.given_back == first.pairs
    row = project.store.pairs.row(first.pairs[0])
    assert (row.origin, row.target) == (Origin.PUBLISHED, HARBOUR[2])
    drafted = choose(project, 1, 2, 4)
    choose(project, 1, 2, 3)
    assert not project.store.pairs.rows(list(drafted.pairs))
    for _ in range(4):
        assert service.undo(project) is not None
    assert texts(project)[1] == [HARBOUR[2], DELTA[1], GAZETTE[2], DRAFTED[2]]


def test_what_another_person_wrote_stays(project: Project) -> None:
    choose(project, 1, 2, 1, "Nadia's words.")
    with open_project(project.path, person="Bassam") as other:
        choose(other, 1, 2, 2, "Bassam's words.")
    versions = {v.by: n for n, v in enumerate(compare(project, 1).versions)}
    assert texts(project)[1][versions["Nadia"]] == "Nadia's words."
    assert texts(project)[1][versions["Bassam"]] == "Bassam's words."
    choose(project, 1, 0, 3)
    assert [v.by for v in compare(project, 1).versions if v.origin is Origin.HUMAN] == ["Nadia", "Bassam"]


def test_words_shown_must_be_those_that_stand(project: Project) -> None:
    pair = place_of(project, 6)
    assert pair == (1, 2)
    row = project.store.pairs.row(6)
    service.note(project, 6, "seen")
    with pytest.raises(Conflict):
        choose(project, 1, 2, 1, revisions={6: row.revision})
    assert project.store.pairs.row(6).origin is Origin.PUBLISHED


def test_what_cannot_be_chosen(project: Project) -> None:
    with pytest.raises(WrongUse, match="no sentence"):
        choose(project, 1, 9, 1)
    with pytest.raises(WrongUse, match="not among"):
        choose(project, 1, 0, 7)
    with pytest.raises(Refused, match="empty"):
        choose(project, 1, 0, 1, " ")
    quote = add_quote(project, ("Oui.", "Non."))
    half = print_rendering(project, quote, ("Yes.",), [((0, 1), (0, 1))])
    with pytest.raises(WrongUse, match="leaves this segment out"):
        choose(project, quote, 1, half)
    drafted = draft(project, quote, ("Yes!", "No!"), paired=True)
    done = choose(project, quote, 1, drafted)
    assert project.store.pairs.row(done.pairs[0]).target == "No!"


def test_any_choices_leave_a_sound_project_and_can_be_taken_back(tmp_path: Path) -> None:
    chance = random.Random(7)
    with example(tmp_path) as project:
        before = contents(project.store)
        done = 0
        for step in range(16):
            versions = compare(project, 1).versions
            rendering = chance.choice(versions).rendering_id
            text = chance.choice([None, None, f"Words {step}."])
            with suppress(Refused, WrongUse):
                choose(project, 1, chance.randrange(3), rendering, text)
                done += 1
            assert examine(project) == []
        assert done > 8
        for _ in range(done):
            assert service.undo(project) is not None
        assert examine(project) == []
        kept = [table for table in before if table not in ("action", "change", "pair_event")]
        after = contents(project.store)
        assert {t: after[t] for t in kept} == {t: before[t] for t in kept}

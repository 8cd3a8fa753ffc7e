"""Aligning a project again keeps what persons said. All texts are fictional."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from db.errors import Refused
from db.records import Bead, LanguageTag, Origin, PairFilter, QuoteKind, Span, Status
from tests.db.making import contents, put_document, put_pairs, put_quote, store_at
from tests.quotes.importing import bring
from tests.review.making import both, draft_of, put_rendering, state
from workbench.align.service import Drafts
from workbench.match.service import link
from workbench.project import Project
from workbench.review import beads, service
from workbench.review.grouping import Side
from workbench.review.realigning import realign
from workbench.upkeep.doctor import examine

SAID = (
    ("Le pont de Kérou est fermé depuis lundi.", "The bridge at Kérou has been closed since Monday."),
    ("Les 12 camions attendent à Tessalé.", "The 12 lorries are waiting in Tessalé."),
    ("La Radio fictive le dit.", "Radio fictive says so."),
    ("Revenez le 3 mars 2014.", "Come back on 3 March 2014."),
)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project(store_at(tmp_path / "p.db")) as opened:
        yield opened
        assert examine(opened) == []


def jumble(project: Project) -> None:
    """Four sentences on either side, all in one pair of the aligner's."""
    put_pairs(project.store, *SAID)
    with project.store.action("align", "a bad alignment"):
        for n in (2, 3, 4):
            project.store.pairs.remove(n)
        project.store.pairs.change(1, 1, source_end=4, target_end=4)


def test_what_nobody_touched_is_found_anew_as_one_action(project: Project) -> None:
    jumble(project)
    before = contents(project.store)
    done = realign(project)
    assert (done.renderings, done.quotes, done.crossing) == (1, (1,), ())
    assert state(project) == [tuple(pair) for pair in SAID]
    assert {row.aligned_by for row in project.store.pairs.rows(project.store.pairs.ids())} == {""}
    service.undo(project)
    assert contents(project.store) == before
    service.redo(project)
    assert state(project) == [tuple(pair) for pair in SAID]


def test_a_second_run_has_nothing_to_do(project: Project) -> None:
    jumble(project)
    realign(project)
    before, actions = contents(project.store), len(project.store.history.actions())
    assert realign(project).quotes == ()
    assert contents(project.store) == before
    assert len(project.store.history.actions()) == actions


@pytest.mark.parametrize("verb", ["approve", "reject", "note", "edit", "accept", "merge"])
def test_what_a_person_said_stays_and_the_rest_is_found_around_it(project: Project, verb: str) -> None:
    put_pairs(project.store, *SAID)
    beads.merge(project, 1)
    if verb == "merge":
        beads.merge(project, 3)
    else:
        with project.store.action("align", "as if the aligner had laid them"):
            project.store.execute("UPDATE pair SET aligned_by = ''")
            project.store.pairs.change(3, 1, source_end=4, target_end=4)
            project.store.pairs.remove(4)
        words = {"note": ("odd",), "edit": ("Said so. Come on 3 March.",)}.get(verb, ())
        getattr(beads if verb == "accept" else service, verb)(project, 3, *words)
    before = project.store.pairs.row(3)
    realign(project)
    assert project.store.pairs.row(3) == before
    assert len(state(project)) == (2 if verb == "merge" else 3)


def test_a_sentence_that_a_person_left_alone_stays_alone(project: Project) -> None:
    put_pairs(project.store, *SAID)
    beads.unlink(project, 2)
    before = state(project)
    realign(project)
    assert state(project) == before
    (alone,) = project.store.pairs.rows(project.store.pairs.ids(PairFilter(missing_target=True)))
    assert (alone.source, alone.aligned_by) == ("Les 12 camions attendent à Tessalé.", "ada")


def test_beads_after_a_fixed_one_are_found_on_its_far_side(project: Project) -> None:
    put_pairs(project.store, *SAID)
    beads.move(project, 1, Side.TARGET, beads.AFTER)
    with project.store.action("align", "a bad alignment"):
        project.store.pairs.change(3, 1, source_end=4, target_end=4)
        project.store.pairs.remove(4)
    realign(project)
    assert state(project)[-2:] == [tuple(pair) for pair in SAID[2:]]
    assert both(project, 2) == (SAID[1][0], f"{SAID[0][1]} {SAID[1][1]}")


def test_only_the_quotes_named_are_aligned(project: Project) -> None:
    jumble(project)
    quote = put_quote(project.store, put_document(project.store, "Oui. Non."), "Oui.", "Non.")
    put_rendering(project, quote, ("Yes.", "No."))
    assert realign(project, [quote]).quotes == ()
    assert len(state(project)) == 3
    assert realign(project, [1]).quotes == (1,)


def test_a_quote_without_words_or_dismissed_is_refused(project: Project) -> None:
    jumble(project)
    put_rendering(project, None, ("Nobody was paid.",))
    with pytest.raises(Refused, match="Quote 2 cannot be aligned: its original is missing"):
        realign(project, [1, 2])
    with project.store.action("dismiss", "no quotation"):
        project.store.execute("UPDATE quote SET state = 'dismissed' WHERE id = 1")
    with pytest.raises(Refused, match="it is dismissed"):
        realign(project, [1])
    with project.store.action("dismiss", "a quotation after all"):
        project.store.execute("UPDATE quote SET state = 'active' WHERE id = 1")


def test_drafts_and_fragments_are_left_as_they_are(project: Project) -> None:
    draft_of(project, "Oui.", "Non.", drafts=("Yes.", "No."))
    bring(
        project,
        "« Le pont de Kérou est fermé. Nous attendons les camions de mil depuis trois semaines. »,"
        " a dit Awa Inventée.",
    )
    bring(project, "Awa Inventée spoke of “lorries of millet”.", LanguageTag("en"))
    orphan = project.store.quotes.all(missing=True)[0]
    assert orphan.kind is QuoteKind.PARTIAL
    quote = next(q for q in project.store.quotes.all() if len(q.segments) == 2 and q.id != 1)
    (rendering,) = project.store.renderings.of_quote(orphan.id)
    link(project, quote.id, rendering.id)
    before = state(project)
    assert realign(project).renderings == 0
    assert state(project) == before


def test_a_rendering_in_another_order_is_told_and_left(project: Project) -> None:
    put_pairs(project.store, *SAID[:2])
    with project.store.action("align", "crossing"):
        project.store.pairs.change(1, 1, target_start=1, target_end=2)
        project.store.pairs.change(2, 1, target_start=0, target_end=1)
    before = state(project)
    assert realign(project).crossing == (1,)
    assert state(project) == before


def test_drafts_are_asked_for_once_for_each_language(project: Project) -> None:
    jumble(project)
    asked: list[tuple[str, int]] = []

    def drafts(lang: LanguageTag) -> Drafts:
        def translate(sentences: Sequence[str]) -> Sequence[str] | None:
            asked.append((lang, len(sentences)))
            return [dict(SAID)[sentence] for sentence in sentences]

        return translate

    realign(project, drafts=drafts)
    assert asked == [("fr", 4)]
    assert state(project) == [tuple(pair) for pair in SAID]


def test_a_run_tells_how_far_it_is_and_stops_before_it_writes(project: Project) -> None:
    jumble(project)
    before = contents(project.store)
    assert realign(project, cancelled=lambda: True).stopped
    assert contents(project.store) == before
    told: list[tuple[int, int]] = []
    realign(project, progress=lambda done, total: told.append((done, total)))
    assert told == [(1, 1)]


def test_what_somebody_changes_meanwhile_is_left_to_them(project: Project) -> None:
    jumble(project)

    def interfere(done: int, total: int) -> None:
        service.note(project, 1, "mine")

    assert realign(project, progress=interfere).quotes == ()
    assert len(state(project)) == 1


def test_a_missing_sentence_gives_way_to_the_words_that_render_it(project: Project) -> None:
    put_pairs(project.store, *SAID)
    with project.store.action("align", "a bad alignment"):
        project.store.pairs.change(2, 1, source_start=1, source_end=1)
        missing = Bead(Span(1, 2), Span(0, 0), 1.0)
        project.store.pairs.add(1, None, missing, Status.DRAFT)
    realign(project)
    assert state(project) == [tuple(pair) for pair in SAID]
    assert project.store.pairs.ids(PairFilter(missing_target=True)) == []
    assert project.store.pairs.row(2).origin is Origin.PUBLISHED

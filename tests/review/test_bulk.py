"""Decisions about many pairs: one action, one undo, and nothing done to what was not meant. All is fictional."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from db.records import Finding, Origin, PairRow, Severity, Status
from tests.support.projects import Said, make_project, pair_ids
from workbench.checks.service import PairFindings
from workbench.project import Project, open_project
from workbench.review import bulk, service
from workbench.review.bulk import PassedOver, Reason, Replacement, Verb
from workbench.review.replacing import Replacing

QUOTES = (
    Said(source=["Le maire est là.", "Il part."], target=["The mayor is here.", "The mayor leaves."]),
    Said(source=["Oui."], target=["The mayor: yes."], origin=Origin.DRAFT),
    Said(source=["Non."]),
    Said(target=["The mayor said no."]),
    Said(source=["Peut-être."], target=["The mayor may."], status=Status.REJECTED),
    Said(source=["Bien."], target=["Fine, mayor."], status=Status.APPROVED),
)
"""Pairs 1 to 7."""


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with make_project(tmp_path / "p.db", QUOTES) as made:
        yield made


def statuses(project: Project) -> str:
    """The first letters of the statuses of pairs 1 to 7."""
    return "".join(str(row.status)[0] for row in project.store.pairs.rows(range(1, 8)))


def erring(*wrong: int) -> bulk.Examine:
    """Checks that find an error in these pairs, and a note in others."""

    def examine(row: PairRow) -> PairFindings:
        severity = Severity.ERROR if row.id in wrong else Severity.NOTE
        return PairFindings(row.id, (Finding("num.value", severity, "differs"),))

    return examine


def test_approval_of_all_leaves_out_what_cannot_be_meant_and_is_one_undo(project: Project) -> None:
    before = statuses(project)
    told: list[tuple[int, int]] = []
    seen = bulk.preview(
        project,
        Verb.APPROVE,
        [*pair_ids(project), 99],
        erring(2),
        progress=lambda done, total: told.append((done, total)),
    )
    assert [meant.pair_id for meant in seen.ready] == [1, 3]
    assert (dict(seen.statuses), seen.already) == ({Status.TRANSLATED: 1, Status.DRAFT: 1}, 1)
    assert dict(seen.origins) == {Origin.PUBLISHED: 1, Origin.DRAFT: 1}
    assert dict(seen.gravest) == {Severity.NOTE: 2}
    assert dict(seen.passed_over) == {
        2: Reason.ERRORS,
        4: Reason.NO_RENDERING,
        5: Reason.NO_ORIGINAL,
        6: Reason.OTHERWISE,
        99: Reason.GONE,
    }
    assert told[-1] == (8, 8)
    assert statuses(project) == before
    done = bulk.decide_many(project, Verb.APPROVE, seen.ready)
    assert (done.changed, done.passed_over) == ((1, 3), ())
    assert statuses(project) == "atadtra"
    [action] = project.store.history.actions(limit=1)
    assert (action.kind, action.summary) == ("approved", "2 pairs approved")
    assert [event.pair_id for event in action.events] == [1, 3]
    service.undo(project)
    assert statuses(project) == before


def test_pairs_with_errors_are_approved_when_that_is_said(project: Project) -> None:
    seen = bulk.preview(project, Verb.APPROVE, [1, 2], erring(2), with_errors=True)
    assert dict(seen.gravest) == {Severity.NOTE: 1, Severity.ERROR: 1}
    assert bulk.decide_many(project, Verb.APPROVE, seen.ready).changed == (1, 2)


def test_what_changed_meanwhile_is_passed_over_and_the_rest_is_done(project: Project) -> None:
    seen = bulk.preview(project, Verb.REJECT, pair_ids(project))
    assert [meant.pair_id for meant in seen.ready] == [1, 2, 3, 4, 5]
    with open_project(project.path, person="Ben") as other:
        service.note(other, 2, "wait")
    done = bulk.decide_many(project, Verb.REJECT, seen.ready)
    assert done.changed == (1, 3, 4, 5)
    assert done.passed_over == (PassedOver(2, Reason.CHANGED),)
    again = bulk.decide_many(project, Verb.REJECT, seen.ready)
    assert again.changed == ()
    assert project.store.history.actions(limit=1)[0].summary == "4 pairs rejected"
    back = bulk.preview(project, Verb.REOPEN, pair_ids(project))
    bulk.decide_many(project, Verb.REOPEN, back.ready)
    assert statuses(project) == "ttddttt"


def test_a_preview_ends_when_it_is_cancelled(project: Project) -> None:
    seen = bulk.preview(project, Verb.REJECT, pair_ids(project), cancelled=lambda: True)
    assert seen.ready == []


def test_replacing_is_an_edit_of_each_pair_in_one_action(project: Project) -> None:
    replacing = Replacing("mayor", "governor", keep_case=True)
    found = list(bulk.replacements(project, replacing, pair_ids(project)))
    wanted = [one for one in found if isinstance(one, Replacement)]
    assert [(one.row.id, one.text) for one in wanted] == [
        (1, "The governor is here."),
        (2, "The governor leaves."),
        (3, "The governor: yes."),
        (7, "Fine, governor."),
        (5, "The governor said no."),
    ]
    printed = [r for r in project.store.renderings.of_quote(1) if r.origin is Origin.PUBLISHED]
    with open_project(project.path, person="Ben") as other:
        service.edit(other, 3, "Ben’s mayor.")
    done = bulk.replace_many(project, replacing, wanted)
    assert (done.changed, done.passed_over) == ((1, 2, 7, 5), (PassedOver(3, Reason.CHANGED),))
    rows = project.store.pairs.rows([1, 2, 7])
    assert [row.target for row in rows] == [wanted[0].text, wanted[1].text, wanted[3].text]
    assert {(row.origin, row.status, row.derived_from) for row in rows} == {
        (Origin.HUMAN, Status.TRANSLATED, Origin.PUBLISHED)
    }
    assert [r for r in project.store.renderings.of_quote(1) if r.origin is Origin.PUBLISHED] == printed
    [action] = project.store.history.actions(limit=1)
    assert action.summary == "“mayor” replaced by “governor” in 4 pairs"
    assert service.undo(project) is not None
    assert project.store.pairs.row(7).status is Status.APPROVED
    assert project.store.pairs.row(1).origin is Origin.PUBLISHED


def test_nothing_is_emptied_and_no_pattern_holds_up_the_rest(tmp_path: Path) -> None:
    quotes = [Said(source=["a"], target=["Mayor"]), Said(source=["b"], target=["a" * 60 + "b"])]
    with make_project(tmp_path / "p.db", quotes) as project:
        assert list(bulk.replacements(project, Replacing("Mayor", " "), [1, 2])) == [
            PassedOver(1, Reason.EMPTIED)
        ]
        slow = Replacing("(a|aa)+$|Mayor", "Boss", regex=True)
        first, second = bulk.replacements(project, slow, [1, 2])
        assert isinstance(first, Replacement)
        assert second == PassedOver(2, Reason.SLOW)

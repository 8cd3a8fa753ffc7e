"""Checks of a project's pairs: what stands, what was waived, and when a waiver lapses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from db.errors import UnreadableInput, WrongUse
from db.records import Finding, Origin, PairRow, Severity, Status
from tests.support.projects import Said, make_project
from workbench.checks.service import (
    Checking,
    PairFindings,
    checks_of,
    found_in,
    rules_file,
    summary,
    unwaive,
    waive,
)
from workbench.glossary.service import choose, put_name
from workbench.project import Project
from workbench.review import service as review

SAID = [
    Said(source=["Nous avons perdu 43 hommes."], target=["We lost 42 men."]),
    Said(source=["Nous restons ici."], target=["We are staying here ."]),
    Said(source=["Rien à ajouter."]),
    Said(source=["Nous restons ici."], target=["We remain here."], status=Status.APPROVED),
]


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with make_project(tmp_path / "p.db", SAID) as project:
        yield project


def kinds(found: PairFindings) -> list[str]:
    return [finding.check for finding in found.findings]


def checked(project: Project, pair_id: int) -> PairFindings:
    return Checking(project).of(project.store.pairs.row(pair_id))


def test_each_pair_is_told_and_one_without_a_rendering_has_nothing(project: Project) -> None:
    found = {row.id: kinds(one) for row, one in Checking(project).all()}
    assert "num.value" in found[1]
    assert "spc.before" in found[2]
    assert found[3] == []
    assert checked(project, 1).gravest is Severity.ERROR


def test_a_waiver_holds_until_either_text_changes_and_comes_back_with_it(project: Project) -> None:
    row, meant = found_in(project, 1, "num.value")
    waive(project, row, meant, " a misprint in the article ")
    one = checked(project, 1)
    assert "num.value" not in kinds(one)
    assert [(f.check, w.reason, w.who) for f, w in one.waived] == [
        ("num.value", "a misprint in the article", project.person)
    ]
    review.edit(project, 1, "We lost 44 men.")
    assert "num.value" in kinds(checked(project, 1))
    review.undo(project)
    assert "num.value" not in kinds(checked(project, 1))


def test_a_waiver_is_undone_and_taken_back(project: Project) -> None:
    row, meant = found_in(project, 1, "num.value")
    waive(project, row, meant, "reason")
    review.undo(project)
    assert "num.value" in kinds(checked(project, 1))
    review.redo(project)
    assert "num.value" not in kinds(checked(project, 1))
    unwaive(project, row, meant)
    assert "num.value" in kinds(checked(project, 1))


def test_one_of_several_findings_can_be_waived_alone(project: Project) -> None:
    review.edit(project, 1, "We lost 42 men , and 7 more .")
    messages = [finding.message for finding in found_in(project, 1, "spc.before")[1]]
    assert len(messages) == 2
    row, meant = found_in(project, 1, "spc.before", messages[0])
    waive(project, row, meant, "house style")
    assert [f.message for f in checked(project, 1).findings if f.check == "spc.before"] == messages[1:]


def test_a_waiver_needs_a_reason_and_something_to_waive(project: Project) -> None:
    row, meant = found_in(project, 1, "num.value")
    with pytest.raises(WrongUse, match="reason"):
        waive(project, row, meant, "  ")
    with pytest.raises(WrongUse, match="finds nothing"):
        found_in(project, 1, "quo.left")
    with pytest.raises(WrongUse, match="There is no check"):
        found_in(project, 1, "quo.nothing")
    with pytest.raises(WrongUse, match="no pair 99"):
        found_in(project, 99, "num.value")


def test_a_rejected_pair_is_not_looked_at(project: Project) -> None:
    review.reject(project, 1)
    assert checked(project, 1).findings == ()


def test_the_same_source_rendered_otherwise_is_told_of_approved_pairs_only(project: Project) -> None:
    assert "incons.same" in kinds(checked(project, 2))
    assert "incons.same" not in kinds(checked(project, 4))
    review.edit(project, 2, "We are staying here.")
    review.approve(project, 2)
    assert "incons.same" in kinds(checked(project, 4))


def test_checking_follows_the_pairs_it_is_asked_about(project: Project) -> None:
    checking = Checking(project)
    checking.of(project.store.pairs.row(2))
    row = review.edit(project, 2, "We remain here.")
    assert "incons.same" not in kinds(checking.of(row))
    approved: PairRow = review.approve(project, 2)
    checking.of(approved)
    assert "incons.same" not in kinds(checking.of(project.store.pairs.row(4)))


def test_the_choice_of_an_ambiguous_name_holds_for_its_article(tmp_path: Path) -> None:
    said = [Said(source=["Le CNSP se tait."], target=["The CNSP is silent."])]
    with make_project(tmp_path / "p.db", said) as project:
        assert "acr.ambiguous" in kinds(checked(project, 1))
        choose(project, 1, "CNSP", "cnsp-mali")
        assert "acr.ambiguous" not in kinds(checked(project, 1))


def test_the_other_concept_of_an_ambiguous_name_is_a_wrong_one(tmp_path: Path) -> None:
    niger, mali = (
        "the National Council for the Safeguard of the Homeland",
        "the National Committee for the Salvation of the People",
    )
    said = [
        Said(source=["Le CNSP se tait."], target=[f"{name.capitalize()} is silent."])
        for name in (niger, mali)
    ]
    with make_project(tmp_path / "p.db", said) as project:
        for chosen, wrong in (("", []), ("cnsp-mali", [1]), ("cnsp-niger", [2])):
            choose(project, 1, "CNSP", chosen)
            found = {row.id: kinds(one) for row, one in Checking(project).all()}
            assert [pair for pair in found if "name.missing" in found[pair]] == wrong


def test_the_summary_counts_pairs_and_waivers(project: Project) -> None:
    row, meant = found_in(project, 1, "num.value")
    waive(project, row, meant, "reason")
    checking = Checking(project)
    counts = {c.check.id: c[1:4] for c in summary([one for _, one in checking.all()], checking.checks)}
    assert counts["num.value"] == (0, 0, 1)
    assert counts["spc.before"] == (1, 1, 0)
    assert "quo.left" not in counts


def test_the_summary_tells_severities_of_a_check_apart(project: Project) -> None:
    finding = Finding("num.value", Severity.ERROR, "a")
    found = [PairFindings(1, (finding, finding._replace(severity=Severity.NOTE), finding))]
    (error, note) = summary(found, Checking(project).checks)
    assert (error.severity, error.pairs, error.findings) == (Severity.ERROR, 1, 2)
    assert (note.severity, note.pairs, note.findings) == (Severity.NOTE, 1, 1)


def test_a_waiver_outlives_what_other_pairs_say(project: Project) -> None:
    row, meant = found_in(project, 2, "incons.same")
    waive(project, row, meant, "two speakers")
    review.edit(project, 4, "Here we remain, and here we stay.")
    review.approve(project, 4)
    (now, _), *others = checked(project, 2).waived
    assert now.message != meant[0].message and not others
    assert "incons.same" not in kinds(checked(project, 2))


def test_a_waiver_outlives_the_words_of_the_glossary(tmp_path: Path) -> None:
    said = [Said(source=["Selon la Cédéao, la route est libre."], target=["The road is clear, they say."])]
    with make_project(tmp_path / "p.db", said) as project:
        row, meant = found_in(project, 1, "name.missing")
        waive(project, row, meant, "the paper left it out")
        concept = next(c for c in project.store.concepts.all() if any(n.text == "ECOWAS" for n in c.names))
        name = next(name for name in concept.names if name.text == "ECOWAS")
        put_name(project, concept.key, replace(name, text="Ecowas Commission"))
        (now, _), *_others = checked(project, 1).waived
        assert now.check == "name.missing" and now.message != meant[0].message
        assert "name.missing" not in kinds(checked(project, 1))


def test_what_another_pair_has_is_known_from_what_changed(project: Project) -> None:
    checking = Checking(project)
    assert checking.of(project.store.pairs.row(2)).touched == ()
    approved = review.approve(project, 2)
    assert checking.of(approved).touched == (4,)
    assert checking.of(approved).touched == ()


def test_rules_beside_a_project_are_its_checks(project: Project) -> None:
    rules_file(project).write_text('[[rule]]\nid = "men"\non = "target"\npattern = "\\\\bmen\\\\b"\n')
    assert "rule.men" in kinds(checked(project, 1))
    assert [check.id for check in checks_of(project, only=["rule"])] == ["rule.men"]
    rules_file(project).write_text("[[rule]]\nid = ")
    with pytest.raises(UnreadableInput, match=r"p\.rules\.toml"):
        checks_of(project)


def test_a_machine_s_draft_is_checked_like_any_rendering(tmp_path: Path) -> None:
    said = [Said(source=["Il y a 12 chèvres."], target=["There are 13 goats."], origin=Origin.DRAFT)]
    with make_project(tmp_path / "p.db", said) as project:
        assert "num.value" in kinds(checked(project, 1))


def test_other_pairs_are_read_only_for_a_check_across_pairs(project: Project) -> None:
    statements: list[str] = []
    project.store._connection.set_trace_callback(statements.append)
    found_in(project, 2, "spc.before")
    assert not any("approved" in statement for statement in statements)
    found_in(project, 2, "incons.same")
    assert any("approved" in statement for statement in statements)


def test_a_check_that_is_asked_for_alone_is_still_made_pointless_by_others(tmp_path: Path) -> None:
    words = "Il y a 43 chèvres dans le village et nous restons ici avec les 12 autres."
    with make_project(tmp_path / "p.db", [Said(source=[words], target=[words + " 9"])]) as project:
        with pytest.raises(WrongUse, match="finds nothing"):
            found_in(project, 1, "num.value")
        assert kinds(Checking(project, checks_of(project, only=["num"])).of(project.store.pairs.row(1))) == []

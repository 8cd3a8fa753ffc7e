"""Two copies of a project that went apart are one again, and nothing is lost. All texts are fictional."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from db.errors import Conflict, Refused, UnreadableInput, WrongUse
from db.records import QuoteState
from tests.merge.deeds import ARTICLE, begin
from tests.quotes.importing import bring, with_words
from workbench.merge.service import Merged, Side, merge
from workbench.project import Project, open_project
from workbench.quotes import service as quotes
from workbench.review import beads, service
from workbench.upkeep.doctor import examine


@pytest.fixture
def copies(tmp_path: Path) -> Iterator[tuple[Path, Path]]:
    """Two copies of one project."""
    ours, theirs = tmp_path / "ours.db", tmp_path / "theirs.db"
    begin(ours)
    shutil.copy(ours, theirs)
    yield ours, theirs


def work(path: Path, person: str, *deeds: Callable[[Project], object]) -> None:
    with open_project(path, person=person, clock=lambda: f"2012-06-0{1 + len(person)}T10:00:00Z") as project:
        for deed in deeds:
            deed(project)


def join(ours: Path, theirs: Path, side: Side = Side.OURS, **options: object) -> Merged:
    """Merge as Nadia; what comes of it is sound, and nothing is left to do."""
    done = merge(ours, theirs, person="Nadia", choose=lambda c: [side] * len(c), **options)  # type: ignore[arg-type]
    if done.written:
        with open_project(done.written) as project:
            assert examine(project) == []
        assert merge(done.written, theirs).actions == 0
    return done


def words(path: Path, pair: int) -> tuple[str, str, str, str]:
    with open_project(path) as project:
        row = project.store.pairs.row(pair)
        return row.target, row.status, row.note, row.reviewer


def test_what_both_did_to_different_things_stands(copies: tuple[Path, Path]) -> None:
    ours, theirs = copies
    work(
        ours, "Ada", lambda p: service.edit(p, 1, "The bridge is shut."), lambda p: service.note(p, 2, "ask")
    )
    work(
        theirs,
        "Bob",
        lambda p: service.edit(p, 2, "We wait."),
        lambda p: service.edit(p, 3, "Return on Monday."),
        lambda p: service.approve(p, 3),
        lambda p: quotes.edit(p, 2, speaker="Moussa Fictif"),
    )
    done = join(ours, theirs)
    assert (done.actions, done.persons, done.contests) == (4, ("Bob",), ())
    assert words(ours, 1) == ("The bridge is shut.", "translated", "", "Ada")
    assert words(ours, 2) == ("We wait.", "translated", "ask", "Bob")
    assert words(ours, 3) == ("Return on Monday.", "approved", "", "Bob")
    with open_project(ours, person="Bob") as project:
        told = [(a.who, a.at, a.kind, a.summary) for a in project.store.history.actions(limit=4)]
        assert told[1] == ("Bob", "2012-06-04T10:00:00Z", "approved", "pair 3 approved")
        assert [kind for _, _, kind, _ in told] == ["quote edit", "approved", "edit", "edit"]
        service.undo(project)
        service.undo(project)
        assert project.store.pairs.row(3).status == "translated"
        service.redo(project)
        assert project.store.pairs.row(3).status == "approved"
    with open_project(ours, person="Ada") as project, pytest.raises(Conflict, match="Bob has since changed"):
        service.undo(project)


@pytest.mark.parametrize("side", Side)
def test_a_pair_that_both_edited_is_contested(copies: tuple[Path, Path], side: Side) -> None:
    ours, theirs = copies
    work(ours, "Ada", lambda p: service.edit(p, 1, "By Ada."), lambda p: service.approve(p, 1))
    work(theirs, "Bob", lambda p: service.edit(p, 1, "By Bob."), lambda p: service.note(p, 1, "sure?"))
    done = join(ours, theirs, side)
    [contest] = done.contests
    assert (contest.what, contest.old) == ("pair 1", "“The bridge is closed.” (translated)")
    assert contest.ours[:3] == ("“By Ada.” (approved)", "Ada", "2012-06-04T10:00:00Z")
    assert contest.theirs[:2] == ("“By Bob.” (translated), note: sure?", "Bob")
    assert contest.theirs.done == ("pair 1 edited", "note on pair 1")
    kept = (
        ("By Ada.", "approved", "", "Ada") if side is Side.OURS else ("By Bob.", "translated", "sure?", "Bob")
    )
    assert words(ours, 1) == kept
    with open_project(ours) as project:
        written = {e.new_text for a in project.store.history.actions(pair_id=1) for e in a.events}
        assert {"By Ada.", "By Bob."} <= written


def test_who_undoes_a_merge_has_the_other_version(copies: tuple[Path, Path]) -> None:
    ours, theirs = copies
    work(ours, "Ada", lambda p: service.edit(p, 1, "By Ada."))
    work(theirs, "Bob", lambda p: service.edit(p, 1, "By Bob."))
    join(ours, theirs)
    with open_project(ours, person="Bob") as project, pytest.raises(Conflict, match="Nadia"):
        service.undo(project)
    with open_project(ours, person="Nadia") as project:
        service.undo(project)
        assert project.store.pairs.row(1).target == "By Bob."
        assert examine(project) == []


@pytest.mark.parametrize("side", Side)
def test_a_quote_that_one_dismissed_and_the_other_worked_on(copies: tuple[Path, Path], side: Side) -> None:
    ours, theirs = copies
    work(ours, "Ada", lambda p: quotes.dismiss(p, 1))
    work(theirs, "Bob", lambda p: service.edit(p, 2, "We wait."), lambda p: beads.merge(p, 1))
    done = join(ours, theirs, side)
    [contest] = done.contests
    assert contest.what == "quote 1"
    assert (contest.ours.done, contest.ours.text[:17]) == (("quote 1 dismissed",), "quote 1 dismissed")
    assert "pair 2: “" in contest.theirs.text or "pair 1: “" in contest.theirs.text
    with open_project(ours) as project:
        state = project.store.quotes.get(1).state
        assert state is (QuoteState.DISMISSED if side is Side.OURS else QuoteState.ACTIVE)
        assert ("We wait." in project.store.pairs.row(1).target) is (side is Side.THEIRS)


def test_an_article_that_both_imported_is_there_once(copies: tuple[Path, Path]) -> None:
    ours, theirs = copies

    def approve(words: str, text: str) -> Callable[[Project], object]:
        def deed(project: Project) -> None:
            pair = project.store.pairs.ranges(with_words(project, words).id)[0]
            service.edit(project, pair.id, text)

        return deed

    work(ours, "Ada", lambda p: bring(p, "« Rien. », a dit Awa Inventée."), lambda p: bring(p, ARTICLE))
    work(ours, "Ada", approve("puits", "The well is full."))
    work(theirs, "Bob", lambda p: bring(p, ARTICLE, outlet="Radio fictive"), approve("Non", "No."))
    done = join(ours, theirs, Side.THEIRS)
    assert [contest.what for contest in done.contests] == ["document 8 (article-fr.txt)"]
    assert "Radio fictive" in done.contests[0].theirs.text
    with open_project(ours) as project:
        stored = project.store.documents.all()
        assert len({document.sha256 for document in stored}) == len(stored) == 8
        assert stored[-1].outlet == "Radio fictive"
        for said, rendered in (("puits", "The well is full."), ("Non", "No.")):
            pair = project.store.pairs.ranges(with_words(project, said).id)[0]
            assert project.store.pairs.row(pair.id).target == rendered


def test_new_rows_get_ids_of_their_own_and_summaries_name_them(copies: tuple[Path, Path]) -> None:
    ours, theirs = copies
    work(ours, "Ada", lambda p: bring(p, "« Oui. », a dit Awa Inventée."))
    work(theirs, "Bob", lambda p: bring(p, "« Non. Jamais. », a dit Issa Fictif."))
    with open_project(theirs, person="Bob") as project:
        pair = project.store.pairs.ranges(with_words(project, "Jamais").id)[0].id
        service.edit(project, pair, "No!")
    join(ours, theirs)
    with open_project(ours) as project:
        here = project.store.pairs.ranges(with_words(project, "Jamais").id)[0].id
        assert here != pair
        assert project.store.pairs.row(here).target == "No!"
        assert project.store.history.actions(limit=1)[0].summary == f"pair {here} edited"


def test_who_goes_on_in_the_old_copy_is_taken_in_again(copies: tuple[Path, Path]) -> None:
    ours, theirs = copies
    work(ours, "Ada", lambda p: service.edit(p, 1, "By Ada."))
    work(theirs, "Bob", lambda p: service.edit(p, 2, "By Bob."), lambda p: bring(p, ARTICLE))
    join(ours, theirs)
    work(theirs, "Bob", lambda p: service.edit(p, 2, "By Bob, again."), lambda p: service.edit(p, 1, "Both."))
    done = join(ours, theirs)
    assert (done.actions, [contest.what for contest in done.contests]) == (2, ["pair 1"])
    assert (words(ours, 1)[0], words(ours, 2)[0]) == ("By Ada.", "By Bob, again.")
    with pytest.raises(Refused, match="merge the other way round"):
        merge(theirs, ours)
    shutil.copy(ours, theirs)
    work(theirs, "Bob", lambda p: service.edit(p, 3, "On from the joined file."))
    assert join(ours, theirs).contests == ()
    assert words(ours, 3)[0] == "On from the joined file."


def test_a_project_as_it_was_is_kept_and_a_dry_run_writes_nothing(copies: tuple[Path, Path]) -> None:
    ours, theirs = copies
    work(theirs, "Bob", lambda p: service.edit(p, 2, "By Bob."))
    before = ours.read_bytes(), theirs.read_bytes()
    assert merge(ours, theirs, dry_run=True).actions == 1
    assert join(ours, theirs, target=ours.with_name("new.db")).backup is None
    assert (ours.read_bytes(), theirs.read_bytes()) == before
    done = join(ours, theirs)
    assert done.backup is not None
    assert (words(done.backup, 2)[0], words(ours, 2)[0]) == ("We are waiting.", "By Bob.")
    assert theirs.read_bytes() == before[1]
    assert sorted(file.name for file in ours.parent.iterdir()) == [
        "new.db",
        "ours.db",
        "ours.db.before-merge-1",
        "theirs.db",
    ]


def test_copies_that_cannot_be_written_are_joined_into_a_new_file(copies: tuple[Path, Path]) -> None:
    ours, theirs = copies
    work(theirs, "Bob", lambda p: service.edit(p, 2, "By Bob."))
    for path in copies:
        path.chmod(0o444)
    assert join(ours, theirs, target=ours.with_name("new.db")).actions == 1
    with pytest.raises(Refused, match="can only be read"):
        merge(ours, theirs)
    assert sorted(file.name for file in ours.parent.iterdir()) == ["new.db", "ours.db", "theirs.db"]


def test_what_cannot_be_joined_is_refused(copies: tuple[Path, Path], tmp_path: Path) -> None:
    ours, theirs = copies
    stranger = tmp_path / "stranger.db"
    with open_project(stranger, create=True) as project:
        bring(project, ARTICLE)
    with pytest.raises(Refused, match="no copies of one project"):
        merge(ours, stranger)
    with pytest.raises(WrongUse, match="same file"):
        merge(ours, ours)
    with pytest.raises(WrongUse, match="already"):
        merge(ours, theirs, target=theirs)
    with pytest.raises(WrongUse, match="no project at"):
        merge(ours, tmp_path / "typo.db")
    (tmp_path / "text.db").write_text("no project")
    with pytest.raises(UnreadableInput, match=r"text\.db is not a workbench project"):
        merge(ours, tmp_path / "text.db")


def test_somebody_who_writes_while_a_question_is_open_is_not_overrun(copies: tuple[Path, Path]) -> None:
    ours, theirs = copies
    work(ours, "Ada", lambda p: service.edit(p, 1, "By Ada."))
    work(theirs, "Bob", lambda p: service.edit(p, 1, "By Bob."))

    def answer(_: object) -> list[Side]:
        work(ours, "Ada", lambda p: service.edit(p, 1, "Later."))
        return [Side.THEIRS]

    with pytest.raises(Conflict, match="meanwhile"):
        merge(ours, theirs, choose=answer)
    assert words(ours, 1)[0] == "Later."
    assert [file.name for file in ours.parent.glob("*before*")] == []

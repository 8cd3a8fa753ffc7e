"""Undo takes back exactly what was done, across sessions, and never what somebody else did since."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from db.errors import Conflict
from db.records import Bead, Segment, Span, Status
from db.store import Store
from tests.db.making import contents, put_document, put_pairs, put_quote, store_at


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return store_at(tmp_path / "p.db")


def note(store: Store, pair: int, text: str) -> None:
    with store.action("note", f"note {text}"):
        store.pairs.change(pair, store.pairs.row(pair).revision, note=text)


def test_undo_and_redo_in_turn(store: Store) -> None:
    pair = put_pairs(store, ("Oui.", "Yes."))[0]
    for text in ("one", "two", "three"):
        note(store, pair, text)
    assert [store.history.undo() and store.pairs.row(pair).note for _ in range(2)] == ["two", "one"]
    assert [store.history.redo() and store.pairs.row(pair).note for _ in range(2)] == ["two", "three"]
    assert store.history.redo() is None


def test_a_new_action_ends_redo(store: Store) -> None:
    pair = put_pairs(store, ("Oui.", "Yes."))[0]
    note(store, pair, "one")
    store.history.undo()
    note(store, pair, "other")
    assert store.history.redo() is None
    assert store.pairs.row(pair).note == "other"


def test_undo_survives_a_restart(store: Store) -> None:
    pair = put_pairs(store, ("Oui.", "Yes."))[0]
    note(store, pair, "one")
    store.close()
    with store_at(store.path) as again:
        undone = again.history.undo()
        assert undone is not None
        assert undone.summary == "note one"
        assert again.pairs.row(pair).note == ""
    with store_at(store.path) as later:
        later.history.redo()
        assert later.pairs.row(pair).note == "one"


def test_undo_of_an_import_takes_the_bytes_and_redo_brings_them_back(store: Store) -> None:
    with store.action("import", "an article and its quote"):
        document_id = put_document(store, "Oui, « bien sûr »\u00a0!")
        put_quote(store, document_id, "Oui, « bien sûr »\u00a0!")
    before = contents(store)
    store.history.undo()
    assert all(rows == [] for rows in contents(store).values())
    assert store.rows("SELECT * FROM segment_fts WHERE segment_fts MATCH 'bien'") == []
    store.history.redo()
    assert contents(store) == before
    assert store.documents.raw(document_id) == "Oui, « bien sûr »\u00a0!".encode()
    assert len(store.rows("SELECT * FROM segment_fts WHERE segment_fts MATCH 'bien'")) == 1


def test_each_person_takes_back_their_own(store: Store) -> None:
    first, second = put_pairs(store, ("Oui.", "Yes."), ("Non.", "No."))
    note(store, first, "by ada")
    with store_at(store.path, person="bob") as bob:
        note(bob, second, "by bob")
    store.history.undo()
    assert (store.pairs.row(first).note, store.pairs.row(second).note) == ("", "by bob")


def test_what_somebody_else_changed_since_is_not_taken_back(store: Store) -> None:
    pair = put_pairs(store, ("Oui.", "Yes."))[0]
    note(store, pair, "by ada")
    with store_at(store.path, person="bob") as bob:
        note(bob, pair, "by bob")
    with pytest.raises(Conflict, match="bob has since changed"):
        store.history.undo()
    assert store.pairs.row(pair).note == "by bob"


def test_an_edit_begun_before_an_undo_conflicts(store: Store) -> None:
    pair = put_pairs(store, ("Oui.", "Yes."))[0]
    note(store, pair, "one")
    seen = store.pairs.row(pair).revision
    store.history.undo()
    with pytest.raises(Conflict), store.action("note", "stale"):
        store.pairs.change(pair, seen, note="stale")


class Undoing(RuleBasedStateMachine):
    """Any order of work, undo and redo agrees with a list of remembered contents."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.store = store_at(Path(self.folder.name) / "p.db")
        self.pairs = put_pairs(self.store, ("Oui.", "Yes."), ("Non.", "No."), ("Si.", "If."))
        self.past = [contents(self.store)]
        self.future: list[dict[str, list[tuple[object, ...]]]] = []
        self.floor = len(self.store.history.actions())

    def done(self) -> None:
        now = contents(self.store)
        if now != self.past[-1]:
            self.past.append(now)
            self.future.clear()

    @rule(at=st.integers(0, 2), status=st.sampled_from(Status))
    def decide(self, at: int, status: Status) -> None:
        row = self.store.pairs.row(self.pairs[at])
        if row.status != status:
            with self.store.action("status", status):
                self.store.pairs.change(row.id, row.revision, status=str(status))
        self.done()

    @rule(at=st.integers(0, 2), text=st.text("aé\u00a0\u202f🙂", min_size=1, max_size=3))
    def edit(self, at: int, text: str) -> None:
        pair = self.store.pairs.range(self.pairs[at])
        assert pair.rendering_id is not None
        with self.store.action("edit", "words"):
            rendering = self.store.renderings.get(pair.rendering_id)
            child = rendering.id if rendering.derived_from else self.child(rendering.id)
            self.store.renderings.replace(child, pair.target, Segment(text, " "))
            self.store.pairs.change(pair.id, pair.revision, rendering_id=child)
        self.done()

    def child(self, parent: int) -> int:
        found = self.store.renderings.human_child(parent)
        return (
            found.id
            if found
            else self.store.renderings.derive(self.store.renderings.get(parent), author="ada")
        )

    @rule()
    def add(self) -> None:
        with self.store.action("add", "a pair"):
            self.store.pairs.add(1, None, Bead(Span(0, 1), Span(0, 0), 1.0), Status.DRAFT)
        self.done()

    @precondition(lambda self: len(self.past) > 1)
    @rule()
    def undo(self) -> None:
        assert self.store.history.undo() is not None
        self.future.append(self.past.pop())

    @precondition(lambda self: self.future)
    @rule()
    def redo(self) -> None:
        assert self.store.history.redo() is not None
        self.past.append(self.future.pop())

    @rule()
    def restart(self) -> None:
        self.store.close()
        self.store = store_at(self.store.path)

    @invariant()
    def agrees(self) -> None:
        assert contents(self.store) == self.past[-1]

    def teardown(self) -> None:
        assert self.store.integrity() == []
        self.store.close()
        self.folder.cleanup()


TestUndoing = Undoing.TestCase
TestUndoing.settings = settings(max_examples=15, stateful_step_count=15, deadline=None)


def test_a_redo_does_not_bring_back_what_rested_on_something_taken_back(store: Store) -> None:
    pair = put_pairs(store, ("Oui.", "Yes."))[0]
    with store_at(store.path, person="bob") as bob:
        note(bob, pair, "by bob")
        with store.action("status", "approved"):
            store.pairs.change(pair, store.pairs.row(pair).revision, status="approved")
        store.history.undo()
        bob.history.undo()
        with pytest.raises(Conflict, match="bob has since changed"):
            store.history.redo()
    assert (store.pairs.row(pair).note, store.pairs.row(pair).status) == ("", Status.TRANSLATED)


def test_one_action_is_not_taken_back_twice(store: Store) -> None:
    pair = put_pairs(store, ("Oui.", "Yes."))[0]
    for text in ("one", "two"):
        note(store, pair, text)
    with store_at(store.path) as other:
        assert store.history.undo() is not None
        assert other.history.undo() is not None
    assert store.pairs.row(pair).note == ""


def test_what_others_have_built_upon_is_not_taken_back(store: Store) -> None:
    document_id = put_document(store, "Oui. Non.")
    with store_at(store.path, person="bob") as bob:
        put_quote(bob, document_id, "Oui.")
    with pytest.raises(Conflict, match="built upon"):
        store.history.undo()
    assert store.documents.get(document_id).text == "Oui. Non."


def test_a_reversal_names_the_quotes_that_it_left_changed(tmp_path: Path) -> None:
    with store_at(tmp_path / "p.db") as store:
        put_pairs(store, ("Oui.", "Yes."), ("Non.", "No."))
        with store.action("note", "a note"):
            store.pairs.change(1, 1, note="x")
            store.pairs.remove(2)
        named: list[list[int]] = []
        store.history.undo(lambda quotes: named.append(list(quotes)))
        store.history.redo(lambda quotes: named.append(list(quotes)))
        assert named == [[1], [1]]
        while store.history.undo(lambda quotes: named.append(list(quotes))):
            pass
        assert named[-1] == []

"""Comments and unfinished words as they are stored. All texts are fictional."""

from __future__ import annotations

from pathlib import Path

import pytest

from db.errors import Conflict, WrongUse
from db.records import Unfinished
from db.store import Store
from tests.db.making import contents, put_pairs, store_at

TWO = (("Un.", "One."), ("Deux.", "Two."))


@pytest.fixture
def store(tmp_path: Path) -> Store:
    made = store_at(tmp_path / "p.db")
    put_pairs(made, *TWO)
    return made


def say(store: Store, pair_id: int, text: str) -> int:
    with store.action("comment", text):
        return store.comments.add(store.pairs.range(pair_id), text)


def texts(store: Store, pair_id: int) -> list[str]:
    return [comment.text for comment in store.comments.of_pair(pair_id)]


def test_a_comment_stands_with_its_sentence_and_is_part_of_the_history(store: Store) -> None:
    before = contents(store)
    first = say(store, 2, "Deux ?")
    known = store.comments.get(first)
    assert (known.source_at, known.target_at, known.who, known.edited_at) == (1, 1, "ada", "")
    with store.action("comment", "changed"):
        store.comments.change(first, known.revision, "« Deux », vraiment ?")
    assert (texts(store, 1), texts(store, 2)) == ([], ["« Deux », vraiment ?"])
    assert store.comments.get(first).edited_at > known.at
    with pytest.raises(Conflict, match="not as it was"), store.action("comment", "late"):
        store.comments.change(first, known.revision, "late")
    after = contents(store)
    assert [store.history.undo() is not None for _ in range(2)] == [True, True]
    assert contents(store) == before
    assert [store.history.redo() is not None for _ in range(2)] == [True, True]
    assert contents(store) == after
    with pytest.raises(WrongUse, match="no comment 99"):
        store.comments.get(99)


def test_a_comment_outlives_its_rendering_and_every_pair_is_somewhere(store: Store) -> None:
    said = say(store, 1, "about One")
    with store.action("match", "the rendering goes"):
        store.execute("UPDATE pair SET rendering_id = NULL, target_start = 0, target_end = 0")
        store.renderings.remove(1)
    assert store.comments.get(said).rendering_id is None
    assert (texts(store, 1), texts(store, 2)) == (["about One"], [])
    store.history.undo()
    assert store.comments.get(said).rendering_id == 1
    with store.action("bead", "no pair holds the first sentences any more"):
        store.execute("DELETE FROM pair WHERE id = 1")
    assert texts(store, 2) == ["about One"]
    assert store.comments.pair_of(said) == 2
    with store.action("bead", "nor any other"):
        store.execute("DELETE FROM pair")
    assert store.comments.pair_of(said) is None


def test_unfinished_words_are_one_text_for_each_person_and_no_part_of_the_history(store: Store) -> None:
    newest = store.history.latest()
    store.unfinished.keep(1, "rendering", "On", 3)
    store.unfinished.keep(2, "comment", "Tw\u00a0\ud800", 4)
    with store_at(store.path, person="ben", create=False) as other:
        assert other.unfinished.last() is None
        other.unfinished.forget()
        kept = store.unfinished.last()
        assert kept is not None
        assert kept == Unfinished(2, "comment", "Tw\u00a0?", 4, kept.at)
        other.unfinished.keep(1, "note", "B", 1)
    assert store.history.latest() == newest
    store.unfinished.forget()
    assert store.unfinished.last() is None


def test_what_others_did_since_is_told_oldest_first(store: Store) -> None:
    newest = store.history.latest()
    assert store.history.since(newest) == []
    with store_at(store.path, person="ben", create=False) as other:
        say(other, 1, "first")
        say(other, 2, "second")
    assert [(action.who, action.summary) for action in store.history.since(newest)] == [
        ("ben", "first"),
        ("ben", "second"),
    ]
    assert store.history.latest() == newest + 2

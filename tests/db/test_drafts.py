"""The drafts of a project: kept once for each text and way of making, and never altered."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.records import Change, Draft, Flag, Span, TermUse
from db.store import Store
from tests.db.making import store_at

SIGNATURE = "package:translate-fr_en|beam:4"
WORDS = st.text(st.characters(exclude_categories=("Cs",)), max_size=20)
SPANS = st.tuples(st.integers(0, 99), st.integers(0, 99)).map(lambda ends: Span(*sorted(ends)))
SHARES = st.floats(0, 1)
DRAFTS = st.builds(
    Draft,
    text=WORDS,
    score=st.floats(-9, 0),
    raw=WORDS,
    confidence=st.none() | SHARES,
    flags=st.lists(st.builds(Flag, WORDS, WORDS, st.none() | SPANS), max_size=3).map(tuple),
    terms=st.lists(
        st.builds(TermUse, WORDS, WORDS, SPANS, WORDS, st.none() | SPANS, WORDS, WORDS), max_size=3
    ).map(tuple),
    changes=st.lists(st.builds(Change, SPANS, WORDS, WORDS), max_size=3).map(tuple),
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return store_at(tmp_path_factory.mktemp("drafts") / "p.db")


def keep(store: Store, made: dict[str, Draft], signature: str = SIGNATURE) -> None:
    with store.action("draft", "drafts"):
        store.drafts.keep(signature, made)


@given(WORDS, WORDS, DRAFTS)
def test_a_draft_comes_back_as_it_was(store: Store, signature: str, source: str, draft: Draft) -> None:
    before = store.drafts.get(signature, source)
    keep(store, {source: draft}, signature)
    assert store.drafts.get(signature, source) == (before or draft)


def test_each_way_of_making_has_a_draft_of_its_own(tmp_path: Path) -> None:
    with store_at(tmp_path / "p.db") as store:
        keep(store, {"Oui.": Draft("Yes."), "Non.": Draft("No.")})
        keep(store, {"Oui.": Draft("Yes!")}, "package:other")
        known = store.drafts.known(SIGNATURE, ["Non.", "Oui.", "Peut-être.", "Oui."])
        assert known == {"Non.": Draft("No."), "Oui.": Draft("Yes.")}
        assert store.drafts.known("package:other", ["Non.", "Oui."]) == {"Oui.": Draft("Yes!")}


def test_a_draft_that_is_there_stays(tmp_path: Path) -> None:
    with store_at(tmp_path / "p.db") as store:
        keep(store, {"Oui.": Draft("Yes.")})
        keep(store, {"Oui.": Draft("Aye.")})
        assert store.drafts.get(SIGNATURE, "Oui.") == Draft("Yes.")
        with pytest.raises(sqlite3.IntegrityError, match="never altered"), store.action("test", "forgery"):
            store.execute("UPDATE draft SET made = '{}'")


def test_drafts_are_no_part_of_the_history(tmp_path: Path) -> None:
    with store_at(tmp_path / "p.db") as store:
        keep(store, {"Oui.": Draft("Yes.")})
        assert store.value("SELECT count(*) FROM action") == 0

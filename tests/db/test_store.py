"""What is stored comes back, and evidence cannot be altered."""

from __future__ import annotations

import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.errors import Conflict, WrongUse
from db.quotes import add_segment
from db.records import Basis, Bead, PairFilter, QuoteState, Segment, Span, Status, joined
from db.store import Store
from tests.db.making import document, put_document, put_pairs, put_quote, store_at

words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=40)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return store_at(tmp_path / "p.db")


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(text=words, raw=st.binary(max_size=60), title=words)
def test_a_document_comes_back_as_it_came(store: Store, text: str, raw: bytes, title: str) -> None:
    made = document(text, title=title)
    if store.documents.with_sha256(made.sha256):
        return
    with store.action("import", "an article"):
        stored = store.documents.add(made, raw)
    found = store.documents.get(stored.id)
    assert (found.text, found.title, found.blocks) == (text, title, made.blocks)
    assert store.documents.raw(stored.id) == raw


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(texts=st.lists(words, min_size=1, max_size=4), after=st.sampled_from([" ", "\u00a0", "\n", ""]))
def test_a_quotes_words_come_back_exactly(store: Store, texts: list[str], after: str) -> None:
    if not (document_id := store.value("SELECT id FROM document")):
        document_id = put_document(store, "Un texte fictif.")
    made = put_quote(store, document_id, "x")
    with store.action("extract", "words"):
        rendering_words = tuple(Segment(text, after, n) for n, text in enumerate(texts))
        for segment in rendering_words:
            store.insert(
                "quote_segment",
                quote_id=made,
                position=segment.position + 1,
                segment_id=add_segment(store, segment),
            )
    assert joined(store.quotes.segments(made)[1:]) == after.join(texts)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE document SET text = 'x'",
        "UPDATE document_raw SET bytes = x'00'",
        "UPDATE segment SET text = 'x'",
        "UPDATE quote_segment SET segment_id = 2",
        "UPDATE rendering_segment SET segment_id = 1",
    ],
)
def test_evidence_cannot_be_altered_even_by_sql(store: Store, statement: str) -> None:
    put_pairs(store, ("Oui.", "Yes."), ("Non.", "No."))
    with pytest.raises(sqlite3.IntegrityError, match="never altered"), store.action("edit", "tampering"):
        store.execute(statement)


def test_a_write_outside_an_action_is_refused_by_the_file_itself(store: Store) -> None:
    pair = put_pairs(store, ("Oui.", "Yes."))[0]
    raw = sqlite3.connect(store.path)
    with pytest.raises(sqlite3.IntegrityError):
        raw.execute("UPDATE pair SET status = 'approved' WHERE id = ?", (pair,))
    raw.close()


def test_a_failed_action_leaves_nothing(store: Store) -> None:
    with pytest.raises(RuntimeError), store.action("import", "half an article"):
        store.documents.add(document("Un texte."), b"")
        raise RuntimeError
    assert store.documents.all() == []
    assert store.history.actions() == []


def test_an_action_that_writes_nothing_leaves_no_entry(store: Store) -> None:
    with store.action("edit", "nothing"):
        pass
    assert store.history.actions() == []


def test_a_stale_revision_is_a_conflict_that_names_the_other(store: Store) -> None:
    pair = put_pairs(store, ("Oui.", "Yes."))[0]
    revision = store.pairs.row(pair).revision
    with store_at(store.path, person="bob") as other, other.action("note", "a note by bob"):
        other.pairs.change(pair, revision, note="seen")
    with pytest.raises(Conflict, match="by bob"), store.action("note", "mine"):
        store.pairs.change(pair, revision, note="mine")
    assert store.pairs.row(pair).note == "seen"


def test_two_writers_never_lose_an_edit(tmp_path: Path) -> None:
    path = tmp_path / "p.db"
    with store_at(path) as store:
        pair = put_pairs(store, ("Oui.", "Yes."))[0]

    def count_up(person: str) -> None:
        with store_at(path, person=person) as mine:
            for _ in range(25):
                with mine.action("note", "one more"):
                    row = mine.pairs.row(pair)
                    mine.pairs.change(pair, row.revision, note=str(int(row.note or 0) + 1))

    writers = [threading.Thread(target=count_up, args=(name,)) for name in ("ada", "bob")]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    with store_at(path) as store:
        assert store.pairs.row(pair).note == "50"


def test_a_human_rendering_shares_what_was_not_touched(store: Store) -> None:
    put_pairs(store, ("Oui.", "Yes."), ("Non.", "No."), ("Peut-être.", "Maybe."))
    parent = store.renderings.get(1)
    with store.action("edit", "the second sentence"):
        child = store.renderings.derive(parent, author="ada")
        store.renderings.replace(child, Span(1, 2), Segment("Never.", " "))
    made = store.renderings.get(child)
    assert joined(made.segments) == "Yes. Never. Maybe."
    assert joined(store.renderings.get(1).segments) == "Yes. No. Maybe."
    assert [s.id for s in made.segments if s.position != 1] == [parent.segments[0].id, parent.segments[2].id]


def test_pairs_are_listed_with_everything_known(store: Store) -> None:
    first, _ = put_pairs(store, ("Oui.", "Yes."), ("Non.", "No."))
    row = store.pairs.row(first)
    assert (row.source, row.target, row.speaker) == ("Oui.", "Yes.", "Aminata Fictive")
    assert (row.source_outlet, row.source_date, row.target_outlet) == (
        "Radio fictive",
        "2019-03-12",
        "Agence fictive",
    )


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (PairFilter(), ["Été à Gao.", "Non."]),
        (PairFilter(text="ETE a"), ["Été à Gao."]),
        (PairFilter(text="summer in g"), ["Été à Gao."]),
        (PairFilter(text="winter"), []),
        (PairFilter(text='"'), []),
        (PairFilter(text="no*"), ["Non."]),
        (PairFilter(statuses=(Status.APPROVED,)), []),
        (PairFilter(speaker="aminâta"), ["Été à Gao.", "Non."]),
        (PairFilter(speaker="nobody"), []),
        (PairFilter(missing_target=True), []),
        (PairFilter(source_lang="fr"), ["Été à Gao.", "Non."]),
        (PairFilter(source_lang="es"), []),
        (PairFilter(document_id=2), ["Été à Gao.", "Non."]),
        (PairFilter(document_id=9), []),
    ],
)
def test_filters(store: Store, wanted: PairFilter, expected: list[str]) -> None:
    put_pairs(store, ("Été à Gao.", "Summer in Gao."), ("Non.", "No."))
    assert [row.source for row in store.pairs.rows(store.pairs.ids(wanted))] == expected


def test_words_of_languages_without_spaces_are_found(store: Store) -> None:
    put_pairs(store, ("千里之行，始於足下", "A long way."))
    assert len(store.pairs.ids(PairFilter(text="足下"))) == 1


def test_reading_order_follows_the_article(store: Store) -> None:
    document_id = put_document(store, "Un long article fictif.")
    for offset in (40, 5, 20):
        quote = store.quotes.get(put_quote(store, document_id, f"à {offset}"))
        with store.action("test", "moved"):
            store.execute("UPDATE quote SET place_offset = ? WHERE id = ?", (offset, quote.id))
            store.pairs.add(quote.id, None, Bead(Span(0, 1), Span(0, 0), 1.0), Status.DRAFT)
    assert [row.source for row in store.pairs.rows(store.pairs.ids())] == ["à 5", "à 20", "à 40"]


@pytest.mark.parametrize("ask", ["documents", "quotes", "renderings"])
def test_an_unknown_id_is_told(store: Store, ask: str) -> None:
    with pytest.raises(WrongUse, match="There is no"):
        getattr(store, ask).get(77)


def test_a_correction_is_kept_and_words_are_not_touched(store: Store) -> None:
    from dataclasses import replace

    quote = store.quotes.get(put_quote(store, put_document(store, "Oui. Non."), "Oui.", "Non."))
    with store.action("quote edit", "speaker"):
        store.quotes.correct(
            replace(quote, speaker="Issa Fictif", lang_basis=Basis.STATED, state=QuoteState.DISMISSED)
        )
    found = store.quotes.get(quote.id)
    assert (found.speaker, found.state, found.segments) == (
        "Issa Fictif",
        QuoteState.DISMISSED,
        quote.segments,
    )
    assert store.quotes.all() == []


def test_a_backup_is_a_project(store: Store, tmp_path: Path) -> None:
    put_pairs(store, ("Oui.", "Yes."))
    store.backup(tmp_path / "copy.db")
    with store_at(tmp_path / "copy.db", create=False) as copy:
        assert len(copy.pairs.ids()) == 1
        assert copy.integrity() == []


def test_a_bead_is_its_makers_until_its_range_is_written_without_them(tmp_path: Path) -> None:
    with store_at(tmp_path / "p.db") as store:
        put_pairs(store, ("Oui.", "Yes."))
        with store.action("bead", "by hand"):
            store.pairs.change(1, 1, probability=1.0, aligned_by="ada")
        assert (store.pairs.range(1).aligned_by, store.pairs.range(1).touched) == ("ada", True)
        with store.action("note", "a note"):
            store.pairs.change(1, 2, note="x")
        assert store.pairs.row(1).aligned_by == "ada"
        with store.action("align", "anew"):
            store.pairs.change(1, 3, target_end=1)
        assert store.pairs.row(1).aligned_by == ""


def test_a_pair_is_expected_at_a_revision(tmp_path: Path) -> None:
    with store_at(tmp_path / "p.db") as store:
        put_pairs(store, ("Oui.", "Yes."))
        store.pairs.expect(1, 1)
        with pytest.raises(Conflict, match="stands at revision 1"):
            store.pairs.expect(1, 2)


def test_a_refusal_is_kept_once_and_taken_back(tmp_path: Path) -> None:
    with store_at(tmp_path / "p.db") as store:
        put_pairs(store, ("Oui.", "Yes."))
        with store.action("match refuse", "no"):
            store.refusals.add(1, 1)
            store.refusals.add(1, 1)
        assert store.refusals.all() == {(1, 1)}
        with store.action("match refuse", "after all"):
            store.refusals.remove(1, 1)
        assert store.refusals.all() == set()
        store.history.undo()
        assert store.refusals.all() == {(1, 1)}


def test_what_others_write_is_noticed(store: Store) -> None:
    pair = put_pairs(store, ("Oui.", "Yes."))[0]
    before = store.file_version()
    with store_at(store.path, person="bob") as other:
        others = other.file_version()
        with other.action("note", "a note by bob"):
            other.pairs.change(pair, 1, note="seen")
        after = store.file_version()
        assert after != before
        assert store.file_version() == after
        assert other.file_version() == others


def test_looking_for_changes_does_not_wait_for_a_thread_that_writes(store: Store) -> None:
    before = store.file_version()
    with store_at(store.path, person="bob") as other:
        put_document(other, "Un article fictif.")
    with store.action("import", "a long one"), ThreadPoolExecutor(1) as elsewhere:
        assert elsewhere.submit(store.file_version).result(timeout=5) == before
    assert store.file_version() != before


def test_entries_are_written_all_or_not_at_all(store: Store) -> None:
    pair = put_pairs(store, ("Oui.", "Yes."))[0]
    done = len(store.history.actions())

    def write(*, fail: bool) -> None:
        with store.actions() as begin:
            begin("note", "by bob", at="2020-01-01T00:00:00Z", who="bob")
            store.pairs.change(pair, store.pairs.row(pair).revision, note="bob")
            begin("note", "nothing")
            begin("note", "by ada")
            store.pairs.change(pair, store.pairs.row(pair).revision, note="ada")
            if fail:
                raise RuntimeError

    with pytest.raises(RuntimeError):
        write(fail=True)
    assert (len(store.history.actions()), store.pairs.row(pair).note) == (done, "")
    write(fail=False)
    assert [(a.who, a.at[:4], a.summary) for a in store.history.actions(limit=2)] == [
        ("ada", "2024", "by ada"),
        ("bob", "2020", "by bob"),
    ]


def test_each_of_two_persons_takes_back_and_does_again_their_own(store: Store) -> None:
    first, second = put_pairs(store, ("Oui.", "Yes."), ("Non.", "No."))

    def write(by: Store, pair: int, text: str) -> None:
        with by.action("note", text):
            by.pairs.change(pair, by.pairs.row(pair).revision, note=text)

    def notes() -> tuple[str, str]:
        return store.pairs.row(first).note, store.pairs.row(second).note

    with store_at(store.path, person="bob") as bob:
        write(store, first, "ada 1")
        write(bob, second, "bob 1")
        write(store, first, "ada 2")
        write(bob, second, "bob 2")
        store.history.undo()
        bob.history.undo()
        store.history.undo()
        assert notes() == ("", "bob 1")
        write(bob, second, "bob 3")
        assert bob.history.redo() is None
        store.history.redo()
        assert notes() == ("ada 1", "bob 3")
        store.history.redo()
        bob.history.undo()
        assert notes() == ("ada 2", "bob 1")
        done = {action.who for action in store.history.actions(limit=6)}
        assert done == {"ada", "bob"}

"""What a project keeps of its glossary beside concepts, and the findings that were waived."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from db.errors import Conflict, Refused, WrongUse
from db.records import (
    CaseRule,
    Concept,
    GlossaryFiles,
    KeptOut,
    LanguageTag,
    Name,
    NameStatus,
    Relation,
    Waiver,
)
from db.store import Store
from tests.db.making import store_at

FR, EN = LanguageTag("fr"), LanguageTag("en")
FRONT = Concept(
    key="front-fictif",
    kind="armed group",
    country="Pays fictif",
    glossary="fictif",
    names=(
        Name(lang=FR, text="Front fictif", case=CaseRule.EXACT, outlet="Radio fictive", glossary="fictif"),
        Name(lang=EN, text="Fictional Front"),
    ),
    relations=(Relation("splinter-of", "other", since="2012-01", until="2013", glossary="fictif"),),
)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = store_at(tmp_path / "p.db")
    with store.action("import", "fictional"):
        store.concepts.add([FRONT])
        store.execute(
            "INSERT INTO document VALUES (1, 'aa', 'f.txt', 'text', 'utf-8', 'Oui.', 'fr', 'stated', '', '', '', '', '',"
            " '', '', 1, '', '')"
        )
        store.execute(
            "INSERT INTO quote VALUES (1, 'fr', 'stated', 'direct', '', '', '', 'active', NULL, 1, 0, 1, '', 'unknown')"
        )
    return store


def test_a_concept_comes_back_with_all_that_is_known_of_it(store: Store) -> None:
    found = store.concepts.get("front-fictif")
    assert (found.country, found.glossary) == ("Pays fictif", "fictif")
    assert [(n.text, n.case, n.outlet, n.glossary) for n in found.names] == [
        ("Front fictif", CaseRule.EXACT, "Radio fictive", "fictif"),
        ("Fictional Front", CaseRule.BY_FORM, "", ""),
    ]
    assert [(r.since, r.until, r.glossary) for r in found.relations] == [("2012-01", "2013", "fictif")]


def test_a_change_of_a_concept_that_somebody_has_changed_is_a_conflict(store: Store) -> None:
    read = store.concepts.get("front-fictif")
    with store.action("edit", "one"):
        store.concepts.change(replace(read, names=read.names[1:]))
    with pytest.raises(Conflict, match="front-fictif"), store.action("edit", "two"):
        store.concepts.change(replace(read, names=read.names[:1]))
    assert len(store.concepts.get("front-fictif").names) == 1


def test_a_removed_concept_comes_back_whole(store: Store) -> None:
    before = store.concepts.get("front-fictif")
    with store.action("choose", "means it"):
        store.mentions.choose(1, "ff", before.id)
    with store.action("remove", "gone"):
        store.concepts.remove(before)
    with pytest.raises(WrongUse, match="glossary list"):
        store.concepts.get("front-fictif")
    store.history.undo()
    after = store.concepts.get("front-fictif")
    assert (after.names, after.relations) == (before.names, before.relations)
    assert [mention.concept for mention in store.mentions.all()] == ["front-fictif"]


def test_a_choice_holds_for_one_article_until_another_is_made(store: Store) -> None:
    with store.action("glossary", "another"):
        store.concepts.add([Concept(key="other", kind="armed group", names=(Name(lang=FR, text="FF"),))])
    for key in ("front-fictif", "other", "other"):
        with store.action("choose", key):
            store.mentions.choose(1, "ff", store.concepts.get(key).id)
    assert [(m.document_id, m.name, m.concept) for m in store.mentions.all()] == [(1, "ff", "other")]
    store.history.undo()
    assert [mention.concept for mention in store.mentions.all()] == ["front-fictif"]
    with store.action("choose", "open"):
        store.mentions.forget(1, "ff")
    assert store.mentions.all() == []


def test_a_waiver_tells_who_when_and_why_and_is_taken_back(store: Store) -> None:
    waiver = Waiver(1, "texts", "num.value", "“43” in the source", "a misprint")
    with store.action("waive", "one"):
        store.waivers.add(waiver)
    with store.action("waive", "two"):
        store.waivers.add(Waiver(1, "texts", "num.value", "“43” in the source", "better said"))
    (kept,) = store.waivers.all()
    assert (kept.reason, kept.who) == ("better said", store.person)
    assert kept.at.startswith("2024-05-01")
    with store.action("unwaive", "none"):
        store.waivers.remove(waiver)
    assert store.waivers.all() == []
    store.history.undo()
    assert [each.reason for each in store.waivers.all()] == ["better said"]


def test_the_bytes_of_an_imported_glossary_are_kept(store: Store) -> None:
    data = b"\xef\xbb\xbf# tab\tand \xff\r\n"
    with store.action("import", "glossary"):
        store.glossaries.put(GlossaryFiles("client", "list", {"client.tsv": data}, (FR, EN)))
    with store.action("import", "again"):
        store.glossaries.put(GlossaryFiles("client", "list", {"client.tsv": data + b"x"}, (FR, EN)))
    assert store.glossaries.names() == ["client"]
    assert store.glossaries.get("client") == GlossaryFiles(
        "client", "list", {"client.tsv": data + b"x"}, (FR, EN)
    )
    store.history.undo()
    kept = store.glossaries.get("client")
    assert kept is not None and kept.files == {"client.tsv": data}


def test_whatever_changes_the_glossary_changes_its_version(store: Store) -> None:
    versions = [store.concepts.version()]
    with store.action("edit", "name"):
        store.concepts.change(replace((c := store.concepts.get("front-fictif")), names=c.names[1:]))
    versions.append(store.concepts.version())
    with store.action("choose", "mention"):
        store.mentions.choose(1, "ff", store.concepts.get("front-fictif").id)
    versions.append(store.concepts.version())
    assert len(set(versions)) == 3


def test_what_else_is_known_of_a_glossary_s_files_is_kept_too(store: Store) -> None:
    kept = GlossaryFiles("client", "tsv", {"client.tsv": b"a"}, (FR, EN), "/there/client.tsv")
    for glossary in (kept, kept._replace(langs=(EN, FR)), kept._replace(origin="/here/client.tsv")):
        with store.action("import", "glossary"):
            store.glossaries.put(glossary)
        assert store.glossaries.get("client") == glossary


def test_a_concept_whose_key_is_there_is_not_passed_over(store: Store) -> None:
    with pytest.raises(Refused, match="front-fictif"), store.action("add", "again"):
        store.concepts.add([FRONT])


def test_names_may_change_places_as_the_preferred_one(store: Store) -> None:
    first, second = (Name(lang=FR, text=text, status=NameStatus.PREFERRED) for text in ("un", "deux"))
    second = replace(second, status=NameStatus.ADMITTED)
    with store.action("add", "one"):
        store.concepts.add([Concept(key="x", kind="term", names=(second, first))])
    read = store.concepts.get("x")
    swapped = [replace(read.names[0], status=first.status), replace(read.names[1], status=second.status)]
    with store.action("edit", "swapped"):
        store.concepts.change(replace(read, names=tuple(swapped)))
    assert [name.status for name in store.concepts.get("x").names] == [first.status, second.status]


def test_a_change_that_changes_nothing_leaves_no_entry(store: Store) -> None:
    read = store.concepts.get("front-fictif")
    before = len(store.history.actions())
    with store.action("edit", "nothing"):
        store.concepts.change(read)
    assert (len(store.history.actions()), store.concepts.get("front-fictif")) == (before, read)


def test_a_removed_concept_takes_the_relations_to_it_along(store: Store) -> None:
    with store.action("add", "other"):
        store.concepts.add([Concept(key="other", kind="group", names=(Name(lang=FR, text="autre"),))])
    before = store.concepts.get("front-fictif")
    with store.action("remove", "other"):
        store.concepts.remove(store.concepts.get("other"))
    assert store.concepts.get("front-fictif").relations == ()
    store.history.undo()
    assert store.concepts.get("front-fictif").relations == before.relations


def test_what_is_kept_out_is_so_once_and_until_it_is_let_in(store: Store) -> None:
    name = KeptOut("front-fictif", "name", "fr", "FF")
    for parts in ([name, KeptOut("gone", "concept")], [name]):
        with store.action("remove", "name"):
            store.concepts.keep_out(parts)
    assert store.concepts.kept_out() == {name, KeptOut("gone", "concept")}
    with store.action("add", "name"):
        store.concepts.let_in([name])
    assert store.concepts.kept_out() == {KeptOut("gone", "concept")}
    store.history.undo()
    assert name in store.concepts.kept_out()


def test_the_version_is_looked_up_in_an_index(store: Store) -> None:
    plan = store.rows("EXPLAIN QUERY PLAN SELECT max(id) FROM change WHERE entity = 'name'")
    assert "change_newest (entity=?)" in " ".join(row["detail"] for row in plan)

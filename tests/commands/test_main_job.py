"""The whole way on the sample articles, through the commands, with the network cut."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from lxml import etree

from tests.commands.run import Program

MAYOR = "Tidar"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Program:
    program = Program(tmp_path_factory.mktemp("demo"))
    program.run("demo", "--no-ui")
    return program


@pytest.fixture
def program(demo: Program, tmp_path: Path) -> Program:
    """A folder of its own with a copy of the sample project."""
    demo.run("backup", "sample.db", str(tmp_path / "sample.db"))
    return Program(tmp_path)


def test_a_second_run_changes_nothing(demo: Program) -> None:
    before = (demo.folder / "sample.tmx").read_bytes()
    printed = demo.run("demo", "--no-ui")
    assert printed.count("unchanged") == 4
    assert (demo.folder / "sample.tmx").read_bytes() == before


def test_speakers_are_found(demo: Program) -> None:
    quotes = demo.objects("quote", "list", "sample.db")
    speakers = {quote["speaker"] for quote in quotes}
    assert {"Fadimata Walet Issoufel", "Zeinab Dicko-Marou"} <= speakers
    assert sum(MAYOR in quote["speaker"] for quote in quotes) >= 9


def test_comments_advertisements_and_menus_are_no_quotes(demo: Program) -> None:
    quotes = demo.objects("quote", "list", "sample.db")
    words = " ".join(quote["text"] + " ".join(r["text"] for r in quote["renderings"]) for quote in quotes)
    for junk in ("chèvre", "cheaper than walls", "he who judges me", "29", "PolyParrot"):
        assert junk not in words


def test_what_was_set_aside_is_shown_on_request(demo: Program) -> None:
    assert "chèvre" not in demo.run("document", "show", "sample.db", "1")
    aside = demo.run("document", "show", "sample.db", "1", "--set-aside")
    assert "chèvre" in aside
    assert "[set aside: " in aside


def test_what_was_printed_stands_beside_what_was_said(demo: Program) -> None:
    pairs = {row["target"]: row for row in demo.objects("pair", "list", "sample.db", "--origin", "published")}
    said = {
        "They have no weapons; they have whistles and lamps.": "Ils n’ont pas d’armes",
        "Of course I am afraid!": "Bien sûr que j’ai peur",
        "I gave up nothing.": "Je n’ai rien cédé.",
    }
    for english, french in said.items():
        found = [row for target, row in pairs.items() if english in target]
        assert found, english
        assert french in found[0]["source"]


def test_the_translator_of_a_blog_is_its_author(demo: Program) -> None:
    rows = demo.objects("search", "sample.db", "I gave up nothing")
    assert rows[0]["translator"] == "Nora Whitcombe-Hale"


def test_a_quote_that_nobody_printed_in_french_waits_for_its_original(demo: Program) -> None:
    rows = demo.objects("pair", "list", "sample.db", "--missing", "original")
    assert any("sell by the cup" in row["target"] for row in rows)
    assert all(row["source"] == "" for row in rows)


def test_the_rest_is_drafted_and_says_by_what(demo: Program) -> None:
    rows = demo.objects("pair", "list", "sample.db")
    assert all(row["target"] for row in rows)
    drafts = [row for row in rows if row["origin"] == "draft"]
    assert len(drafts) >= 10
    assert all(
        row["engine"].startswith("package:translate-fr_en-0_2|") and row["status"] == "draft"
        for row in drafts
    )


def test_typography_survives_to_every_export(program: Program) -> None:
    program.run("export", "sample.db", "-f", "jsonl", "-o", "all.jsonl")
    rows = [
        json.loads(line) for line in (program.folder / "all.jsonl").read_text("utf-8").split("\n") if line
    ]
    sources = [row["source"] for row in rows]
    assert any("\u00a0" in source or "\u202f" in source for source in sources)
    assert any("[chez le chef du village]" in source for source in sources)
    assert any("lever…" in source for source in sources)


def test_every_sentence_of_an_original_has_a_pair(demo: Program) -> None:
    quotes = {q["id"]: q["text"] for q in demo.objects("quote", "list", "sample.db") if q["text"]}
    rows = demo.objects("pair", "list", "sample.db")
    for identifier, text in quotes.items():
        sources = {row["source"] for row in rows if row["quote_id"] == identifier}
        assert "".join("".join(sorted(sources, key=text.find)).split()) == "".join(text.split())


def test_review_by_command_and_export_of_the_approved(program: Program) -> None:
    rows = program.objects("pair", "list", "sample.db", "--origin", "published")
    first, second, third, *_ = [row["id"] for row in rows if row["source"]]
    program.run("pair", "approve", "sample.db", str(first), str(second), str(third))
    edited = "Edited\u00a0words 🙂 = “kept”."
    program.run("pair", "edit", "sample.db", str(third), "-", input=edited.encode())
    program.run("export", "sample.db", "-f", "tmx", "-o", "approved.tmx", "--status", "approved")
    program.run("export", "sample.db", "-f", "csv", "-o", "all.csv")
    units = etree.parse(program.folder / "approved.tmx").findall(".//tu")
    assert [unit.get("tuid") for unit in units] == [f"p{first}", f"p{second}"]
    with (program.folder / "all.csv").open(encoding="utf-8", newline="") as file:
        table = {row["id"]: row for row in csv.DictReader(file)}
    row = table[str(third)]
    assert (row["target"], row["origin"], row["status"], row["derived_from"]) == (
        edited,
        "human",
        "translated",
        "published",
    )
    program.run("undo", "sample.db")
    shown = program.objects("pair", "show", "sample.db", str(third))[0]
    assert (shown["status"], shown["origin"], shown["revision"]) == (
        "approved",
        "published",
        shown["revision"],
    )
    assert [event["new_status"] for event in shown["history"]][:3] == ["approved", "translated", "approved"]


def test_what_cannot_be_approved_is_told_and_the_rest_goes_on(program: Program) -> None:
    missing = program.objects("pair", "list", "sample.db", "--missing", "original")[0]["id"]
    whole = program.objects("pair", "list", "sample.db", "--origin", "draft")[0]["id"]
    done = program.result("pair", "approve", "sample.db", str(missing), str(whole))
    assert done.returncode == 1
    assert "original words are missing" in done.stderr.decode()
    assert program.objects("pair", "show", "sample.db", str(whole))[0]["status"] == "approved"


def test_a_rendering_is_not_linked_twice_and_a_proposal_is_linked_by_hand(program: Program) -> None:
    row = program.objects("search", "sample.db", "I gave up nothing")[0]
    with_original = row["quote_id"]
    shown = program.objects("quote", "show", "sample.db", str(with_original))[0]
    rendering = next(r["id"] for r in shown["renderings"] if r["origin"] == "published")
    told = program.sentence("quote", "link", "sample.db", str(with_original), str(rendering), expect=1)
    assert "already" in told
    proposed = program.objects("match", "sample.db")
    assert [m["applied"] for m in proposed] == [False] * len(proposed)
    for m in proposed:
        program.run("quote", "link", "sample.db", str(m["quote"]), str(m["rendering"]))
    assert program.objects("match", "sample.db") == []
    program.run("undo", "sample.db")
    assert len(program.objects("match", "sample.db")) == 1
    assert program.run("doctor", "sample.db") == "Nothing is wrong.\n"


def test_a_quote_by_hand_corrected_dismissed_and_back(program: Program) -> None:
    text = program.objects("document", "show", "sample.db", "4")
    block = next(b for b in text if "quinze kilomètres" in b["text"])
    start = block["start"] + block["text"].index("plus de la moitié")
    end = block["start"] + block["text"].index(" parcourent")
    added = program.objects(
        *("quote", "add", "sample.db", "--document", "4", "--start", str(start), "--end", str(end)),
        *("--speaker", "Le Collectif", "--kind", "partial"),
    )[0]
    assert added["text"] == "plus de la moitié"
    again = ("quote", "add", "sample.db", "--document", "4", "--start", str(start), "--end", str(end))
    assert "already" in program.sentence(*again, expect=1)
    edited = program.objects(
        "quote", "edit", "sample.db", str(added["id"]), "--speaker", "Bakary Sidi Lamoro"
    )[0]
    assert (edited["speaker"], edited["kind"]) == ("Bakary Sidi Lamoro", "partial")
    program.run("quote", "dismiss", "sample.db", str(added["id"]))
    assert added["id"] not in [q["id"] for q in program.objects("quote", "list", "sample.db")]
    program.run("undo", "sample.db")
    assert added["id"] in [q["id"] for q in program.objects("quote", "list", "sample.db")]


def test_search_finds_both_sides_and_tells_nothing_found(program: Program) -> None:
    hits = program.objects("search", "sample.db", "MINUSMA")
    assert hits
    assert all(hit["in_source"] or hit["in_target"] for hit in hits)
    assert program.objects("search", "sample.db", "étaient elles d’aqmi") != []
    assert program.objects("search", "sample.db", "zzz", expect=1) == []


def test_glossary_names_are_found_in_running_text(program: Program) -> None:
    found = program.objects("glossary", "find", "sample.db", "Le départ de la MINUSMA et l’Aqmi.")
    assert [mark["concept"] for mark in found] == ["minusma", "aqim"]
    assert program.run("glossary", "list", "sample.db", "minusma").startswith("minusma")


def test_stats_and_doctor_agree_that_all_is_well(program: Program) -> None:
    counted = program.objects("stats", "sample.db")[0]
    assert counted["documents"] == 4
    assert sum(counted["pairs"].values()) == sum(counted["pairs by origin"].values())
    assert program.run("doctor", "sample.db") == "Nothing is wrong.\n"


def test_history_says_who_did_what(program: Program) -> None:
    pair = program.objects("pair", "list", "sample.db", "--origin", "draft")[0]["id"]
    program.run("pair", "note", "sample.db", str(pair), "check the recording")
    newest = program.objects("history", "sample.db", "--limit", "1")[0]
    assert (newest["who"], newest["kind"]) == ("ada", "note")

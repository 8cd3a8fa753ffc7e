"""Quotes by command: what is shown of them, joined, parted, completed, corrected. All articles are fictional."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.commands.run import Program

FIRST = (
    "« Le pont de Kérou est fermé depuis lundi. Nous attendons trois camions de mil. », a dit Awa Inventée.\n\n"
    "« La route du sel est coupée, et le bac ne passe plus. », a dit Moussa Fictif.\n\n"
    "« Nous n’avons rien reçu. », a ajouté Awa Inventée.\n"
)
AGAIN = (
    "« Le pont de Kérou est fermé depuis lundi. Nous attendons trois camions de mil », a dit Awa Inventée.\n"
)
ENGLISH = "“The salt road is cut, and the ferry does not run any more,” said Moussa Fictif.\n"
DB = "p.db"


@pytest.fixture
def program(tmp_path: Path) -> Program:
    program = Program(tmp_path)
    for name, text, lang, outlet in (
        ("first.txt", FIRST, "fr", "Radio fictive"),
        ("again.txt", AGAIN, "fr", "Journal fictif"),
        ("english.txt", ENGLISH, "en", "Harbour Wire"),
    ):
        (tmp_path / name).write_text(text, encoding="utf-8")
        program.run("import", DB, name, "--lang", lang, "--outlet", outlet)
    return program


def listed(program: Program, *options: str) -> list[dict[str, Any]]:
    return program.objects("quote", "list", DB, *options)


def with_words(program: Program, words: str) -> dict[str, Any]:
    return next(
        quote
        for quote in listed(program)
        if any(words in text for text in (quote["text"], *(r["text"] for r in quote["renderings"])))
    )


def identifier(program: Program, words: str) -> str:
    return str(with_words(program, words)["id"])


def test_an_utterance_in_two_articles_is_listed_once_with_both(program: Program) -> None:
    quote = with_words(program, "Le pont de Kérou")
    assert [w["outlet"] for w in quote["witnesses"]] == ["Radio fictive", "Journal fictif"]
    shown = program.run("quote", "show", DB, str(quote["id"]))
    assert "w1 printed in first.txt, Radio fictive" in shown
    assert "also printed in again.txt, Journal fictif" in shown
    assert "speaker found by: after" in shown


def test_lists_are_narrowed_by_document_speaker_and_missing_original(program: Program) -> None:
    assert len(listed(program)) == 4
    assert [q["speaker"] for q in listed(program, "--document", "2")] == ["Awa Inventée"]
    assert len(listed(program, "--speaker", "fictif")) == 2
    [missing] = listed(program, "--missing")
    assert missing["missing_original"]
    assert "There is no document 9" in program.sentence("quote", "list", DB, "--document", "9")


def test_an_unknown_original_is_told_as_a_sentence(program: Program) -> None:
    [missing] = listed(program, "--missing")
    told = "The original is unknown: the words are known in translation only, said in a language that nobody tells."
    assert missing["original"] == told
    assert told in program.run("quote", "show", DB, str(missing["id"]))
    program.run("quote", "edit", DB, str(missing["id"]), "--lang", "fr")
    assert "said in French (stated)" in program.run("quote", "show", DB, str(missing["id"]))


def test_a_place_is_parted_joined_and_taken_back(program: Program) -> None:
    quote = with_words(program, "Le pont de Kérou")
    witness = f"w{quote['witnesses'][1]['id']}"
    [parted] = program.objects("quote", "split", DB, str(quote["id"]), witness)
    assert [w["outlet"] for w in parted["witnesses"]] == ["Journal fictif"]
    assert len(listed(program)) == 5
    [again] = program.objects("quote", "join", DB, str(quote["id"]), str(parted["id"]))
    assert len(again["witnesses"]) == 2
    program.run("undo", DB)
    program.run("undo", DB)
    assert with_words(program, "Le pont de Kérou") == quote
    assert program.run("doctor", DB) == "Nothing is wrong.\n"


def test_a_found_original_is_given_by_quote_or_by_place(program: Program) -> None:
    missing, known = identifier(program, "salt road"), identifier(program, "route du sel")
    [whole] = program.objects("quote", "original", DB, missing, "--quote", known)
    assert (whole["lang"], whole["missing_original"], whole["original"]) == ("fr", False, "")
    assert ("La route du sel est coupée" in whole["text"], len(whole["renderings"])) == (True, 1)
    program.run("undo", DB)
    program.run("quote", "dismiss", DB, known)
    start = FIRST.index("La route")
    place = ("--document", "1", "--start", str(start), "--end", str(FIRST.index(". », a dit Moussa") + 1))
    [found] = program.objects("quote", "original", DB, missing, *place)
    assert found["text"] == "La route du sel est coupée, et le bac ne passe plus."
    rows = program.objects("pair", "list", DB, "--quote", missing)
    assert [bool(row["source"] and row["target"]) for row in rows] == [True]
    told = program.sentence("quote", "original", DB, missing, "--quote", known, expect=1)
    assert "is known" in told


@pytest.mark.parametrize(
    "options",
    [(), ("--document", "1"), ("--quote", "1", "--document", "1"), ("--document", "1", "--start", "2")],
)
def test_an_original_needs_a_whole_place_or_a_quote(program: Program, options: tuple[str, ...]) -> None:
    assert "Give --document" in program.sentence("quote", "original", DB, "3", *options)


def test_a_speaker_is_corrected_everywhere_in_the_article(program: Program) -> None:
    quote = identifier(program, "rien reçu")
    told = program.run("quote", "edit", DB, quote, "--speaker", "Awa Imaginée", "--everywhere")
    assert told.startswith("2 quotes corrected: ")
    assert [q["speaker"] for q in listed(program)].count("Awa Imaginée") == 2
    program.run("undo", DB)
    assert [q["speaker"] for q in listed(program)].count("Awa Inventée") == 2
    objects = program.objects("quote", "edit", DB, quote, "--speaker", "Awa Imaginée", "--everywhere")
    assert [q["speaker"] for q in objects] == ["Awa Imaginée"] * 2
    assert "--speaker" in program.sentence("quote", "edit", DB, quote, "--everywhere")


def test_provenance_is_corrected_shown_and_exported(program: Program) -> None:
    quote = identifier(program, "rien reçu")
    told = (
        "--told-to",
        "Agence fictive",
        "--occasion",
        "interview",
        "--via",
        "Journal fictif",
        "--via",
        "AF",
    )
    program.run("quote", "edit", DB, quote, *told)
    program.run("document", "edit", DB, "1", "--agency", "Agence fictive", "--place", "Kérou")
    shown = program.run("quote", "show", DB, quote)
    assert "told Agence fictive · interview · via Journal fictif < AF" in shown
    assert "printed in first.txt, Radio fictive, agency Agence fictive, Kérou" in shown
    row = next(r for r in program.objects("pair", "list", DB) if str(r["quote_id"]) == quote)
    assert (row["told_to"], row["source_via"], row["source_agency"], row["source_place"]) == (
        "Agence fictive",
        "Journal fictif < AF",
        "Agence fictive",
        "Kérou",
    )


def test_a_document_says_agency_and_place_and_can_be_corrected(program: Program) -> None:
    corrected = program.objects("document", "edit", DB, "1", "--agency", "AF", "--date", "12 mars 2019")[0]
    assert (corrected["agency"], corrected["date"]) == ("AF", "2019-03-12")
    assert program.objects("document", "list", DB)[0]["agency"] == "AF"
    assert "AF" in program.run("document", "list", DB)
    program.run("document", "edit", DB, "1", "--agency", "")
    assert program.objects("document", "list", DB)[0]["agency"] == ""
    program.run("undo", DB)
    assert program.objects("document", "list", DB)[0]["agency"] == "AF"
    assert "what to correct" in program.sentence("document", "edit", DB, "1")
    assert "not a date" in program.sentence("document", "edit", DB, "1", "--date", "soon")


def test_retellings_are_linked_shown_and_removed(program: Program) -> None:
    one, other = identifier(program, "rien reçu"), identifier(program, "route du sel")
    [linked] = program.objects("quote", "retell", DB, one, other, "--note", "the ferry")
    assert linked["retellings"] == [{"quote": int(other), "score": 1.0, "note": "the ferry"}]
    assert f"retold in quote {one} (1.00): the ferry" in program.run("quote", "show", DB, other)
    program.run("quote", "retell", DB, other, one, "--remove")
    assert with_words(program, "rien reçu")["retellings"] == []
    assert "not linked" in program.sentence("quote", "retell", DB, one, other, "--remove", expect=1)


def test_a_place_that_is_none_is_told(program: Program) -> None:
    assert "names no place" in program.sentence("quote", "split", DB, "1", "first")
    assert "has no witness 99" in program.sentence("quote", "split", DB, "1", "w99")
    assert "w1 has 1 piece: there is no piece 2" in program.sentence("quote", "split", DB, "1", "w1.2")
    assert "Pieces count from 1" in program.sentence("quote", "split", DB, "1", "w1.0")


def test_every_witness_shows_its_own_words(program: Program) -> None:
    split = "« Le pont est fermé », a dit Awa Inventée, « et le maire est parti à Kérou. »\n"
    (program.folder / "split.txt").write_text(split, encoding="utf-8")
    program.run("import", DB, "split.txt", "--lang", "fr")
    quote, other = with_words(program, "Le pont de Kérou"), with_words(program, "Le pont est fermé")
    words = "Le pont est fermé et le maire est parti à Kérou."
    assert [w["text"] for w in other["witnesses"]] == [other["text"]] == [words]
    [whole] = program.objects("quote", "join", DB, str(quote["id"]), str(other["id"]))
    texts = [w["text"] for w in whole["witnesses"]]
    assert texts[0] == whole["text"] == quote["text"]
    assert texts[1] == AGAIN[2 : AGAIN.index(" »")]
    assert texts[2] == words
    shown = program.run("quote", "show", DB, str(quote["id"])).split("\n")
    assert [shown.count(f"    {text}") for text in texts] == [0, 1, 1]
    assert shown.count(f"  {texts[0]}") == 1


def test_a_merged_quote_says_what_it_has_joined(program: Program) -> None:
    missing, known = identifier(program, "salt road"), identifier(program, "route du sel")
    program.run("quote", "join", DB, known, missing)
    shown = program.run("quote", "show", DB, missing)
    assert f"merged into quote {known}" in shown
    assert "The original is unknown" not in shown
    [told] = program.objects("quote", "show", DB, missing)
    assert (told["merged_into"], told["missing_original"], told["original"]) == (int(known), False, "")
    assert program.objects("quote", "show", DB, known)[0]["merged_into"] is None
    assert listed(program, "--missing", "--all") == []
    assert f"merged into quote {known}" in program.run("quote", "list", DB, "--all")


def test_who_is_kept_as_the_speaker_is_told(program: Program) -> None:
    one, other = identifier(program, "rien reçu"), identifier(program, "route du sel")
    program.run("quote", "edit", DB, other, "--speaker", "Salif Irréel", "--role", "passeur")
    told = program.run("quote", "join", DB, one, other)
    assert f"Quote {one} named Awa Inventée, quote {other} Salif Irréel: Salif Irréel is kept." in told
    [kept] = program.objects("quote", "show", DB, one)
    assert (kept["speaker"], kept["role"]) == ("Salif Irréel", "passeur")
    missing = identifier(program, "salt road")
    told = program.run("quote", "original", DB, missing, "--quote", one)
    assert f"Quote {missing} named Moussa Fictif, quote {one} Salif Irréel: Salif Irréel is kept." in told


def test_the_same_speaker_needs_no_sentence(program: Program) -> None:
    missing, known = identifier(program, "salt road"), identifier(program, "route du sel")
    told = program.run("quote", "original", DB, missing, "--quote", known)
    assert told == f"Quote {missing} has its original words.\n"


def test_several_quotes_are_dismissed_and_brought_back_at_once(program: Program) -> None:
    one, other = identifier(program, "rien reçu"), identifier(program, "route du sel")
    told = program.run("quote", "dismiss", DB, one, other, one)
    assert told == f"Quote {one} dismissed.\nQuote {other} dismissed.\n"
    missing = identifier(program, "salt road")
    assert "dismissed already" in program.sentence("quote", "dismiss", DB, missing, one, expect=1)
    assert [str(quote["id"]) for quote in listed(program, "--missing")] == [missing]
    program.run("undo", DB)
    assert {one, other} <= {str(quote["id"]) for quote in listed(program)}


def test_a_correction_needs_something_to_correct(program: Program) -> None:
    assert "Say what to correct" in program.sentence("quote", "edit", DB, "1")
    program.run("quote", "edit", DB, "1", "--role", "")


def test_where_a_quote_ends_is_corrected_shown_before_and_taken_back(program: Program) -> None:
    quote = with_words(program, "rien reçu")
    witness = quote["witnesses"][0]
    end = ("--end", str(witness["end"] - 2))
    [tried] = program.objects("quote", "span", DB, str(quote["id"]), *end, "--preview")
    assert (tried["preview"], tried["changed"]) == (True, 1)
    assert with_words(program, "rien reçu") == quote
    told = program.run("quote", "span", DB, str(quote["id"]), f"w{witness['id']}", *end)
    assert "1 pair with other words on a side." in told
    program.run("undo", DB)
    assert with_words(program, "rien reçu") == quote
    assert "Give --start" in program.sentence("quote", "span", DB, str(quote["id"]))
    assert program.run("doctor", DB) == "Nothing is wrong.\n"


def test_a_dismissed_quote_is_brought_back_and_words_are_marked_without_marks(program: Program) -> None:
    quote = identifier(program, "rien reçu")
    program.run("quote", "dismiss", DB, quote)
    [back] = program.objects("quote", "restore", DB, quote)
    assert back["state"] == "active"
    assert "active" in program.sentence("quote", "restore", DB, quote, expect=1)
    program.run("quote", "dismiss", DB, quote)
    start, end = FIRST.index("« Nous n’avons"), FIRST.index("a ajouté") - 2
    place = ("--document", "1", "--start", str(start), "--end", str(end))
    [added] = program.objects("quote", "add", DB, *place, "--without-marks")
    assert added["text"] == "Nous n’avons rien reçu."


def test_candidates_are_listed_and_an_interrupted_quote_is_joined(program: Program) -> None:
    missing, known = identifier(program, "salt road"), identifier(program, "route du sel")
    for options in ((known,), (missing,), ("--document", "1", "--start", "100", "--end", "170")):
        listed_ = program.objects("quote", "candidates", DB, *options)
        assert listed_[0]["words"]
    assert "speaker unknown" not in program.run("quote", "candidates", DB, known)
    assert "Give QUOTE" in program.sentence("quote", "candidates", DB, "--document", "1")
    other = identifier(program, "rien reçu")
    [whole] = program.objects("quote", "join", DB, known, other, "--goes-on")
    assert whole["text"].endswith("Nous n’avons rien reçu.") and len(whole["witnesses"]) == 1
    assert program.run("doctor", DB) == "Nothing is wrong.\n"


def test_parts_of_a_document_are_corrected_and_it_is_read_again(program: Program) -> None:
    start = FIRST.index("« La route")
    place = ("--start", str(start), "--end", str(start + 9))
    [shown] = program.objects("document", "part", DB, "1", *place, "--reason", "menu")
    assert shown["set_aside"] == 1
    [tried] = program.objects("document", "reread", DB, "1", "--preview")
    assert len(tried["dismissed"]) == 1 and listed(program, "--document", "1")
    assert "1 dismissed." in program.run("document", "reread", DB, "1")
    assert "article now" in program.run("document", "part", DB, "1", *place, "--article")
    assert "not both" in program.sentence("document", "part", DB, "1", *place, "--article", "--reason", "x")

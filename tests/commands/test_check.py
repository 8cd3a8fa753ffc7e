"""`workbench check` as a user calls it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.commands.run import Program
from tests.support.projects import Said, make_project

ROWS = [
    {
        "id": "a",
        "source": "Il y a 43 chèvres.",
        "target": "There are 42 goats.",
        "source_lang": "fr",
        "target_lang": "en",
    },
    {
        "id": "b",
        "source": "Nous restons.",
        "target": "We are staying.",
        "source_lang": "fr",
        "target_lang": "en",
    },
    {"id": "c", "source": "Nous restons.", "target": "We remain.", "source_lang": "fr", "target_lang": "en"},
]
SAID = [
    Said(source=["Nous avons perdu 43 hommes."], target=["We lost 42 men."]),
    Said(source=["Nous restons ici."], target=[" We are staying here."]),
]


@pytest.fixture
def program(tmp_path: Path) -> Program:
    (tmp_path / "r.jsonl").write_text("".join(json.dumps(row) + "\n" for row in ROWS))
    make_project(tmp_path / "p.db", SAID).close()
    return Program(tmp_path)


def lines(text: str) -> list[dict]:
    return [json.loads(line) for line in text.splitlines()]


def test_rows_are_told_one_by_one_with_exact_spans(program: Program) -> None:
    first, second, third = lines(program.run("check", "r.jsonl", "--json", expect=1))
    (finding,) = [f for f in first["findings"] if f["check"] == "num.value"]
    assert first["id"] == "a"
    assert finding["severity"] == "error"
    assert (finding["source_span"], finding["target_span"]) == ([7, 9], [10, 12])
    assert [f["check"] for f in second["findings"]] == ["incons.same"]
    assert [f["check"] for f in third["findings"]] == ["incons.same"]
    assert set(finding) == {"check", "severity", "message", "source_span", "target_span"}


def test_without_errors_the_exit_code_is_nought(program: Program) -> None:
    program.run("check", "r.jsonl", "--only", "quo", expect=0)
    told = program.run("check", "--severity", "warning", "--only", "incons.same", "r.jsonl")
    assert "3 pairs checked, 0 findings." in told


def test_rows_come_from_standard_input_too(program: Program) -> None:
    data = json.dumps(ROWS[0]).encode()
    assert lines(program.run("check", "-", "--json", input=data, expect=1))[0]["id"] == "a"


def test_a_project_is_told_for_people_with_a_summary(program: Program) -> None:
    told = program.run("check", "p.db", expect=1)
    assert "pair 1  Nous avons perdu 43 hommes." in told
    assert "error    num.value" in told
    assert "2 pairs checked" in told


def test_a_waived_finding_is_told_no_more_but_counted(program: Program) -> None:
    assert "waived: " in program.run("check", "waive", "p.db", "1", "num.value", "--reason", "a misprint")
    told = program.run("check", "p.db")
    assert "num.value" not in told and "1 waived" in told
    sarif = json.loads(program.run("check", "p.db", "--sarif"))
    (result,) = [r for r in sarif["runs"][0]["results"] if r["ruleId"] == "num.value"]
    assert result["suppressions"][0]["justification"] == "a misprint"
    assert "no longer waived: num.value" in program.run("check", "unwaive", "p.db", "1", "num.value")
    program.run("check", "p.db", expect=1)


def test_waived_findings_are_as_grave_as_asked_for_too(program: Program) -> None:
    program.run("check", "waive", "p.db", "2", "spc.edge", "--reason", "as printed")
    assert "1 waived" in program.run("check", "p.db", "--pair", "2")
    assert "waived" not in program.run("check", "p.db", "--pair", "2", "--severity", "warning")
    log = json.loads(program.run("check", "p.db", "--pair", "2", "--severity", "warning", "--sarif"))
    assert log["runs"][0]["results"] == []


def test_waivers_are_listed_whether_they_hold_or_not(program: Program) -> None:
    assert "Nothing was waived" in program.run("check", "waivers", "p.db")
    program.run("check", "waive", "p.db", "1", "num.value", "--reason", "a misprint")
    told = program.run("check", "waivers", "p.db")
    assert "pair 1  num.value, “43”" in told and "a misprint" in told
    program.run("pair", "edit", "p.db", "1", "We lost 44 men.")
    assert "lapsed" in program.run("check", "waivers", "p.db")
    (waiver,) = lines(program.run("check", "waivers", "p.db", "--json"))
    assert (waiver["pair"], waiver["check"], waiver["reason"]) == (None, "num.value", "a misprint")
    assert waiver["holds"] is False and waiver["who"] and waiver["at"]


def test_what_was_not_waived_cannot_be_taken_back(program: Program) -> None:
    done = program.result("check", "unwaive", "p.db", "1", "num.value")
    assert done.returncode == 2
    assert "was waived" in done.stderr.decode()


def test_a_waiver_is_taken_back_although_its_rule_is_gone(program: Program) -> None:
    rules = program.folder / "other.toml"
    rules.write_text('[[rule]]\nid = "men"\non = "target"\npattern = "men"\n')
    named = ("p.db", "1", "rule.men")
    assert "There is no check" in program.result("check", "waive", *named, "--reason", "so").stderr.decode()
    program.run("check", "waive", *named, "--reason", "so", "--rules", "other.toml")
    assert "1 waived" in program.run("check", "p.db", "--rules", "other.toml", "--only", "rule")
    rules.unlink()
    program.run("check", "unwaive", *named)
    assert "Nothing was waived" in program.run("check", "waivers", "p.db")


def test_only_changes_what_is_told_and_not_what_is_found(program: Program) -> None:
    source = "Il y a 43 chèvres dans le village et nous restons ici avec les 12 autres."
    (program.folder / "same.jsonl").write_text(json.dumps({"source": source, "target": source + " 9"}))
    (whole,) = lines(program.run("check", "same.jsonl", "--json", expect=1))
    assert "same.source" in [finding["check"] for finding in whole["findings"]]
    (told,) = lines(program.run("check", "same.jsonl", "--only", "num", "--json"))
    assert told["findings"] == []


def test_the_log_names_a_file_by_a_uri_and_standard_input_not_at_all(program: Program) -> None:
    data = json.dumps(ROWS[0]).encode()
    (program.folder / "my pairs é%.jsonl").write_bytes(data)
    log = json.loads(program.run("check", "my pairs é%.jsonl", "--sarif", expect=1))
    (place,) = log["runs"][0]["results"][0]["locations"]
    assert place["physicalLocation"]["artifactLocation"]["uri"] == "my%20pairs%20%C3%A9%25.jsonl"
    log = json.loads(program.run("check", "-", "--sarif", input=data, expect=1))
    (place,) = log["runs"][0]["results"][0]["locations"]
    assert place == {"logicalLocations": [{"name": "a"}]}


def test_own_rules_stand_beside_the_project(program: Program) -> None:
    rule = '[[rule]]\nid = "men"\non = "target"\npattern = "men"\nseverity = "error"\nmessage = "“{found}”"\n'
    (program.folder / "p.rules.toml").write_text(rule)
    assert "rule.men" in program.run("check", "p.db", "--only", "rule.men", expect=1)
    (program.folder / "p.rules.toml").write_text('[[rule]]\nid = "men"\non = "target"\npattern = "("\n')
    done = program.result("check", "p.db")
    assert done.returncode == 2
    assert b"p.rules.toml" in done.stderr


def test_checks_explain_themselves(program: Program) -> None:
    assert "num.value" in program.run("check", "list")
    told = program.run("check", "list", "neg.lost")
    assert "Found:" in told and "Not found:" in told
    assert lines(program.run("check", "list", "num", "--json"))[0]["id"] == "num.value"


def test_the_checks_of_a_project_are_listed_with_its_own_rules(program: Program) -> None:
    rule = '[[rule]]\nid = "men"\non = "target"\npattern = "men"\n'
    (program.folder / "p.rules.toml").write_text(rule)
    assert "rule.men" not in program.run("check", "list")
    assert "rule.men" in program.run("check", "list", "--project", "p.db")
    told = program.run("check", "list", "rule.men", "--project", "p.db")
    assert "A rule of this project: men" in told and "Found:" not in told
    assert "rule.men" in program.run("check", "list", "rule", "--rules", "p.rules.toml")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("r.jsonl", "--only", "nonsense"), "There is no check"),
        (("nothing.jsonl",), "There is no file"),
        (("r.jsonl", "--json", "--sarif"), "choose one"),
        (("r.jsonl", "--pair", "1"), "for projects"),
        (("p.db", "--glossary", "x.tsv"), "for rows"),
        (("p.db", "--status", "fine"), "no status"),
    ],
)
def test_wrong_use_is_a_sentence(program: Program, arguments: tuple[str, ...], said: str) -> None:
    done = program.result("check", *arguments)
    assert done.returncode == 2
    assert said in done.stderr.decode()
    assert b"Traceback" not in done.stderr


def test_a_glossary_of_one_s_own_takes_the_place_of_what_ships(program: Program) -> None:
    (program.folder / "g.tsv").write_text("Front fictif\tFictional Front\n")
    row = {"id": 1, "source": "Le Front fictif se tait.", "target": "The Imaginary Front is silent."}
    (program.folder / "g.jsonl").write_text(json.dumps(row))
    arguments = ("--glossary", "g.tsv", "--only", "term", "--only", "name", "--json")
    (told,) = lines(program.result("check", "g.jsonl", *arguments).stdout.decode())
    assert any("Fictional Front" in finding["message"] for finding in told["findings"])

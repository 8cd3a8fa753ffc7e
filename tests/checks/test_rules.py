"""Rules of a project's own. All texts are fictional."""

from __future__ import annotations

from pathlib import Path
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.errors import UnreadableInput
from db.records import Finding, LanguageTag
from workbench.checks.check import Check
from workbench.checks.checker import findings
from workbench.checks.rules import MOST_FOUND, read_rules
from workbench.checks.subject import Subject

LAICITE = r"""
[[rule]]
id = "laicite"
on = "source"
pattern = '\blaïcité\b'
unless = '\bla[iï]cité\b|\bsecularism\b'
message = "“{found}” without “secularism”"
"""


def read(path: Path, text: str | bytes) -> tuple[Check, ...]:
    file = path / "own.rules.toml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_rules(file)


def rule(pattern: str, **more: str) -> str:
    lines = [f'{key} = "{value}"' for key, value in more.items()]
    return "\n".join(["[[rule]]", 'id = "r"', 'on = "target"', f"pattern = '''{pattern}'''", *lines, ""])


def run(
    checks: tuple[Check, ...], source: str, target: str, langs: tuple[str, str] = ("fr", "en")
) -> list[Finding]:
    return findings(Subject(source, target, LanguageTag(langs[0]), LanguageTag(langs[1])), checks)


def test_a_rule_on_the_source_says_what_the_target_must_have(tmp_path: Path) -> None:
    checks = read(tmp_path, LAICITE)
    source = "La Laïcité est notre bien commun."
    (finding,) = run(checks, source, "Freedom is our common good.")
    assert finding == ("rule.laicite", "warning", "“Laïcité” without “secularism”", (3, 10), None)
    assert run(checks, source, "Secularism is our common good.") == []


def test_a_rule_on_the_target_says_what_it_must_not_have(tmp_path: Path) -> None:
    text = rule(r"\bterrorists?\b", severity="error", unless=r"\\bterroristes?\\b", title="Loaded word")
    checks = read(tmp_path, text)
    (finding,) = run(checks, "Les rebelles sont partis.", "The terrorists have left.")
    assert (
        finding.severity == "error" and finding.target_span == (4, 14) and "“terrorists”" in finding.message
    )
    assert run(checks, "Les terroristes sont partis.", "The terrorists have left.") == []
    assert checks[0].title == "Loaded word"


def test_a_rule_on_both_sides_looks_at_both(tmp_path: Path) -> None:
    checks = read(tmp_path, "[[rule]]\nid = 'x'\non = 'both'\npattern = 'XX+'\ncase = true\n")
    found = run(checks, "un XX et un xx", "XXX and xx")
    assert [(each.source_span, each.target_span) for each in found] == [((3, 5), None), (None, (0, 3))]


@pytest.mark.parametrize("pattern", ["b*", "(?:br|idge)*", r"(?i)\bBRIDGE\b|\b", "[\u0600-\u06ff]*b?"])
def test_a_match_without_a_character_is_none(tmp_path: Path, pattern: str) -> None:
    found = run(read(tmp_path, rule(pattern)), "", "a bridge")
    assert found and all(span and span.end > span.start for _, _, _, _, span in found)
    assert run(read(tmp_path, rule(pattern)), "", "xyz") == []


def test_a_rule_may_ask_for_several_words_on_the_other_side(tmp_path: Path) -> None:
    checks = read(tmp_path, rule("mayor", unless="(?=.*maire)(?=.*ville)"))
    assert run(checks, "Le maire de la ville", "The mayor") == []
    assert run(checks, "Le maire", "The mayor")


def test_a_rule_holds_for_its_languages_only(tmp_path: Path) -> None:
    checks = read(tmp_path, rule("mayor", **{"from": "fr", "to": "en"}))
    assert run(checks, "Le maire", "The Mayor") and run(checks, "Le maire", "mayor", ("fr-FR", "en-GB"))
    assert run(checks, "El alcalde", "The mayor", ("es", "en")) == []


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (rule("("), "is no regular expression: missing )"),
        (rule(r"\b"), "“pattern” matches only between characters"),
        (rule("(?=bridge)"), "“pattern” matches only between characters"),
        (rule("(?<!\\w)|$"), "“pattern” matches only between characters"),
        (rule("x", unless="y*"), "“unless” matches where nothing stands"),
        (rule("x", unless="^"), "“unless” matches where nothing stands"),
        (rule("x", severity="grave"), "must be one of error, warning, note"),
        (rule("x", on2="y"), "“on2” is unknown"),
        (rule("x", unless="["), "“unless” is no regular expression"),
        (rule("x", to="klingonisch"), "“to” is no language"),
        (rule("x") + rule("y"), "an earlier rule has this id"),
        ("[[rule]]\nid = 'a'\n", "“on” is missing"),
        ("[[rule]]\nid = 'a b'\non = 'target'\npattern = 'x'\n", "must be letters"),
        ("[[rule]]\nid = 'a'\non = 'here'\npattern = 'x'\n", "must be one of source, target, both"),
        ("[[rule]]\nid = 3\non = 'source'\npattern = 'x'\n", "“id” must be a text"),
        ("[[rule]]\nid = 'a'\non = 'source'\npattern = 'x'\ncase = 'yes'\n", "“case” must be true or false"),
        (rule("x" * 3000), "is longer than"),
        ("rule = 3\n", "begin each of them with [[rule]]"),
        ("rules = []\n", "has “rules” beside its rules"),
        ("[[rule]\n", "is no TOML"),
        (b"[[rule]]\n\xff", "is not UTF-8 at byte 9"),
    ],
)
def test_a_fault_is_told_with_the_file_and_the_reason(tmp_path: Path, text: str | bytes, reason: str) -> None:
    with pytest.raises(UnreadableInput) as raised:
        read(tmp_path, text)
    assert reason in str(raised.value) and "own.rules.toml" in str(raised.value)


def test_all_faults_of_a_file_are_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput) as raised:
        read(tmp_path, rule("(") + LAICITE + rule("x", severity="bad"))
    lines = str(raised.value).splitlines()
    assert len(lines) == 2 and "rule 1 “r”" in lines[0] and "rule 3 “r”" in lines[1]


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match="There is no file"):
        read_rules(tmp_path / "none.toml")


def test_a_pattern_without_end_is_given_up_and_told_as_a_note(tmp_path: Path) -> None:
    checks = read(tmp_path, rule(r"(.*)(.*)(.*)(.*)\1\2\3z?[0-9]"))
    began = process_time()
    (finding,) = run(checks, "", "so many words stand here that it never ends " * 20 + "!")
    assert finding.severity == "note" and "took too long" in finding.message
    assert process_time() - began < 2.0


def test_a_rule_that_finds_very_much_says_so_only_so_often(tmp_path: Path) -> None:
    assert len(run(read(tmp_path, rule("[ab]")), "", "ab" * 5000)) == MOST_FOUND


@given(pattern=st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30))
def test_any_pattern_is_read_or_refused_with_a_sentence(
    tmp_path_factory: pytest.TempPathFactory, pattern: str
) -> None:
    quoted = pattern.replace("\\", "\\\\").replace('"', '\\"')
    text = f'[[rule]]\nid = "r"\non = "both"\npattern = "{quoted}"\n'
    try:
        checks = read(tmp_path_factory.getbasetemp(), text)
    except UnreadableInput as error:
        assert "pattern" in str(error)
    else:
        run(checks, "Le pont \ud800 est fermé.", pattern)

"""Every check says what it is, and its own examples bear it out."""

from __future__ import annotations

import re
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.errors import WrongUse
from db.records import LanguageTag, Severity
from workbench.checks.check import Check, Example
from workbench.checks.examiner import Examiner
from workbench.checks.registry import checks, chosen
from workbench.glossary.tables import bundled

LANGS = LanguageTag("fr"), LanguageTag("en")
KNOWN = tuple(checks().values())

REFERENCE = {
    **{"num.value": "error", "num.unit": "warning", "date.value": "error"},
    **{"name.missing": "error", "name.changed": "warning", "term.preferred": "warning"},
    **{"term.deprecated": "warning", "term.forbidden": "error", "acr.left": "error", "acr.ambiguous": "note"},
    **{"quo.pair": "error", "quo.level": "error", "quo.left": "error", "spc.before": "warning"},
    **{"spc.double": "note", "spc.edge": "note", "spc.zero": "warning", "pun.end": "warning"},
    **{"brk.pair": "error", "brk.insert": "warning", "neg.lost": "error", "hedge.lost": "warning"},
    **{"mood.cmd": "warning", "per.shift": "warning", "gender.guess": "note", "rep.words": "warning"},
    **{"rep.loop": "error", "same.source": "error", "lang.target": "error", "omit.clause": "warning"},
    **{"cap.religion": "note", "incons.same": "note", "chr.bad": "error"},
}
"""The identifiers that programs rely on, with how grave each is."""


@pytest.fixture(scope="module")
def examiner() -> Examiner:
    return Examiner(KNOWN, bundled)


def found_by(examiner: Examiner, check: Check, example: Example) -> list[str]:
    found = examiner.findings(*example[:2], LANGS, date=example.date, others=example.others)
    return [finding.message for finding in found if finding.check == check.id]


def test_identifiers_and_severities_are_those_that_programs_rely_on() -> None:
    assert {check.id: str(check.severity) for check in KNOWN} == REFERENCE


@pytest.mark.parametrize("check", KNOWN, ids=lambda check: check.id)
def test_a_check_explains_itself(check: Check) -> None:
    assert re.fullmatch(r"[a-z]+\.[a-z]+", check.id)
    assert len(check.right) >= 3
    assert check.title[0].isupper() and not check.title.endswith(".")
    assert check.explanation.endswith(".")


@pytest.mark.parametrize("check", KNOWN, ids=lambda check: check.id)
def test_its_wrong_example_alarms_and_its_right_ones_do_not(check: Check, examiner: Examiner) -> None:
    messages = found_by(examiner, check, check.wrong)
    assert messages, "the example of what is wrong is not found"
    assert not any(message.endswith(".") for message in messages)
    for example in check.right:
        assert found_by(examiner, check, example) == []


def test_checks_are_chosen_by_identifier_and_by_family() -> None:
    assert [check.id for check in chosen(["num"])] == ["num.value", "num.unit"]
    assert [check.id for check in chosen(["neg.lost"])] == ["neg.lost"]
    assert len(chosen([])) == len(KNOWN)
    with pytest.raises(WrongUse, match=r"num\.value"):
        chosen(["num.values"])


anything = st.text(st.characters(), max_size=60)
"""Any characters, lone surrogates too."""
PIECES = [
    "«",
    "“",
    "”",
    "»",
    "'",
    "’",
    "1",
    "2",
    ",",
    ".",
    "%",
    "–",
    "(",
    ")",
    "[",
    "]",
    "…",
    "!",
    "?",
    "non",
    "ne",
    "ONU",
    "UA",
    "le",
    "pas",
    "juin",
    "selon",
    "aurait",
]
press = st.lists(st.sampled_from([*PIECES, " ", "\n", "\u00a0", "\u202f", "\u0301"]), max_size=30).map(
    "".join
)


@given(
    st.one_of(anything, press), st.one_of(anything, press), st.sampled_from(["", "2012", "2012-05-31", "x"])
)
def test_no_two_texts_raise_and_findings_point_into_them(source: str, target: str, date: str) -> None:
    for finding in examiner_once().findings(source, target, LANGS, date=date, others=(source,)):
        assert finding.severity in Severity
        for span, text in ((finding.source_span, source), (finding.target_span, target)):
            assert span is None or 0 <= span.start <= span.end <= len(text)


@cache
def examiner_once() -> Examiner:
    """Hypothesis wants no fixture that lives longer than an example."""
    return Examiner(KNOWN, bundled)


@pytest.mark.parametrize("langs", [("es", "en"), ("ar", "en"), ("fr", "de"), ("und", "en"), ("en", "fr")])
def test_other_languages_are_checked_for_what_needs_no_knowledge_of_them(langs: tuple[str, str]) -> None:
    examiner = Examiner(KNOWN, list)
    tags = LanguageTag(langs[0]), LanguageTag(langs[1])
    found = examiner.findings("«43 x»", "«42 x» \ufffd", tags)
    assert "chr.bad" in {finding.check for finding in found}

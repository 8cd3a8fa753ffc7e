from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.records import LanguageTag
from workbench.draft.decoding.typography import typeset


@pytest.mark.parametrize(
    ("line", "english"),
    [
        ("« We lost », he said.", "“We lost”, he said."),
        ("«\u00a0We\u202f»  lost", "“We” lost"),
        ("‹ yes ›", "‘yes’"),
        ("Why ? Because ; and : so !", "Why? Because; and: so!"),
        ("3\u00a0000 francs", "3 000 francs"),
        ("a_b ?x", "a_b ?x"),
        (" two  spaces ", "two spaces"),
    ],
)
def test_english(line: str, english: str) -> None:
    assert typeset(line, LanguageTag("en-GB")) == english


@pytest.mark.parametrize(
    ("line", "french"),
    [
        ("« Non ! »", "«\u00a0Non\u202f!\u00a0»"),
        ("Il dit : oui ; non ?", "Il dit\u00a0: oui\u202f; non\u202f?"),
        ("à 10:30", "à 10:30"),
    ],
)
def test_french(line: str, french: str) -> None:
    assert typeset(line, LanguageTag("fr")) == french


def test_other_languages_keep_their_marks() -> None:
    assert typeset("«Sí» ; no", LanguageTag("es")) == "«Sí» ; no"


@given(st.text(alphabet="ab1 \u00a0\u202f«»‹›“”’;:!?)]."), st.sampled_from(["en", "fr", "es"]))
def test_typesetting_twice_changes_nothing_and_no_space_is_doubled(line: str, lang: str) -> None:
    once = typeset(line, LanguageTag(lang))
    assert typeset(once, LanguageTag(lang)) == once
    assert "  " not in once
    assert once == once.strip()

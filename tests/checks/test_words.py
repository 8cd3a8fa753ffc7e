"""The words that single languages give to families of checks."""

from __future__ import annotations

import pytest

from workbench.checks.words import folded, table


def test_a_language_is_found_whatever_its_region() -> None:
    assert table("negation", "fr") is table("negation", "fr-CA")
    assert table("negation", "fr")


def test_what_no_language_owns_has_a_table_of_its_own() -> None:
    assert "symbols" in table("units") and "symbols" not in table("units", "fr")


@pytest.mark.parametrize("tag", ["und", "x-own", "qaa", "../fr", "fr/..", "\ud800"])
def test_a_language_without_a_file_has_nothing(tag: str) -> None:
    assert table("negation", tag) == {}
    assert folded(table("negation", tag), "any") == frozenset()


def test_a_table_cannot_be_altered() -> None:
    with pytest.raises(TypeError):
        table("negation", "fr")["more"] = "words"  # type: ignore[index]

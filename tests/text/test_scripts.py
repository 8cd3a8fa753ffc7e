"""Of which script a letter is."""

from __future__ import annotations

import pytest

from workbench.text.scripts import LATIN, script


@pytest.mark.parametrize(
    ("char", "name"), [("é", LATIN), ("Ж", "CYRILLIC"), ("ب", "ARABIC"), ("\ud800", ""), ("\n", "")]
)
def test_a_letter_tells_its_script(char: str, name: str) -> None:
    assert script(char) == name

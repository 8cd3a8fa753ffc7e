"""The page of the checks says what the checks say."""

from __future__ import annotations

from pathlib import Path

from tools.docs.make_checks import DOCUMENT, document


def test_the_page_of_checks_is_what_the_checks_say() -> None:
    assert Path(DOCUMENT).read_text(encoding="utf-8") == document()

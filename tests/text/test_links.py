"""Where addresses, handles and tags stand in a text."""

from __future__ import annotations

import pytest

from workbench.text.links import addresses, links

TEXT = "Voir (https://a.example/x?y=1), a.b@c.example, @awa et #Mali."


def test_links_end_before_the_marks_of_the_sentence() -> None:
    assert [TEXT[start:end] for start, end in links(TEXT)] == [
        "https://a.example/x?y=1",
        "a.b@c.example",
        "@awa",
        "#Mali",
    ]


def test_tags_are_no_addresses() -> None:
    assert [TEXT[start:end] for start, end in addresses(TEXT)] == [
        "https://a.example/x?y=1",
        "a.b@c.example",
        "@awa",
    ]


@pytest.mark.parametrize("text", ["", "a/b", "a @ b", "##", "n° 5", "http:", "@", "a@b"])
def test_what_only_looks_like_a_link(text: str) -> None:
    assert list(links(text)) == []

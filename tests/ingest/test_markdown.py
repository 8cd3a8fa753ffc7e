from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.ingest.blocks import assert_map, kinds, reasons
from workbench.ingest import markdown

TEXT = """\
---
title: "La route rouvre"
Source: https://fleuve.example/route
---

# La route rouvre

Le maire a parlé\\
ce matin.

> Nous attendons
la fin des pluies.
>
> - un
> - deux

1. un

   suite
2. deux

| a | b |
|---|---|
| 1 | 2 |

[lien]: https://fleuve.example/
"""


def test_the_blocks_of_a_markdown_text():
    assert kinds(TEXT, markdown.blocks(TEXT)) == [
        ("other", TEXT[: TEXT.index("\n\n# ")]),
        ("heading", "# La route rouvre"),
        ("paragraph", "Le maire a parlé\\\nce matin."),
        ("block_quote", "> Nous attendons\nla fin des pluies.\n>\n> - un\n> - deux"),
        ("list_item", "1. un"),
        ("list_item", "suite"),
        ("list_item", "2. deux"),
        ("table", "| a | b |\n|---|---|\n| 1 | 2 |"),
        ("other", "[lien]: https://fleuve.example/"),
    ]


def test_front_matter_is_set_aside_and_read():
    assert list(reasons(TEXT, markdown.blocks(TEXT)).values()) == ["front matter"]
    assert markdown.front_matter(TEXT) == {
        "title": "La route rouvre",
        "source": "https://fleuve.example/route",
    }


def test_a_row_of_hyphens_alone_is_no_front_matter():
    text = "---\n\nTexte.\n\n---\n"
    assert markdown.front_matter(text) == {}
    assert reasons(text, markdown.blocks(text)) == {}


def test_an_indented_passage_is_no_program():
    text = "Il écrit :\n\n    Nous attendons.\n"
    assert kinds(text, markdown.blocks(text))[1] == ("paragraph", "Nous attendons.")


PARTS = st.sampled_from(
    [
        "# ",
        "> ",
        "- ",
        "1. ",
        "    ",
        "mot",
        "\n",
        "\n\n",
        "```\n",
        "---\n",
        "a: b\n",
        "<div>",
        "| a |",
        "[a]: b",
        "\t",
    ]
)


@given(st.one_of(st.text(), st.lists(PARTS).map("".join)))
def test_the_map_is_complete(text):
    text = text.replace("\r", "\n").replace("\0", "")
    assert_map(text, markdown.blocks(text))

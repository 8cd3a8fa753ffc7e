from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.ingest.blocks import assert_map, kinds, texts
from workbench.ingest import plain

WRAPPED = """\
Le comité de suivi s'est réuni mardi dans la capitale pour la
première fois depuis trois semaines. « Nous avons parlé des
routes », a déclaré son porte-parole, qui n'a pas voulu en dire
davantage.
"""


def test_blank_lines_part_paragraphs():
    text = "Un.\n\n\nDeux.\n \nTrois."
    assert texts(text, plain.blocks(text)) == ["Un.", "Deux.", "Trois."]


def test_hard_wrapped_lines_are_one_paragraph():
    assert texts(WRAPPED, plain.blocks(WRAPPED)) == [WRAPPED.strip()]


def test_a_short_wrapped_paragraph_is_known_by_the_width_of_the_others():
    text = WRAPPED + "\nOn attend maintenant la réponse des représentants du nord. Ils\nl'ont promise.\n"
    assert len(plain.blocks(text)) == 2


def test_long_lines_are_a_paragraph_each():
    text = "\n".join(
        f"« Ligne {n} », a dit quelqu'un, et la phrase continue ainsi jusqu'au bout, " * 3 for n in range(4)
    )
    assert len(plain.blocks(text)) == 4


def test_a_sentence_per_line_is_a_paragraph_per_line():
    text = "La pluie est tombée.\nLes routes sont coupées, disent les chauffeurs.\nOn attend le maire.\n"
    assert len(plain.blocks(text)) == 3


def test_a_line_that_breaks_off_is_continued():
    text = "Le maire a dit qu'il ne viendrait pas à\nla réunion de mardi.\n"
    assert len(plain.blocks(text)) == 1


def test_a_title_is_not_drawn_into_the_text_below_it():
    text = "Une réunion au bord du fleuve\n" + WRAPPED
    assert texts(text, plain.blocks(text))[0] == "Une réunion au bord du fleuve"


def test_block_quotes_by_mark_and_by_indent():
    text = (
        "Il écrit :\n\n> La route est coupée.\n> Personne ne passe.\n\nPuis :\n\n"
        "    Nous attendons la fin des pluies.\n    Le maire le sait.\n\nVoilà.\n"
    )
    assert [kind for kind, _ in kinds(text, plain.blocks(text))] == [
        "paragraph",
        "block_quote",
        "paragraph",
        "block_quote",
        "paragraph",
    ]
    assert texts(text, plain.blocks(text))[1] == "> La route est coupée.\n> Personne ne passe."


def test_a_text_that_is_indented_throughout_has_no_block_quotes():
    text = "    La pluie est tombée.\n\n    Les routes sont coupées.\n\n    On attend.\n"
    assert {kind for kind, _ in kinds(text, plain.blocks(text))} == {"paragraph"}


def test_the_indent_of_a_first_line_is_no_block_quote():
    text = (
        "Un mot.\n    Le maire a parlé ce matin devant\nles chauffeurs réunis au marché.\n\nDeux.\n\nTrois.\n"
    )
    assert "block_quote" not in {kind for kind, _ in kinds(text, plain.blocks(text))}


def test_a_centred_title_is_no_block_quote():
    text = "Avant.\n\n            LA ROUTE ROUVRE\n\nAprès.\n\nFin.\n"
    assert kinds(text, plain.blocks(text))[1] == ("paragraph", "LA ROUTE ROUVRE")


def test_headings_and_list_items():
    text = "La route rouvre\n\nPar Lina Sow-Berger\n\n" + "Le maire a parlé. " * 8 + "\n\n• un\n• deux\n"
    found = plain.with_headings(text, plain.blocks(text))
    assert [block.kind.value for block in found] == [
        "paragraph",
        "paragraph",
        "paragraph",
        "list_item",
        "list_item",
    ]
    text = text.replace("Par Lina Sow-Berger\n\n", "")
    assert plain.with_headings(text, plain.blocks(text))[0].kind == "heading"


LINES = st.sampled_from(
    [
        "",
        " ",
        "mot",
        "Mot mot mot.",
        "    retrait",
        "> cité",
        "• un",
        "\tmot",
        "é" * 60,
        "« a »",
        "\xa0",
        "\x1f",
    ]
)


@given(st.one_of(st.text(), st.lists(LINES).map("\n".join)))
def test_the_map_is_complete(text):
    assert_map(text, plain.blocks(text))
    assert_map(text, plain.with_headings(text, plain.blocks(text)))

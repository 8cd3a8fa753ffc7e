"""Single lines between paragraphs: junk of all kinds, and lines of articles that look like it.

The lines of both lists are made up, and none is anybody's words.
"""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ingest.blocks import assert_map, reasons
from workbench.ingest import plain
from workbench.ingest.set_aside import set_aside

PAGES = Path(__file__).with_name("pages")
JUNK = (PAGES / "junk_lines.txt").read_text(encoding="utf-8").splitlines()
PROSE_LINES = (PAGES / "article_lines.txt").read_text(encoding="utf-8").splitlines()
PROSE = "Le convoi est parti lundi de la ville, a dit le maire, et il n'est jamais arrivé à destination."
SHORT = "Le bac est reparti."


def why(*passages: str, between: str = "\n\n") -> dict[str, str]:
    text = between.join(passages)
    blocks = set_aside(text, plain.blocks(text))
    assert_map(text, blocks)
    return reasons(text, blocks)


@pytest.mark.parametrize("between", ["\n", "\n\n"])
@pytest.mark.parametrize("line", JUNK)
def test_junk_between_paragraphs_is_set_aside_alone(line, between):
    assert list(why(PROSE, PROSE, PROSE, line, PROSE, PROSE, between=between)) == [line]


@pytest.mark.parametrize("between", ["\n", "\n\n"])
@pytest.mark.parametrize("line", PROSE_LINES)
def test_lines_of_an_article_stay(line, between):
    assert why(PROSE, PROSE, PROSE, line, PROSE, PROSE, between=between) == {}


def test_titles_with_a_quotation_stay_in_the_box_and_a_short_statement_ends_it():
    title = "« Je ne suis pas un robinet », dit la barragiste"
    assert list(why(PROSE, "Sur le même sujet", title, SHORT, PROSE)) == ["Sur le même sujet", title]


def test_a_related_link_with_a_speaker_is_one_and_a_sentence_is_none():
    assert list(why(PROSE, "Related: “We never left,” says the colonel", PROSE)) != []
    assert why(PROSE, "Lire aussi entre les lignes : « faute », dit-il, revient sept fois.", PROSE) == {}


def test_some_lines_are_junk_only_beside_junk():
    assert why(PROSE, "12", "Name", PROSE) == {}
    assert list(why(PROSE, "Facebook", "12", "Follow", PROSE)) == ["Facebook", "12", "Follow"]


def test_a_call_needs_a_word_that_shows_whom_it_is_for():
    assert why(PROSE, "Subscribe to no opinion, he used to say, that you have not slept on.", PROSE) == {}
    assert why(PROSE, "Subscribe to our free newsletter, and never miss a tide.", PROSE) != {}


def test_what_stands_between_junk_after_the_last_sentence_is_junk_but_for_the_signature():
    tail = [
        "Read Next",
        "World",
        "A Goat On A Roof",
        "Sponsored Content",
        "Source : Le Fleuve",
        "Opens new tab",
    ]
    aside = why(PROSE, PROSE, PROSE, *tail, "74 comments")
    assert "A Goat On A Roof" in aside
    assert "Source : Le Fleuve" not in aside


@pytest.mark.parametrize("heading", ["What do you think?", "Discussion", "Les réactions des éleveurs"])
def test_a_heading_that_may_be_the_article_s_needs_comments_below(heading):
    assert why(PROSE, PROSE, PROSE, heading, PROSE, PROSE) == {}
    aside = why(
        PROSE, PROSE, PROSE, heading, "Tove says:", "2 hours ago", "« Bravo », dit ma tante.", "Reply"
    )
    assert len(aside) > 4


@pytest.mark.parametrize("heading", ["Opinion", "Éditorial", "Tribune"])
def test_a_subheading_of_the_article_is_no_other_section(heading):
    assert why(PROSE, PROSE, PROSE, heading, PROSE, PROSE) == {}


@given(st.text(alphabet=st.characters(codec=None), max_size=300))
def test_no_text_raises(text):
    assert_map(text, set_aside(text, plain.blocks(text)))


@pytest.mark.parametrize(
    "part",
    [
        "share ",
        "a > ",
        "lire aussi : ",
        "« ",
        "1 2 ",
        "facebook, ",
        "publish without ",
        "comments ",
        "\ud800",
    ],
)
def test_lines_made_to_be_slow_are_not(part):
    text = "\n\n".join([(part * 220)[:219]] * 1000)
    blocks = plain.blocks(text)
    began = time.process_time()
    set_aside(text, blocks)
    assert time.process_time() - began < 5

"""Words linked by what a package looks at, on an analytic model and on the package that ships."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.errors import WrongUse
from db.records import LanguageTag
from workbench.align.word_places import located
from workbench.draft.decoding.attention import attention_links, words_of_pieces
from workbench.draft.decoding.plans import MAX_PIECES
from workbench.draft.engine import Engine
from workbench.draft.linking import package_links
from workbench.draft.packages.installed import PackageInfo

EVERY = st.text(max_size=40)


def linked(engine: Engine, source: str, target: str) -> list[tuple[str, str]]:
    found = attention_links(engine, source, target)
    return [(link.source.of(source), link.target.of(target)) for link in found]


def test_a_model_that_attends_to_the_same_place_links_word_for_word(spanish_engine: Engine) -> None:
    source = "El gobierno no aceptará nunca esta decisión, dijo el portavoz."
    [draft] = spanish_engine.translate([source])
    ours, theirs = located(source), located(draft.text)
    assert linked(spanish_engine, source, draft.text) == [
        (one.span.of(source), other.span.of(draft.text)) for one, other in zip(ours, theirs, strict=True)
    ]


def test_pieces_of_bpe_belong_to_words_too(bpe_package: PackageInfo) -> None:
    engine = Engine.load(bpe_package, threads=1)
    source = "Le gouvernement n'acceptera jamais cette décision."
    [draft] = engine.translate([source])
    assert {("gouvernement", "government"), ("jamais", "never")} <= set(linked(engine, source, draft.text))
    engine.close()


def test_attention_is_a_share_for_each_piece(starter_engine: Engine) -> None:
    attended = starter_engine.attended("Le pont est fermé.", "The bridge is closed.")
    assert attended is not None
    assert attended.attention.shape == (len(attended.target), len(attended.source))
    assert (attended.attention >= 0).all()
    assert (attended.attention.sum(axis=1) <= 1.001).all()
    assert attended.attention.sum() > 0.5 * len(attended.target)


def test_the_package_that_ships_links_content_words(starter_engine: Engine) -> None:
    found = linked(starter_engine, "Le gouvernement veut la paix.", "The government wants peace.")
    assert {("veut", "wants"), ("paix", "peace")} <= set(found)


@pytest.mark.parametrize(
    ("source", "target"), [("", "Peace."), ("La paix.", ""), ("paix " * (MAX_PIECES + 1), "peace")]
)
def test_nothing_comes_of_empty_and_of_long_texts(starter_engine: Engine, source: str, target: str) -> None:
    assert linked(starter_engine, source, target) == []


def test_a_closed_engine_says_so(spanish: PackageInfo) -> None:
    engine = Engine.load(spanish, threads=1)
    engine.close()
    with pytest.raises(WrongUse, match="closed"):
        engine.attended("hola", "hello")


def test_without_a_package_there_are_no_links(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path_factory.mktemp("home")))
    assert package_links(LanguageTag("qu"), LanguageTag("en"), "wasi", "house") == []


def test_pieces_are_found_by_their_letters() -> None:
    text = "L’Œuvre  n°\u202f5, déjà"
    pieces = ["▁L", "'", "O", "euvre", "▁n", "°", "▁", "5", ",", "▁de", "ja", "▁absent"]
    words = located(text)
    owners = words_of_pieces(pieces, text, words)
    assert [words[n].text if n >= 0 else "" for n in owners] == [
        *("l", "", "oeuvre", "oeuvre", "n", "", "", "5", "", "deja", "deja", ""),
    ]
    assert list(
        words_of_pieces(["l@@", "&a@@", "pos;", "oeu@@", "vre"], "l'oeuvre", located("l'oeuvre"))
    ) == [0, 0, 0, 1, 1]


@given(st.lists(EVERY), EVERY)
def test_any_pieces_of_any_text_have_words_of_it_or_none(pieces: list[str], text: str) -> None:
    words = located(text)
    owners = words_of_pieces(pieces, text, words)
    assert len(owners) == len(pieces)
    assert np.all((owners >= -1) & (owners < max(1, len(words))))

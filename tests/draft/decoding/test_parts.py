from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.draft.decoding.parts import Part, cut, without_controls
from workbench.text.links import links
from workbench.text.visible import visible

TEXTS = st.text(alphabet="ab é,;:.!?…»”()—\n\r\t\u00a0\u202f\u2028😀。，", max_size=120)


def whole(parts: list[Part]) -> str:
    return "".join(part.before + part.text for part in parts)


@given(TEXTS, st.integers(1, 30))
def test_nothing_is_lost_and_every_part_fits(text: str, limit: int) -> None:
    parts = cut(text, lambda part: len(part) <= limit)
    assert whole(parts) == text
    assert all(len(part.text) <= limit for part in parts)
    assert not any(part.before.strip() for part in parts)


@given(TEXTS)
def test_no_line_end_and_no_outer_space_reaches_the_model(text: str) -> None:
    for part in cut(text, lambda _: True):
        assert part.text == part.text.strip()
        assert not set(part.text) & set("\n\r\u2028\u2029")


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Voir @x et @y ici.", [("", "Voir"), (" @x ", "et"), (" @y ", "ici.")]),
        ("@x @y\nVoir", [("@x @y", ""), ("\n", "Voir")]),
        ("Voir\u00a0@x.", [("", "Voir"), ("\u00a0@x", ".")]),
        (" @x ", [(" @x", ""), (" ", "")]),
        ("Voir.", [("", "Voir.")]),
    ],
)
def test_what_a_line_is_cut_around_is_copied(text: str, parts: list[tuple[str, str]]) -> None:
    assert cut(text, lambda _: True, links) == [Part(*part) for part in parts]


@given(TEXTS, st.integers(1, 30))
def test_nothing_is_lost_around_stretches(text: str, limit: int) -> None:
    def signs(line: str) -> list[tuple[int, int]]:
        return [(place, place + 1) for place, sign in enumerate(line) if sign in "😀b"]

    parts = cut(text, lambda part: len(part) <= limit, signs)
    assert whole(parts) == text
    assert not any(set(part.text) & set("😀b") or len(part.text) > limit for part in parts)


def test_lines_are_parts_of_their_own() -> None:
    assert cut("\u00a0Un.\n\n  Deux. \n", lambda _: True) == [
        Part("\u00a0", "Un."),
        Part("\n\n  ", "Deux."),
        Part(" \n", ""),
    ]


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("Il est parti ; elle est restée, seule.", ["Il est parti ;", "elle est restée, seule."]),
        ("« Il part. » Elle reste, seule, ici.", ["« Il part. »", "Elle reste, seule, ici."]),
        ("Il est parti hier, elle est restée ici.", ["Il est parti hier,", "elle est restée ici."]),
        ("Il est parti hier et elle est restée", ["Il est parti hier", "et elle est restée"]),
        ("x" * 40, ["x" * 20] * 2),
    ],
)
def test_a_long_line_is_cut_at_the_best_boundary_near_its_middle(text: str, clauses: list[str]) -> None:
    assert [part.text for part in cut(text, lambda part: len(part) <= 25)] == clauses


@given(st.text())
def test_what_is_left_after_controls_is_harmless(text: str) -> None:
    left = without_controls(text)
    kept = "\t\n\r\u2028\u2029"
    assert visible(left.translate(dict.fromkeys(map(ord, kept)))) == left.translate(
        dict.fromkeys(map(ord, kept))
    )
    assert without_controls(left) == left


def test_escape_goes_and_a_vertical_tab_still_separates() -> None:
    assert without_controls("a\x1b[31mb\x0bc\x85d\u202ee\n\u00a0f") == "a[31mb c de\n\u00a0f"


@pytest.mark.parametrize(
    ("text", "has_words"), [("…", False), ("3 000 !", False), ("👍", False), ("à", True), ("مرحبا", True)]
)
def test_only_letters_make_words(text: str, has_words: bool) -> None:
    assert Part("", text).has_words is has_words


@pytest.mark.parametrize("filling", [" ", "\u00a0", ", ", "(", ".»", '!"', "\n ", "a" + " " * 50])
def test_no_filling_takes_more_than_linear_time(filling: str) -> None:
    def seconds(size: int) -> float:
        text = "mot " * 100 + (filling * size)[:size] + "fin"
        began = time.process_time()
        cut(text, lambda part: len(part.split()) <= 20 and len(part) < 500)
        return time.process_time() - began

    assert min(seconds(20_000) for _ in range(3)) < 0.5

"""The tool that makes the lexicon: what it chooses, joins, counts and drops."""

from __future__ import annotations

import lzma
from pathlib import Path

import pytest

from tools.lexicon.corpus import WordPair, choose, read, repaired
from tools.lexicon.counts import Counts, Sieve, count, grown, links, rounded
from tools.lexicon.make import FILES, main
from workbench.align.known_words import Lexicon


@pytest.mark.parametrize("name", ["corpus.tsv", "corpus.tsv.xz"])
def test_a_corpus_is_read_plain_or_packed(tmp_path: Path, name: str) -> None:
    text = b"news\tLe puits.\tThe well.\n"
    (tmp_path / name).write_bytes(lzma.compress(text) if name.endswith(".xz") else text)
    assert list(read(tmp_path / name)) == [("news", "Le puits.", "The well.")]


def test_from_the_links_to_the_lexicon(tmp_path: Path) -> None:
    lines = "le puits\nle chameau\n", "the well\nthe camel\n", "0-0 1-1\n0-0 1-1\n", "0-0 1-1\n0-0\n"
    for file, text in zip(FILES, lines, strict=True):
        (tmp_path / file).write_text(text)
    assert main(["no corpus", str(tmp_path), str(tmp_path / "words.tsv.xz")]) == 0
    found = list(Lexicon.read(tmp_path / "words.tsv.xz").items())
    assert found == [("chameau", "camel", 1), ("le", "the", 2), ("puits", "well", 1)]


def test_small_origins_are_taken_whole_and_others_for_rare_words() -> None:
    rows = [
        ("news", "Le puits.", "The well."),
        ("news", "Le puits.", "The well."),
        ("talk", "Le puits !", "The well!"),
        ("talk", "Le chameau, 3 fois", "The camel, 3 times"),
        ("talk", "…", "Nothing"),
    ]
    chosen = list(choose(rows, frozenset({"news"}), enough=2))
    assert chosen == [
        WordPair(["le", "puits"], ["the", "well"]),
        WordPair(["le", "puits"], ["the", "well"]),
        WordPair(["le", "chameau", "fois"], ["the", "camel", "times"]),
    ]


def test_walls_are_no_manners() -> None:
    assert repaired(WordPair(["quatre", "moeurs"], ["four", "walls"])).source == ["quatre", "murs"]
    assert repaired(WordPair(["nos", "moeurs"], ["our", "manners"])).source == ["nos", "moeurs"]


def test_grow_diag_final_and() -> None:
    """Links of one direction join where they stand beside sure ones, or tell of two words still unlinked."""
    ahead, back = links("0-0 1-1 3-4 0-5"), links("0-0 1-2 4-3 2-2\n")
    assert grown(ahead, back) == {(0, 0), (1, 1), (1, 2), (2, 2), (3, 4), (4, 3)}
    assert grown(ahead, ahead) == ahead
    assert grown(set(), set()) == set()


def test_words_without_a_link_are_counted_beside_nothing() -> None:
    counts = count([(["le", "puits", "le"], ["well", "here"], {(1, 0)}), (["le"], ["the"], {(0, 0)})])
    assert counts == {("le", ""): 2, ("puits", "well"): 1, ("", "here"): 1, ("le", "the"): 1}


def test_what_is_dropped_still_counts_among_the_occurrences() -> None:
    counts = Counts({("puits", "well"): 90, ("puits", "the"): 2, ("puits", "camel"): 1, ("x", "the"): 1})
    counts += Counts({("le", "the"): 900, ("", "well"): 5, ("chameau", "camel"): 20})
    kept = Sieve(share=0.03, share_of_one=0.5).kept(counts)
    assert kept == {
        ("puits", "well"): 90,
        ("puits", ""): 3,
        ("x", "the"): 1,
        ("le", "the"): 900,
        ("", "the"): 2,
        ("", "well"): 5,
        ("chameau", "camel"): 20,
        ("", "camel"): 1,
    }


def test_two_significant_digits() -> None:
    counts = Counts({("a", "a"): 7, ("b", "b"): 86, ("c", "c"): 1849, ("d", "d"): 1250})
    assert sorted(rounded(counts).values()) == [7, 86, 1200, 1800]

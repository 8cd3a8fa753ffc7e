"""Lexicons: what they know of two vocabularies, their files, and the one that ships."""

from __future__ import annotations

import lzma
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.errors import UnreadableInput
from db.records import LanguageTag
from workbench.align.known_words import Lexicon, shipped
from workbench.align.tokens import stems, words

FR, EN, DE = LanguageTag("fr"), LanguageTag("en"), LanguageTag("de")

WELL = [
    ("puits", "well", 6),
    ("puits", "wells", 3),
    ("puits", "", 1),
    ("bien", "well", 10),
    ("bien", "good", 8),
    ("bien", "", 2),
    ("", "well", 4),
]

word = st.text(min_size=1, max_size=6).map(words).filter(bool).map(lambda found: found[0])
number = st.one_of(st.integers(1, 10**9), st.floats(1e-6, 1e9))
entry = st.tuples(word | st.just(""), word | st.just(""), number).filter(lambda e: bool(e[0] or e[1]))


def added(*entries: tuple[str, str, float]) -> dict[tuple[str, str], float]:
    sums: Counter[tuple[str, str]] = Counter()
    for source, target, count in entries:
        sums[source, target] += count  # type: ignore[assignment]
    return dict(sums)


def known(lexicon: Lexicon) -> dict[tuple[str, str], float]:
    return {(source, target): count for source, target, count in lexicon.items()}


def written(tmp_path: Path, text: str, name: str = "words.tsv") -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


class TestForWords:
    def test_only_what_both_vocabularies_need(self) -> None:
        source, target = ["maison", "bien", "puits"], ["wells", "well"]
        found = Lexicon.of(WELL).for_words(source, target)
        entries = zip(found.source, found.target, found.counts, strict=True)
        assert {(source[i], target[j], count) for i, j, count in entries} == {
            ("puits", "well", 6),
            ("puits", "wells", 3),
            ("bien", "well", 10),
        }

    def test_probabilities_are_shares_of_all_occurrences(self) -> None:
        found = Lexicon.of(WELL).for_words(["puits"], ["well"])
        assert found.ahead.tolist() == [6 / 10]
        assert found.back.tolist() == [6 / 20]

    def test_totals_and_occurrences_without_a_counterpart(self) -> None:
        found = Lexicon.of(WELL).for_words(["bien", "maison"], ["house", "well"])
        assert found.source_totals.tolist() == [20, 0]
        assert found.target_totals.tolist() == [0, 20]
        assert found.source_alone.tolist() == [2, 0]
        assert found.target_alone.tolist() == [0, 4]

    def test_the_empty_token_of_an_empty_sentence_is_no_word(self) -> None:
        found = Lexicon.of(WELL).for_words(["", "puits"], ["", "well"])
        assert (found.source.tolist(), found.target.tolist()) == ([1], [1])
        assert found.source_totals[0] == found.target_totals[0] == 0

    @pytest.mark.parametrize("lexicon", [Lexicon.of([]), Lexicon.of(WELL)], ids=["empty", "filled"])
    def test_words_that_nobody_knows(self, lexicon: Lexicon) -> None:
        found = lexicon.for_words(["maison", "\ud800"], [])
        assert not len(found.ahead)
        assert found.source_totals.tolist() == [0, 0]

    @given(st.lists(entry), st.sets(word), st.sets(word))
    def test_it_agrees_with_a_search_of_all_entries(
        self, entries: list[tuple[str, str, float]], source: set[str], target: set[str]
    ) -> None:
        ours = sorted(source | {e[0] for e in entries[::2] if e[0]})
        theirs = sorted(target | {e[1] for e in entries[::3] if e[1]})
        found = Lexicon.of(entries).for_words(ours, theirs)
        got = {
            (ours[i], theirs[j]): c for i, j, c in zip(found.source, found.target, found.counts, strict=True)
        }
        sums = added(*entries)
        assert got == pytest.approx(
            {pair: c for pair, c in sums.items() if pair[0] in ours and pair[1] in theirs}
        )
        totals = [sum(c for (s, _), c in sums.items() if s == one) for one in ours]
        assert np.allclose(found.source_totals, totals)


class TestJoining:
    @given(st.lists(entry))
    def test_swapped_twice_is_the_same(self, entries: list[tuple[str, str, float]]) -> None:
        lexicon = Lexicon.of(entries)
        assert known(lexicon.swapped()) == {(t, s): count for (s, t), count in known(lexicon).items()}
        assert known(lexicon.swapped().swapped()) == known(lexicon)

    @given(st.lists(entry), st.lists(entry))
    def test_merged_adds_the_counts(
        self, ours: list[tuple[str, str, float]], theirs: list[tuple[str, str, float]]
    ) -> None:
        merged = Lexicon.of(ours).merged(Lexicon.of(theirs))
        assert known(merged) == pytest.approx(added(*ours, *theirs))

    def test_stemmed_joins_inflected_forms(self) -> None:
        forms = Lexicon.of([("declare", "declares", 2), ("declaree", "declared", 3), ("", "declared", 1)])
        assert known(forms.stemmed()) == {("declar", "declar"): 5, ("", "declar"): 1}

    @given(word)
    def test_stemmed_cuts_as_the_aligner_does(self, one: str) -> None:
        assert [stem for stem, _, _ in Lexicon.of([(one, "", 1)]).stemmed().items()] == stems(one)


class TestFiles:
    @given(entries=st.lists(entry))
    def test_round_trip(
        self, tmp_path_factory: pytest.TempPathFactory, entries: list[tuple[str, str, float]]
    ) -> None:
        lexicon = Lexicon.of(entries)
        path = written(tmp_path_factory.getbasetemp(), lexicon.write())
        assert known(Lexicon.read(path)) == known(lexicon)

    def test_plain_and_packed(self, tmp_path: Path) -> None:
        text = Lexicon.of(WELL).write()
        packed = tmp_path / "words.tsv.xz"
        packed.write_bytes(lzma.compress(text.encode()))
        assert known(Lexicon.read(packed)) == known(Lexicon.read(written(tmp_path, text))) == added(*WELL)

    def test_what_people_write(self, tmp_path: Path) -> None:
        """Capitals, accents, a byte order mark, Windows line ends, blank lines, no count."""
        path = written(tmp_path, "\ufeffPuits\tWELL\r\n\r\nŒuvre\twork\t2.5\r\nœuvre\twork\r\n")
        assert known(Lexicon.read(path)) == {("puits", "well"): 1, ("oeuvre", "work"): 3.5}

    @pytest.mark.parametrize(
        ("line", "complaint"),
        [
            ("puits", "expected"),
            ("puits\twell\t1\t2", "expected"),
            ("puits\twell\tmany", "“many” is no count"),
            ("puits\twell\t0", "no count"),
            ("puits\twell\t-1", "no count"),
            ("puits\twell\tnan", "no count"),
            ("puits\twell\tinf", "no count"),
            ("puits\twell\t", "no count"),
            ("pomme de terre\tpotato\t1", "“pomme de terre” is not one word"),
            ("puits\t…\t1", "“…” is not one word"),
            ("\t\t1", "no word on either side"),
        ],
    )
    def test_a_bad_line_is_named(self, tmp_path: Path, line: str, complaint: str) -> None:
        path = written(tmp_path, f"bien\tgood\t1\n{line}\n")
        with pytest.raises(UnreadableInput, match=r"^words\.tsv, line 2: ") as refused:
            Lexicon.read(path)
        assert complaint in str(refused.value)

    @given(text=st.text())
    def test_any_text_is_read_or_refused(self, tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
        path = tmp_path_factory.getbasetemp() / "any.tsv"
        path.write_bytes(text.encode("utf-8", "surrogatepass"))
        try:
            Lexicon.read(path)
        except UnreadableInput as refused:
            assert "\n" not in str(refused)

    @pytest.mark.parametrize("name", ["words.tsv", "words.tsv.xz"])
    def test_bytes_that_are_no_text(self, tmp_path: Path, name: str) -> None:
        (tmp_path / name).write_bytes(b"\xfd7zXZ\x00 not really")
        with pytest.raises(UnreadableInput, match=r"words\.tsv"):
            Lexicon.read(tmp_path / name)

    def test_a_packed_file_that_breaks_off(self, tmp_path: Path) -> None:
        path = tmp_path / "words.tsv.xz"
        path.write_bytes(lzma.compress(Lexicon.of(WELL).write().encode())[:-20])
        with pytest.raises(UnreadableInput, match="damaged"):
            Lexicon.read(path)

    def test_a_file_that_is_not_there(self, tmp_path: Path) -> None:
        with pytest.raises(UnreadableInput, match=r"none\.tsv cannot be read"):
            Lexicon.read(tmp_path / "none.tsv")


class TestShipped:
    def test_everyday_words(self) -> None:
        lexicon = shipped(FR, EN)
        assert lexicon is not None
        source, target = ["guerre", "eau", "ecole"], ["school", "water", "war"]
        found = lexicon.for_words(source, target)
        likely = found.ahead > 0.5
        pairs = {
            (source[i], target[j]) for i, j in zip(found.source[likely], found.target[likely], strict=True)
        }
        assert pairs == {("guerre", "war"), ("eau", "water"), ("ecole", "school")}

    def test_either_direction_and_any_region(self) -> None:
        ahead, back = shipped(LanguageTag("fr-CA"), LanguageTag("en-GB")), shipped(EN, FR)
        assert ahead is not None and back is not None
        found = ahead.for_words(["guerre"], ["war"]), back.for_words(["war"], ["guerre"])
        assert found[0].ahead == found[1].back
        assert found[0].counts == found[1].counts > 100

    def test_other_languages_have_none(self) -> None:
        assert shipped(DE, EN) is None
        assert shipped(FR, FR) is None

    def test_its_words_are_folded_and_its_lines_in_order(self) -> None:
        lexicon = shipped(FR, EN)
        assert lexicon is not None
        entries = list(lexicon.items())
        assert len(entries) > 100_000
        for source, target, _ in entries[::500]:
            assert all(words(one) == [one] for one in (source, target) if one)

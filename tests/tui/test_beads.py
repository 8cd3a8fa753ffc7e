"""Beads by keys: merge, split, give away, unlink, keep, and take it all back."""

from __future__ import annotations

from pathlib import Path

import pytest

from db.records import PairFilter, Status
from tests.support.projects import PERSON, Said, fictional
from tests.tui.driving import Driven, review
from tui.screens.split import SplitScreen
from workbench.project import open_project
from workbench.review import service

SAID = Said(
    source=["Le pont est fermé.", "Nous attendons.", "Revenez lundi."],
    target=["The bridge is closed.", "We are waiting.", "Come back on Monday."],
)
ALONE = Said(source=["Rien à ajouter."], speaker="Oumou Tessaly")


def state(driven: Driven) -> list[tuple[str, str]]:
    """The list as it is displayed."""
    rows = [driven.screen.listing.row(n) for n in range(len(driven.screen.listing))]
    return [(row.source, row.target) for row in rows if row is not None]


async def test_merging_with_the_next_and_taking_it_back(tmp_path: Path) -> None:
    async with review(tmp_path, [SAID, ALONE]) as driven:
        await driven.press("m")
        assert state(driven)[0] == (
            "Le pont est fermé. Nous attendons.",
            "The bridge is closed. We are waiting.",
        )
        assert (len(state(driven)), driven.cursor) == (3, 0)
        assert driven.row(1).aligned_by == PERSON
        await driven.press("end", "u")
        assert [pair[0] for pair in state(driven)] == [*SAID.source, *ALONE.source]
        assert driven.cursor == 0
        await driven.press("U")
        assert len(state(driven)) == 3


async def test_splitting_goes_where_the_aligner_would(tmp_path: Path) -> None:
    async with review(tmp_path, [SAID]) as driven:
        await driven.press("m", "m")
        assert len(state(driven)) == 1
        await driven.press("b")
        assert len(state(driven)) == 2
        await driven.press("end", "b", "home", "b")
        assert state(driven) == list(zip(SAID.source, SAID.target, strict=True))


async def test_splitting_where_the_person_says(tmp_path: Path) -> None:
    async with review(tmp_path, [SAID]) as driven:
        await driven.press("m", "B")
        assert isinstance(driven.pilot.app.screen, SplitScreen)
        assert "1  Le pont est fermé." in driven.shown
        assert "2  Nous attendons." in driven.shown
        await driven.press("escape")
        assert len(state(driven)) == 2
        await driven.press("B", "down", "enter")
        first = state(driven)[0]
        assert len(state(driven)) == 3
        assert first in (
            ("Le pont est fermé.", ""),
            ("", "The bridge is closed."),
            (SAID.source[0], SAID.target[0]),
        )


async def test_a_pair_that_cannot_be_split_says_why(tmp_path: Path) -> None:
    async with review(tmp_path, [SAID, ALONE]) as driven:
        await driven.press("b", "end", "B")
        assert sum("parted" in sentence or "to part" in sentence for sentence in driven.told) == 2


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        (("down", "["), ("Le pont est fermé. Nous attendons.", "The bridge is closed.")),
        (("down", "ctrl+up"), ("Le pont est fermé. Nous attendons.", "The bridge is closed.")),
        (("down", "{"), ("Le pont est fermé.", "The bridge is closed. We are waiting.")),
        (("down", "ctrl+shift+up"), ("Le pont est fermé.", "The bridge is closed. We are waiting.")),
        (("]",), ("", "The bridge is closed.")),
        (("ctrl+down",), ("", "The bridge is closed.")),
        (("}",), ("Le pont est fermé.", "")),
        (("ctrl+shift+down",), ("Le pont est fermé.", "")),
    ],
)
async def test_sentences_are_given_to_the_neighbours(
    tmp_path: Path, keys: tuple[str, ...], expected: tuple[str, str]
) -> None:
    async with review(tmp_path, [SAID]) as driven:
        await driven.press(*keys)
        assert state(driven)[0] == expected
        assert driven.cursor == len(keys) - 1


async def test_unlinking_stays_with_the_rendering(tmp_path: Path) -> None:
    async with review(tmp_path, [SAID]) as driven:
        await driven.press("down", "l")
        assert state(driven)[1:3] == [("Nous attendons.", ""), ("", "We are waiting.")]
        row = driven.screen.pairs.row
        assert row is not None
        assert (row.id, row.target) == (2, "We are waiting.")
        await driven.press("u")
        assert driven.row(2).source == "Nous attendons."


async def test_a_bead_is_kept_without_approving_its_words(tmp_path: Path) -> None:
    async with review(tmp_path, [SAID], size=(140, 30)) as driven:
        await driven.press("K")
        assert (driven.row(1).aligned_by, driven.status(1)) == (PERSON, Status.TRANSLATED)
        await driven.press("down", "up")
        await driven.until_shown(f"laid by {PERSON}")
        await driven.press("u")
        assert driven.row(1).aligned_by == ""


async def test_what_cannot_be_done_is_told(tmp_path: Path) -> None:
    async with review(tmp_path, [SAID, ALONE]) as driven:
        await driven.press("end", "m", "l", "[")
        told = " ".join(driven.told)
        for words in ("Nothing follows pair 4", "one side only", "stands alone already"):
            assert words in told


async def test_a_change_from_elsewhere_is_a_conflict_and_is_shown(tmp_path: Path) -> None:
    async with review(tmp_path, [SAID]) as driven:
        with open_project(driven.project.path, person="Somebody") as elsewhere:
            service.edit(elsewhere, 1, "The bridge remains closed.")
        await driven.press("m")
        assert any("Somebody" in sentence for sentence in driven.told)
        assert "The bridge remains closed." in driven.shown
        await driven.press("m")
        assert driven.row(1).target == "The bridge remains closed. We are waiting."


async def test_an_approved_pair_waits_again_and_the_counts_say_so(tmp_path: Path) -> None:
    async with review(tmp_path, [SAID], size=(140, 30)) as driven:
        await driven.press("a", "up", "m")
        assert driven.status(1) is Status.TRANSLATED
        await driven.until_shown("0 approved")
        assert driven.screen.listing.waiting == {1, 3}


async def test_in_a_narrowed_list_only_what_is_listed_or_new_is_shown(tmp_path: Path) -> None:
    async with review(tmp_path, [SAID, *fictional(5)]) as driven:
        await driven.press("slash", *"attendons", "enter", "l")
        assert ("Nous attendons.", "") in state(driven)
        assert ("", "We are waiting.") in state(driven)
        assert not any("pont" in source for source, _ in state(driven))
        await driven.press("u")
        assert ("Nous attendons.", "We are waiting.") in state(driven)
        assert ("Nous attendons.", "") not in state(driven)


async def test_an_empty_list_has_no_beads(tmp_path: Path) -> None:
    async with review(tmp_path, []) as driven:
        await driven.press("m", "b", "B", "l", "y", "[", "]", "{", "}")
        assert driven.project.store.pairs.ids(PairFilter()) == []

"""A comparison of renderings as lines for a person, and as JSON for a program."""

from __future__ import annotations

import shutil
import sys
from dataclasses import asdict
from typing import Any

from workbench.commands.output import say
from workbench.compare import wording
from workbench.compare.differences import Mark, Piece, against, loci, pieces, shaded
from workbench.compare.values import Cell, Comparison, Segment, Variation, letter
from workbench.text.wrap import shortened

IN_A_PIPE = 120
"""Columns where there is no terminal to fit into."""
_SIGNS = {
    Mark.PLAIN: ("", ""),
    Mark.SOME: ("", ""),
    Mark.ALONE: ("*", "*"),
    Mark.INSERTED: ("{+", "+}"),
    Mark.DELETED: ("[-", "-]"),
    Mark.BETWEEN: ("", ""),
}
"""As `wdiff` marks words; words that only one rendering has stand between asterisks."""


def variation_line(one: Variation) -> str:
    """A quote of the list: how much it varies, over how many renderings, who said it, how it begins."""
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else IN_A_PIPE
    begin = f"{wording.score(one.viv):>4}  quote {one.quote_id}, {one.versions} renderings"
    return shortened(f"{begin}, {one.speaker or 'speaker unknown'}: {' '.join(one.text.split())}", width)


def variation_object(one: Variation) -> dict[str, Any]:
    """A quote of the list as JSON."""
    known = {"quote": one.quote_id, "viv": _rounded(one.viv), "renderings": one.versions}
    return known | {"speaker": one.speaker, "text": one.text}


def tell(comparison: Comparison) -> None:
    """Print a comparison, segment by segment."""
    viv = wording.score(comparison.viv)
    say(f"Quote {comparison.quote_id}: {wording.heading(comparison)}, Viv {viv}")
    for number, version in enumerate(comparison.versions):
        base = "base" if number == comparison.base else ""
        facts = (wording.made_by(version), version.date, wording.printed_also(version), base)
        told = ", ".join(fact for fact in facts if fact)
        name = f"  {letter(number)} rendering {version.rendering_id}, {version.by} ({told})"
        say(f"{name}: Eddy {wording.score(version.eddy)}")
    for place, segment in enumerate(comparison.segments, start=1):
        say("")
        say(f"{place}. {segment.source or wording.NO_ORIGINAL} (Viv {wording.score(segment.viv)})")
        for number in range(len(segment.cells)):
            shown = "".join(map(_signed, pieces(segment, number, comparison.base))) or wording.NOTHING
            say(f"  {letter(number)} {shown}")
            for note in wording.notes(comparison, segment, number, words=True):
                say(f"    {note}")


def comparison_object(comparison: Comparison) -> dict[str, Any]:
    """A comparison as JSON; spans are code points, end excluded, of the text that stands beside them."""
    base = comparison.base
    return {
        "quote": comparison.quote_id,
        "lang": comparison.lang,
        "target_lang": comparison.target_lang,
        "speaker": comparison.speaker,
        "role": comparison.role,
        "said": comparison.said,
        "printed_in": comparison.where,
        "viv": _rounded(comparison.viv),
        "base": None if base is None else comparison.versions[base].rendering_id,
        "versions": [asdict(version) | {"eddy": _rounded(version.eddy)} for version in comparison.versions],
        "segments": [_segment_object(comparison, segment) for segment in comparison.segments],
    }


def _segment_object(comparison: Comparison, segment: Segment) -> dict[str, Any]:
    return {
        "positions": segment.place,
        "source": segment.source,
        "viv": _rounded(segment.viv),
        "cells": [
            _cell_object(comparison, segment, number, cell) if cell else None
            for number, cell in enumerate(segment.cells)
        ],
        "variants": [locus.readings for locus in loci(segment)],
    }


def _cell_object(comparison: Comparison, segment: Segment, number: int, cell: Cell) -> dict[str, Any]:
    known: dict[str, Any] = {
        "rendering": cell.rendering_id,
        "text": cell.text,
        "eddy": _rounded(cell.eddy),
        "pairs": [asdict(held) for held in cell.pairs],
        "taken_from": cell.taken_from,
        "derived_from": cell.derived_from,
        "omitted": cell.omitted,
        "added": cell.added,
        "differing": [
            {"span": word.span, "alone": word.mark is Mark.ALONE} for word in shaded(segment, number)
        ],
    }
    if comparison.base is not None:
        known["against_base"] = [d._asdict() for d in against(segment, number, comparison.base)]
    return known


def _signed(piece: Piece) -> str:
    before, after = _SIGNS[piece.mark]
    return f"{before}{piece.text}{after}"


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)

"""How a comparison is told to a person: the same words on the screen, in files and in a terminal."""

from __future__ import annotations

from collections.abc import Iterable

from db.records import Origin, Status
from workbench.align.word_places import located
from workbench.compare.differences import Locus
from workbench.compare.values import Cell, Comparison, Segment, Version, letter

LEFT_OUT, ADDED, TAKEN = "⊖", "⊕", "✓"
NOTHING = "⟨leaves this out⟩"
NO_ORIGINAL = "⟨original missing⟩"
_ORIGINS = {Origin.PUBLISHED: "published", Origin.HUMAN: "by hand", Origin.DRAFT: "machine draft"}


def score(value: float | None) -> str:
    """An Eddy or a Viv with two decimals; a dash where there is nothing to compare."""
    return "–" if value is None else f"{value:.2f}"


def made_by(version: Version) -> str:
    """Where a version came from: `published`, `machine draft` or `by hand`, the agency, who translated."""
    parts = [_ORIGINS[version.origin], version.agency]
    if version.translator:
        parts.append(f"translated by {version.translator}")
    return ", ".join(filter(None, parts))


def printed_also(version: Version) -> str:
    """Where else its words were printed; empty where they were printed once."""
    return f"also in {', '.join(version.also)}" if version.also else ""


def heading(comparison: Comparison) -> str:
    """Who said it, where and when it was printed."""
    speaker = comparison.speaker or "speaker unknown"
    said = ", ".join(filter(None, [comparison.role, comparison.where, comparison.said]))
    return f"{speaker} ({said})" if said else speaker


def readings(locus: Locus) -> list[tuple[str, str]]:
    """What the versions say where they differ: the letters of those that agree, and their words."""
    found: dict[str, list[str]] = {}
    for number, reading in enumerate(locus.readings):
        if reading is not None:
            found.setdefault(reading, []).append(letter(number))
    return [(" ".join(letters), reading) for reading, letters in found.items()]


def notes(comparison: Comparison, segment: Segment, number: int, *, words: bool) -> list[str]:
    """What is to be said beneath a cell: whose words it took over, its state, what it leaves out and adds.

    With `words` the words that are left out or added are named, else counted.
    """
    cell = segment.cells[number]
    if cell is None:
        return []
    found = [note for note in (_taken(comparison, cell), *_takers(segment, cell), *_states(cell)) if note]
    pairs = ((LEFT_OUT, "left out", cell.omitted, segment.source), (ADDED, "added", cell.added, cell.text))
    for sign, verb, spans, text in pairs:
        if spans:
            named = ", ".join(f"“{span.of(text)}”" for span in spans)
            count = sum(len(located(span.of(text))) for span in spans)
            counted = f"{count} {'word' if count == 1 else 'words'} {verb}"
            found.append(f"{sign} {verb}: {named}" if words else f"{sign} {counted}")
    return found


def _takers(segment: Segment, cell: Cell) -> Iterable[str]:
    """Who took these words over as they are."""
    for other in segment.cells:
        if other is not None and other.taken_from == cell.rendering_id:
            yield f"{TAKEN} taken by {', '.join(other.authors)}"


def _taken(comparison: Comparison, cell: Cell) -> str:
    """Whose words a person has taken, as they are or as a start."""
    number = comparison.number(cell.derived_from) if cell.derived_from else None
    if number is None:
        return ""
    return f"= {letter(number)}" if cell.taken_from else f"from {letter(number)}, edited"


def _states(cell: Cell) -> Iterable[str]:
    told = (held.status for held in cell.pairs)
    return dict.fromkeys(str(status) for status in told if status in (Status.APPROVED, Status.REJECTED))

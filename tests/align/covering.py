"""What every alignment must be, whatever the texts."""

from __future__ import annotations

from collections.abc import Iterable

from db.records import Bead


def assert_covers(beads: Iterable[Bead], sources: int, targets: int) -> None:
    """Every sentence stands in exactly one bead, in order, and each bead has a probability."""
    row = column = 0
    for bead in beads:
        assert (bead.source.start, bead.target.start) == (row, column)
        assert not (bead.source.empty and bead.target.empty)
        assert 0.0 <= bead.probability <= 1.0
        row, column = bead.source.end, bead.target.end
    assert (row, column) == (sources, targets)

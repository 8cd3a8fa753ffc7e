"""Exporting the pairs of a project to a file."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path
from typing import BinaryIO

from db.errors import WrongUse
from db.records import PairFilter
from workbench.exchange.atomic import write_atomically
from workbench.exchange.format import ExportHead, ExportReport
from workbench.exchange.registry import get
from workbench.paths import shown
from workbench.project import Project


def export(project: Project, format_name: str, out: Path, wanted: PairFilter = PairFilter()) -> ExportReport:
    """Write the pairs that `wanted` lets through to `out`, in reading order, all or nothing.

    Raises WrongUse for an unknown format, and when `out` is the project itself or cannot be written.
    """
    get(format_name)
    if project.owns(out):
        raise WrongUse(f"{out} belongs to the project itself: name another file for the export.")
    return write_atomically(out, lambda file: export_to(project, format_name, file, wanted))


def export_to(
    project: Project, format_name: str, file: BinaryIO, wanted: PairFilter = PairFilter()
) -> ExportReport:
    """Write the pairs that `wanted` lets through to an open stream, in reading order.

    The same project gives the same bytes: the time in the file is that of the last change.
    Raises WrongUse for an unknown format.
    """
    chosen = get(format_name)
    store = project.store
    head = ExportHead(
        created=str(store.value("SELECT max(at) FROM action") or store.clock()),
        version=version("quote-workbench"),
        project=shown(project.path.name),
        author=project.person,
    )
    rows = store.pairs.stream(store.pairs.ids(wanted))
    return chosen.write(rows, file, head)

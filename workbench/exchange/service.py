"""Exporting the pairs of a project to a file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from typing import BinaryIO, cast

from db.errors import Refused, WrongUse
from db.records import PairFilter, PairRow
from workbench.exchange.atomic import write_atomically
from workbench.exchange.format import ExportHead, ExportReport
from workbench.exchange.preview import DryRun, Preview, Sink, first_entries
from workbench.exchange.registry import get
from workbench.paths import shown
from workbench.project import Project

Progress = Callable[[int, int], bool]
"""Is told how many pairs are done, of how many, and says whether to go on."""
_PORTION = 500


def export(
    project: Project,
    format_name: str,
    out: Path,
    wanted: PairFilter = PairFilter(),
    progress: Progress | None = None,
) -> ExportReport:
    """Write the pairs that `wanted` lets through to `out`, in reading order, all or nothing.

    Raises WrongUse for an unknown format, and when `out` is the project itself or cannot be written;
    Refused when `progress` says to stop. `out` is then as it was before.
    """
    get(format_name)
    if project.owns(out):
        raise WrongUse(f"{out} belongs to the project itself: name another file for the export.")
    return write_atomically(out, lambda file: export_to(project, format_name, file, wanted, progress))


def export_to(
    project: Project,
    format_name: str,
    file: BinaryIO,
    wanted: PairFilter = PairFilter(),
    progress: Progress | None = None,
) -> ExportReport:
    """Write the pairs that `wanted` lets through to an open stream, in reading order.

    The same project gives the same bytes: the time in the file is that of the last change.
    Raises WrongUse for an unknown format, and Refused when `progress` says to stop.
    """
    chosen = get(format_name)
    identifiers = project.store.pairs.ids(wanted)
    return chosen.write(_streamed(project, identifiers, progress), file, head_of(project))


def dry_run(
    project: Project, format_name: str, wanted: PairFilter = PairFilter(), progress: Progress | None = None
) -> DryRun:
    """Everything that `export_to` does, written nowhere; raises as it does."""
    sink = Sink()
    report = export_to(project, format_name, cast(BinaryIO, sink), wanted, progress)
    return DryRun(report, sink.size)


def preview(project: Project, format_name: str, wanted: PairFilter = PairFilter()) -> Preview:
    """How many pairs `wanted` lets through, and the first as they would be written.

    Raises WrongUse for an unknown format.
    """
    chosen = get(format_name)
    pairs = project.store.pairs
    identifiers = pairs.ids(wanted)
    return Preview(
        len(identifiers),
        len(pairs.ids(replace(wanted, missing_source=True))),
        len(pairs.ids(replace(wanted, missing_target=True))),
        first_entries(chosen, identifiers, pairs.rows, head_of(project)),
    )


def head_of(project: Project) -> ExportHead:
    """What a file made from the project says about itself."""
    store = project.store
    return ExportHead(
        created=str(store.value("SELECT max(at) FROM action") or store.clock()),
        version=version("quote-workbench"),
        project=shown(project.path.name),
        author=project.person,
    )


def _streamed(project: Project, identifiers: Sequence[int], progress: Progress | None) -> Iterator[PairRow]:
    """The pairs of these ids, told of from time to time."""
    for done, row in enumerate(project.store.pairs.stream(identifiers, portion=_PORTION)):
        if progress is not None and done % _PORTION == 0 and not progress(done, len(identifiers)):
            raise Refused("Stopped: nothing was written.")
        yield row

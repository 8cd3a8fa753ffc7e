"""A list of two languages in columns parted by commas or semicolons (`term_list`; RFC 4180)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from db.records import Concept
from workbench.glossary.files.delimited import Dialect, Quoting
from workbench.glossary.files.glossary_file import Content, Format, Layout, Written
from workbench.glossary.files.term_list import Kind, first_row, read, tabbed, write


def _recognises(files: Mapping[str, bytes]) -> bool:
    return not tabbed(files)


def _kind(layout: Layout) -> Kind:
    """A semicolon parts the columns where the first row has one, as spreadsheets in many languages write."""
    return Kind(Dialect(";" if ";" in first_row(layout.files) else ",", Quoting.FULL))


def _read(layout: Layout) -> Content:
    return read(layout, _kind(layout))


def _write(concepts: Sequence[Concept], layout: Layout) -> Written:
    return write(concepts, layout, _kind(layout))


FORMATS = (
    Format(
        name="csv",
        title="A list of terms, their translations and comments, for spreadsheets",
        suffix=".csv",
        recognises=_recognises,
        read=_read,
        write=_write,
        takes_any=True,
    ),
)

"""A list of two languages in columns parted by tabs (`term_list`)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from workbench.glossary.files.delimited import Dialect, Quoting
from workbench.glossary.files.glossary_file import Format
from workbench.glossary.files.term_list import Kind, read, tabbed, write

_KIND = Kind(Dialect("\t", Quoting.LINE))


def _recognises(files: Mapping[str, bytes]) -> bool:
    return tabbed(files)


FORMATS = (
    Format(
        name="tsv",
        title="A list of terms, their translations and comments, tab-separated",
        suffix=".tsv",
        recognises=_recognises,
        read=partial(read, kind=_KIND),
        write=partial(write, kind=_KIND),
        takes_any=True,
    ),
)

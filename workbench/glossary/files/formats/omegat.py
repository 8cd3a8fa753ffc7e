"""Glossaries of OmegaT: terms, translations and comments parted by tabs, without quotation marks.

Lines that begin with `#` are comments. The first line says that the text is UTF-8: OmegaT takes files named
`.utf8` or `.txt` for that anyway, but `.tsv` and `.tab` only with this line (OmegaT manual, Glossaries).
OmegaT offers every translation that it finds, so that a name to be avoided stands in the comment only.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import PurePath

from db.records import NameStatus
from workbench.glossary.files.delimited import Dialect, Quoting
from workbench.glossary.files.glossary_file import Format
from workbench.glossary.files.term_list import Kind, read, write

FIRST_LINE = "# Glossary in tab-separated format -*- coding: utf-8 -*-"

_SIGN = b"# Glossary in tab-separated format"
_BOM = b"\xef\xbb\xbf"
_SUFFIX = ".utf8"

_KIND = Kind(
    Dialect("\t", Quoting.NONE, guarded=False),
    first_line=FIRST_LINE,
    sources=frozenset(NameStatus) - {NameStatus.FORBIDDEN},
    warns=True,
)


def _recognises(files: Mapping[str, bytes]) -> bool:
    return len(files) == 1 and all(
        PurePath(file).suffix.lower() == _SUFFIX or data.removeprefix(_BOM).startswith(_SIGN)
        for file, data in files.items()
    )


FORMATS = (
    Format(
        name="omegat",
        title="A glossary for OmegaT; names to avoid stand in its comments",
        suffix=_SUFFIX,
        recognises=_recognises,
        read=partial(read, kind=_KIND),
        write=partial(write, kind=_KIND),
    ),
)

"""TermBase eXchange: TBX-Basic of version 3 (ISO 30042:2019, DCA), and version 2, which OmegaT reads."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial

from workbench.glossary.files.glossary_file import Format
from workbench.glossary.files.tbx.dialect import VERSION_2, VERSION_3
from workbench.glossary.files.tbx.splicing import read, write

_SNIFFED = 10_000
"""Bytes in which the root element is looked for."""


def _recognises(files: Mapping[str, bytes], root: str) -> bool:
    if len(files) != 1:
        return False
    (data,) = files.values()
    return re.search(rb"<(?:[\w.-]+:)?%b[\s>]" % root.encode(), data[:_SNIFFED]) is not None


FORMATS = (
    Format(
        name="tbx",
        title="TermBase eXchange, version 3 (ISO 30042:2019, TBX-Basic); holds everything",
        suffix=".tbx",
        recognises=partial(_recognises, root="tbx"),
        read=partial(read, dialect=VERSION_3),
        write=partial(write, dialect=VERSION_3),
    ),
    Format(
        name="tbx2",
        title="TermBase eXchange, version 2 (martif), for OmegaT and others; holds everything",
        suffix=".tbx",
        recognises=partial(_recognises, root="martif"),
        read=partial(read, dialect=VERSION_2),
        write=partial(write, dialect=VERSION_2),
    ),
)

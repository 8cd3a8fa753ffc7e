"""`metadata.json` of a package that is to be installed: stricter than for what lies there already."""

from __future__ import annotations

import json
from pathlib import Path
from typing import NoReturn

from workbench.draft.packages.installed import MAX_METADATA_BYTES
from workbench.draft.packages.unfit import Unfit

TEXTS = (
    "package_version",
    "argos_version",
    "from_code",
    "from_name",
    "to_code",
    "to_name",
    "target_prefix",
    "type",
    "code",
)
LISTS = (
    "from_codes",
    "to_codes",
    "links",
    "languages",
    "dependencies",
    "source_languages",
    "target_languages",
)
MAX_TEXT = 80


def check_manifest(folder: Path) -> None:
    """Raise Unfit for metadata that Argos Translate would fail over, or that hold what is no value of theirs.

    One such folder makes Argos 1.11 fail for all packages: it joins the lists and measures the names
    without looking at what they are.
    """
    raw = (folder / "metadata.json").read_bytes()[: MAX_METADATA_BYTES + 1]
    try:
        metadata = json.loads(raw.decode("utf-8"), parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise Unfit("its metadata.json is not JSON in UTF-8") from None
    if not isinstance(metadata, dict):
        raise Unfit("its metadata.json does not hold an object")
    for key in TEXTS:
        value = metadata.get(key, "")
        if not (isinstance(value, str) and len(value) <= MAX_TEXT and value.isprintable()):
            raise Unfit(f"the {key} of its metadata.json is not a short text of one line")
    for key in LISTS:
        if not isinstance(metadata.get(key, []), list):
            raise Unfit(f"the {key} of its metadata.json is no list")


def _no_number(constant: str) -> NoReturn:
    raise ValueError(constant)

from __future__ import annotations

import io
import subprocess
import sys

import pytest

from db.errors import WrongUse
from tests.exchange.rows import HEAD, row
from workbench.exchange.registry import formats, get


def test_formats_are_found_by_name() -> None:
    assert {"csv", "jsonl", "tmx"} <= set(formats())
    assert list(formats()) == sorted(formats())
    assert get("TMX") is formats()["tmx"]


def test_an_unknown_name_is_answered_with_the_known_ones() -> None:
    with pytest.raises(WrongUse, match=r"no export format “docx”; choose one of: csv, jsonl, .*tmx"):
        get("docx")


@pytest.mark.parametrize("name", sorted(formats()))
def test_every_format_describes_itself_and_writes_from_a_stream(name: str) -> None:
    known = get(name)
    assert (known.name, known.suffix[0]) == (name, ".")
    assert known.description
    out = io.BytesIO()
    assert known.write((each for each in [row(), row(id=13)]), out, HEAD).written == 2
    assert not out.closed
    assert out.getvalue()


def test_listing_the_formats_loads_nothing_heavy() -> None:
    code = (
        "import sys; from workbench.exchange.registry import formats; formats();"
        "print(*{'lxml', 'numpy', 'sqlite_utils', 'pyarrow'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""

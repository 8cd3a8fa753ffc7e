"""Paths as a person types them: `~`, quotation marks and backslashes as in a shell, completed by a key."""

from __future__ import annotations

import os
import re
import shlex
from contextlib import suppress
from itertools import takewhile
from pathlib import Path
from typing import ClassVar, NamedTuple

from textual.binding import BindingType

from tui.keys.library import PATH_FIELD
from tui.widgets.line_input import LineInput

MOST = 2_000
"""Entries of a folder that are looked at for a completion."""
_SPECIAL = re.compile(r"""([\s'"\\])""")
_LAST = re.compile(r"(?:\\.|[^\s\\])*\Z")
"""The last of several paths: what no unescaped white space stands in."""


class Completed(NamedTuple):
    """What is typed, as far as it can be completed."""

    text: str
    candidates: tuple[str, ...]
    """The names that it may go on with, where there are several."""


def names_in(typed: str) -> list[str]:
    """The paths and patterns that are named, `~` replaced; one that exists is one, whatever is in it."""
    typed = typed.strip()
    if not typed:
        return []
    if exists(expanded(typed)):
        return [expanded(typed)]
    try:
        parts = shlex.split(typed)
    except ValueError:  # a quotation mark that is never closed
        parts = [typed]
    # A screen has no standard input to read from, which is what a lone dash means to a command.
    return ["./-" if part == "-" else expanded(part) for part in parts]


def expanded(path: str) -> str:
    """`~` and `~name` at the beginning of a path replaced by a home folder, where there is one."""
    if path.startswith("~"):
        with suppress(RuntimeError, ValueError):
            return str(Path(path).expanduser())
    return path


def exists(path: str) -> bool:
    """Whether something stands there; a path that cannot be one has nothing."""
    with suppress(OSError, ValueError):
        return Path(path).exists()
    return False


def completed(typed: str, *, several: bool) -> Completed:
    """Go on with what is typed as far as the names in its folder agree.

    With `several` the last path in a list of them is completed, spaces in it escaped.
    """
    last = _LAST.search(typed)
    start = last.start() if several and last else 0
    begun = _unescaped(typed[start:]) if several else typed
    folder, _, stem = begun.rpartition("/")
    base = Path(expanded(f"{folder}/" if "/" in begun else "."))
    names = sorted(name for name in _entries(base) if name.startswith(stem))
    names = [name for name in names if stem.startswith(".") or not name.startswith(".")]
    if not names:
        return Completed(typed, ())
    end = "/" if len(names) == 1 and (base / names[0]).is_dir() else ""
    whole = begun[: len(begun) - len(stem)] + _beginning(names) + end
    found = _SPECIAL.sub(r"\\\1", whole) if several else whole
    return Completed(typed[:start] + found, tuple(names) if len(names) > 1 else ())


def _beginning(names: list[str]) -> str:
    """What all these names begin with; they are sorted."""
    pairs = takewhile(lambda pair: pair[0] == pair[1], zip(names[0], names[-1], strict=False))
    return "".join(char for char, _ in pairs)


def _unescaped(part: str) -> str:
    return re.sub(r"\\(.)", r"\1", part)


def _entries(folder: Path) -> list[str]:
    """The names in a folder that can be typed; none where it cannot be read."""
    found: list[str] = []
    with suppress(OSError, ValueError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.isprintable():
                found.append(entry.name)
            if len(found) == MOST:
                break
    return found


class PathField(LineInput):
    """A path, or several, completed by tab."""

    BINDINGS: ClassVar[list[BindingType]] = list(PATH_FIELD.bindings)

    def __init__(self, value: str = "", *, several: bool, id: str, placeholder: str = "") -> None:
        """`several` paths may stand in it, divided by spaces."""
        super().__init__(value, placeholder=placeholder, select_on_focus=False, compact=True, id=id)
        self._several = several
        self.candidates: tuple[str, ...] = ()
        """What the path may go on with, where the last completion found several names."""

    def action_complete(self) -> None:
        """Complete the path; go to the next field where nothing can be added."""
        found = completed(self.value, several=self._several) if self.value else Completed("", ())
        self.candidates = found.candidates
        if found.text == self.value and not found.candidates:
            self.screen.focus_next()
            return
        self.value = found.text
        self.cursor_position = len(found.text)
        self.post_message(self.Changed(self, self.value))

"""What runs have written into a folder, so that the next one keeps what it would only make again."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict, dataclass
from enum import Enum, auto
from hashlib import sha256
from pathlib import Path

NAME = ".align.jsonl"


@dataclass(frozen=True, slots=True)
class Entry:
    """One file that was written."""

    name: str
    inputs: str
    """A digest of all that the file was made from."""
    content: str
    """The SHA-256 of its bytes, in hexadecimal."""
    beads: int


class State(Enum):
    """What stands where a result would go."""

    ABSENT = auto()
    CURRENT = auto()
    """The result itself, made from the same inputs."""
    OUTDATED = auto()
    """An older result, as it was written."""
    EDITED = auto()
    """A result that was changed after it was made from the same inputs."""
    EDITED_BEFORE = auto()
    """A result that was changed after it was made from other inputs."""
    FOREIGN = auto()
    """A file that no run has written."""


class Ledger:
    """The entries of a folder, oldest first, in a file of JSON lines that only grows.

    An entry is written before its file appears: a run that is cut off between the two leaves a file
    that an older entry knows, or none.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / NAME
        self._entries: dict[str, list[Entry]] = {}
        with suppress(FileNotFoundError):
            for line in self._path.read_bytes().split(b"\n"):
                # A line that was cut off when the machine stopped is no entry.
                with suppress(ValueError, TypeError):
                    entry = Entry(**json.loads(line))
                    self._entries.setdefault(entry.name, []).append(entry)

    def state(self, path: Path, inputs: str) -> State:
        """What stands at `path`, where a result from `inputs` would go."""
        try:
            content = digest(path.read_bytes())
        except FileNotFoundError:
            return State.ABSENT
        entries = self._entries.get(path.name, [])
        if not entries:
            return State.FOREIGN
        same = entries[-1].inputs == inputs
        if content not in {entry.content for entry in entries}:
            return State.EDITED if same else State.EDITED_BEFORE
        return State.CURRENT if same and entries[-1].content == content else State.OUTDATED

    def beads(self, name: str) -> int:
        """How many beads the file of that name was last written with."""
        return self._entries[name][-1].beads

    def add(self, entry: Entry) -> None:
        """Note what is about to be written."""
        with self._path.open("ab") as file:
            # The line break in front ends a line that was cut off.
            file.write(b"\n" + json.dumps(asdict(entry)).encode())
        self._entries.setdefault(entry.name, []).append(entry)


def digest(content: bytes) -> str:
    """The SHA-256 of some bytes, in hexadecimal."""
    return sha256(content).hexdigest()

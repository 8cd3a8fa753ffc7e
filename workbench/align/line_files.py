"""Texts as files of one sentence a line, and tables that say which of them belong together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from db.errors import UnreadableInput, WrongUse
from db.records import Bead
from workbench.align.notation import read
from workbench.align.pool import Bitext

_ROW = "src TAB tgt [TAB drafts [TAB back-drafts]]"
_COLUMNS = 4


@dataclass(frozen=True, slots=True)
class BitextFiles:
    """The files of one bitext: two texts, and machine drafts of either where there are any."""

    source: Path
    target: Path
    drafts: Path | None = None
    back_drafts: Path | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table of files, as it is written there."""

    table: Path
    line: int
    names: tuple[str, ...]
    """Source, target, drafts, back-drafts; empty where there is none."""

    @property
    def stem(self) -> str:
        """The name of the source file without its ending."""
        return Path(self.names[0]).stem

    @property
    def where(self) -> str:
        """The place of the row, for messages."""
        return f"{self.table}, line {self.line}"

    def paths(self) -> list[Path]:
        """Those files of the row that are there: beside the table or else in the working folder."""
        return [path for path in map(self._found, self.names) if path is not None]

    def files(self) -> BitextFiles:
        """The files that are meant. Raises UnreadableInput for one that is not there."""
        found = [self._found(name) for name in self.names]
        for name, path in zip(self.names, found, strict=True):
            if name and path is None:
                raise UnreadableInput(
                    f"{self.where}: there is no file {name}, "
                    "neither beside the list nor in the working folder."
                )
        source, target, drafts, back_drafts = found
        assert source is not None
        assert target is not None
        return BitextFiles(source, target, drafts, back_drafts)

    def _found(self, name: str) -> Path | None:
        places = (self.table.parent / name, Path(name)) if name else ()
        return next((path for path in places if _is_there(path)), None)


def lines_of(path: Path) -> list[str]:
    r"""The lines of a UTF-8 file; `\n` and `\r\n` end a line, nothing else does.

    An empty line is a line, and the last one needs no end. A byte order mark is left out.
    Raises UnreadableInput, with the line of a byte that is no UTF-8.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise UnreadableInput(f"There is no file {path}: check the path.") from None
    except OSError as error:
        raise UnreadableInput(f"{path} cannot be read ({error.strerror}): check the path.") from error
    except UnicodeDecodeError as error:
        before = error.object[: error.start]
        line, column = before.count(b"\n") + 1, error.start - before.rfind(b"\n")
        raise UnreadableInput(
            f"{path}, line {line}: byte {column} is not UTF-8; save the file as UTF-8."
        ) from error
    lines = text.replace("\r\n", "\n").split("\n")
    if not lines[-1]:
        lines.pop()
    return lines


def bitext_of(files: BitextFiles, fixed: Sequence[Bead] = ()) -> Bitext:
    """The sentences that the files hold.

    Raises UnreadableInput for a file that cannot be read, and where drafts are not as many as the
    sentences they translate.
    """
    source, target = lines_of(files.source), lines_of(files.target)
    return Bitext(
        source,
        target,
        _drafts(files.drafts, files.source, len(source)),
        _drafts(files.back_drafts, files.target, len(target)),
        tuple(fixed),
    )


def _drafts(path: Path | None, original: Path, sentences: int) -> list[str] | None:
    if path is None:
        return None
    drafts = lines_of(path)
    if len(drafts) != sentences:
        raise UnreadableInput(
            f"{path} has {_lines(len(drafts))} and {original} {_lines(sentences)}: "
            "a draft is needed for each line, in the same order."
        )
    return drafts


def _lines(count: int) -> str:
    return "1 line" if count == 1 else f"{count} lines"


def beads_of(path: Path) -> list[Bead]:
    """The beads of a file. Raises UnreadableInput for one that cannot be read and a line that is no bead."""
    return read(lines_of(path), str(path))


def table_of(path: Path) -> list[Row]:
    """The rows of a table of files; blank lines are passed over.

    Raises UnreadableInput for a table that cannot be read and a row that does not name two to four
    files, and WrongUse where two sources have the same name but for their folder and ending.
    """
    rows: list[Row] = []
    known: dict[str, Row] = {}
    for number, line in enumerate(lines_of(path), start=1):
        if not line.strip():
            continue
        names = tuple(line.split("\t"))
        names += ("",) * (_COLUMNS - len(names))
        row = Row(path, number, names)
        if len(names) > _COLUMNS or not (names[0] and names[1]):
            raise UnreadableInput(f"{row.where}: a row is {_ROW}.")
        other = known.setdefault(row.stem, row)
        if other is not row:
            raise WrongUse(
                f"{path}, lines {other.line} and {number}: both results would be called {row.stem}; "
                "give the sources names of their own, or align them in two runs."
            )
        rows.append(row)
    return rows


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # a name that is too long, or a folder that is closed
        return False

"""The known formats of glossary files, and the way in and out."""

from __future__ import annotations

import pkgutil
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import import_module
from pathlib import Path
from types import MappingProxyType

from db.errors import UnreadableInput, WrongUse
from db.records import Concept
from workbench.glossary.files import formats as package
from workbench.glossary.files.formats.tables import COLUMNS, NAMES
from workbench.glossary.files.glossary_file import Format, GlossaryFile, Langs, Layout, Written


@cache
def formats() -> Mapping[str, Format]:
    """Every known format by name, in alphabetical order."""
    names = (module.name for module in pkgutil.iter_modules(package.__path__))
    found: list[Format] = []
    for name in names:
        found += import_module(f"{package.__name__}.{name}").FORMATS
    return MappingProxyType({known.name: known for known in sorted(found, key=lambda known: known.name)})


def read(path: Path, langs: Langs) -> GlossaryFile:
    """The glossary in a file, or in a folder of tables; its format is found by content.

    `langs` are those of source and target terms, for lists that do not tell. Bad rows are left out and
    complained about. Raises UnreadableInput, with a sentence, where nothing can be read at all.
    """
    if not path.is_dir():
        return read_files({path.name: _bytes(path)}, langs)
    if not (path / NAMES).is_file():
        raise UnreadableInput(f"{path} holds no {NAMES} and is no folder of tables; name another, or a file.")
    there = [path / file for file in COLUMNS if (path / file).is_file()]
    return read_files({file.name: _bytes(file) for file in there}, langs)


def read_files(files: Mapping[str, bytes], langs: Langs) -> GlossaryFile:
    """The same from bytes, by file names (without folders); a single file for all formats but tables."""
    layout = Layout(dict(files), langs)
    known = _recognised(files)
    content = known.read(layout)
    return GlossaryFile(known.name, content.concepts, content.complaints, layout)


def write(concepts: Sequence[Concept], layout: Layout) -> Written:
    """`concepts` in the files of `layout`, which are read again for it.

    What has not changed stands as it stood, byte for byte, with comments, blank lines and rows that were
    complained about; changed rows are rewritten in place, rows of concepts or names that are gone are
    taken out, new ones come after those of their concept, or at the end.
    Raises WrongUse for a text that no file can hold.
    """
    return _recognised(layout.files).write(concepts, layout)


def write_new(concepts: Sequence[Concept], format: str, langs: Langs, name: str = "glossary") -> Written:
    """`concepts` as new files of the format called `format`; `name` (without suffix) names a single file.

    Raises WrongUse for an unknown format, and as `write` does.
    """
    known = formats().get(format.lower())
    if known is None:
        listed = ", ".join(formats())
        raise WrongUse(f"There is no glossary format “{format[:40]}”; choose one of: {listed}.")
    return known.write(concepts, Layout({name + known.suffix: b""} if known.suffix else {}, langs))


def _recognised(files: Mapping[str, bytes]) -> Format:
    """The format of some files: that of their signs, else the one that takes whatever has no other signs."""
    likely = sorted(formats().values(), key=lambda known: known.takes_any)
    return next(known for known in likely if known.recognises(files))


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise UnreadableInput(f"{path} cannot be read: {reason}. Check the path.") from None

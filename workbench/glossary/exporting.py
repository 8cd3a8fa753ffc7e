"""A project's glossary into files: an imported one as it stood but for what has changed, or a new one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import BinaryIO

from db.errors import WrongUse
from db.records import Concept, LanguageTag, NameStatus
from workbench.exchange.atomic import write_atomically
from workbench.glossary.files import registry
from workbench.glossary.files.glossary_file import Layout, Written
from workbench.glossary.in_file import as_in_project
from workbench.glossary.preference import OWN
from workbench.project import Project


@dataclass(frozen=True, slots=True)
class GlossaryExport:
    """What was written."""

    files: tuple[Path, ...]
    concepts: int
    names: int
    left_out: tuple[str, ...]
    """Sentences: what the format has no place for."""


def export_again(project: Project, called: str, out: Path) -> GlossaryExport:
    """Write an imported glossary: byte for byte as it came, but for what the project has changed of it.

    Names and relations that the project added to its concepts come too.
    Raises WrongUse for an unknown glossary.
    """
    kept = project.store.glossaries.get(called)
    if kept is None:
        known = ", ".join(project.store.glossaries.names()) or "none"
        raise WrongUse(f"No glossary “{called}” was imported into this project; there are: {known}.")
    layout = Layout(kept.files, kept.langs)
    file = registry.read_files(kept.files, kept.langs)
    concepts = list(as_in_project(project, called, file))
    return _put(project, registry.write(concepts, layout), concepts, out)


def export_new(
    project: Project,
    format_name: str,
    out: Path,
    langs: tuple[LanguageTag, LanguageTag],
    *,
    own: bool = False,
) -> GlossaryExport:
    """Write the project's concepts, or only what it has added itself, as a new glossary.

    Raises WrongUse for an unknown format or a place that cannot be written.
    """
    concepts = project.store.concepts.all()
    if own:
        concepts = [added for each in concepts if (added := _own(each)).names]
    plain = [_plain(each) for each in concepts]
    return _put(project, registry.write_new(plain, format_name, langs, out.stem), plain, out)


def _own(concept: Concept) -> Concept:
    """A concept with the names and relations that are the project's own; without any where it has none.

    Where only its facts or relations are, its preferred names come too, so that it has names at all.
    """
    own = replace(
        concept,
        names=tuple(name for name in concept.names if name.glossary == OWN),
        relations=tuple(relation for relation in concept.relations if relation.glossary == OWN),
    )
    if own.names or not (own.relations or own.glossary == OWN):
        return own
    preferred = tuple(name for name in concept.names if name.status is NameStatus.PREFERRED)
    return replace(own, names=preferred or concept.names[:1])


def _plain(concept: Concept) -> Concept:
    """A concept without what only the project knows: rows, revisions, where it came from."""
    return replace(
        concept,
        names=tuple(replace(name, id=0, glossary=OWN, displaced=False) for name in concept.names),
        relations=tuple(replace(relation, id=0, glossary=OWN) for relation in concept.relations),
        id=0,
        revision=0,
        glossary=OWN,
    )


def _put(project: Project, written: Written, concepts: Sequence[Concept], out: Path) -> GlossaryExport:
    """Write the files: one to `out` itself, several into a folder of that name."""
    several = len(written.files) > 1
    if several and out.exists() and not out.is_dir():
        raise WrongUse(f"{out} is a file, and tables need a folder: name another place.")
    if several:
        out.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, data in written.files.items():
        path = out / name if several else out
        if project.owns(path):
            raise WrongUse(f"{path} belongs to the project itself: name another file for the glossary.")
        write_atomically(path, partial(_fill, data=data))
        paths.append(path)
    names = sum(len(concept.names) for concept in concepts)
    return GlossaryExport(tuple(paths), len(concepts), names, written.left_out)


def _fill(file: BinaryIO, *, data: bytes) -> None:
    file.write(data)

"""Glossaries from files into a project, again and again: what a person has changed there stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from db.errors import WrongUse
from db.records import Concept, GlossaryFiles, LanguageTag
from workbench.glossary.binding import KEYED, Binding
from workbench.glossary.files import registry
from workbench.glossary.merging import merged, related
from workbench.glossary.preference import SHIPPED
from workbench.glossary.tables import shipped
from workbench.glossary.validity import concept_fault, glossary_name_fault, name_fault, relation_fault
from workbench.paths import shown
from workbench.project import Project


@dataclass(slots=True)
class GlossaryReport:
    """What an import did."""

    name: str
    """How the project calls the glossary."""
    format: str
    read: int = 0
    """Names that the file has."""
    new_concepts: int = 0
    new_names: int = 0
    changed: int = 0
    """Names that the file had otherwise when it was imported before."""
    removed: int = 0
    """Names that it no longer has."""
    removed_concepts: int = 0
    """Concepts that have no name left."""
    kept_out: int = 0
    """Names that a person has removed from the project."""
    complaints: list[str] = field(default_factory=list)
    """Sentences: what was left out, and why."""


def import_glossary(
    project: Project, path: Path, langs: tuple[LanguageTag, LanguageTag], name: str = ""
) -> GlossaryReport:
    """Read a glossary file or folder into a project, as one action; `name` is that of the file unless given.

    A concept that the project has already, by its key or, in lists without keys, by a name in the source
    language, gains the names that it lacks. Imported again, what came from the glossary follows the file;
    what was added, edited or removed in the project stays so. Raises UnreadableInput for an unreadable file,
    WrongUse for a name that is none, or that another file has and that was not given.
    """
    called, origin = name or shown(path.resolve().stem), shown(str(path.resolve()))
    if fault := glossary_name_fault(called, SHIPPED):
        raise WrongUse(f"{fault} Give it another name with --name.")
    file = registry.read(path, langs)
    report = GlossaryReport(called, file.format, complaints=[str(each) for each in file.complaints])
    store = project.store
    with store.action("glossary import", f"glossary {called} imported"):
        standing = store.glossaries.get(called)
        if standing is not None and standing.origin != origin and not name:
            raise WrongUse(
                f"The glossary “{called}” of this project came from {standing.origin}. Give {origin} a name"
                f" of its own with --name, or --name “{called}” to put it in the place of that one."
            )
        files, file_langs = dict(file.layout.files), file.layout.langs
        store.glossaries.put(GlossaryFiles(called, file.format, files, file_langs, origin))
        _take_in(project, called, file.concepts, langs[0], report)
    return report


def import_shipped(project: Project) -> list[GlossaryReport]:
    """Bring the glossaries that ship with the program up to date in a project that was made earlier.

    What the project has added, altered or removed itself stays so. Raises UnreadableInput where they are
    damaged.
    """
    reports = []
    with project.store.action("glossary import", "shipped glossaries brought up to date"):
        for called, concepts in shipped().items():
            reports.append(GlossaryReport(called, "tables"))
            _take_in(project, called, concepts, LanguageTag("fr"), reports[-1])
        _let_go(project, SHIPPED, project.store.concepts.all(), reports[-1])
    return reports


def _take_in(
    project: Project,
    called: str,
    concepts: Sequence[Concept],
    source_lang: LanguageTag,
    report: GlossaryReport,
) -> None:
    store = project.store.concepts
    standing = {concept.key: concept for concept in store.all()}
    kept_out = store.kept_out()
    keyed = report.format in KEYED
    binding = Binding(called, [*standing.values()], source_lang, keyed=keyed, kept_out=kept_out)
    report.read = sum(len(new.names) for new in concepts)
    theirs = _bound(binding, [sound for new in concepts if (sound := _sound(new, report))], report)
    changed = []
    for key, news in theirs.items():
        done = merged(standing.get(key) or _new(key, news[0], called), news, called, kept_out)
        report.new_names += done.new_names
        report.changed += done.changed
        report.removed += done.removed
        report.kept_out += done.kept_out
        if key not in standing and done.concept.names:
            store.add([done.concept])
            report.new_concepts += 1
        elif key in standing and done.concept != standing[key]:
            changed.append(done.concept)
    _put(project, changed, report)
    _let_go(project, called, [one for one in store.all() if one.key not in theirs], report)


def _bound(binding: Binding, concepts: Sequence[Concept], report: GlossaryReport) -> dict[str, list[Concept]]:
    """By keys of the project, those that are new in it too: the concepts of a file that are one there."""
    bound: dict[str, list[Concept]] = {}
    keys: dict[str, str] = {}
    for new in concepts:
        known = binding.of(new)
        if known is None and binding.is_removed(new):
            report.kept_out += len(new.names)
            continue
        if known is None:
            sharing = binding.sharing(new) if report.format not in KEYED else []
            known = replace(new, key=binding.free_key(new))
            if sharing:
                report.complaints.append(_shared(new, sharing, known.key))
        binding.add(replace(known, names=(*known.names, *new.names)))
        keys[new.key] = known.key
        bound.setdefault(known.key, []).append(new)
    return {key: [related(new, keys) for new in news] for key, news in bound.items()}


def _shared(new: Concept, sharing: Sequence[str], key: str) -> str:
    several = f"{', '.join(sharing[:-1])} and {sharing[-1]}"
    return (
        f"“{new.names[0].text}” is a name of {several}; what the file says of it stands in a concept of its"
        f" own, {key}. Move its names to the one that is meant."
    )


def _new(key: str, new: Concept, called: str) -> Concept:
    return replace(new, key=key, names=(), relations=(), glossary=called)


def _sound(new: Concept, report: GlossaryReport) -> Concept | None:
    """What a project can hold of a concept; the rest is complained about."""
    if fault := concept_fault(new):
        report.complaints.append(f"Left out, {fault}")
        return None
    faults = [name_fault(name) for name in new.names], [relation_fault(new.key, r) for r in new.relations]
    told = [fault for some in faults for fault in some if fault]
    if not told:
        return new
    report.complaints += [f"Left out of {new.key}, {fault}" for fault in told]
    names = tuple(name for name, fault in zip(new.names, faults[0], strict=True) if not fault)
    relations = tuple(each for each, fault in zip(new.relations, faults[1], strict=True) if not fault)
    return replace(new, names=names, relations=relations) if names else None


def _let_go(project: Project, called: str, concepts: Sequence[Concept], report: GlossaryReport) -> None:
    """Take away what a glossary no longer says of some concepts."""
    wanted = []
    for known in concepts:
        done = merged(known, (), called, ())
        report.removed += done.removed
        if done.concept != known:
            wanted.append(done.concept)
    _put(project, wanted, report)


def _put(project: Project, wanted: Sequence[Concept], report: GlossaryReport) -> None:
    """Write concepts as they are to stand; those without names go last, with any relation to them."""
    store = project.store.concepts
    for concept in wanted:
        if concept.names:
            store.change(concept)
    for concept in wanted:
        if not concept.names:
            store.remove(concept)
            report.removed_concepts += 1

"""The concepts of an imported file as the project has them by now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from db.records import Concept, Name, Relation
from workbench.glossary.binding import KEYED, Binding
from workbench.glossary.files.glossary_file import GlossaryFile
from workbench.glossary.merging import related, with_facts
from workbench.glossary.preference import OWN, follows, written
from workbench.project import Project


def as_in_project(
    project: Project, called: str, file: GlossaryFile, *, own: bool = True
) -> Iterator[Concept]:
    """The concepts of an imported file as the project has them by now, under the keys of the file.

    With `own`, names and relations that the project has added to them come too.
    """
    concepts = project.store.concepts.all()
    binding = Binding(called, concepts, file.layout.langs[0], keyed=file.format in KEYED)
    bound = [(concept, known) for concept in file.concepts if (known := binding.of(concept))]
    keys = {concept.key: known.key for concept, known in bound}
    file_keys = {known.key: concept.key for concept, known in bound}
    for concept, known in bound:
        names = _names(concept, known, called, own=own)
        if names:
            relations = _relations(related(concept, keys), known, called, own=own)
            facts = known if follows(known.glossary, called) or known.glossary == OWN else concept
            yield related(
                replace(with_facts(concept, facts), names=names, relations=tuple(relations)), file_keys
            )


def _names(concept: Concept, known: Concept, called: str, *, own: bool) -> tuple[Name, ...]:
    """The names of a concept of a file as the project has them."""
    theirs = {(name.lang, name.text): name for name in known.names}
    names = []
    for name in concept.names:
        standing = theirs.pop((name.lang, name.text), None)
        if standing is not None:
            followed = follows(standing.glossary, called) or standing.glossary == OWN
            names.append(standing if followed else name)
    if own:
        names += [name for name in theirs.values() if name.glossary == OWN]
    return written(names)


def _relations(concept: Concept, known: Concept, called: str, *, own: bool) -> Iterator[Relation]:
    """The relations of a concept of a file as the project has them."""
    theirs = {(each.type, each.target): each for each in known.relations}
    for relation in concept.relations:
        standing = theirs.pop((relation.type, relation.target), None)
        if standing is not None:
            followed = follows(standing.glossary, called) or standing.glossary == OWN
            yield replace(standing if followed else relation, id=0, glossary=OWN)
    if own:
        yield from (replace(each, id=0, glossary=OWN) for each in theirs.values() if each.glossary == OWN)

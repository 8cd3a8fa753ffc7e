"""Which concept of a project a concept of a glossary file is."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from db.records import Concept, KeptOut, LanguageTag
from workbench.glossary.preference import follows
from workbench.text.fold import fold

KEYED = ("tables", "sheet")
"""Formats in which people give concepts their keys; elsewhere they are numbers, or a program's."""


class Binding:
    """Binds the concepts of one file to those of a project."""

    def __init__(
        self,
        called: str,
        concepts: Sequence[Concept],
        source_lang: LanguageTag,
        *,
        keyed: bool,
        kept_out: Collection[KeptOut] = (),
    ) -> None:
        """`called` is the file's glossary; names in `source_lang` tell concepts of files without keys.

        With `keyed` a key means the same concept in every file; otherwise one with other names is another.
        `kept_out` is what persons have removed from the project.
        """
        self._called = called
        self._keyed = keyed
        self._source_lang = source_lang
        self._by_key: dict[str, Concept] = {}
        self._by_name: dict[tuple[LanguageTag, str], dict[str, None]] = {}
        self._removed = {part.concept for part in kept_out if part.part == "concept"}
        self._removed_names = {
            (LanguageTag(part.label), fold(part.text))
            for part in kept_out
            if part.part == "name" and part.concept in self._removed
        }
        for concept in concepts:
            self.add(concept)

    def add(self, concept: Concept) -> None:
        """Know a concept of the project, in the place of what was known of it."""
        self._by_key[concept.key] = concept
        for name in _named(concept):
            self._by_name.setdefault(name, {})[concept.key] = None

    def of(self, concept: Concept) -> Concept | None:
        """The project's concept, or None where it has none."""
        known = self._by_key.get(concept.key)
        if known and (
            self._keyed or follows(known.glossary, self._called) or _named(known) & _named(concept)
        ):
            return known
        own = self._by_key.get(self._prefixed(concept))
        if own is not None or self._keyed:
            return own
        sharing = self.sharing(concept)
        return self._by_key[sharing[0]] if len(sharing) == 1 else None

    def sharing(self, concept: Concept) -> list[str]:
        """The keys of those that have all source names of a concept that any has; all that have one, else."""
        having = [
            self._by_name[name]
            for name in _named(concept)
            if name[0] == self._source_lang and name in self._by_name
        ]
        every = sorted({key for keys in having for key in keys})
        return [key for key in every if all(key in keys for keys in having)] or every

    def is_removed(self, concept: Concept) -> bool:
        """Whether a concept that the project has not is one that a person has removed."""
        if self._keyed:
            return bool({concept.key, self._prefixed(concept)} & self._removed)
        sources = {name for name in _named(concept) if name[0] == self._source_lang}
        return bool((sources or _named(concept)) & self._removed_names)

    def free_key(self, concept: Concept) -> str:
        """A key for a concept that the project has not: its own where that is free."""
        return self._prefixed(concept) if concept.key in self._by_key else concept.key

    def _prefixed(self, concept: Concept) -> str:
        return f"{'-'.join(self._called.split())}-{concept.key}"


def _named(concept: Concept) -> set[tuple[LanguageTag, str]]:
    return {(name.lang, fold(name.text)) for name in concept.names}

"""The glossary of a project: its concepts, and the names it finds in a text."""

from __future__ import annotations

from db.records import Concept, LanguageTag
from workbench.glossary.matcher import NameMark, NameMatcher
from workbench.project import Project


def concepts(project: Project) -> list[Concept]:
    """Every concept of the project, ordered by key."""
    return project.store.concepts.all()


class Marker:
    """Finds glossary names in texts. It follows the project: a changed glossary is read again."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._version = -1
        self._matchers: dict[LanguageTag, NameMatcher] = {}

    def marks(self, text: str, lang: LanguageTag) -> list[NameMark]:
        """Names in `text`, in text order, never overlapping."""
        version = self._glossary_version()
        if version != self._version:
            self._matchers.clear()
            self._version = version
        if lang not in self._matchers:
            self._matchers[lang] = NameMatcher(concepts(self._project), lang)
        return self._matchers[lang].find(text)

    def _glossary_version(self) -> int:
        newest = "SELECT max(id) FROM change WHERE entity = ?"
        store = self._project.store
        return sum(int(store.value(newest, (entity,)) or 0) for entity in ("concept", "name"))

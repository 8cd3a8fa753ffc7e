"""Names of the glossary as the screen shows them: marked in the texts, explained beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.records import Concept, LanguageTag, NameStatus, Origin, PairRow, Span
from workbench.draft.naming.names import date_of_pair
from workbench.glossary.matcher import NameMark
from workbench.glossary.service import Marker, concepts
from workbench.project import Project
from workbench.review.named_in import DISCOURAGED, NamedConcept, named_in
from workbench.text.language import same_language

if TYPE_CHECKING:
    from workbench.draft.naming.offers import NameOffer, NameOffers


class Names:
    """The glossary of a project, read when it is first needed."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._marker = Marker(project)
        self._concepts: dict[str, Concept] = {}
        self._offers: NameOffers | None = None

    def reload(self) -> None:
        """Read the glossary again when it is next needed."""
        self._concepts.clear()
        self._offers = None

    def spans(self, text: str, lang: LanguageTag) -> list[Span]:
        """Where names stand in a text."""
        return [mark.span for mark in self._marker.marks(text, lang)]

    def marks(self, row: PairRow) -> list[NameMark]:
        """The names of the original, else those of the rendering."""
        target_lang = row.target_lang or self._project.target_lang
        return self._marker.marks(row.source, row.source_lang) or self._marker.marks(row.target, target_lang)

    def facts(self, row: PairRow) -> list[tuple[str, str]]:
        """What the glossary calls each name of the original, and what it wants otherwise in the rendering."""
        target_lang = row.target_lang or self._project.target_lang
        found = []
        for mark in self._marker.marks(row.source, row.source_lang):
            known = self._preferred(mark.concept, target_lang)
            unsure = "" if mark.confirmed else " (unconfirmed)"
            found.append(("name", f"{mark.span.of(row.source)} → {', '.join(known) or '–'}{unsure}"))
        for mark in self._marker.marks(row.target, target_lang):
            if mark.status in DISCOURAGED:
                found.append(("name", f"{mark.span.of(row.target)} is {mark.status}"))
        for offer in self.offers(row):
            found.append(("name", f"{offer.message} (N puts it in)" if offer.change else offer.message))
        return list(dict.fromkeys(found))

    def named(self, row: PairRow) -> list[NamedConcept]:
        """The concepts that a pair names, on either side, those first that ask for a look."""
        target_lang = row.target_lang or self._project.target_lang
        sides = self._marker.marks(row.source, row.source_lang), self._marker.marks(row.target, target_lang)
        return named_in(row, sides, self._known if any(sides) else {}, date_of_pair(row))

    def offers(self, row: PairRow) -> list[NameOffer]:
        """What the glossary wants to be put right in a rendering that was not printed."""
        if row.origin is Origin.PUBLISHED or row.missing_target or row.missing_source:
            return []
        return self._wanted.of(row, row.target_lang or self._project.target_lang)

    def missing(self, row: PairRow) -> list[str]:
        """The names that a rendering is to have and has not."""
        return self._wanted.missing(row, row.target_lang or self._project.target_lang)

    @property
    def _wanted(self) -> NameOffers:
        if self._offers is None:
            # The engine's rules for names are loaded when they are first needed.
            from workbench.draft.naming.offers import NameOffers

            self._offers = NameOffers(concepts(self._project))
        return self._offers

    @property
    def _known(self) -> dict[str, Concept]:
        if not self._concepts:
            self._concepts = {concept.key: concept for concept in concepts(self._project)}
        return self._concepts

    def _preferred(self, key: str, lang: LanguageTag) -> list[str]:
        """A concept's preferred names in a language, short before long."""
        concept = self._known.get(key)
        names = concept.names if concept else ()
        preferred = (n for n in names if n.status is NameStatus.PREFERRED and same_language(n.lang, lang))
        return sorted({name.text for name in preferred}, key=len)

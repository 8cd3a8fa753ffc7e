"""Names of the glossary that a rendering ought to have, whoever wrote it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from db.records import Change, Concept, LanguageTag, PairRow
from workbench.draft.naming.names import Names, date_of
from workbench.draft.naming.patches import applied
from workbench.draft.naming.terms import Terms


class NameOffer(NamedTuple):
    """A name that a rendering lacks or should not have, and what would put that right."""

    message: str
    """A phrase for a reviewer."""
    change: Change | None
    """Of the rendering; None where nothing stands there that could give way."""

    def text(self, target: str) -> str:
        """The rendering with the name."""
        return applied(target, [self.change]) if self.change else target


class NameOffers:
    """The names of a glossary that renderings ought to have."""

    def __init__(self, concepts: Sequence[Concept]) -> None:
        self._concepts = concepts
        self._names: dict[tuple[LanguageTag, LanguageTag], Names] = {}

    def of(self, row: PairRow, to_lang: LanguageTag) -> list[NameOffer]:
        """What is to be put right in a pair's rendering into `to_lang`.

        What is certain comes alone; what is a guess comes once that has been put right, or if there is none.
        Names are due that were in use when the words were said, or else printed.
        """
        if row.missing_source or row.missing_target:
            return []
        terms = self._terms(row, to_lang)
        required = terms.required(row.source)
        judged = terms.judged(required, row.target, polish=False)
        if judged.changes:
            return [NameOffer(f"“{change.before}” → “{change.after}”", change) for change in judged.changes]
        offers = terms.offers(required, judged)
        return [NameOffer(flag.message, change) for flag, change in zip(judged.flags, offers, strict=True)]

    def missing(self, row: PairRow, to_lang: LanguageTag) -> list[str]:
        """The names, as they are to be written, of which none stands in a rendering; in source order."""
        terms = self._terms(row, to_lang)
        missing = terms.missing(terms.required(row.source), row.target)
        return [required.preferred.text for required in missing]

    def _terms(self, row: PairRow, to_lang: LanguageTag) -> Terms:
        langs = row.source_lang, to_lang
        if langs not in self._names:
            self._names[langs] = Names(self._concepts, *langs)
        return self._names[langs].on(date_of(row.said_on, row.source_date))

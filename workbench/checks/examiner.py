"""Checks with the glossary they need, for texts of any two languages."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from db.records import Concept, Finding, LanguageTag
from workbench.checks.check import Check
from workbench.checks.checker import findings
from workbench.checks.registry import checks as known
from workbench.checks.subject import Subject
from workbench.draft.naming.names import Names, date_of


class Examiner:
    """Checks one source and its target after the other."""

    def __init__(self, checks: Sequence[Check], concepts: Callable[[], Sequence[Concept]]) -> None:
        """`concepts` is asked for the glossary when names are first needed.

        Of other checks those run as well whose findings make some of these pointless.
        """
        self.checks = checks
        asked = {check.id for check in checks}
        self._unasked = [check for check in known().values() if check.hides and check.id not in asked]
        self._concepts = concepts
        self._names: dict[tuple[LanguageTag, LanguageTag], Names] = {}

    def findings(
        self,
        source: str,
        target: str,
        languages: tuple[LanguageTag, LanguageTag],
        *,
        date: str = "",
        chosen: Mapping[str, str] | None = None,
        others: Sequence[str] = (),
    ) -> list[Finding]:
        """What the checks find in two texts; see `Subject` for what is known beside them.

        `date` may be any text: only what is an ISO date in it counts.
        """
        subject = Subject(
            source,
            target,
            *languages,
            date=date_of(date),
            names=self._names_for(languages),
            chosen=chosen,
            others=tuple(others),
        )
        return findings(subject, self.checks, self._unasked)

    def _names_for(self, languages: tuple[LanguageTag, LanguageTag]) -> Names:
        if languages not in self._names:
            self._names[languages] = Names(self._concepts(), *languages)
        return self._names[languages]

"""The facts of an article: stated by a person, said by a page, or found in a text."""

from __future__ import annotations

from dataclasses import dataclass, fields

from db.errors import WrongUse
from workbench.ingest.dates import find_date, iso_date
from workbench.text.language import normalise


@dataclass(frozen=True, slots=True)
class Given:
    """What is known of an article before it is read; every field is empty when it is not known.

    `lang` takes a BCP 47 tag or the name of a language and `date` any usual spelling; they are kept as
    tag and as ISO 8601. Raises LanguageTagError or WrongUse when they cannot be understood.
    """

    lang: str = ""
    outlet: str = ""
    author: str = ""
    translator: str = ""
    date: str = ""
    url: str = ""
    title: str = ""
    agency: str = ""
    place: str = ""

    def __post_init__(self) -> None:
        if self.lang:
            object.__setattr__(self, "lang", str(normalise(self.lang)))
        if self.date:
            object.__setattr__(self, "date", stated_date(self.date))

    def filled(self, *others: Given) -> Given:
        """These facts, and where one is empty that of the first of `others` which has it."""
        known = (self, *others)
        names = [field.name for field in fields(self)]
        return Given(**{name: next(filter(None, (getattr(g, name) for g in known)), "") for name in names})


def stated_date(written: str) -> str:
    """A date in any usual spelling as ISO 8601. Raises WrongUse when it is none."""
    written = written.strip()
    found = iso_date(written) if iso_date(written) == written else find_date(written)
    if not found:
        raise WrongUse(f"“{written[:40]}” is not a date; write 2012-05-31, 2012-05 or 2012.")
    return found

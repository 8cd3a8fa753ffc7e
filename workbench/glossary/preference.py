"""Which of a concept's names is the preferred one, where the project and glossaries prefer several.

The project's own names come first, then those of imported glossaries, then those that ship; among
equals the one that has the place keeps it. A name that gives way is admitted and remembers it
(`Name.displaced`), so that the place is its again when the other goes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from db.records import LanguageTag, Name, NameForm, NameStatus

OWN = ""
"""The glossary of what the project says itself; see `Name.glossary`."""
SHIPPED = "shipped"
"""What the names of shipped glossaries begin with. In projects older than the record of where names came
from it is the glossary of all of them."""


def follows(glossary: str, called: str) -> bool:
    """Whether what came from `glossary` is for the one that is `called` so to change."""
    return glossary == called or (glossary == SHIPPED and called.startswith(f"{SHIPPED}/"))


def settled(names: Iterable[Name]) -> tuple[Name, ...]:
    """The names of a concept, one preferred in each language and form where any of them wants to be."""
    names = tuple(names)
    first: dict[tuple[LanguageTag, NameForm], Name] = {}
    for name in names:
        place = name.lang, name.form
        if _wants(name) and (place not in first or _claim(name) > _claim(first[place])):
            first[place] = name
    return tuple(_placed(name, first.get((name.lang, name.form))) for name in names)


def as_said(name: Name) -> Name:
    """A name as its glossary says it, without what only the project knows: its row, its origin, its place."""
    status = NameStatus.PREFERRED if name.displaced else name.status
    return replace(name, status=status, displaced=False, glossary=OWN, id=0)


def written(names: Sequence[Name]) -> tuple[Name, ...]:
    """Names as a file has them: each as its glossary says it, but never two preferred in one place."""
    held = {(name.lang, name.form) for name in names if name.status is NameStatus.PREFERRED}
    found = []
    for name in names:
        stays = name.displaced and (name.lang, name.form) in held
        held |= {(name.lang, name.form)} if name.displaced else set()
        found.append(as_said(replace(name, displaced=name.displaced and not stays)))
    return tuple(found)


def _wants(name: Name) -> bool:
    return name.displaced or name.status is NameStatus.PREFERRED


def _claim(name: Name) -> tuple[int, bool]:
    shipped = name.glossary == SHIPPED or name.glossary.startswith(f"{SHIPPED}/")
    return 2 if name.glossary == OWN else 0 if shipped else 1, not name.displaced


def _placed(name: Name, first: Name | None) -> Name:
    if not _wants(name):
        return name
    if name is first:
        return replace(name, status=NameStatus.PREFERRED, displaced=False)
    return replace(name, status=NameStatus.ADMITTED, displaced=name.glossary != OWN)

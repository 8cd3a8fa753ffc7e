"""The notes of an entry or a term: those that say one thing (`since: 2012`), and the plain ones."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import TypeVar

from db.records import CaseRule, NameForm, NameStatus, Relation
from workbench.glossary.files import cells as cell
from workbench.glossary.files.cells import BadRow
from workbench.glossary.files.tbx.dialect import LABEL, RELATION_LABELS

_PARTED = "; "
_RELATED_TO = "related-to"
"""The type of a relation that a file calls by no such word."""

_WORD = re.compile(r"[^\s;]+")
_PART = re.compile(rf"({'|'.join(RELATION_LABELS)}): (.*)", re.DOTALL)

Choice = TypeVar("Choice", bound=StrEnum)


class Notes:
    """The notes of one element. What has been asked for is no plain note any more."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._plain: list[str] = []
        self._labelled: dict[str, str] = {}
        self._related: list[str] = []
        for text in texts:
            match = LABEL.fullmatch(text)
            if match and match[1] == "relation":
                self._related.append(match[2])
            elif match and match[1] != "note" and match[1] not in self._labelled:
                self._labelled[match[1]] = match[2]
            else:
                self._plain.append(match[2] if match and match[1] == "note" else text)

    def take(self, label: str) -> str:
        """The value of a label; empty where there is none."""
        return self._labelled.pop(label, "")

    def period(self) -> tuple[str, str]:
        """The dates of `since` and `until`; empty where they are none, which are plain notes then."""
        try:
            found = cell.period(self._labelled)
        except BadRow:
            return "", ""
        self.take("since")
        self.take("until")
        return found

    def case(self) -> CaseRule | None:
        """The case rule, if there is one."""
        return self._choice("case", CaseRule)

    def form(self) -> NameForm | None:
        """The form, where `termType` has no word for it."""
        return self._choice("form", NameForm)

    def forbidden(self) -> NameStatus | None:
        """That a name is forbidden."""
        return self._choice("status", NameStatus)

    def _choice(self, label: str, known: type[Choice]) -> Choice | None:
        if self._labelled.get(label, "") not in tuple(known):
            return None
        return known(self.take(label)) if label in self._labelled else None

    def relations(self) -> Iterator[Relation]:
        """Relations to concepts that the file does not have: `renamed-to other; since: 2012`."""
        for text in self._related:
            head, parted, rest = text.partition(_PARTED)
            words = head.split(" ")
            if len(words) == 2 and all(words):
                yield relation(words[0] + parted + rest, words[1])
            else:
                self._plain.append(text)

    def plain(self) -> str:
        """What is left, as one note."""
        others = (f"{label}: {value}" for label, value in self._labelled.items())
        return _PARTED.join((*self._plain, *others))


def relation(text: str, target: str) -> Relation:
    """The relation that a reference says: `renamed-to; since: 2012; note: one wing`, or anything else."""
    head, parted, rest = text.partition(_PARTED)
    facts: dict[str, str] = {}
    while parted and (match := _PART.fullmatch(rest)):
        label = match[1]
        facts[label], parted, rest = (match[2], "", "") if label == "note" else match[2].partition(_PARTED)
    try:
        since, until = cell.period(facts)
    except BadRow:
        rest = text
    if parted or rest or not _WORD.fullmatch(head):
        return Relation(_RELATED_TO, target, text)
    return Relation(head, target, facts.get("note", ""), facts.get("confirmed") != "no", since, until)

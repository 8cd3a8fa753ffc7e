"""Acronyms that stayed in the source's language, and those that may mean several things."""

from __future__ import annotations

from collections.abc import Iterator

from db.records import NameForm, Severity
from workbench.checks.check import Check, Example, Found
from workbench.checks.naming.glossed import is_glossed
from workbench.checks.naming.proper import is_in_proper_name
from workbench.checks.naming.standing import Standings, standings
from workbench.checks.subject import Subject
from workbench.draft.naming.values import Required
from workbench.text.fold import fold


def _left(subject: Subject) -> Iterator[Found]:
    glossary = standings(subject)
    if not glossary:
        return
    for standing in glossary.all:
        for mark in standing.left:
            read = mark.span.of(subject.target)
            if mark.form is not NameForm.ACRONYM or is_glossed(subject, mark, standing.right):
                continue
            if is_in_proper_name(subject, mark):
                continue
            name = glossary.acronym(standing.first.concepts, other_than=read)
            if name:
                message = f"“{read}” stays as in the source; the glossary has “{name}”"
                yield Found(message, standing.first.span, mark.span)
    for source, mark in glossary.left_inside:
        read = mark.span.of(subject.target)
        name = glossary.acronym([mark.concept], other_than=read)
        if name and not is_glossed(subject, mark, ()):
            yield Found(f"“{read}” stays as in the source; the glossary has “{name}”", source, mark.span)


def _ambiguous(subject: Subject) -> Iterator[Found]:
    glossary = standings(subject)
    if not glossary:
        return
    said: set[str] = set()
    for mention in glossary.required:
        folded = fold(mention.source)
        if mention.form is NameForm.ACRONYM and len(mention.concepts) > 1 and folded not in said:
            said.add(folded)
            if folded not in subject.chosen and not _is_told(glossary, mention):
                names = " or ".join(f"“{glossary.full_name(key)}”" for key in mention.concepts)
                yield Found(f"“{mention.source}” may mean {names}", mention.span)


def _is_told(glossary: Standings, mention: Required) -> bool:
    """Whether the source has another name of one of the concepts, which tells which one is meant."""
    return any(
        len(other.concepts) < len(mention.concepts) and not set(other.concepts).isdisjoint(mention.concepts)
        for other in glossary.required
    )


CHECKS = (
    Check(
        id="acr.left",
        severity=Severity.ERROR,
        title="Acronym left",
        explanation=(
            "An acronym of the source's language stays in the target although its concept has one of "
            "its own there. Right are acronyms that both languages have, those that the glossary admits "
            "in the target's language, and those that the target itself explains (“AQIM (AQMI in "
            "French)”)."
        ),
        wrong=Example("La CEDEAO a levé les sanctions.", "CEDEAO has lifted the sanctions."),
        right=(
            Example("La CEDEAO a levé les sanctions.", "ECOWAS has lifted the sanctions."),
            Example("Le MNLA a signé.", "The MNLA has signed."),
            Example("L'Aqmi a revendiqué l'attaque.", "AQIM (AQMI in French) has claimed the attack."),
            Example("L'ONU est inquiète.", "The United Nations is worried."),
        ),
        find=_left,
    ),
    Check(
        id="acr.ambiguous",
        severity=Severity.NOTE,
        title="Ambiguous acronym",
        explanation=(
            "An acronym of the source may mean several groups or bodies. Nothing is said where the date "
            "leaves only one of them, where the source itself has the full name, or where a person has "
            "chosen one for the article."
        ),
        wrong=Example("Le CNSP a promis des élections.", "The CNSP has promised elections."),
        right=(
            Example("Le CNSP a promis des élections.", "The CNSP has promised elections.", "2023-08-12"),
            Example("Le MNLA a promis des élections.", "The MNLA has promised elections."),
            Example(
                "Le Comité national pour le salut du peuple (CNSP) l'a promis.",
                "The National Committee for the Salvation of the People (CNSP) has promised it.",
            ),
        ),
        find=_ambiguous,
    ),
)

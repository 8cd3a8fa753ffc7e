"""Names and terms of the glossary by their status."""

from __future__ import annotations

from collections.abc import Iterator

from db.records import NameStatus, Severity
from workbench.checks.check import Check, Example, Found
from workbench.checks.naming.instead import wording
from workbench.checks.naming.lacking import is_place, lacking, left_over
from workbench.checks.naming.proper import is_in_proper_name
from workbench.checks.naming.quoted import is_quoted
from workbench.checks.naming.standing import Standings, standings
from workbench.checks.subject import Subject
from workbench.glossary.matcher import NameMark


def _preferred(subject: Subject) -> Iterator[Found]:
    glossary = standings(subject)
    if not glossary:
        return
    for standing in lacking(subject, glossary, common=True):
        first = standing.first
        message = (
            f"“{first.source}” in the source; the target has none of its terms: “{first.preferred.text}”"
        )
        yield Found(message, first.span)
    for standing in lacking(subject, glossary, common=False):
        instead = wording(subject, glossary, standing) if not is_place(glossary, standing) else None
        if instead:
            first, read = standing.first, instead.span.of(subject.target)
            message = f"“{read}” stands for “{first.source}”; the glossary prefers “{first.preferred.text}”"
            yield Found(message, first.span, instead.span)
    for standing, mark in left_over(subject, glossary, common=True):
        first, term = standing.first, standing.first.preferred.text
        message = f"“{mark.span.of(subject.target)}” stays as in the source; the glossary has “{term}”"
        yield Found(message, first.span, mark.span)
    for standing in glossary.all:
        if standing.outdated and not (standing.right or standing.bad):
            mark = standing.outdated[0]
            yield Found(_of_another_time(glossary, mark, subject), standing.first.span, mark.span)


def _of_another_time(glossary: Standings, mark: NameMark, subject: Subject) -> str:
    name, rather = glossary.target_name(mark), glossary.preferred(mark)
    time = " ".join(
        part for part in (name.since and f"from {name.since}", name.until and f"until {name.until}") if part
    )
    said = f"“{mark.span.of(subject.target)}” is a name of another time" + (f" ({time})" if time else "")
    return f"{said}; the glossary prefers “{rather}”" if rather else said


def _bad(subject: Subject, status: NameStatus) -> Iterator[Found]:
    glossary = standings(subject)
    if not glossary:
        return
    for mark in glossary.bad_marks(status):
        if is_in_proper_name(subject, mark):
            continue
        rather = glossary.preferred(mark)
        said = f"“{mark.span.of(subject.target)}” is {status}"
        message = f"{said}; the glossary prefers “{rather}”" if rather else said
        own = glossary.speakers_own(mark.concept) or is_quoted(subject.target, mark.span)
        source = glossary.mention_of(mark.concept)
        yield Found(message, source, mark.span, Severity.NOTE if own else None)


def _deprecated(subject: Subject) -> Iterator[Found]:
    return _bad(subject, NameStatus.DEPRECATED)


def _forbidden(subject: Subject) -> Iterator[Found]:
    return _bad(subject, NameStatus.FORBIDDEN)


CHECKS = (
    Check(
        id="term.preferred",
        severity=Severity.WARNING,
        title="Preferred term",
        explanation=(
            "A term of the source has none of its terms in the target, or only a name of another time; or "
            "a group or body is called otherwise there than by one of its names. "
            "Preferred and admitted terms are right, in either number, and so is an old name in a text "
            "of its time or where the source itself has the old name."
        ),
        wrong=Example(
            "L'Eswatini a fermé ses frontières.", "Swaziland has closed its borders.", "2021-05-02"
        ),
        right=(
            Example("L'application de la charia divise.", "The application of Islamic law divides people."),
            Example("Les djihadistes ont fui.", "The jihadists have fled."),
            Example("Le Swaziland est enclavé.", "Swaziland is landlocked.", "1999"),
            Example("Les ONG ont quitté la ville.", "The NGOs have left the town."),
        ),
        find=_preferred,
    ),
    Check(
        id="term.deprecated",
        severity=Severity.WARNING,
        title="Deprecated term",
        explanation=(
            "The target has a name that the glossary advises against. It is only noted where the name "
            "stands in quotation marks or the source itself has such a name, which is then the "
            "speaker's own word. Right is what belongs to a longer name that both sides have: a car, a "
            "club, a person."
        ),
        wrong=Example("Les Peuls gardent leurs troupeaux.", "The Peul guard their herds."),
        right=(
            Example("Les Peuls gardent leurs troupeaux.", "The Fulani guard their herds."),
            Example("Les Touaregs sont revenus.", "The Tuareg have come back."),
            Example("Les musulmans prient.", "The Muslims are praying."),
        ),
        find=_deprecated,
    ),
    Check(
        id="term.forbidden",
        severity=Severity.ERROR,
        title="Forbidden term",
        explanation=(
            "The target has a name that the glossary forbids. It is only noted where the name stands in "
            "quotation marks or the source itself has such a name: the speaker's own word stays."
        ),
        wrong=Example("Les musulmans du quartier prient.", "The Mohammedans of the quarter are praying."),
        right=(
            Example("Les musulmans du quartier prient.", "The Muslims of the quarter are praying."),
            Example("Mohamed Dalla prie.", "Mohamed Dalla is praying."),
            Example("La prière a commencé.", "The prayer has begun."),
        ),
        find=_forbidden,
    ),
)

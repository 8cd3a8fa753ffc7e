"""Days, months, years and weekdays that differ."""

from __future__ import annotations

from collections.abc import Iterator

from db.records import Severity, Span
from workbench.checks.check import Check, Example, Found
from workbench.checks.dates.comparing import dates_of
from workbench.checks.subject import Subject


def _dates(subject: Subject) -> Iterator[Found]:
    for source, target in dates_of(subject).differences:
        given, written = _shown(subject.source, source), _shown(subject.target, target)
        if given and written:
            message = f"“{given}” in the source, “{written}” in the target"
        elif given:
            message = f"no date in the target for “{given}”"
        else:
            message = f"no date in the source for “{written}”"
        yield Found(message, source, target)


def _shown(text: str, span: Span | None) -> str:
    return text[span.start : span.end].strip() if span else ""


CHECKS = (
    Check(
        id="date.value",
        severity=Severity.ERROR,
        title="Date",
        explanation="Every day, month, year and weekday of one text should stand in the other one: “1er juin"
        " 2012” is “June 1, 2012”, “5/6/2012” is 5 June in French. Where the day of the article is known, a"
        " weekday or “hier” may be a date and a date a weekday; holidays may be called by their names. A"
        " lone year is a number.",
        wrong=Example(
            "Le cessez-le-feu a été signé le 3 juin 2013.", "The ceasefire was signed on 4 June 2013."
        ),
        right=(
            Example("L'accord date du 1er juin 2012.", "The agreement dates from June 1, 2012."),
            Example("Le procès s'ouvrira le 5/6/2012.", "The trial will open on 5 June 2012."),
            Example("Lundi, le porte-parole a démenti.", "On 3 June the spokesman denied it.", "2013-06-05"),
            Example("Le 14 juillet, il y aura un défilé.", "There will be a parade on Bastille Day."),
        ),
        find=_dates,
    ),
)

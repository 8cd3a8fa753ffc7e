"""Numbers lost, changed or made up; units that differ beside equal numbers."""

from __future__ import annotations

from collections.abc import Iterator

from db.records import Severity
from workbench.checks.check import Check, Example, Found
from workbench.checks.numbers.amount import Amount
from workbench.checks.numbers.comparing import compared
from workbench.checks.numbers.measuring import of_other_money, other_units
from workbench.checks.subject import Subject


def _values(subject: Subject) -> Iterator[Found]:
    for one, other in compared(subject).changed:
        if not of_other_money(one, other):
            yield _found(subject, one, other)


def _units(subject: Subject) -> Iterator[Found]:
    comparison = compared(subject)
    other_money = [(one, other) for one, other in comparison.changed if of_other_money(one, other)]
    for one, other in [*other_units(comparison), *other_money]:
        yield _found(subject, one, other)


def _found(subject: Subject, one: Amount | None, other: Amount | None) -> Found:
    given, written = _shown(subject.source, one), _shown(subject.target, other)
    if given and written:
        message = f"“{given}” in the source, “{written}” in the target"
    elif given:
        message = f"no number in the target for “{given}”"
    else:
        message = f"no number in the source for “{written}”"
    return Found(message, one.place if one else None, other.place if other else None)


def _shown(text: str, one: Amount | None) -> str:
    return text[one.place.start : one.place.end] if one else ""


CHECKS = (
    Check(
        id="num.value",
        severity=Severity.ERROR,
        title="Number",
        explanation="Every number of one text should stand in the other one, in figures or in words: “10 000”"
        " is “10,000”, “un milliard” “one billion”, “une dizaine” “about ten”, “XXIe” “21st”, “deux tiers”"
        " “two thirds”, “quinze jours” “two weeks”, “20h30” “8.30 pm”, “10 km” “six miles”. Words that say"
        " as much (“both”, “twice”, “a decade”) are right, and so is a number that is said once less.",
        wrong=Example(
            "« Nous avons enterré 43 villageois », a dit le maire.",
            "“We buried 42 villagers,” the mayor said.",
        ),
        right=(
            Example("La dette atteint 2,5 milliards d'euros.", "The debt amounts to €2.5bn."),
            Example("« Une dizaine de maisons ont brûlé. »", "“About ten houses burned down.”"),
            Example("Les deux hommes se sont parlé.", "Both men spoke to each other."),
            Example("Elle répondra dans quinze jours.", "She will answer in two weeks."),
            Example(
                "Le village est à 10 km de la frontière.", "The village is about six miles from the border."
            ),
        ),
        find=_values,
    ),
    Check(
        id="num.unit",
        severity=Severity.WARNING,
        title="Unit",
        explanation="Beside equal numbers stand different units, or one has none: kilometres and miles, euros"
        " and dollars, hours and minutes, a percent sign that is lost. What is converted within rounding is"
        " right, “FCFA” is “CFA francs”, and a person's age may go without “years”.",
        wrong=Example("Ils ont marché 40 kilomètres.", "They walked 40 miles."),
        right=(
            Example("Ils ont marché 100 kilomètres.", "They walked 62 miles."),
            Example("Le sac de riz coûte 15 000 FCFA.", "A bag of rice costs 15,000 CFA francs."),
            Example("Entre 30 % et 40 % des puits sont à sec.", "Between 30 and 40% of the wells are dry."),
            Example("Yacine Morel, 35 ans, dirige le syndicat.", "Yacine Morel, 35, heads the union."),
        ),
        find=_units,
    ),
)

"""Names that were lost on the way, and names that came from nowhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from db.records import Severity
from workbench.checks.check import Check, Example, Found
from workbench.checks.naming.comparison import Lone, comparison
from workbench.checks.naming.instead import Likeness, wording
from workbench.checks.naming.lacking import is_place, lacking, left_over
from workbench.checks.naming.standing import Standings, standings
from workbench.checks.subject import Subject


def _missing(subject: Subject) -> Iterator[Found]:
    glossary = standings(subject)
    if glossary:
        yield from _missing_concepts(subject, glossary)
    compared = comparison(subject)
    if compared.possible:
        instead = _instead(compared.lost, compared.strange)
        for lone in compared.lost:
            name = lone.span.of(subject.source)
            yield Found(f"nothing in the target stands for “{name}”", lone.span, instead and instead.span)
        for span in compared.lost_peoples:
            yield Found(f"nothing in the target stands for “{span.of(subject.source)}”", span)


def _missing_concepts(subject: Subject, glossary: Standings) -> Iterator[Found]:
    for standing in lacking(subject, glossary, common=False):
        first = standing.first
        instead = None if is_place(glossary, standing) else wording(subject, glossary, standing)
        if instead and instead.likeness is Likeness.PART:
            continue
        yield Found(
            f"nothing in the target stands for “{first.source}”: “{first.preferred.text}”", first.span
        )
    for standing, mark in left_over(subject, glossary, common=False):
        first, name = standing.first, standing.first.preferred.text
        message = f"“{mark.span.of(subject.target)}” stays as in the source; the glossary has “{name}”"
        yield Found(message, first.span, mark.span)


def _changed(subject: Subject) -> Iterator[Found]:
    compared = comparison(subject)
    if not compared.possible:
        return
    for house in compared.houses:
        names = house.source.of(subject.source), house.target.of(subject.target)
        yield Found(f"“{names[0]}” in the source, “{names[1]}” in the target", *house)
    instead = _instead(compared.strange, compared.lost)
    for lone in compared.strange:
        name = lone.span.of(subject.target)
        yield Found(
            f"“{name}” in the target, no such name in the source", instead and instead.span, lone.span
        )


def _instead(some: Sequence[Lone], others: Sequence[Lone]) -> Lone | None:
    """What stands for the only one of some, if there is only one that may."""
    return others[0] if len(some) == len(others) == 1 else None


CHECKS = (
    Check(
        id="name.missing",
        severity=Severity.ERROR,
        title="Name missing",
        explanation=(
            "A group, body, place or person that the source names stands nowhere in the target: neither "
            "a name that the glossary has for it, nor the same name in this or another spelling, nor a "
            "known rendering. Right are other transliterations (Kadhafi, Gaddafi), names of places "
            "(Londres, London), adjectives (Alger, the Algerian government), acronyms for names and "
            "names for acronyms, given names left out, and one mention of a name that the source "
            "repeats."
        ),
        wrong=Example(
            "Le général Soulara a rencontré les chefs du village.", "The general met the village chiefs."
        ),
        right=(
            Example("M. Inalla Ould Zeïdane a quitté Tombouctou.", "Mr Ould Zeidane has left Timbuktu."),
            Example(
                "Alger a démenti, affirme Kader Belkheïr.",
                "The Algerian government denied it, says Belkhair.",
            ),
            Example(
                "Selon Mme Tiémoko, la Cour suprême tranchera.",
                "The Supreme Court will decide, says Mrs Tiemoko.",
            ),
        ),
        find=_missing,
    ),
    Check(
        id="name.changed",
        severity=Severity.WARNING,
        title="Name changed",
        explanation=(
            "The target has a name that no word of the source explains: another one, or one that was "
            "translated as if it were an ordinary word (M. Boulanger, Mr Baker; Le Phare du Sud, The "
            "Southern Lighthouse), or the people of another place (nigérien, Nigerian). Right are other "
            "spellings of the same name, names of places, peoples and months as the language of the "
            "target has them, and a given name beside the surname."
        ),
        wrong=Example("Le maire, Modibo Sandala, a démissionné.", "The mayor, Modibo Kerouma, has resigned."),
        right=(
            Example("Le maire, M. Sandala, a démissionné.", "The mayor, Modibo Sandala, has resigned."),
            Example("Khadim Ndiaré a parlé lundi à Moscou.", "Khadim Ndiare spoke in Moscow on Monday."),
            Example("Les Touareg l'ont dit à Cheikh Aoudou.", "The Tuareg told Sheikh Aoudou so."),
        ),
        find=_changed,
    ),
)

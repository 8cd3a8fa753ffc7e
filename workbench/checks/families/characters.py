"""chr.bad: characters that a wrong encoding left, or that no file format takes."""

from __future__ import annotations

from collections.abc import Iterator

from db.records import Severity
from workbench.checks.check import Check, Example, Found
from workbench.checks.marks.damage import Damage, damages
from workbench.checks.subject import Subject


def _bad(subject: Subject) -> Iterator[Found]:
    """One finding for each kind of damage; what both sides have is reported once."""
    source, target = _by_kind(subject.source), _by_kind(subject.target)
    for kind in source | target:
        here, there = target.get(kind, []), source.get(kind, [])
        first = (here or there)[0]
        more = len(here or there) - 1
        also = f" and {more} more" if more else ""
        side = "" if here and not there else " on both sides" if here else " in the source"
        yield Found(
            f"{kind}{side}: {first.shown}{also}",
            there[0].span if there else None,
            here[0].span if here else None,
        )


def _by_kind(text: str) -> dict[str, list[Damage]]:
    found: dict[str, list[Damage]] = {}
    for damage in damages(text):
        found.setdefault(damage.kind, []).append(damage)
    return found


CHECKS: tuple[Check, ...] = (
    Check(
        id="chr.bad",
        severity=Severity.ERROR,
        title="Damaged characters",
        explanation=(
            "Looks at both texts for U+FFFD, for UTF-8 that was read in another encoding (Ã© for é), for a "
            "“?” where a letter was, for control characters, noncharacters, halves of surrogate pairs and "
            "characters for private use; XML takes none of the controls. Letters such as Ã and Â are right "
            "where a language writes them."
        ),
        wrong=Example("Le maire a déclaré forfait.", "The mayor of SÃ©gou has withdrawn."),
        right=(
            Example("João Âmbar vit à São Elmo.", "João Âmbar lives in São Elmo."),
            Example("L’âge n’y fait rien : « NÃO », répète-t-il.", "Age does not matter: “NÃO,” he repeats."),
            Example("Il fait 25 °C à l’ombre.", "It is 25 °C in the shade."),
            Example("Voir https://exemple.test/page?id=3", "See https://exemple.test/page?id=3"),
        ),
        find=_bad,
    ),
)

"""gender.guess: the target says whether somebody is a man or a woman; the source leaves it open."""

from __future__ import annotations

from collections.abc import Iterator

from db.records import Severity
from workbench.checks.check import Check, Example, Found
from workbench.checks.meaning.reading import Reading, reading
from workbench.checks.meaning.sexes import Sexes, sexes
from workbench.checks.subject import Subject


def _find(subject: Subject) -> Iterator[Found]:
    one, other = sexes(subject.source_lang), sexes(subject.target_lang)
    if one is None or other is None:
        return
    source, target = reading(subject.source_side), reading(subject.target_side)
    said = {sex: words & target.known for sex, words in other.words.items()}
    if all(said.values()) and other.leaves_open(target):
        return
    if not any(said.values()) or one.open.isdisjoint(source.known):
        return
    both = all(said.values())
    told = one.told(source, kin=both)
    inside = told if both else _told_inside(one, source, told)
    for sex, words in said.items():
        guesses = (
            place
            for place, word in enumerate(target.words)
            if word in words and sex not in (inside if target.quoted[place] else told)
        )
        place = next(guesses, None)
        if place is None:
            continue
        left = next(place for place, word in enumerate(source.words) if word in one.open)
        message = f"“{target.shown(place, place)}” in the target, which the source leaves open"
        yield Found(message, source.span(left, left), target.span(place, place))


def _told_inside(sexes: Sexes, text: Reading, told: set[str]) -> set[str]:
    """What is told of those whom a quotation is about; whoever speaks it says nothing of them."""
    quoted = any(word in sexes.open and inside for word, inside in zip(text.words, text.quoted, strict=True))
    speakers = sexes.speakers(text) if told and quoted else None
    return sexes.told(text, speakers) if speakers else told


CHECKS: tuple[Check, ...] = (
    Check(
        id="gender.guess",
        severity=Severity.NOTE,
        title="A gender that the source does not give",
        explanation=(
            "The target says “he” or “her”, while the source has only words that leave it open: “son”, "
            "“lui”, “la victime”, a surname. A title, a given name, a pronoun or the ending of a noun "
            "gives it."
        ),
        wrong=Example("La victime a perdu son emploi.", "The victim lost her job."),
        right=(
            Example("La victime a perdu son emploi.", "The victim lost their job."),
            Example("Mme Kontao a perdu ses papiers.", "Ms Kontao lost her papers."),
            Example("Selon lui, la trêve tiendra.", "According to him, the truce will hold."),
            Example("Le président a défendu son bilan.", "The president defended his record."),
        ),
        find=_find,
    ),
)

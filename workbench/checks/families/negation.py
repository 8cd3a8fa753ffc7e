"""neg.lost: what the source denies the target does not, or the other way round."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from db.records import Severity
from workbench.checks.check import Check, Example, Found
from workbench.checks.meaning.answers import Answers, Text
from workbench.checks.meaning.contraries import turned
from workbench.checks.meaning.denials import Weight, denying
from workbench.checks.meaning.links import links
from workbench.checks.meaning.reading import Reading, reading
from workbench.checks.subject import Subject


def _find(subject: Subject) -> Iterator[Found]:
    one, other = denying(subject.source_lang), denying(subject.target_lang)
    if one is None or other is None:
        return
    source, target = Text(reading(subject.source_side), one), Text(reading(subject.target_side), other)
    if not (source.denies or target.denies or source.others or target.others):
        return
    answers = Answers(source, target, links(subject))
    for denial in answers.lost:
        said = source.reading.shown(denial.first, denial.last)
        yield Found(f"nothing in the target denies: “{said}”", source.reading.span(denial.first, denial.last))
    for denial in answers.added:
        said = target.reading.shown(denial.first, denial.last)
        yield Found(
            f"nothing in the source denies: “{said}”", None, target.reading.span(denial.first, denial.last)
        )
    if not (answers.lost or answers.added):
        yield from _contraries(source, target)


def _contraries(source: Text, target: Text) -> Iterator[Found]:
    """A verb that became its contrary, where nothing else in either text denies."""
    ours, theirs = source.denying.contraries, target.denying.contraries
    for was, now, affirmed in turned(ours, source.reading.known, theirs, target.reading.known):
        one, other = _places(source.reading, was), _places(target.reading, now)
        denying, affirming = (
            ((target, other), (source, one)) if affirmed else ((source, one), (target, other))
        )
        if _denies_otherwise(affirming[0], ()) or _denies_otherwise(*denying):
            continue
        before, after = source.reading.shown(one[0], one[0]), target.reading.shown(other[0], other[0])
        spans = source.reading.span(one[0], one[0]), target.reading.span(other[0], other[0])
        yield Found(f"“{before}” in the source, “{after}” in the target", *spans)


def _places(text: Reading, beginnings: tuple[str, ...]) -> list[int]:
    return [place for place, word in enumerate(text.words) if word.startswith(beginnings)]


def _denies_otherwise(text: Text, places: Collection[int]) -> bool:
    """Whether anything denies, but for words at some places and what only may render a denial."""
    return any(one.weight > Weight.VAGUE and one.first not in places for one in text.denials)


CHECKS: tuple[Check, ...] = (
    Check(
        id="neg.lost",
        severity=Severity.ERROR,
        title="A negation lost or added",
        explanation=(
            "A word or phrase that denies (“ne … pas”, “sans”, “refuse”) has no counterpart: neither a "
            "negation nor another word that denies in its own way (“unable”, “hard”). A “ne” without a "
            "second word, “ne … que”, “plus” for more, a person called “personne” and two negations "
            "that cancel each other are known to be right."
        ),
        wrong=Example("Le gouvernement ne négociera pas.", "The government will negotiate."),
        right=(
            Example("Il faut agir avant qu'il ne soit trop tard.", "We must act before it is too late."),
            Example("Le convoi ne transportait que des vivres.", "The convoy carried only food."),
            Example(
                "Il n'est pas impossible que la trêve tienne.", "It is possible that the truce will hold."
            ),
            Example(
                "Le préfet n'a pas réussi à entrer dans le fort.", "The prefect failed to get into the fort."
            ),
            Example(
                "Plus de mille personnes attendaient le préfet.",
                "More than a thousand people were waiting for the prefect.",
            ),
        ),
        find=_find,
    ),
)

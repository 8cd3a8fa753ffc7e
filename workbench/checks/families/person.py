"""per.shift: one of the persons who speak, are spoken to or are spoken of became another one."""

from __future__ import annotations

from collections.abc import Iterator

from db.records import Severity
from workbench.checks.check import Check, Example, Found
from workbench.checks.meaning.links import links
from workbench.checks.meaning.pairing import pairing
from workbench.checks.meaning.persons import ANYBODY, HIS, Persons, persons
from workbench.checks.meaning.phrases import Match
from workbench.checks.meaning.reading import Reading, reading
from workbench.checks.subject import Subject

_SAME = 9.0
"""Words from where a person is to be expected within which the same one renders it."""
_CLOSE = 3.0
"""The same for another one that stands in its place."""
_OPEN = frozenset((("he", "they"), ("they", "he"), ("i", "they")))
"""Changes that grammar or the choice of words may ask for."""
_CLOSING = frozenset("»”’\"'›")
_NOBODY = frozenset((ANYBODY, HIS))


def _find(subject: Subject) -> Iterator[Found]:
    one, other = persons(subject.source_lang), persons(subject.target_lang)
    if one is None or other is None:
        return
    source, target = reading(subject.source_side), reading(subject.target_side)
    ours, theirs = one.persons(source), other.persons(target)
    found = _shifted(one, source, target, ours, theirs, subject) or _turned(one, other, ours, subject)
    if found:
        was, now = found
        before, after = source.shown(was.first, was.last), target.shown(now.first, now.last)
        spans = source.span(was.first, was.last), target.span(now.first, now.last)
        yield Found(f"“{before}” in the source, “{after}” in the target", *spans)


def _shifted(
    one: Persons, source: Reading, target: Reading, ours: list[Match], theirs: list[Match], subject: Subject
) -> tuple[Match, Match] | None:
    """The first person that the target has nowhere, and the one that stands in its place."""
    had, has = {match.kind for match in ours}, {match.kind for match in theirs}
    if had <= has | _NOBODY:
        return None
    found = links(subject)
    _, left, new = pairing(ours, theirs, found, _same)
    gained = [match for match in new if match.kind != ANYBODY]
    commands = set(one.commands(source))
    for was in left:
        if was.kind in has | _NOBODY:
            continue
        expected = found.expected(was.first, forth=True)
        for now in gained:
            reported = source.quoted[was.first] and not target.quoted[now.first]
            if was in commands and (not target.begins(now.first) or _reports(target, now)):
                continue  # "Écoutez-les" is not what they do, nor is "“Go!” they said"
            if not reported and abs(now.first - expected) <= _CLOSE and not _is_open(was, now, ours):
                return was, now
    return None


def _reports(text: Reading, subject: Match) -> bool:
    """Whether a quotation ends before a subject, which may be that of the verb of saying."""
    return not _CLOSING.isdisjoint(text.gaps[subject.first].strip()[1:])


def _turned(one: Persons, other: Persons, ours: list[Match], subject: Subject) -> tuple[Match, Match] | None:
    """The first subject at the beginning of a thought in whose place another one stands."""
    source, target = reading(subject.source_side), reading(subject.target_side)
    before, after = one.subjects(source), other.subjects(target)
    if not before or not after or {match.kind for match in before} == {match.kind for match in after}:
        return None
    had = {match.kind for match in ours}
    for was, now in pairing(before, after, links(subject), _beside).pairs:
        differs = was.kind != now.kind and source.quoted[was.first] == target.quoted[now.first]
        if differs and not (now.kind in had and (one.turns(source, was) or other.turns(target, now))):
            return was, now
    return None


def _beside(*_: Match) -> float:
    return _CLOSE


def _is_open(was: Match, now: Match, ours: list[Match]) -> bool:
    """Whether grammar asks for the change, or somebody who may be anybody stands near: "on … nos"."""
    if (was.kind, now.kind) in _OPEN:
        return True
    return now.kind in ("you", "they") and any(
        one.kind == ANYBODY and abs(one.first - was.first) <= _SAME for one in ours
    )


def _same(one: Match, other: Match) -> float:
    if one.kind == other.kind or (one.kind == HIS and other.kind in ("he", "you", "they")):
        return _SAME
    return _SAME if one.kind == ANYBODY else -1.0


CHECKS: tuple[Check, ...] = (
    Check(
        id="per.shift",
        severity=Severity.WARNING,
        title="Another person",
        explanation=(
            "The speaker, those spoken to or those spoken of have become others: “nous” in the source, "
            "“they” in the target in the same place. “on” may be anybody, and a pronoun that the target "
            "has no need of may go."
        ),
        wrong=Example("Nous avons gagné notre combat.", "They have won their fight."),
        right=(
            Example("On a gagné ce combat.", "We have won this fight."),
            Example("On ne sait pas qui a tiré.", "It is not known who fired."),
            Example("Luttons ensemble contre la faim.", "Let us fight hunger together."),
            Example("Il nous a été demandé de patienter.", "We have been asked to be patient."),
        ),
        find=_find,
    ),
)

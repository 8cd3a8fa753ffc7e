"""What a text says twice: doubled words, phrases that run in circles, and lengths that fit no translation."""

from __future__ import annotations

from collections.abc import Iterator

from db.records import LanguageTag, Severity, Span
from workbench.checks.check import Check, Example, Found
from workbench.checks.fluency.doubled import Doubled, doubled, emphasises
from workbench.checks.fluency.loops import loop, stutter, turns_in_circles
from workbench.checks.subject import Subject
from workbench.draft.flaws.clauses import DENSE_SCRIPTS
from workbench.draft.flaws.sides import Side

SHORTEST, LONGEST = 0.5, 1.9
"""Letters of a translation, for each that is expected."""
SLACK, SLACK_FALLS = 20.0, 0.15
"""Letters by which it may be below or above that, and how many of them each expected letter takes away; they
decide for very short texts."""


def _doubled_words(subject: Subject) -> Iterator[Found]:
    if not (_may_double(subject.target_side) or _may_double(subject.source_side)):
        return
    langs, known = (subject.source_lang, subject.target_lang), subject.pair
    source = list(doubled(subject.source, langs[0], known.source.function, subject.target))
    target = list(doubled(subject.target, langs[1], known.target.function, subject.source))
    turning = loop(subject) if target else None
    for found in _unanswered(target, source, subject.source, langs[0]):
        if turning and turning.span.start <= found.span.start < turning.span.end:
            continue
        yield Found(f"“{_shown(subject.target, found)}” stands twice in the target", target=found.span)
    for found in _unanswered(source, target, subject.target, langs[1]):
        yield Found(f"“{_shown(subject.source, found)}” stands twice in the source", source=found.span)


def _may_double(side: Side) -> bool:
    """Whether a word stands beside itself, or next but one: "l'autre l'autre", "of the of the"."""
    words = side.folded
    return any(map(str.__eq__, words, words[1:])) or any(map(str.__eq__, words, words[2:]))


def _unanswered(
    some: list[Doubled], others: list[Doubled], other_text: str, other_lang: LanguageTag
) -> Iterator[Doubled]:
    """Those that no repetition on the other side explains."""
    known = {each.words for each in others}
    for each in some:
        alike = any(other.emphatic == each.emphatic for other in others)
        if each.words in known or alike or (each.emphatic and emphasises(other_text, other_lang)):
            continue
        yield each


def _shown(text: str, found: Doubled) -> str:
    return " ".join(text[found.span.start : found.span.end].split())


def _loops(subject: Subject) -> Iterator[Found]:
    found = loop(subject)
    if found:
        yield Found(f"the target says “{found.words}” {found.times} times", target=found.span)
    elif place := stutter(subject.source, subject.target):
        yield Found("letters or marks repeat themselves in the target", target=place)
    elif turns_in_circles(subject.source, subject.target):
        yield Found("the target repeats itself far more than the source", target=_whole(subject.target))
    yield from _lengths(subject)


def _lengths(subject: Subject) -> Iterator[Found]:
    """The ratio of the letters to those expected; an empty target is no matter of length."""
    if len(DENSE_SCRIPTS.intersection((subject.pair.from_tag, subject.pair.to_tag))) == 1:
        return
    source, target = subject.pair.source.letters, subject.pair.target.letters
    expected, written = subject.source_side.letters * target / source, subject.target_side.letters
    if not expected or not written:
        return
    slack = max(0.0, SLACK - SLACK_FALLS * expected)
    if written > LONGEST * expected + slack or written < SHORTEST * expected - slack:
        ratio = written / expected
        told = f"{ratio:.1f} times as long as" if ratio > 1 else "far shorter than"
        message = f"the target is {told} the source lets expect"
        yield Found(message, target=_whole(subject.target))


def _whole(text: str) -> Span:
    """The text without the spaces around it."""
    return Span(len(text) - len(text.lstrip()), len(text.rstrip()))


CHECKS = (
    Check(
        id="rep.words",
        severity=Severity.WARNING,
        title="Doubled words",
        explanation=(
            "A word, or two words, stand twice in a row in the target or in the source. Words that a "
            "language doubles (nous nous, had had, very very), names (Bora Bora) and what both sides repeat "
            "are right."
        ),
        wrong=Example("Le maire a parlé du marché.", "The mayor spoke of of the market."),
        right=(
            Example("Nous nous sommes réunis hier.", "We met yesterday."),
            Example("Elle avait déjà vu le pont.", "She had had a look at the bridge."),
            Example("Il a dit que cet homme mentait.", "He said that that man was lying."),
            Example("Plus jamais, jamais la guerre !", "Never never again war!"),
            Example("Le bateau part pour Bora Bora.", "The boat leaves for Bora Bora."),
        ),
        find=_doubled_words,
    ),
    Check(
        id="rep.loop",
        severity=Severity.ERROR,
        title="Text in circles, or of an odd length",
        explanation=(
            "A phrase comes again and again in the target, the target compresses far better than the source, "
            "or it is less than half or more than 1.9 times as long as the source lets expect (very short "
            "texts may differ by more). What the source repeats as well is right."
        ),
        wrong=Example(
            "Le village attend la pluie.", "The village is waiting for the village is waiting for the rain."
        ),
        right=(
            Example(
                "Nous voulons la paix, nous voulons la paix, nous voulons la paix !",
                "We want peace, we want peace, we want peace!",
            ),
            Example("Jour après jour, ils marchent.", "Day after day after day, they walk."),
            Example("Oui, bien sûr.", "Yeah."),
            Example("Non, non et non.", "No, no, no."),
        ),
        find=_loops,
    ),
)

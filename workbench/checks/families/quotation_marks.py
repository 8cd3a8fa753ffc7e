"""quo.*: quotation marks that do not pair, quotations that lost their marks, guillemets left in English."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial

from db.records import Severity, Span
from workbench.checks.check import Check, Example, Found
from workbench.checks.marks.habits import habits
from workbench.checks.marks.levels import Side, unmatched
from workbench.checks.marks.optional import Quotation
from workbench.checks.marks.quotations import NOTHING, Reading, read
from workbench.checks.subject import Subject
from workbench.text.language import primary

_GUILLEMET = re.compile(r"[«»‹›]|<<|>>")
_SINGLE = frozenset("‘’'‚")
_WORD = re.compile(r"[^\W\d_]+")
_WORD_BEFORE = re.compile(r"[^\W\d_]+\Z")
_LONGEST_WORD = 40
_MOST_REPORTED = 8
"""Quotations that are reported one by one; a text that lost more has lost them all."""
_MOST_SHOWN = 40
"""Code points of a quotation that a message repeats."""


def _readings(subject: Subject) -> tuple[Reading, Reading]:
    source = read(subject.source, subject.source_lang)
    target = read(subject.target, subject.target_lang)
    if target.unclosed or target.unopened:
        target = _without_consonants(subject, target)
    return source, target


def _without_consonants(subject: Subject, target: Reading) -> Reading:
    """Without marks that transcribe a consonant of a name that the source has as well: `‘Abd`, `Rabi’`."""
    text = subject.target
    unclosed = tuple(
        span
        for span in target.unclosed
        if text[span.start] not in _SINGLE or not _is_name(subject, _WORD.match(text, span.end))
    )
    unopened = tuple(
        span
        for span in target.unopened
        if text[span.start] not in _SINGLE
        or not _is_name(subject, _WORD_BEFORE.search(text, max(0, span.start - _LONGEST_WORD), span.start))
    )
    return target._replace(unclosed=unclosed, unopened=unopened)


def _is_name(subject: Subject, word: re.Match[str] | None) -> bool:
    return word is not None and word.group()[0].isupper() and word.group() in subject.source_side.written


def _same_state(source: Reading, target: Reading) -> bool:
    """Whether both sides leave as many marks open, as in a sentence cut from a longer quotation."""
    most = [len(side.unclosed) + side.doubtful for side in (source, target)]
    least = [len(side.unclosed) - side.forgiven for side in (source, target)]
    return len(source.unopened) == len(target.unopened) and least[0] <= most[1] and least[1] <= most[0]


def _is_cut(text: str, reading: Reading) -> bool:
    """Whether the only mark without a partner is the first or the last sign of a text.

    Where the source has no marks at all, such a text is a piece of a longer quotation that is marked
    in one language, and a dialogue or a block in the other.
    """
    alone = [*reading.unclosed, *reading.unopened]
    if len(alone) != 1:
        return False
    opened = bool(reading.unclosed)
    rest = text[: alone[0].start] if opened else text[alone[0].end :]
    return not any(char.isalnum() for char in rest)


def _pairs(subject: Subject) -> Iterator[Found]:
    source, target = _readings(subject)
    if _same_state(source, target) or (source == NOTHING and _is_cut(subject.target, target)):
        return
    in_target = _alone(subject.target, target)
    if in_target:
        what, span = in_target[0]
        yield Found(what + _number(in_target), _first(source), span)
        return
    in_source = _alone(subject.source, source)
    what, span = in_source[0]
    yield Found(f"in the source, {what}{_number(in_source)}", span, _first(target), Severity.NOTE)


def _alone(text: str, reading: Reading) -> list[tuple[str, Span]]:
    """What there is to say of each mark that has no partner, and where it stands."""
    opened = [(f"nothing closes {_at(text, span)}", span) for span in reading.unclosed]
    closed = [(f"nothing opens {_at(text, span)}", span) for span in reading.unopened]
    return sorted(opened + closed, key=lambda one: one[1])


def _number(alone: Sequence[object]) -> str:
    return f" ({len(alone)} marks are alone)" if len(alone) > 1 else ""


def _first(reading: Reading) -> Span | None:
    return reading.quoted[0].outer if reading.quoted else None


def _at(text: str, span: Span) -> str:
    return text[span.start : span.end]


def _levels(subject: Subject) -> Iterator[Found]:
    source, target = _readings(subject)
    if len(source.quoted) == len(target.quoted) or not _same_state(source, target):
        return
    sides = (
        Side(subject.source, subject.source_lang, source),
        Side(subject.target, subject.target_lang, target),
    )
    lost, added = unmatched(*sides)
    for quoted in lost[:_MOST_REPORTED]:
        if not Quotation(subject, quoted, of_target=False).needs_no_marks():
            yield Found(f"quoted in the source only: {_shown(subject.source, quoted.outer)}", quoted.outer)
    for quoted in added[:_MOST_REPORTED]:
        if not Quotation(subject, quoted, of_target=True).needs_no_marks():
            yield Found(
                f"quoted in the target only: {_shown(subject.target, quoted.outer)}", None, quoted.outer
            )


def _shown(text: str, span: Span) -> str:
    """What stands in a span, in the middle shortened."""
    shown = " ".join(_at(text, span).split())
    half = _MOST_SHOWN // 2
    return shown if len(shown) <= _MOST_SHOWN else f"{shown[:half].rstrip()} … {shown[-half:].lstrip()}"


def _left(subject: Subject) -> Iterator[Found]:
    """Guillemets of a target that has none by habit; a `»` that parts the steps of a path is right."""
    text = subject.target
    if habits(primary(subject.target_lang)).guillemets:
        return
    spans = [Span(*found.span()) for found in _GUILLEMET.finditer(text)]
    if "<<" not in text or ">>" not in text:
        spans = [span for span in spans if span.end - span.start == 1]
    if spans and all(map(partial(_parts_steps, text), spans)) and _as_often(subject, text, spans):
        return
    if spans:
        first = read(subject.source, subject.source_lang)
        shown = " ".join(dict.fromkeys(_at(text, span) for span in spans))
        whole = Span(spans[0].start, spans[-1].end)
        yield Found(f"guillemets in the target: {shown}", _first(first), whole)


def _parts_steps(text: str, span: Span) -> bool:
    """Whether a mark stands between spaces, as in a path through a site: `Home » News`."""
    return text[span.start - 1 : span.start].isspace() and text[span.end : span.end + 1].isspace()


def _as_often(subject: Subject, text: str, spans: Sequence[Span]) -> bool:
    glyphs = [_at(text, span) for span in spans]
    return len(set(glyphs)) == 1 and subject.source.count(glyphs[0]) == len(glyphs)


CHECKS: tuple[Check, ...] = (
    Check(
        id="quo.pair",
        severity=Severity.ERROR,
        title="A quotation mark alone",
        explanation=(
            "Pairs the quotation marks of each side, nested ones too, and looks for marks without a "
            "partner. Apostrophes, inches and minutes are told apart. A mark that opens a paragraph while a "
            "quotation goes on is right, and so is a sentence cut from a longer quotation, where both sides "
            "leave a mark open. A mark that is alone in the source only is noted."
        ),
        wrong=Example("« Nous partirons demain », dit-elle.", "“We will leave tomorrow, she says."),
        right=(
            Example(
                "« Le syndicat “veut” l’accord », dit-il.", "“The workers’ union ‘wants’ the deal,” he says."
            ),
            Example("« Nous partirons demain.", "“We will leave tomorrow."),
            Example(
                "« Un jour, il partira.\n« Un autre, il restera. »",
                "“One day he leaves.\n“Another he stays.”",
            ),
            Example("Il mesure 1,78 m et aime les années 90.", "He is 5'10\" tall and loves the ’90s."),
        ),
        find=_pairs,
    ),
    Check(
        id="quo.level",
        severity=Severity.ERROR,
        title="Quotation marks lost or added",
        explanation=(
            "Counts the quotations of both sides, nested ones too; every kind of mark is as good as "
            "another. « Nous venons, a-t-il dit, demain » may be two quotations in English. Titles, names, "
            "foreign words and glosses may lose their marks, and a word or three may be given some; that is "
            "not reported."
        ),
        wrong=Example("« Nous partirons demain », dit-elle.", "We will leave tomorrow, she says."),
        right=(
            Example("« Nous venons, a-t-il dit, demain. »", "“We are coming,” he said, “tomorrow.”"),
            Example("« Il m’a dit “jamais” hier. »", "“He told me ‘never’ yesterday.”"),
            Example("Elle a lu « Les Vents du fleuve » hier.", "She read Winds of the River yesterday."),
            Example("« Oui », dit-il. « Demain ? »", "'Yes,' he said. 'Tomorrow?'"),
        ),
        find=_levels,
    ),
    Check(
        id="quo.left",
        severity=Severity.ERROR,
        title="Guillemets left",
        explanation=(
            "Looks for « » ‹ › and for << >> in a language whose quotation marks they are not. The same "
            "mark between spaces on both sides, as in a path through a site (Home » News), is right."
        ),
        wrong=Example("« Nous partirons demain », dit-elle.", "« We will leave tomorrow », she says."),
        right=(
            Example("« Nous partirons demain », dit-elle.", "“We will leave tomorrow,” she says."),
            Example("« Nous partirons demain », dit-elle.", '"We will leave tomorrow," she says.'),
            Example("Accueil » Monde » Mali", "Home » World » Mali"),
        ),
        find=_left,
    ),
)

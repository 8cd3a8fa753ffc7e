"""brk.*: brackets that do not pair; insertions, omissions and asides that lost their brackets."""

from __future__ import annotations

from collections.abc import Iterator

from db.records import Severity, Span
from workbench.checks.check import Check, Example, Found
from workbench.checks.marks.brackets import Reading, read
from workbench.checks.marks.insertions import changes
from workbench.checks.subject import Subject


def _same_state(source: Reading, target: Reading) -> bool:
    """Whether both sides leave as many brackets open, as in a text that was cut."""
    return (len(source.unclosed), len(source.unopened)) == (len(target.unclosed), len(target.unopened))


def _pairs(subject: Subject) -> Iterator[Found]:
    source, target = read(subject.source), read(subject.target)
    if _same_state(source, target):
        return
    in_target = _alone(subject.target, target)
    in_source = _alone(subject.source, source)
    if in_target:
        what, span = in_target[0]
        yield Found(what, in_source[0][1] if in_source else _first(source), span)
    else:
        what, span = in_source[0]
        yield Found(f"in the source, {what}", span, _first(target), Severity.NOTE)


def _alone(text: str, reading: Reading) -> list[tuple[str, Span]]:
    opened = [(f"nothing closes {text[span.start]}", span) for span in reading.unclosed]
    closed = [(f"nothing opens {text[span.start]}", span) for span in reading.unopened]
    return sorted(opened + closed, key=lambda one: one[1])


def _first(reading: Reading) -> Span | None:
    return reading.groups[0].outer if reading.groups else None


def _insertions(subject: Subject) -> Iterator[Found]:
    source, target = read(subject.source), read(subject.target)
    if (source.groups or target.groups) and _same_state(source, target):
        for change in changes(subject, source, target):
            yield Found(*change)


CHECKS: tuple[Check, ...] = (
    Check(
        id="brk.pair",
        severity=Severity.ERROR,
        title="A bracket alone",
        explanation=(
            "Pairs ( ), [ ] and { } on each side and looks for brackets without a partner. The items of a "
            "list (1), a)), emoticons and intervals are right, and so is a text that was cut, where both "
            "sides leave as many open. A bracket that is alone in the source only is noted."
        ),
        wrong=Example("Il (le maire) est parti.", "He (the mayor has left."),
        right=(
            Example("Il (le maire) est parti.", "He (the mayor) has left."),
            Example("1) partir ; 2) rester", "1) leave; 2) stay"),
            Example("On rit bien :-)", "We had a laugh :-)"),
            Example("Il est parti (avec le maire", "He left (with the mayor"),
        ),
        find=_pairs,
    ),
    Check(
        id="brk.insert",
        severity=Severity.WARNING,
        title="Brackets lost",
        explanation=(
            "Looks for insertions that lost their square brackets or have round ones now, for (sic) and "
            "marks of omission that are gone, and for asides that lost their parentheses. Round brackets "
            "may become square ones or dashes, the number of a note and a letter in brackets ([L]e, "
            "étudiant(e)s) do not count, and an aside that the target leaves out as a whole is no matter of "
            "brackets."
        ),
        wrong=Example("Il [le maire] est parti.", "He the mayor has left."),
        right=(
            Example("Il [le maire] est parti.", "He [the mayor] has left."),
            Example("« Il (le maire) est parti », dit-elle.", "“He [the mayor] has left,” she says."),
            Example("Les étudiant(e)s partent [...] demain (sic).", "The students leave […] tomorrow [sic]."),
            Example("Le maire (le seul élu) est parti.", "The mayor – the only one elected – has left."),
        ),
        find=_insertions,
    ),
)

"""spc.*: French spaces before English marks, doubled spaces, spaces at the edges, unseen characters."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from db.records import Severity, Span
from workbench.checks.check import Check, Example, Found
from workbench.checks.marks.blanks import doubled, hidden, is_column, misplaced
from workbench.checks.marks.habits import habits
from workbench.checks.marks.quotations import read
from workbench.checks.subject import Subject
from workbench.text.language import primary

_NAMES = {" ": "a space", "\xa0": "a no-break space", "\u202f": "a narrow no-break space", "\t": "a tab"}


def _before(subject: Subject) -> Iterator[Found]:
    if habits(primary(subject.target_lang)).spaced:
        return
    text = subject.target
    for blank in misplaced(text, read(text, subject.target_lang)):
        place = "before" if blank.mark.start >= blank.span.end else "behind"
        mark = text[blank.mark.start : blank.mark.end]
        span = Span(min(blank.span.start, blank.mark.start), max(blank.span.end, blank.mark.end))
        yield Found(f"{_named(text[blank.span.start])} {place} “{mark}”", None, span)


def _named(blank: str) -> str:
    return _NAMES.get(blank) or unicodedata.name(blank, f"U+{ord(blank):04X}").lower()


def _double(subject: Subject) -> Iterator[Found]:
    """Doubled spaces of the target; columns are kept where the source has as many."""
    gaps = list(doubled(subject.target))
    if not gaps:
        return
    columns = [span for span in gaps if is_column(subject.target, span)]
    given = [span for span in doubled(subject.source) if is_column(subject.source, span)]
    kept = set(columns) if len(given) >= len(columns) else set()
    for span in gaps:
        if span not in kept:
            what = (
                "a tab"
                if "\t" in subject.target[span.start : span.end]
                else f"{span.end - span.start} spaces"
            )
            yield Found(f"{what} in a row" if what != "a tab" else "a tab between words", None, span)


def _edge(subject: Subject) -> Iterator[Found]:
    source, target = subject.source, subject.target
    inner = target.strip()
    if len(inner) == len(target):
        return
    begins = len(target) - len(target.lstrip())
    ends = len(target.rstrip())
    if begins and target[:begins] != source[: len(source) - len(source.lstrip())]:
        yield Found("the target begins with white space that the source has not", None, Span(0, begins))
    if inner and ends < len(target) and target[ends:] != source[len(source.rstrip()) :]:
        yield Found("the target ends with white space that the source has not", None, Span(ends, len(target)))


def _zero(subject: Subject) -> Iterator[Found]:
    if subject.target.isascii():
        return
    source = next(hidden(subject.source), None)
    for span in hidden(subject.target):
        char = subject.target[span.start]
        name = unicodedata.name(char, "").lower() or "unseen"
        yield Found(f"an unseen character: U+{ord(char):04X} ({name})", source, span)


CHECKS: tuple[Check, ...] = (
    Check(
        id="spc.before",
        severity=Severity.WARNING,
        title="Space before a mark",
        explanation=(
            "In a language that sets its marks close (English), looks for a space of any width before ; : ! "
            "? , . and inside quotation marks and parentheses. Ratios and times (3 : 1), emoticons, spaced "
            "dots (. . .), file names (.txt) and open questions (1950 – ?) are right; a percent sign may "
            "have its space."
        ),
        wrong=Example("Que faire ? Partir !", "What is to be done ? Leave!"),
        right=(
            Example("Que faire ? Partir !", "What is to be done? Leave!"),
            Example("L’équipe a gagné 3 : 1.", "The team won 3 : 1."),
            Example("On attend… et on rit :)", "We wait . . . and laugh :)"),
            Example("Les fichiers .txt sont perdus.", "The .txt files are lost."),
            Example("Modibo Sarr (1950 – ?), poète", "Modibo Sarr (1950 – ?), poet"),
        ),
        find=_before,
    ),
    Check(
        id="spc.double",
        severity=Severity.NOTE,
        title="Doubled space",
        explanation=(
            "Looks for two or more spaces in a row, and for tabs, in the target. The beginning and the end "
            "of a line do not count, nor do columns that the source has as well."
        ),
        wrong=Example("Le pont est fermé.", "The bridge  is closed."),
        right=(
            Example("Le pont est fermé.", "The bridge is closed."),
            Example("Vers :\n  le pont", "Verse:\n  the bridge"),
            Example("Pont\t12 km", "Bridge\t12 km"),
        ),
        find=_double,
    ),
    Check(
        id="spc.edge",
        severity=Severity.NOTE,
        title="Space at the edge",
        explanation=(
            "Looks for white space, also no-break spaces and line ends, at the beginning and the end of the "
            "target. What the source has in the same place is right."
        ),
        wrong=Example("Le pont est fermé.", "The bridge is closed. "),
        right=(
            Example("Le pont est fermé.", "The bridge is closed."),
            Example("Le pont est fermé.\n", "The bridge is closed.\n"),
            Example("Le pont est fermé. ", "The bridge is closed."),
        ),
        find=_edge,
    ),
    Check(
        id="spc.zero",
        severity=Severity.WARNING,
        title="Unseen character",
        explanation=(
            "Looks for characters without a width in the target: zero-width spaces and joiners, soft "
            "hyphens, byte order marks, direction marks. Joiners are right inside Arabic, Indian and other "
            "scripts that need them and inside emoji; direction marks are right in a text with Arabic or "
            "Hebrew letters."
        ),
        wrong=Example("Le pont est fermé.", "The bri\xaddge is closed."),
        right=(
            Example("Le pont est fermé.", "The bridge is closed."),
            Example("Une famille : 👨\u200d👩\u200d👧.", "A family: 👨\u200d👩\u200d👧."),
            Example("Il dit « می‌روم ».", "He says “می\u200cروم”."),
            Example("Le journal العربية\u200e (Tunis)", "The daily العربية\u200e (Tunis)"),
        ),
        find=_zero,
    ),
)

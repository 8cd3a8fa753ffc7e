"""pun.end: the mark with which the target ends is another one than that of the source."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from db.records import LanguageTag, Severity, Span
from workbench.checks.check import Check, Example, Found
from workbench.checks.marks.closing import Ending, ending
from workbench.checks.subject import Subject
from workbench.quotes.lexicon import load, plain

_PLAIN = re.compile(r"[^\W\d]\.\Z")
"""The end of most sentences."""
_CALLING = "?!…"
_QUOTED_END = re.compile(r"([?!…])[ \u00a0\u202f]?[»”’\"'›](?=\W{0,3}\w)")
"""A mark that ends a quotation behind which the sentence goes on."""
_FRAGMENT = 6
"""Words of a text that may be no sentence, so that its full stop says nothing."""
_ALIKE = tuple(map(frozenset, (":,", ":—", "…—", ",;", ("", ","), ("", "—"))))
"""Marks that stand for one another at the end of a cut sentence."""
_BEFORE_WHO = ((".", ","), (",", "."))
"""A quotation ends with a comma where the article goes on with who said it: “We are staying,” he said."""


def _end(subject: Subject) -> Iterator[Found]:
    if _PLAIN.match(subject.source[-2:]) and _PLAIN.match(subject.target[-2:]):
        return
    if not subject.source_side.folded or not subject.target_side.folded:
        return
    source = ending(subject.source, subject.source_lang)
    target = ending(subject.target, subject.target_lang)
    if source.kind == target.kind or _alike(source, target) or _is_fragment(subject, source, target):
        return
    if _is_within(source, subject.source, target, subject.target):
        return
    if _is_within(target, subject.target, source, subject.source):
        return
    message = f"{_said(source)} the source, {_said(target)} the target"
    yield Found(message, _shown(source, subject.source), _shown(target, subject.target))


def _alike(source: Ending, target: Ending) -> bool:
    both = {source.kind, target.kind}
    if both in _ALIKE or (source.kind, target.kind) in _BEFORE_WHO:
        return True
    return not ({source.kind} | source.also).isdisjoint({target.kind} | target.also)


def _is_within(closing: Ending, text: str, other: Ending, other_text: str) -> bool:
    """Whether the mark that closes one text ends a quotation inside the other: "Leave!" they said."""
    if closing.kind not in _CALLING or other.kind != ".":
        return False
    return _ends_inside(other_text, closing.kind) > _ends_inside(text, closing.kind)


def _ends_inside(text: str, kind: str) -> int:
    """How many quotations end with a mark before the text does."""
    return sum(mark[1] == kind for mark in _QUOTED_END.finditer(text))


def _is_fragment(subject: Subject, source: Ending, target: Ending) -> bool:
    """Whether one side has a full stop and the other nothing, in a headline or a part of a sentence."""
    if {source.kind, target.kind} != {".", ""}:
        return False
    sides = (subject.source_side, subject.source_lang), (subject.target_side, subject.target_lang)
    if subject.source_side.words[0].islower():
        return True
    short = min(len(side.folded) for side, _ in sides) <= _FRAGMENT
    return short and not all(_is_sentence(side.words, lang) for side, lang in sides)


def _is_sentence(words: Sequence[str], lang: LanguageTag) -> bool:
    """Whether the words have a pronoun or a small verb (`is`, `has`) that headlines leave out."""
    known = load(lang)
    small = known.be | known.perfect | known.pronouns.keys()
    return any(plain(word) in small for word in words)


def _said(ending: Ending) -> str:
    return f"“{ending.kind}” ends" if ending.kind else "no mark ends"


def _shown(ending: Ending, text: str) -> Span:
    """The mark, or the last character where there is none."""
    if ending.span.start < ending.span.end:
        return ending.span
    end = len(text.rstrip())
    return Span(max(0, end - 1), end)


CHECKS: tuple[Check, ...] = (
    Check(
        id="pun.end",
        severity=Severity.WARNING,
        title="Another closing mark",
        explanation=(
            "Compares the marks with which both sides end, quotation marks, brackets, notes and sources "
            "behind them aside. … is “...”, ?! is ?, and a question mark inside the quotation counts before "
            "the full stop behind it. A full stop may be missing in a fragment and after an abbreviation; a "
            "colon before a quotation may be a comma; what ends with [...] may go on in any way."
        ),
        wrong=Example("Qui a fermé le pont ?", "Who closed the bridge."),
        right=(
            Example("Il a demandé : « Qui a fermé le pont ? ».", "He asked, “Who closed the bridge?”"),
            Example("On attend…", "We are waiting..."),
            Example("Nous restons ici.", "We are staying here,"),
            Example("Pont fermé à Dolo", "Bridge closed in Dolo."),
            Example("Le maire a répondu :", "The mayor replied,"),
            Example("Le pont du village est fermé. (AFP)", "The village bridge is closed (AFP)."),
        ),
        find=_end,
    ),
)

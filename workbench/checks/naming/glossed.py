"""Whether a target itself explains an acronym of another language: `AQIM (AQMI in French)`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from db.records import NameForm
from workbench.checks.subject import Subject
from workbench.checks.words import table
from workbench.glossary.matcher import NameMark
from workbench.text.fold import fold
from workbench.text.language import primary

_NEAR = 50
"""Characters around an acronym among which the explanation stands."""
_BETWEEN = re.compile(r"\s?[(\[,/]\s?(?:or\s)?|\s?[)\]]\s?|\s(?:or|and|–|-)\s")


def is_glossed(subject: Subject, mark: NameMark, right: Iterable[NameMark]) -> bool:
    """Whether the target says of which language an acronym is, or has one of `right` right beside it."""
    text = subject.target
    around = fold(text[max(0, mark.span.start - _NEAR) : mark.span.end + _NEAR])
    if any(phrase in around for phrase in _phrases(primary(subject.target_lang))):
        return True
    return any(
        _BETWEEN.fullmatch(text[min(mark.span.end, own.span.end) : max(mark.span.start, own.span.start)])
        for own in right
        if own.form is NameForm.ACRONYM
    )


@cache
def _phrases(tag: str) -> tuple[str, ...]:
    return tuple(map(fold, table("acronyms", tag).get("near", ())))

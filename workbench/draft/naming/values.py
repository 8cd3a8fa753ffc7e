"""What the glossary asks of a draft, and what came of it."""

from __future__ import annotations

from typing import NamedTuple

from db.records import Change, Flag, Name, NameForm, NameStatus, Span, TermUse
from workbench.glossary.words import words

_ARTICLE = 3
"""Letters of an article, at most."""

MISSING, AMBIGUOUS = "term-missing", "term-ambiguous"
FORBIDDEN, DEPRECATED = "term-forbidden", "term-deprecated"
"""The kinds of flags about names: none stands in the draft; a wrong form stands there and it is open what it
is or which mention it is; a name stands there that the glossary forbids or advises against."""

BAD = {NameStatus.FORBIDDEN: FORBIDDEN, NameStatus.DEPRECATED: DEPRECATED}

ABSENT = "missing"
"""The status of a name that stands nowhere in the draft."""


class Required(NamedTuple):
    """A name in the source, and the names that may stand for it in the draft."""

    source: str
    """The name as it stands there."""
    span: Span
    """Code points of the source."""
    form: NameForm
    concepts: tuple[str, ...]
    """The keys of the concepts that it may mean, mostly one."""
    names: tuple[Name, ...]
    """The admitted names in the other language, the one to prefer for this mention first."""

    @property
    def preferred(self) -> Name:
        """The name to write where the draft has none."""
        return self.names[0]

    @property
    def vague(self) -> bool:
        """True for an article with one word that may mean anything: `la Mission`. It is never put right."""
        parts = list(words(self.source))
        return (
            self.form is NameForm.SHORT
            and len(parts) == 2
            and len(parts[0].folded) <= _ARTICLE < len(parts[1].folded)
        )


class Standing(NamedTuple):
    """A required name and the one that stands for it in a draft."""

    required: Required
    span: Span | None
    """Code points of the draft; None where no admitted name stands."""
    name: str
    """The name as the glossary writes it; the one to prefer where none stands."""
    status: str
    """`preferred` …, or `ABSENT`."""


class Judged(NamedTuple):
    """A draft with the names that could be put right, and what is left to a person."""

    text: str
    changes: tuple[Change, ...] = ()
    """What was replaced, in order; the spans are those of the draft before."""
    terms: tuple[TermUse, ...] = ()
    flags: tuple[Flag, ...] = ()
    """In the order of the draft's words, after those of names that stand nowhere."""


class Finding(NamedTuple):
    """A flag, the name that a person would rather have there, and the mention that it stands for."""

    flag: Flag
    name: Name | None
    mention: Required | None

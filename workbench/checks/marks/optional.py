"""Quotation marks that one language sets and another may leave out: names, titles, foreign words, speech."""

from __future__ import annotations

import re
from functools import cached_property

from db.records import LanguageTag
from workbench.checks.marks.habits import habits
from workbench.checks.marks.levels import incises
from workbench.checks.marks.quotations import Quoted
from workbench.checks.subject import Subject
from workbench.quotes.lexicon import load, plain
from workbench.text.fold import fold
from workbench.text.language import primary

_WORD = re.compile(r"[^\W_]+")
_LAST_WORD = re.compile(r"([^\W_]+(?:-[^\W_]+)*(?:[’'][ \u00a0\u202f]*|[ \u00a0\u202f]+))\Z")
_GLANCE = 40
_LOOK = 400
"""Code points of a quotation that are looked at."""
_LONGEST_TITLE = 9
_SCARE = 3
"""Words of a quotation that may mark irony or a term, and that a translator may well add."""
_SMALL = 3
"""Letters of a word that titles leave in lower case."""


class Quotation:
    """A quotation of one side that the other side has without marks."""

    def __init__(self, subject: Subject, quoted: Quoted, *, of_target: bool) -> None:
        self._subject = subject
        self._quoted = quoted
        self._of_target = of_target
        self._text = subject.target if of_target else subject.source
        self._lang: LanguageTag = subject.target_lang if of_target else subject.source_lang

    @cached_property
    def _words(self) -> list[str]:
        start, end = self._quoted.inner
        return _WORD.findall(self._text, start, min(end, start + _LOOK))

    @cached_property
    def _before(self) -> str:
        """The word right before the quotation; empty where a mark or nothing stands there."""
        start = self._quoted.outer.start
        found = _LAST_WORD.search(self._text, max(0, start - _GLANCE), start)
        return plain(found[1].rstrip()) if found else ""

    def needs_no_marks(self) -> bool:
        """Whether the words may stand on the other side without marks."""
        if not self._words or self._is_gloss() or self._is_title():
            return True
        if self._of_target:
            return len(self._words) <= _SCARE or self._is_speech()
        return self._is_foreign() or self._is_called()

    def _is_gloss(self) -> bool:
        """The only thing in parentheses: `la banque toxique ("bad bank")`."""
        start, end = self._quoted.outer
        before, after = self._text[max(0, start - 2) : start], self._text[end : end + 2]
        return before.rstrip()[-1:] == "(" and after.lstrip()[:1] == ")"

    def _is_title(self) -> bool:
        """A name, or the title of a work: capitalised, behind a noun rather than a verb of speech."""
        first = self._words[0]
        if not first[:1].isupper() or len(self._words) > _LONGEST_TITLE or not self._before:
            return False
        if all(word[:1].isupper() or len(word) <= _SMALL or word.isdigit() for word in self._words):
            return True
        end = self._quoted.inner.end
        ends = self._text[max(self._quoted.inner.start, end - 3) : end].rstrip()[-1:] in ".,;"
        return not ends and self._before not in load(self._lang).told

    def _is_speech(self) -> bool:
        """The whole target, or its beginning where the source says who speaks, but sets no marks."""
        if self._quoted.outer.start != 0:
            return False
        rest = self._text[self._quoted.outer.end :]
        return not _WORD.search(rest) or incises(self._subject.source, self._subject.source_lang)

    def _is_foreign(self) -> bool:
        """Words that stand in the target as they are, and that the source's language does not know."""
        if len(self._words) > _LONGEST_TITLE or not set(self._words) <= self._subject.target_side.written:
            return False
        return any(fold(word) not in self._subject.pair.words for word in self._words)

    def _is_called(self) -> bool:
        """A term behind a word that says the same as the marks, on both sides: `les dits « … »`."""
        theirs = habits(primary(self._subject.target_lang)).called
        before = self._before in habits(primary(self._lang)).called
        return before and not theirs.isdisjoint(map(plain, re.findall(r"[\w-]+", self._subject.target)))

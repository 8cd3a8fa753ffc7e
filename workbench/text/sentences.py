"""Sentence splitting that loses no character."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from db.records import LanguageTag, Segment
from workbench.text.language import primary

_MARKS = ".!?…؟۔।॥።။៕。！？｡"
_CLOSERS = "»”’\"')]›」』）】"
_LAST_CHARACTERS = frozenset(_MARKS + _CLOSERS + "«‹“")
_WINDOW = 60
"""Code points before a gap that decide about it; longer words and rows of marks are no abbreviation."""

_GAP = re.compile(rf"\s+|(?<=[。！？｡])(?![\s。！？｡{re.escape(_CLOSERS)}])(?!\Z)")
_NEWLINE = re.compile(r"[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_END = re.compile(
    rf"(?P<mark>[{re.escape(_MARKS)}]+)"
    rf"(?:[ \u00a0\u202f]?[{re.escape(_CLOSERS)}]|[«‹“]|\[\d{{1,3}}\])*\Z"
)
_CLOSING_MARK = re.compile(r"[»”›](?!\w)")
_STANDING_MARK = re.compile(r"\"(?!\S)")
_LAST_WORD = re.compile(r"[^\s'’«“\"(\[]*\Z")
_ELLIPSIS = r"[\[(](?:…|\.\.\.)[\])]"
_NEXT = re.compile(rf"(?:(?:{_ELLIPSIS}|[«»“„‘\"'(\[「『（《¿¡—–@#$€£-])\s*){{0,8}}(?P<word>\w{{0,40}}['’]?)")
_ENDS_WITH_ELLIPSIS = re.compile(rf"{_ELLIPSIS}\Z")
_ENUMERATOR = re.compile(r"\s*[«“\"(]?(?:\d{1,3}|[^\W\d_]|[IVXL]{1,5})\.\Z")
_ENUMERATOR_LENGTH = 12
_NUMBER = re.compile(r"\d|(?:[VXL]|[IVXLC]{2,})\Z")
_INITIALS = re.compile(r"[^\W\d_](?:\.-[^\W\d_])*")
_DOTTED = re.compile(r"(?:[^\W\d_]\.){1,9}[^\W\d_]")


@dataclass(frozen=True, slots=True)
class _Abbreviations:
    """The sections of one file in `abbreviations/`."""

    titles: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()
    may_end: frozenset[str] = frozenset()
    starters: frozenset[str] = frozenset()


@cache
def _abbreviations(language: str) -> _Abbreviations:
    path = files(__package__) / "abbreviations" / f"{language}.txt"
    if not path.is_file():
        return _Abbreviations()
    sections: dict[str, set[str]] = {}
    section: set[str] = set()
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            section = sections.setdefault(line.strip("[]").replace(" ", "_"), set())
        elif not line.startswith("#"):
            words = line.split()
            section.update(words, (word[:1].upper() + word[1:] for word in words))
    return _Abbreviations(**{name: frozenset(words) for name, words in sections.items()})


def split(text: str, lang: LanguageTag) -> tuple[Segment, ...]:
    """The sentences of `text`, in order; their texts and what is `after` them give `text` again.

    A line break always ends a sentence. Where the rules are in doubt they do not split: half a
    sentence harms a draft, two sentences in one do not. Abbreviations are known for the languages
    that have a file in `abbreviations/`; others get the rules on marks, initials and letter case.
    White space before the first sentence belongs to it. Time is linear in the length of `text`.
    """
    known = _abbreviations(primary(lang))
    segments: list[Segment] = []
    start = counted = straight_marks = 0
    for gap in _GAP.finditer(text):
        if gap.start() == 0:
            continue
        straight_marks += text.count('"', counted, gap.start())
        counted = gap.start()
        ends_line = gap.end() == len(text) or _NEWLINE.search(gap[0]) is not None
        if ends_line or _ends_sentence(text, start, gap, known, quoted=straight_marks % 2 == 1):
            segments.append(Segment(text[start : gap.start()], gap[0], len(segments)))
            start = gap.end()
        if ends_line:
            straight_marks = 0
    if start < len(text):
        segments.append(Segment(text[start:], "", len(segments)))
    return tuple(segments)


def _ends_sentence(text: str, start: int, gap: re.Match[str], known: _Abbreviations, *, quoted: bool) -> bool:
    """Whether the white space `gap` parts two sentences, the first of which begins at `start`.

    `quoted`: the gap stands between straight quotation marks.
    """
    if text[gap.start() - 1] not in _LAST_CHARACTERS or _CLOSING_MARK.match(text, gap.end()):
        return False
    if quoted and _STANDING_MARK.match(text, gap.end()):
        return False
    before = text[max(start, gap.start() - _WINDOW) : gap.start()]
    end = _END.search(before)
    if end is None or _ENDS_WITH_ELLIPSIS.search(before):
        return False
    following = _NEXT.match(text, gap.end())
    word = following["word"].replace("’", "'") if following else ""
    if not word[:1].isalnum() or word[0].islower():
        return False
    if gap.start() - start <= _ENUMERATOR_LENGTH and _ENUMERATOR.match(text, start, gap.start()):
        return False
    if end["mark"] == ".":
        return not _is_abbreviation(before[: end.start()], word, known)
    return not (word[0].isdigit() and end["mark"][-1] in ".…")


def _is_abbreviation(before: str, following: str, known: _Abbreviations) -> bool:
    """Whether the full stop after `before` belongs to its last word and ends no sentence."""
    found = _LAST_WORD.search(before)
    word = found[0] if found else ""
    if word in known.titles:
        return True
    if word in known.numbers:
        return bool(_NUMBER.match(following))
    if word in known.may_end:
        return following not in known.starters
    if _INITIALS.fullmatch(word):
        return word[-1].isupper()
    return _DOTTED.fullmatch(word) is not None and following not in known.starters

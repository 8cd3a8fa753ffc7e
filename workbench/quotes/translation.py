"""What an article says about who translated a quotation, and from which language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from db.records import UNDETERMINED, LanguageTag
from workbench.quotes.cues import Cue
from workbench.quotes.lexicon import translation_cues
from workbench.text.language import LanguageTagError, normalise

_NAME = r"[^\W\d_a-zà-ÿ][\w’'.-]*(?: (?:[^\W\d_a-zà-ÿ][\w’'.-]*|de|du|van|von|ben|ag|ould|el|al)){0,3}(?<!\.)"
_PARENTHESIS = re.compile(r"[(\[][^()\[\]\n]{3,90}[)\]]")
_BESIDE = 12
"""Code points between a quotation and the parenthesis behind it that says who translated it."""

_BEFORE = 160
"""Code points before a quotation in which its introduction says so."""


@dataclass(frozen=True, slots=True)
class Translation:
    """A statement that a quotation is a translation."""

    cue: Cue
    lang: LanguageTag = UNDETERMINED
    """The language it was said in, where that is stated."""
    translator: str = ""
    end: int = 0
    """Where the statement ends in the text."""


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    own, stated = translation_cues()
    phrases = "|".join(re.escape(phrase).replace("'", "['’]") for phrase in own)
    parts = []
    for number, pattern in enumerate(stated):
        pattern = pattern.replace("’", "['’]").replace("NAME", f"(?-i:{_NAME})")
        parts.append(re.sub(r"\?P<(\w+)>", rf"?P<\g<1>{number}>", pattern))
    return (
        re.compile(rf"(?i:\b(?:{phrases})\b)"),
        re.compile(rf"(?i:\b(?:{'|'.join(parts)}))"),
    )


def translation_in(text: str, start: int, end: int) -> Translation | None:
    """The statement in this part of the text that a quotation is translated, if there is one."""
    own, stated = _patterns()
    mine = own.search(text, start, end)
    for match in stated.finditer(text, start, end):
        said = match.groupdict()
        lang = _tag(next((v for k, v in said.items() if v and k.startswith("language")), ""))
        translator = next((v for k, v in said.items() if v and k.startswith("translator")), "")
        if mine and match.start() < mine.end() and lang == UNDETERMINED:
            continue
        if mine:
            return Translation(Cue.MY_TRANSLATION, lang, end=max(mine.end(), match.end()))
        if translator or lang != UNDETERMINED or _stands_alone(text, match.end(), end):
            return Translation(Cue.TRANSLATED, lang, translator, match.end())
    return Translation(Cue.MY_TRANSLATION, end=mine.end()) if mine else None


def _stands_alone(text: str, position: int, end: int) -> bool:
    """True at the end of a statement, as `(translated)`, not in `traduit en justice`."""
    return text[position : min(end, position + 2)].lstrip()[:1] in ("", ")", "]", ":", ",")


def translation_beside(text: str, start: int, end: int) -> Translation | None:
    """What the parentheses right before and right behind a quotation say, or its introduction.

    The introduction ends in a colon, on the same line or on the line before.
    """
    last = start
    while last and (text[last - 1].isspace() or text[last - 1] == ">"):
        last -= 1
    line = max(0, last - _BEFORE)
    line = max(text.rfind("\n", line, last) + 1, line)
    if text[line:last].endswith((":", ")", "]")) and (found := _introduction(text, line, last)):
        return found
    behind = _PARENTHESIS.search(text, end, end + _BESIDE + 90)
    if behind and behind.start() - end <= _BESIDE:
        return translation_in(text, behind.start(), behind.end())
    return None


def _introduction(text: str, start: int, end: int) -> Translation | None:
    if text[end - 1] == ":":
        return translation_in(text, start, end)
    opening = max(text.rfind("(", start, end), text.rfind("[", start, end))
    return translation_in(text, opening, end) if opening >= 0 else None


def _tag(language: str) -> LanguageTag:
    try:
        return normalise(language) if language else UNDETERMINED
    except LanguageTagError:
        return UNDETERMINED

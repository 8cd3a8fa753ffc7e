"""Characters that no text should have: what a wrong encoding left, and what no file format takes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from db.records import Span
from workbench.text.links import links


class Damage(NamedTuple):
    """One place where characters are damaged."""

    span: Span
    kind: str
    """What is wrong, without the characters."""
    shown: str
    """The characters, or their code points where they cannot be shown."""


_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufff9-\uffff"
    + "".join(f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(1, 15))
    + "\U000f0000-\U0010ffff]+"
)
"""Controls but tabs and line breaks, lone surrogates, private use, U+FFFD and its kin, noncharacters."""

_HIGH = "\x80-\x9f\xa1-\xaa\xac-\xba\xbc-\xbf€ƒ†‡ˆ‰Š‹ŒŽ˜š›œžŸ"
"""What the bytes 80 to BF are in Windows-1252, without the signs that also stand behind a capital."""
_PUNCTUATION = "\xa0«»‘’‚“”„•…–—™"
_ANY = _HIGH + _PUNCTUATION
_LOWER = "a-zß-ÿ"
_NO_CAPITAL = rf"(?<![^\W\d_{_LOWER}ƒšœžªºµ])"

_MISREAD = re.compile(
    rf"(?:Ã[{_HIGH}]|{_NO_CAPITAL}Ã[{_PUNCTUATION}]"  # Ã© is é; but IRMÃ» is Portuguese
    rf"|{_NO_CAPITAL}Â[\xa0-\xbf]|(?<=[{_LOWER}])[ÃÂ]|(?<!\w)Ã(?= {{1,2}}[{_LOWER}])|(?<!\w)Â(?= [»:;!?])"
    rf"|[âÂ](?:[€\x80][{_ANY}]?|[‚„†ˆ‰][{_ANY}])"  # â€™ is ’
    rf"|[ÅÄ](?:[{_HIGH}]|’(?=u)|[‚“„…›™](?=[{_LOWER}]))"  # Å“ is œ
    rf"|(?:[ÐÑ][{_ANY}]){{2}}|(?:[ØÙÚÛ][{_ANY}]){{2}}|(?:[ÎÏ][{_ANY}]){{2}}|(?:×[{_ANY}]){{2}}"
    rf"|ðŸ[{_ANY}]{{0,2}}|ï»¿|ï¿½"
    # The same bytes as a Macintosh and as DOS have read them.
    r"|√[©®†°¢ß™¥π´¨≠Æ]|‚Ä[ôúùò¶ìî¢]|├[®⌐¿áóëêîôïçªº½¼¡¬©])+"
)
"""UTF-8 that was read as Windows-1252 or Latin-1, once or twice."""

_LOST_LETTER = re.compile(rf"(?<=[{_LOWER}œA-ZÀ-Þ])[?¿‚](?=[{_LOWER}œ])")
"""What an encoding that lacks a letter or an apostrophe puts in its place: `d?clar`, `l?avenir`."""
_WORD_BEFORE = re.compile(r"\w+\Z")
_WORD_AFTER = re.compile(r"\w+")
_LONGEST_WORD = 40
_MOST_SHOWN = 12


def damages(text: str) -> Iterator[Damage]:
    """Where characters of `text` are damaged: forbidden ones, then misread ones, then lost ones."""
    if not (text.isascii() and text.isprintable()):
        for found in _FORBIDDEN.finditer(text):
            codes = " ".join(f"U+{ord(char):04X}" for char in found.group()[:3])
            yield Damage(Span(*found.span()), _kind(found.group()[0]), codes)
    if not text.isascii():
        for found in _MISREAD.finditer(text):
            yield Damage(Span(*found.span()), "text read in a wrong encoding", _read_again(found.group()))
    yield from _lost_letters(text)


def _kind(char: str) -> str:
    code = ord(char)
    if code < 0x20 or 0x7F <= code <= 0x9F:
        return "a control character"
    if 0xD800 <= code <= 0xDFFF:
        return "half a surrogate pair"
    if 0xE000 <= code <= 0xF8FF or (code >= 0xF0000 and code & 0xFFFE != 0xFFFE):
        return "a character for private use"
    return "a stand-in for what was lost" if code in (0xFFFC, 0xFFFD) else "no character of Unicode"


def _read_again(misread: str) -> str:
    """The misread characters, and what they say in the right encoding where that can be told."""
    shown = misread[:_MOST_SHOWN]
    for encoding in ("cp1252", "latin-1"):
        try:
            return f"“{shown}” for “{misread.encode(encoding).decode()[:_MOST_SHOWN]}”"
        except UnicodeError:
            continue
    return f"“{shown}”"


def _lost_letters(text: str) -> Iterator[Damage]:
    """Signs inside words, but not those of an address."""
    found = list(_LOST_LETTER.finditer(text)) if not text.isascii() or "?" in text else []
    if not found:
        return
    inside = [range(*link) for link in links(text)]
    coming = 0
    for each in found:
        at = each.start()
        while coming < len(inside) and inside[coming].stop <= at:
            coming += 1
        if coming == len(inside) or at not in inside[coming]:
            span = _around(text, at)
            yield Damage(span, "a sign inside a word", f"“{text[span.start : span.end]}”")


def _around(text: str, at: int) -> Span:
    """The letters on both sides of the character at `at`, with it."""
    before = _WORD_BEFORE.search(text, max(0, at - _LONGEST_WORD), at)
    after = _WORD_AFTER.match(text, at + 1, at + 1 + _LONGEST_WORD)
    return Span(before.start() if before else at, after.end() if after else at + 1)

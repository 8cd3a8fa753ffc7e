"""What looks wrong with a draft beside its source, seen without knowing either language."""

from __future__ import annotations

import re
from collections.abc import Sequence

from db.records import LanguageTag
from workbench.text.language import primary

REPEATS = "repeats itself"
UNTRANSLATED = "left untranslated"
SHORT = "much shorter than the source"
LONG = "much longer than the source"
NUMBERS = "numbers changed"
LINKS = "a link changed"
EMPTY = "nothing came out"

WORD = re.compile(r"[^\W\d_]+")
NUMBER = re.compile(r"\d+(?:[.,\u00a0\u202f ]\d{3})*(?:[.,]\d+)?")
LINK = re.compile(r"https?://\S+|[\w.+-]+@[\w-]+\.\w+|(?<!\w)@\w+")
LINK_END = ".,;:!?…)]»”\"'"

LARGEST_SPELLED_OUT = 12
"""Digits up to this may rightly become a word: "3 hommes", "three men"."""
LONGEST_LOOP = 8
"""Words in the longest phrase that is looked for as a loop."""
DENSE_SCRIPTS = frozenset({"zh", "ja", "ko"})
"""Languages whose texts have far fewer characters than the same text in an alphabet."""


def doubts(source: str, draft: str, from_lang: LanguageTag, to_lang: LanguageTag) -> tuple[str, ...]:
    """Short phrases for all that looks wrong, in a fixed order; hints to a reviewer, never proof."""
    if not draft.strip():
        return (EMPTY,) if source.strip() else ()
    found = {
        REPEATS: _loops(draft) and not _loops(source),
        UNTRANSLATED: _copied(source, draft),
        SHORT: _comparable(from_lang, to_lang) and _much_shorter(draft, source),
        LONG: _comparable(from_lang, to_lang) and _much_shorter(source, draft),
        NUMBERS: not _numbers(source) <= _numbers(draft),
        LINKS: any(link.rstrip(LINK_END) not in draft for link in LINK.findall(source)),
    }
    return tuple(phrase for phrase, true in found.items() if true)


def _loops(text: str) -> bool:
    """True when a word stands four times, or a longer phrase three times, without a break."""
    words = WORD.findall(text.casefold())
    return any(_runs(words, size, 4 if size == 1 else 3) for size in range(1, LONGEST_LOOP + 1))


def _runs(words: Sequence[str], size: int, times: int) -> bool:
    same = 0
    for position in range(size, len(words)):
        same = same + 1 if words[position] == words[position - size] else 0
        if same >= size * (times - 1):
            return True
    return False


def _copied(source: str, draft: str) -> bool:
    """True when three or more words, and four fifths of them all, are the source's; names do not count."""
    capitals = draft.isupper()
    words = [w.casefold() for w in WORD.findall(draft) if len(w) > 2 and (capitals or not w[0].isupper())]
    known = {word.casefold() for word in WORD.findall(source)}
    return len(words) >= 3 and sum(word in known for word in words) >= 0.8 * len(words)


def _much_shorter(short: str, long: str) -> bool:
    shorter, longer = (sum(map(str.isalpha, text)) for text in (short, long))
    return longer > 30 and shorter < 0.4 * longer


def _comparable(from_lang: LanguageTag, to_lang: LanguageTag) -> bool:
    dense = [primary(tag) in DENSE_SCRIPTS for tag in (from_lang, to_lang)]
    return dense[0] == dense[1]


def _numbers(text: str) -> set[str]:
    """The numbers of a text, without separators, that a translator would not write as words."""
    digits = {re.sub(r"\D", "", number) for number in NUMBER.findall(text)}
    return {number for number in digits if int(number) > LARGEST_SPELLED_OUT}

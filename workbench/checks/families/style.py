"""Capitals in the words of religion."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from db.records import Severity, Span
from workbench.checks.check import Check, Example, Found
from workbench.checks.naming.casing import casing
from workbench.checks.naming.evidence import translated
from workbench.checks.naming.manner import manner
from workbench.checks.naming.named_text import is_headline
from workbench.checks.naming.religion import Religion, religion
from workbench.checks.subject import Subject
from workbench.text.fold import fold
from workbench.text.language import primary

_WORD = re.compile(r"(?<![\w@#./-])[^\W\d_]+(?:['’][^\W\d_]{1,6})?")
_BEGINS = frozenset('.?!:…"“”„«»‘([{–—•*\n')
"""After these a sentence may begin."""
_ADDRESS = re.compile(r"[@#\\_=]|//|[^\W\d_]{2}\.[^\W\d_]{2}")
"""What only technical names have: addresses, file names, hashtags."""
_BLANK = re.compile(r"\s")
_LONGEST_ADDRESS = 120
_CLOSES = tuple('.!?…"”»')
_POSSESSIVE = ("'s", "’s")
_MOST_LINKS = 2
_NEAR = 20


class _Word(NamedTuple):
    text: str
    small: str
    """In small letters, with a plain apostrophe, without the possessive."""
    span: Span


def _capitals(subject: Subject) -> Iterator[Found]:
    known = religion(primary(subject.target_lang))
    if not known.capital or _is_without_case(subject):
        return
    if subject.target_side.known.isdisjoint(known.parts):
        return
    words = [_word(match) for match in _WORD.finditer(subject.target)]
    headline = is_headline([word.text for word in words])
    for place, word in enumerate(words):
        if word.small not in known.capital and word.small not in known.small:
            continue
        if _is_in_address(subject.target, word.span):
            continue
        if word.text[0].islower() and word.small in known.capital and _counts(subject, known, word):
            message = f"“{word.text}” without a capital; the style list has “{word.text.capitalize()}”"
            yield Found(message, _origin(subject, word), word.span)
        elif (
            word.small in known.small
            and _is_capitalised(word)
            and not headline
            and not _begins(subject.target, word.span.start)
            and not _is_in_name(subject, known, words, place)
            and not _is_own_name(subject, word)
        ):
            message = f"“{word.text}” with a capital; the style list has “{word.text.lower()}”"
            yield Found(message, _origin(subject, word), word.span)


def _is_without_case(subject: Subject) -> bool:
    """Whether a text is in capitals, or without any as its source is or as a mere label."""
    target = subject.target
    label = not target.rstrip().endswith(_CLOSES)
    return target.isupper() or (target.islower() and (label or subject.source.islower()))


def _is_in_address(text: str, span: Span) -> bool:
    """Whether a word belongs to an address, a file name or a hashtag."""
    before = text[max(0, span.start - _LONGEST_ADDRESS) : span.start]
    after = text[span.end : span.end + _LONGEST_ADDRESS]
    around = _BLANK.split(before)[-1] + span.of(text) + _BLANK.split(after, maxsplit=1)[0]
    return _ADDRESS.search(around) is not None


def _word(match: re.Match[str]) -> _Word:
    text, start = match[0], match.start()
    if text.endswith(_POSSESSIVE):
        text = text[:-2]
    return _Word(text, text.lower().replace("’", "'"), Span(start, start + len(text)))


def _is_capitalised(word: _Word) -> bool:
    return word.text[0].isupper() and not word.text.isupper()


def _counts(subject: Subject, known: Religion, word: _Word) -> bool:
    """Whether a word has the meaning that asks for a capital, as far as the source tells."""
    needed = known.needed.get(primary(subject.source_lang), {}).get(word.small)
    return needed is None or not needed.isdisjoint(subject.source_side.written)


def _begins(text: str, start: int) -> bool:
    before = text[max(0, start - _NEAR) : start].rstrip(" \u00a0\u202f")
    return not before or before[-1] in _BEGINS


def _is_in_name(subject: Subject, known: Religion, words: Sequence[_Word], place: int) -> bool:
    """Whether a word belongs to a name, or is a title before one."""
    word = words[place]
    following = words[place + 1 : place + 2]
    if following and following[0].text[0].isupper() and _beside(subject.target, word, following[0]):
        return True
    if word.small in known.heads and _leads_on(subject.target, known, words, place):
        return True
    back = place - 1
    while back >= 0 and place - back <= _MOST_LINKS and words[back].text in known.links:
        back -= 1
    if back < 0 or not _beside(subject.target, words[back], words[back + 1]):
        return False
    return _makes_name(subject, known, words[back], word)


def _leads_on(text: str, known: Religion, words: Sequence[_Word], place: int) -> bool:
    """Whether a name goes on after `of`."""
    if place + 2 >= len(words) or words[place + 1].text not in known.links:
        return False
    return words[place + 2].text[0].isupper() and _beside(text, words[place], words[place + 1])


def _beside(text: str, one: _Word, other: _Word) -> bool:
    between = text[one.span.end : other.span.start]
    return len(between) <= 2 and not between.strip(" \u00a0\u202f-‐‑'’s")


def _makes_name(subject: Subject, known: Religion, before: _Word, word: _Word) -> bool:
    """Whether the capital of the word before tells of a name: it is not due to its place or its kind."""
    if not before.text[0].isupper():
        return False
    if f"{before.small} {word.small}" in known.fixed:
        return True
    tags = primary(subject.source_lang), primary(subject.target_lang)
    if before.small in known.capital | known.small or before.small in translated(*tags):
        return False
    if manner(tags[1]).is_people(before.small):
        return False
    ordinary = fold(before.text) in casing(tags[1]).ordinary or before.small in known.links
    return not (ordinary and _begins(subject.target, before.span.start))


def _is_own_name(subject: Subject, word: _Word) -> bool:
    """Whether the source has a capital within a sentence, too: the word is somebody's name there."""
    origin = _origin(subject, word)
    if origin is None or _begins(subject.source, origin.start):
        return False
    return origin.of(subject.source)[:1].isupper()


def _origin(subject: Subject, word: _Word) -> Span | None:
    """The word of the source that is known to be rendered by one of the target."""
    side, folded = subject.source_side, fold(word.text)
    for source in dict.fromkeys(side.folded):
        if source == folded or folded in subject.pair.words[source].words:
            return side.find(source)
    return None


CHECKS = (
    Check(
        id="cap.religion",
        severity=Severity.NOTE,
        title="Capitals in words of religion",
        explanation=(
            "A word of religion has a capital where the style list of the target's language has none, "
            "or none where it has one: Islam, Muslim, Quran, Ramadan, but jihad, sharia, imam, mosque. "
            "Right are capitals at the beginning of a sentence, in headlines, in titles before names "
            "and in names."
        ),
        wrong=Example("Les imams parlent de l'islam.", "The imams speak of islam."),
        right=(
            Example("Le jihad armé divise.", "Jihad by arms divides people."),
            Example("L'imam Dalla prêche à la Grande Mosquée.", "Imam Dalla preaches at the Great Mosque."),
            Example("Le Jihad islamique nie.", "Islamic Jihad denies it."),
            Example(
                "Pendant le ramadan, l'islam invite au jeûne.", "During Ramadan, Islam invites to fasting."
            ),
        ),
        find=_capitals,
    ),
)

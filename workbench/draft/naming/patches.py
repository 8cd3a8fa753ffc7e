"""Putting a name into a draft: the words that give way, the capital, the article and the ending around it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from db.records import Change, Flag, LanguageTag, Name, NameForm, Span
from workbench.glossary.words import Word, words
from workbench.text.fold import fold
from workbench.text.language import primary

_ARTICLES: dict[str, tuple[str, ...]] = {"en": ("the",)}
"""By language: articles that a name may bring along and that must not stand twice."""

_DETERMINERS: dict[str, tuple[str, ...]] = {"en": ("the", "these", "those")}
"""By language: first words of names before which no article can stand, the articles included."""

_OPENING = r"[\s“‘«„\"'(\[—–-]*"
_TEXT_START = re.compile(_OPENING)
_SENTENCE_START = re.compile(rf"[.!?…][”’»)\]]*\s{_OPENING}$")
_LOOK_BACK = 12
"""Characters that may lie between the end of a sentence and the first word of the next."""

_A_OR_AN = re.compile(r"\b(an?)(\s+)$", re.IGNORECASE)
_LONGEST_ARTICLE = 6
_VOWELS, _CONSONANTS = frozenset("aeio"), frozenset("bcdgjkpqtvwyz")
"""First letters before which English has `an` or `a`, whether a name is spelled or read as a word."""
_READ_CONSONANTS = _CONSONANTS | frozenset("flmnrsx")
"""The same where it is read as a word."""


def articles(lang: LanguageTag) -> tuple[str, ...]:
    """The articles of `lang` that a name may bring along, folded; none for a language not known here."""
    return _ARTICLES.get(primary(lang), ())


def determined(name: str, lang: LanguageTag) -> bool:
    """True for a name that begins with a word that no article can stand before: `Those Who Sign`."""
    return any(fold(word) in _DETERMINERS.get(primary(lang), ()) for word in name.split()[:1])


def fitted(draft: str, span: Span, name: Name, lang: LanguageTag) -> Change:
    """The change that writes `name` in the place of `span` in a draft in `lang`.

    The name gets a capital where a sentence begins and an s where it is an acronym that replaces one
    with an s; an article that it brings along is not doubled, and one before a name such as `Those Who
    Sign` gives way; `a` and `an` before it are made to agree where its first letter leaves no doubt.
    """
    before, after = span.of(draft), name.text
    head = draft[max(0, span.start - 2 * _LOOK_BACK) : span.start]
    after = _without_second_article(after, head, lang)
    if name.form is NameForm.ACRONYM and _plural_of_acronym(before, lang):
        after += "s"
    start = span.start
    if after == name.text and determined(after, lang):
        start -= _article_before(head, lang)
    if _begins_sentence(draft, start):
        after = after[:1].upper() + after[1:]
    article = _A_OR_AN.search(draft[max(0, start - _LONGEST_ARTICLE) : start])
    if article is not None and primary(lang) == "en":
        start -= len(article[0])
        after = _agreeing(article[1], after) + article[2] + after
    return Change(Span(start, span.end), draft[start : span.end], after)


def _without_second_article(name: str, head: str, lang: LanguageTag) -> str:
    first, _, rest = name.partition(" ")
    if rest and first.lower() in articles(lang):
        stands = head.split()[-1:] if head[-1:].isspace() else []
        if stands and stands[0].lower() == first.lower():
            return rest
    return name


def _article_before(head: str, lang: LanguageTag) -> int:
    """The length of the article that ends `head` with the space after it; 0 where none does."""
    last = head.split()[-1:] if head[-1:].isspace() else []
    return len(head) - head.rindex(last[0]) if last and fold(last[0]) in articles(lang) else 0


def _plural_of_acronym(word: str, lang: LanguageTag) -> bool:
    return primary(lang) == "en" and len(word) > 2 and word[-1] == "s" and word[:-1].isupper()


def _begins_sentence(draft: str, place: int) -> bool:
    if place <= _LOOK_BACK and _TEXT_START.fullmatch(draft, 0, place):
        return True
    return _SENTENCE_START.search(draft[max(0, place - _LOOK_BACK) : place]) is not None


def _agreeing(article: str, name: str) -> str:
    first, read = fold(name[:1]), name[1:2].islower()
    if first in _VOWELS:
        wanted = "an"
    elif first in (_READ_CONSONANTS if read else _CONSONANTS):
        wanted = "a"
    else:
        return article
    return wanted.capitalize() if article[0].isupper() else wanted


def applied(draft: str, changes: Sequence[Change]) -> str:
    """`draft` with the changes, which are in order and do not overlap, carried out."""
    parts, done = [], 0
    for change in changes:
        parts += [draft[done : change.span.start], change.after]
        done = change.span.end
    return "".join([*parts, draft[done:]])


def moved(changes: Sequence[Change]) -> list[Span]:
    """Where what the changes wrote stands in the changed text."""
    spans, shift = [], 0
    for change in changes:
        start = change.span.start + shift
        spans.append(Span(start, start + len(change.after)))
        shift += len(change.after) - len(change.before)
    return spans


def place_after(place: int, changes: Sequence[Change]) -> int:
    """Where a place of a text stands after the changes, in order; one inside a change goes to its end."""
    shift = 0
    for span, before, after in changes:
        if place >= span.end:
            shift += len(after) - len(before)
        elif place > span.start:
            return span.start + shift + len(after)
    return place + shift


def flag_after(flag: Flag, changes: Sequence[Change]) -> Flag:
    """A flag of a text where it stands once the changes have been carried out."""
    if flag.span is None:
        return flag
    return flag._replace(span=Span(*(place_after(place, changes) for place in flag.span)))


def places(text: str, phrase: str) -> Iterator[Span]:
    """Where the words of `phrase` stand in `text` one after the other, compared as names are."""
    wanted = [word.folded for word in words(phrase)]
    parts = list(words(text))
    if not wanted:
        return
    folded = [word.folded for word in parts]
    at = 0
    while at + len(wanted) <= len(parts):
        if folded[at] == wanted[0] and folded[at : at + len(wanted)] == wanted:
            yield Span(parts[at].span.start, parts[at + len(wanted) - 1].span.end)
            at += len(wanted)
        else:
            at += 1


def bare_phrase(draft: str, lang: LanguageTag) -> str:
    """What a model makes of a name alone, without an article before it and marks around it.

    Empty where it tells nothing: a single word that is no acronym could stand for anything.
    """
    parts: list[Word] = [word for word in words(draft) if word.folded[:1].isalnum()]
    if len(parts) > 1 and parts[0].folded in articles(lang):
        parts = parts[1:]
    if not parts:
        return ""
    phrase = draft[parts[0].span.start : parts[-1].span.end]
    telling = len(parts) > 1 or sum(map(str.isupper, phrase)) > 1
    return phrase if telling else ""

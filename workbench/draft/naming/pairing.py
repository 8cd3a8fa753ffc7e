"""Which names, and which wrong forms of them, stand in a draft for which mention of the source."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from db.records import Name, NameForm, Span
from workbench.draft.naming.values import ABSENT, Required, Standing
from workbench.draft.naming.wrong_forms import Wrong
from workbench.glossary.matcher import NameMark
from workbench.glossary.words import words
from workbench.text.fold import fold

_IN_BRACKETS = re.compile(r"\s?\((\w[\w.-]{1,11})\)")
_MOST_BETWEEN = 2
"""Characters between a name and the acronym in brackets after it."""


def dealt_out(required: Sequence[Required], marks: Sequence[NameMark]) -> list[Standing]:
    """The admitted names of a draft dealt out to the mentions, those of the same form first."""
    standing: dict[Span, Standing] = {}
    for group in groups_of(required):
        free = [mark for mark in marks if mark.concept in group[0].concepts]
        if not free:
            first = group[0]
            standing[first.span] = Standing(first, None, first.preferred.text, ABSENT)
        for each in group:
            same = next((mark for mark in free if mark.form is each.form), None)
            mark = same or next(iter(free), None)
            if mark is not None:
                free.remove(mark)
                standing[each.span] = Standing(each, mark.span, mark.text, mark.status.value)
    return [standing[each.span] for each in required if each.span in standing]


def groups_of(required: Iterable[Required]) -> list[list[Required]]:
    """The mentions that mean the same, in order."""
    groups: defaultdict[tuple[str, ...], list[Required]] = defaultdict(list)
    for each in required:
        groups[each.concepts].append(each)
    return list(groups.values())


def paired(group: Sequence[Required], wrong: Sequence[Wrong], draft: str) -> list[tuple[Required, Wrong]]:
    """The mentions, of those that mean the same, and the wrong forms of a draft that stand for them.

    The only form stands for the only mention, and the only copy of a mention's words for the only mention
    that reads so. The rest is left open.
    """
    if len(group) == len(wrong) == 1:
        return [(group[0], wrong[0])]
    mentions: defaultdict[str, list[Required]] = defaultdict(list)
    for mention in group:
        mentions[fold(mention.source)].append(mention)
    texts = [fold(each.span.of(draft)) for each in wrong]
    copies = Counter(texts)
    return [
        (mentions[text][0], each)
        for each, text in zip(wrong, texts, strict=True)
        if each.copied and len(mentions[text]) == copies[text] == 1
    ]


def bracketed(group: Sequence[Required], right: Iterable[NameMark], draft: str) -> list[tuple[Span, Name]]:
    """What stands in brackets after a name where the source has its acronym there, and is no name of it.

    A model that was led to the name may still garble the acronym: `Arab Movement of Azawad (MA)`.
    """
    marks = list(right)
    acronym = _after_name(group)
    if acronym is None or acronym.preferred.form is not NameForm.ACRONYM:
        return []
    names = {mark.span for mark in marks}
    found = []
    for mark in marks:
        inside = _IN_BRACKETS.match(draft, mark.span.end) if mark.form is not NameForm.ACRONYM else None
        if inside and sum(map(str.isupper, inside[1])) > 1 and Span(*inside.span(1)) not in names:
            found.append((Span(*inside.span(1)), acronym.preferred))
    return found if len(found) == 1 else []


def _after_name(group: Sequence[Required]) -> Required | None:
    """The first acronym of a group that the source has right after its name."""
    ends = {each.span.end for each in group if each.form is not NameForm.ACRONYM}
    near = range(1, _MOST_BETWEEN + 1)
    for each in group:
        if each.form is NameForm.ACRONYM and any(each.span.start - between in ends for between in near):
            return each
    return None


def respelled(
    group: Sequence[Required], right: Iterable[NameMark], names: Iterable[Name], draft: str
) -> list[tuple[Span, Name]]:
    """Names that stand in a draft in a spelling that the glossary does not know, and the names they are.

    That is acronyms that were copied from the source (`Mujao`) or got capitals only (`CEN-SADS`), and words
    that kept the source's accents (`Al-Qaïda in the Islamic Maghreb`).
    """
    known = {name.text: name for name in names}
    spellings = {text + ending for text in known for ending in ("", "s")}
    copied = {each.source for each in group}
    accented = {word for each in copied for word in _accented(each)}
    found = []
    for mark in right:
        text = mark.span.of(draft)
        if mark.form is NameForm.ACRONYM:
            odd = text in copied or text.isupper()
        else:
            odd = not accented.isdisjoint(_accented(text) - _accented(mark.text))
        if odd and mark.text in known and text not in spellings:
            found.append((mark.span, known[mark.text]))
    return found


def _accented(text: str) -> set[str]:
    """The words of a name that have other letters than a to z."""
    written = (word.span.of(text) for word in words(text))
    return {word for word in written if not word.isascii()}

"""Words of the source's language that stand in the draft, single ones or all of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from db.records import Flag, Span
from workbench.draft.flaws.marks import link_words
from workbench.draft.flaws.sides import Sides
from workbench.text.fold import fold
from workbench.text.scripts import LATIN, script

LEAST_COPIED = 3
"""Words of a draft that has been left as it was, at least …"""
SHARE_COPIED = 0.8
"""… and their share of all its words, names aside."""
MUCH = 2
"""Half of the words in common: a draft may have been left as it was."""
QUOTATION = re.compile(r"[«“„\"‘]([^«»“”„\"’]{1,200})[»”\"’]")
MOST_SHOWN = 6
LOAN_SIZES = (2, 3, 4)
"""Words in a phrase that one language took over from another."""
NEIGHBOURS = 3
"""Words around a copied name that belong to it: "Rue de la Paix"."""


def untranslated(sides: Sides) -> Iterator[Flag]:
    """`copy` for a draft that is its source, or one `leftover` for the words that stayed as they were."""
    if sides.pair.from_tag == sides.pair.to_tag:
        return
    same = sides.source.known & sides.draft.known
    if not same or not (MUCH * len(same) >= len(sides.draft.known) or _any_suspect(same, sides)):
        return
    common = sides.source.written & sides.draft.written - link_words(sides.source.text)
    capitals = sides.draft.text.isupper()
    small = {word for word in common if capitals or word[0].islower() or word == sides.draft.words[0]}
    foreign = {word for word in small if _is_left_over(word, sides)}
    if _is_copy(sides, small, foreign, capitals=capitals):
        yield Flag("copy", "left untranslated")
        return
    if foreign:
        yield from _flag(sides, foreign)
    yield from _other_script(sides, common)


def _is_copy(sides: Sides, small: set[str], foreign: set[str], *, capitals: bool) -> bool:
    """Whether nearly all words of a draft are the source's, names aside."""
    words = [
        word
        for place, word in enumerate(sides.draft.words)
        if (len(word) > 2 or word in foreign)
        and (capitals or word[0].islower() or (not place and word in foreign))
    ]
    copied = sum(word in small for word in words)
    if not words or copied < SHARE_COPIED * len(words):
        return False
    return len(words) >= LEAST_COPIED or foreign.issuperset(words)


def _any_suspect(same: frozenset[str], sides: Sides) -> bool:
    """Whether any of the folded words that both texts have needs a closer look."""
    pair = sides.pair
    if pair.target.plain and not sides.draft.text.isascii():
        return True
    return any(_is_left_over(word, sides) for word in same)


def _is_left_over(word: str, sides: Sides) -> bool:
    """Whether a word that both texts have is one of the source's language and none of the draft's."""
    pair = sides.pair
    folded = fold(word)
    if folded in pair.target.function or folded in pair.target.alike or folded in pair.target.number_words:
        return False
    if folded in pair.source.function:
        return len(folded) > 1
    if folded in pair.words.targets or folded in pair.words[folded].words:
        return False
    return folded in pair.words or (
        pair.target.plain and word.islower() and not word.isascii() and script(word[0]) == LATIN
    )


def _flag(sides: Sides, foreign: set[str]) -> Iterator[Flag]:
    """One flag for all left-over words, at the first; those of names, titles and loans do not count."""
    draft = sides.draft
    words, spans, shown = draft.words, draft.spans, _without_titles(sides)
    found = [
        place
        for place, word in enumerate(words)
        if word in foreign
        and shown.startswith(word, spans[place].start)
        and not _in_code(spans[place], draft.text)
        and not _in_name(place, sides)
        and not _in_loan(place, sides)
    ]
    if found:
        listed = ", ".join(dict.fromkeys(words[place] for place in found[:MOST_SHOWN]))
        yield Flag("leftover", f"left untranslated: {listed}", spans[found[0]])


def _without_titles(sides: Sides) -> str:
    """The draft with blanks for what stands between quotation marks, with a capital, as in the source."""
    source = fold(sides.source.text)

    def blank(found: re.Match[str]) -> str:
        title = found.group(1).strip(" .,")
        return " " * len(found.group()) if title[:1].isupper() and fold(title) in source else found.group()

    return QUOTATION.sub(blank, sides.draft.text)


def _in_name(place: int, sides: Sides) -> bool:
    """Whether a capitalised word of the source stands beside a word, or beyond another copied one.

    So it does in "Rue de la Paix", which a translator may well leave as it is.
    """
    words, written = sides.draft.words, sides.source.written
    for step in (-1, 1):
        near = place + step
        for _ in range(NEIGHBOURS):
            if not 0 < near < len(words) or words[near] not in written:
                break
            if words[near][0].isupper():
                return True
            near += step
    return False


def _in_code(span: Span, text: str) -> bool:
    """Whether a word is part of an address, a file name or something with figures: "ca.exemple.ml", "8es"."""
    before, after = text[max(0, span.start - 1) : span.start], text[span.end : span.end + 2]
    return (
        before in tuple("./@_#") or before.isdigit() or (after[:1] in tuple("./@_") and after[1:].isalnum())
    )


def _in_loan(place: int, sides: Sides) -> bool:
    """Whether a word is part of a phrase that the draft's language took over: "en route"."""
    loans, words = sides.pair.target.loans, sides.draft.folded
    if not loans or not sides.draft.aligned:
        return False
    return any(
        " ".join(words[start : start + size]) in loans
        for size in LOAN_SIZES
        for start in range(max(0, place - size + 1), place + 1)
    )


def _other_script(sides: Sides, common: frozenset[str]) -> Iterator[Flag]:
    """Words in the source's script in a draft whose other words are in another one."""
    words = [word for word in sides.draft.words if len(word) > 1]
    own = {script(word[0]) for word in words if word not in common}
    found = [word for word in words if word in common and script(word[0]) not in own]
    if own and found:
        shown = ", ".join(dict.fromkeys(found[:MOST_SHOWN]))
        start = sides.draft.text.index(found[0])
        yield Flag("leftover", f"left untranslated: {shown}", Span(start, start + len(found[0])))

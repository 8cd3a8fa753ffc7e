"""Names of the source that left no trace in the draft, or stand there bent."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import lru_cache

from db.records import Flag
from workbench.draft.flaws.language import Pair
from workbench.draft.flaws.sides import Side, Sides
from workbench.quotes.gazetteer import given_name, is_place
from workbench.text.fold import fold

CAPITALS = "".join(char for char in map(chr, range(0x1_0000)) if char.isupper() and char.isalpha())
CAPITALISED = re.compile(rf"[{CAPITALS}](?<!\w.)(?:(?![{CAPITALS}])[^\W\d_])[^\W\d_]+")
"""A word of three letters or more that has a capital and is no acronym."""
SHORTEST = 3
"""Letters of a word that may be the name in the draft."""
SAME_NAME = 0.65
"""Likeness from which on a word of the draft is taken for the name in another spelling."""
SAME_WORD = 0.75
"""The same, for a word that is no name in the draft's language; it may be a rendering."""
LIKE_AT_START = 4
"""As many first letters in common say the same."""
MOST_NAMES = 40
"""Names of one text that are looked for, since each is compared with all words of the draft."""
MOST_SHOWN = 4
NEAR = 8
"""Characters before a word among which the last mark or letter is looked for."""
SPELLINGS = (
    *(
        ("tch", "k"),
        ("sch", "k"),
        ("dj", "j"),
        ("ts", "s"),
        ("dz", "s"),
        ("ou", "u"),
        ("oo", "u"),
        ("ph", "f"),
    ),
    *(("aeo", "o"), ("ae", "e"), ("oe", "e"), ("y", "i"), ("ee", "i")),
)
"""Letters that one language writes for those of another in foreign names: Poutine, Putin; Tchad, Chad."""
CODES = str.maketrans(
    {
        **dict.fromkeys("bfpvw", "1"),
        **dict.fromkeys("cgjkqsxz", "2"),
        **dict.fromkeys("dt", "3"),
        **{"l": "4", "m": "5", "n": "5", "r": "6"},
        **dict.fromkeys("aeiouh'", ""),
    }
)
"""The groups of letters of Soundex (Russell 1918), with `w` among those of the lips."""
ENDINGS = ("", "2", "3", "5", "52", "53")
"""Codes that one of two forms of a name may have more at its end: Judée, Judean; Hermont, Hermon."""


def changed_names(sides: Sides) -> Iterator[Flag]:
    """A flag for each name that stands in the draft bent, and one for those without a trace."""
    source, draft = sides.source, sides.draft
    if source.text.isupper():
        return
    lost: list[str] = []
    words = [word for word in dict.fromkeys(CAPITALISED.findall(source.text)) if word not in draft.written]
    for word in words[:MOST_NAMES]:
        folded, certain = _as_name(word, sides.pair)
        if folded in draft.known or not (certain or (certain is None and _inside(word, source))):
            continue
        like = _alike(folded, sides)
        if like is None and not _surname_stands(word, sides):
            lost.append(word)
        elif like and like not in sides.pair.words.targets and not _same_name(folded, like):
            span = draft.find(like)
            written = draft.text[span.start : span.end] if span else like
            yield Flag("name", f"“{word}” became “{written}”", span)
    if lost and not _unexplained(sides):
        yield Flag("name", f"no trace of {', '.join(lost[:MOST_SHOWN])}")


@lru_cache(maxsize=16384)
def _as_name(word: str, pair: Pair) -> tuple[str, bool | None]:
    """A capitalised word folded, and whether it is a name that a translation keeps, spelling aside.

    None means that it is one unless it begins a sentence. A known word must have no other translation
    than itself; an unknown one at the start must not end as a word of the language may.
    """
    folded, language = fold(word), pair.source
    if folded in language.function or folded in language.titles or folded in language.number_words:
        return folded, False
    rendered = pair.words[folded].words
    if not pair.words:
        given = given_name(word)
        return folded, None if given and not given.weak else False
    if not rendered:
        return folded, True if language.endings and not folded.endswith(language.endings) else None
    if rendered != (folded,):
        given = given_name(word)
        if rendered[0] != folded or not (is_place(word) or (given and not given.weak)):
            return folded, False
    return folded, None


def _inside(word: str, source: Side) -> bool:
    """Whether a word stands anywhere but at the start of a sentence, or twice, with its capital."""
    if source.words.count(word) > 1:
        return True
    start = source.text.index(word)
    before = source.text[max(0, start - NEAR) : start].rstrip()
    return bool(before) and (before[-1].isalnum() or before[-1] in ",;'’-")


def _surname_stands(word: str, sides: Sides) -> bool:
    """Whether a given name was left out before the surname, as English newspapers do."""
    words = sides.source.words
    following = words[words.index(word) + 1 :][:1]
    return given_name(word) is not None and bool(following) and following[0] in sides.draft.written


def _alike(name: str, sides: Sides) -> str | None:
    """The folded word of the draft most like a name, if it is like enough; common words are not asked."""
    best, like = 0.0, None
    targets = sides.pair.words.targets
    least = SAME_NAME if name in sides.pair.words else SAME_WORD  # "championnat de France" is a French one
    for word in sides.draft.words:
        folded = fold(word)
        known = folded in targets
        if folded in sides.source.known or len(folded) < SHORTEST or (known and word[0].islower()):
            continue
        likeness = _likeness(name, folded)
        if likeness > best and likeness >= (least if known else SAME_NAME):
            best, like = likeness, folded
    return like


@lru_cache(maxsize=4096)
def _likeness(name: str, word: str) -> float:
    """0..1 by the letters in common, as `difflib` counts them."""
    if word[:LIKE_AT_START] == name[:LIKE_AT_START]:
        return SAME_WORD
    matcher = SequenceMatcher(None, name, word, autojunk=False)
    if matcher.real_quick_ratio() < SAME_NAME or matcher.quick_ratio() < SAME_NAME:
        return 0.0
    return matcher.ratio()


def _same_name(one: str, other: str) -> bool:
    """Whether two folded spellings may be of one name in two languages."""
    (first, short), (second, long) = sorted((_sound(one), _sound(other)), key=lambda sound: len(sound[1]))
    return first == second and long.startswith(short) and long[len(short) :] in ENDINGS


@lru_cache(maxsize=4096)
def _sound(name: str) -> tuple[str, str]:
    """The first letter of a folded name, and the codes of its consonants, none twice in a row."""
    name = name.removeprefix("h") or name
    for letters, instead in SPELLINGS:
        name = name.replace(letters, instead)
    codes = name.translate(CODES)
    first = name[0].translate(CODES) or name[0]
    return first, "".join(code for place, code in enumerate(codes) if codes[place - 1 : place] != code)


def _unexplained(sides: Sides) -> bool:
    """Whether a capitalised word of the draft may be a lost name in a form of its own."""
    draft, source = sides.draft, sides.source
    for place, word in enumerate(draft.words):
        if place and word[0].isupper() and word not in source.written:
            folded = fold(word)
            if folded not in sides.pair.target.function and folded not in sides.pair.words.targets:
                return True
    return False

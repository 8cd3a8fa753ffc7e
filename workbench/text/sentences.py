"""Sentence splitting that loses no character.

Rules on marks, on the letter case of what follows and on the words around a full stop; the words are data, a
file for each language in `abbreviations/`. The marks that end a sentence are those of Unicode's
Sentence_Terminal property (UAX #44) which prose of today uses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from itertools import chain

from db.records import LanguageTag, Segment
from workbench.text.language import primary

_TIGHT_MARKS = "。！？｡؟۔।॥።፧፨။៕។"
"""Marks that need no space behind them and stand in no word, number or address."""

_MARKS = ".!?…‥‼⁇⁈⁉‽։߹᙮᠃᠉᱾᱿꓿꘎꘏꛳꛷" + _TIGHT_MARKS
_CLOSERS = "»”’\"')]›」』）】"
_NOTE_MARKS = "*†‡⁰¹²³⁴⁵⁶⁷⁸⁹"
_LAST_CHARACTERS = frozenset(_MARKS + _CLOSERS + _NOTE_MARKS + "«‹“")
_WINDOW = 60
"""Code points before a gap that decide about it; longer words and rows of marks are no abbreviation."""

_IN_TIGHT = re.escape(_TIGHT_MARKS)
_GAP = re.compile(
    rf"\s+"
    rf"|(?<=[{_IN_TIGHT}])(?![\s{re.escape(_MARKS + _CLOSERS)}])(?!\Z)"
    rf"|(?<=[{_IN_TIGHT}][」』”])(?=[「『“])"
    r"|(?<=[.!?…])(?=[^\W\d_])"
)
_NEWLINE = re.compile(r"[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_END = re.compile(
    rf"(?P<mark>[{re.escape(_MARKS)}]+)"
    rf"(?P<tail>(?:[ \u00a0\u202f]?[{re.escape(_CLOSERS)}]|[«‹“{_NOTE_MARKS}]|\[\d{{1,3}}\])*)\Z"
)
_ELLIPSIS = r"[\[(](?:…|\.\.\.)[\])]"
_CLOSING_MARK = re.compile(rf"(?:{_ELLIPSIS}\s?)?[»”›](?!\w)")
_QUOTATION_CLOSERS = frozenset("»”’\"'›」』")
_ASIDE = re.compile(rf"(?:{_ELLIPSIS}|[\[(](?:sic\s?)?[!?]{{1,3}}[\])])\Z")
"""`[…]`, `(sic !)`, `(?)`: a remark on the word before it, whatever mark it holds."""

_LAST_WORD = re.compile(r"[^\s'’«“\"(\[]*\Z")
_NEXT = re.compile(
    rf"(?:(?:{_ELLIPSIS}|\.\.\.|[…«»“„‘\"'(\[「『（《¿¡—–@#$€£•·‣▪■►*-])\s*){{0,8}}"
    r"(?P<label>[^\W\d_]{1,3}\)\s)?(?P<word>\w{0,40}['’]?)"
)
_ENUMERATOR = re.compile(r"\s*[«“\"(]?(?:\d{1,3}|[^\W\d_]|[IVXL]{1,5})\.\Z")
_LATER_ENUMERATOR = re.compile(r"[:;]\s{1,2}(?:\d{1,3}|[^\W\d_]|[IVXL]{1,5})\.\Z")
_ENUMERATOR_LENGTH = 12
_NUMBER = re.compile(r"\d|(?:[VXL]|[IVXLC]{2,})\Z")
_INITIAL = re.compile(r"(?:[^\W\d_]{2,30}-)?[^\W\d_](?:\.-[^\W\d_])*")
_DOTTED = re.compile(r"(?:[^\W\d_]{2,30}-)?(?:[^\W\d_]\.-?){1,9}[^\W\d_]")
_LETTER_WITH_STOP = re.compile(r"[^\W\d_]\.")
_NO_VOWEL = re.compile(r"[B-DF-HJ-NP-TV-XZ]?[b-df-hj-np-tv-xz]{1,6}")
_MEASURED = re.compile(r"(?:\d\s?(?P<unit>[a-z]{1,3})|°\s?[CF])\Z")
_NEXT_LETTER = re.compile(r"\s*([^\W\d_])")
_UNSPACED = re.compile(r"(?:^|[\s'’(«“\"-])([^\W\d_]{2,40}|(?:19|20)\d\d)\s?[.!?…]+\Z")
_DOUBLE = re.compile('"')
_SINGLE = re.compile(r"(?<!\S)'(?!\S)")
_SPEAKER_LENGTH = 6
_AFTER_APPOSITION = re.compile(r",\s(\w+)")


@dataclass(frozen=True, slots=True)
class _Words:
    """The sections of one file in `abbreviations/`, explained there."""

    titles: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()
    may_end: frozenset[str] = frozenset()
    starters: frozenset[str] = frozenset()
    surnames: frozenset[str] = frozenset()
    speech: frozenset[str] = frozenset()
    marked_names: frozenset[str] = frozenset()
    particles: frozenset[str] = frozenset()
    units: frozenset[str] = frozenset()


@cache
def _words(language: str) -> _Words:
    """What is known about the words of a language, together with what holds in every one (`any.txt`)."""
    sections: dict[str, set[str]] = {field.name: set() for field in fields(_Words)}
    for name in ("any", language):
        path = files(__package__) / "abbreviations" / f"{name}.txt"
        section: set[str] = set()
        for line in path.read_text(encoding="utf-8").splitlines() if path.is_file() else ():
            if line.startswith("["):
                section = sections[line.strip("[]").replace(" ", "_")]
            elif not line.startswith("#"):
                words = line.split()
                section.update(words, (word[0].upper() + word[1:] for word in words if len(word) > 1))
    return _Words(**{name: frozenset(words) for name, words in sections.items()})


def split(text: str, lang: LanguageTag) -> tuple[Segment, ...]:
    """The sentences of `text`, in order; their texts and what is `after` them give `text` again.

    A line break always ends a sentence. Where the rules are in doubt they do not split: half a
    sentence harms a draft, two sentences in one do not. Words are known for the languages that have
    a file in `abbreviations/`; others get the rules on marks, initials and letter case.
    White space before the first sentence belongs to it. Time is linear in the length of `text`.
    """
    known = _words(primary(lang))
    opens = dict(chain(_straight_marks(text, _DOUBLE), _straight_marks(text, _SINGLE)))
    segments: list[Segment] = []
    start = 0
    for gap in _GAP.finditer(text):
        if gap.start() == 0:
            continue
        ends_line = gap.end() == len(text) or _NEWLINE.search(gap[0]) is not None
        if ends_line or _ends_sentence(text, start, gap, known, opens):
            segments.append(Segment(text[start : gap.start()], gap[0], len(segments)))
            start = gap.end()
    if start < len(text):
        segments.append(Segment(text[start:], "", len(segments)))
    return tuple(segments)


def _ends_sentence(
    text: str, start: int, gap: re.Match[str], known: _Words, straight_marks: dict[int, bool]
) -> bool:
    """Whether `gap`, white space or nothing, parts two sentences, the first of which begins at `start`.

    `straight_marks`: for the place of each straight quotation mark, whether it opens.
    """
    at, resume = gap.span()
    if text[at - 1] not in _LAST_CHARACTERS or _CLOSING_MARK.match(text, resume):
        return False
    if straight_marks.get(at - 1, False) or not straight_marks.get(resume, True):
        return False
    before = text[max(start, at - _WINDOW) : at]
    end = _END.search(before)
    following = _NEXT.match(text, resume)
    if end is None or following is None or _ASIDE.search(before):
        return False
    word = following["word"].replace("’", "'")
    if not word[:1].isalnum() or (_is_lower(word[0]) and not following["label"]):
        return False
    after = text[following.end() : following.end() + 2 * _WINDOW]
    if at == resume and text[at - 1] in ".!?…" and not _lacks_space(before, word, after, known):
        return False
    stem, mark = before[: end.start()], end["mark"]
    if mark == ".":
        return not (_is_enumerator(text, start, at, before) or _is_abbreviation(stem, word, after, known))
    if _goes_on(stem, mark, word, known):
        return False
    return _QUOTATION_CLOSERS.isdisjoint(end["tail"]) or not _is_speaker(word, after, known)


def _is_lower(letter: str) -> bool:
    """Whether a letter has a capital: those of Georgian, lower case to Unicode, have none in prose."""
    return letter.islower() and letter.title() != letter


def _lacks_space(before: str, word: str, after: str, known: _Words) -> bool:
    """Whether a sentence surely begins with `word` though no space is `before` it: `la fin.Le ministre`."""
    found = _UNSPACED.search(before)
    if found is None or word not in known.starters or not (found[1].islower() or found[1].isdigit()):
        return False
    return after[:1].isalpha() if word[-1] == "'" else after[:1].isspace()


def _is_enumerator(text: str, start: int, at: int, before: str) -> bool:
    """Whether a full stop is that of a point’s number: `1. Le retrait`, `deux points : 1. Le retrait`."""
    if at - start <= _ENUMERATOR_LENGTH and _ENUMERATOR.match(text, start, at):
        return True
    return _LATER_ENUMERATOR.search(before) is not None


def _goes_on(stem: str, mark: str, word: str, known: _Words) -> bool:
    """Whether a sentence goes on behind another mark than a full stop: `je… Je`, `... 12`, `Yahoo! Inc.`"""
    last = _LAST_WORD.search(stem.rstrip())
    before = last[0] if last else ""
    if mark[-1] in ".…":
        return not word[0].isupper() or word.rstrip("'").casefold() == before.casefold()
    return before in known.marked_names and word not in known.starters


def _is_speaker(word: str, after: str, known: _Words) -> bool:
    """Whether a verb of speech goes on with the sentence: `“Ready?” Captain Hale, who led them, asked.`"""
    if word in known.speech and not word[0].isupper():
        return True
    if word in known.starters or not word[0].isupper():
        return False
    name, _, apposition = after.partition(",")
    for following in name.split()[:_SPEAKER_LENGTH]:
        if following.rstrip(".:") in known.speech:
            return True
        if _is_lower(following[0]) and following not in known.particles:
            return False
    return not known.speech.isdisjoint(_AFTER_APPOSITION.findall(apposition))


def _is_abbreviation(stem: str, following: str, after: str, known: _Words) -> bool:
    """Whether the full stop after `stem` belongs to its last word and ends no sentence.

    `following` is the word behind the full stop, `after` what stands behind that.
    """
    found = _LAST_WORD.search(stem)
    word = found[0] if found else ""
    begins = following in known.starters
    entries = {re.sub(r"\d", "0", word)}
    if len(word) > 1 and word.isupper() and following == following.upper():
        # A headline in capitals: `DR. MALVOISIN` is looked up as `Dr`, too.
        entries.add(word.capitalize())
        begins = begins or following.capitalize() in known.starters
    if entries & known.titles or (entries & known.numbers and _NUMBER.match(following)):
        return True
    if _is_measure(stem, known):
        return False
    if entries & known.may_end:
        return not begins
    if len(word) == 1 == len(following) and word.isalpha() and _LETTER_WITH_STOP.match(following + after):
        return True
    if _INITIAL.fullmatch(word) and not word[-1].islower():
        return not (begins and _is_no_surname(following, after, known))
    return _looks_shortened(stem, word, known) and not begins


def _is_measure(stem: str, known: _Words) -> bool:
    """Whether `stem` ends in a number and a unit, which is written without a full stop: `32 kg`, `2° C`."""
    measure = _MEASURED.search(stem)
    return measure is not None and (measure["unit"] is None or measure["unit"] in known.units)


def _looks_shortened(stem: str, word: str, known: _Words) -> bool:
    """Whether the last word of `stem`, in no list, is short for another: `O.N.U`, `z`, `hrs`, not `John’s`.

    Words without a vowel tell nothing in the Slavic languages, which have no lists of starters yet.
    """
    if _DOTTED.fullmatch(word):
        return True
    if len(word) == 1:
        return word.isalpha() and stem[-2:-1] not in ("'", "’")
    return bool(known.starters) and _NO_VOWEL.fullmatch(word) is not None


def _is_no_surname(starter: str, after: str, known: _Words) -> bool:
    """Whether a word behind an initial begins a sentence: `plan B. Il est`, not `J. Le Ber`, `C. So said`."""
    letter = _NEXT_LETTER.match(after)
    return starter not in known.surnames and letter is not None and _is_lower(letter[1])


def _straight_marks(text: str, mark: re.Pattern[str]) -> Iterator[tuple[int, bool]]:
    """Place of each straight quotation mark, and whether it opens, told from the spaces around it.

    A mark between two spaces, as in `Il a dit : " Non. " Puis`, may only be told by the mark before it.
    """
    inside, last = False, 0
    for found in mark.finditer(text):
        inside = inside and _NEWLINE.search(text, last, found.start()) is None
        told = _opens(text, found.start())
        inside = not inside if told is None else told
        last = found.start()
        yield last, inside


def _opens(text: str, place: int) -> bool | None:
    """Whether the straight mark at `place` opens a quotation; None where its surroundings do not tell."""
    left, right = text[max(0, place - _WINDOW) : place], text[place + 1 : place + 1 + _WINDOW]
    if left[-1:].strip() and right[:1].strip():
        return None
    before, behind = left.rstrip(" \u00a0\u202f")[-1:], right.lstrip(" \u00a0\u202f")
    if left[-1:].strip():
        return None if before in "'’" else before in "(«[“—"
    if right[:1].strip():
        return behind[0] not in ",;:!?)" and (behind[0] != "." or behind.startswith("..."))
    if not before.strip() or before in ':"':
        return True
    if not behind[:1].strip() or behind[0] in '",;:).?!' or (before in ".?!…" and _is_lower(behind[0])):
        return False
    # `, " I cried` is no beginning, `he cried, " If` is one.
    return True if before in ",;" and behind[0].isupper() and behind[1:2].islower() else None

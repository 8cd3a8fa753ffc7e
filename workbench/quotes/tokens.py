"""Sentences of an article as tokens, each quotation standing as a single token."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from db.records import Span
from workbench.quotes.lexicon import Lexicon, plain
from workbench.quotes.paragraphs import Paragraph
from workbench.quotes.pieces import Utterance

_TOKEN = re.compile(
    r"""
    (?P<elision>(?:[cdjlstCDJLST]|[mnMN](?=['’][a-zà-ÿœ])|[qQ]u|[jJ]usqu|[lL]orsqu|[pP]uisqu)['’](?=\w|\Z))
    | (?P<word>
        (?:Mr|Mrs|Ms|Dr|Pr|Prof|Mgr|Sen|Rep|Gov|Gen|Col|Lt|Capt|Sgt|Maj|Rev|St|Jr|Sr|Sra|Srta|Dra|MM?)\.
        | (?:[^\W\d_a-zà-ÿ]\.-?){2,}
        | [^\W\d_a-zà-ÿ]\.(?=\s?[^\W\d_a-zà-ÿ])
        | \d+(?:[.,]\d+)*
        | ['’]s\b
        | (?<=s)['’](?=\s[^\W\d_A-ZÀ-Þ])
        | \w+(?:(?:-|['’](?!s\b))\w+)*
      )
    | (?P<end>[.!?…]+)
    | (?P<punctuation>\S)
    """,
    re.VERBOSE,
)
_LONGEST = 200
"""Tokens of a sentence; what is longer has no punctuation and is cut, so that time stays linear."""

_INVERTED = re.compile(r"(?P<verb>.+?)(?:-t)?-(?P<subject>[^\W\d_]+)")


QUOTATION = "\N{OBJECT REPLACEMENT CHARACTER}"
"""The text of a token that stands for a quotation."""


DASHES = frozenset(("—", "–", "-", "--"))


class Kind(StrEnum):
    """What a token is. A `SUBJECT` is the pronoun of an inversion: `-il` in `a-t-il`."""

    WORD = "word"
    SUBJECT = "subject"
    END = "end"
    PUNCTUATION = "punctuation"
    QUOTE = "quote"


class Token(NamedTuple):
    """A word, a punctuation mark, or a whole quotation.

    A quotation has its index in `utterance` and its last character, within the marks, in `plain`.
    """

    text: str
    plain: str
    start: int
    end: int
    kind: Kind
    utterance: int = -1
    capital: bool = False
    """True for a word written with a capital; an elided article such as `L’` is none."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """Tokens up to a full stop or the end of a paragraph; `paragraph` is its index."""

    tokens: tuple[Token, ...]
    paragraph: int


def sentences(
    text: str, paragraphs: Sequence[Paragraph], found: Sequence[Utterance], lexicon: Lexicon
) -> list[Sentence]:
    """The sentences of the article outside its quotations, which stand in them as tokens.

    A sentence goes on after a quotation that ends in a full stop if what follows tells who spoke.
    """
    quoted = [(outer, index) for index, utterance in enumerate(found) for outer in utterance.outer]
    quoted.sort()
    result: list[Sentence] = []
    line: list[Token] = []
    position, next_quoted, first = 0, 0, 0
    for index, paragraph in enumerate(paragraphs):
        position = max(position, paragraph.start)
        first = index if not line else first
        while next_quoted < len(quoted) and quoted[next_quoted][0].start < paragraph.end:
            outer, utterance = quoted[next_quoted]
            line += _tokens(text, position, outer.start, lexicon)
            line.append(Token(QUOTATION, _last_character(text, outer), *outer, Kind.QUOTE, utterance))
            position, next_quoted = max(position, outer.end), next_quoted + 1
        if position <= paragraph.end:
            line += _tokens(text, position, paragraph.end, lexicon)
            result += _split(line, first, lexicon)
            line = []
    return result + list(_split(line, first, lexicon))


def _tokens(text: str, start: int, end: int, lexicon: Lexicon) -> Iterator[Token]:
    for match in _TOKEN.finditer(text, start, end):
        word, at = match.group(), match.start()
        if match["end"] or match["punctuation"]:
            yield Token(word, word, at, match.end(), Kind.END if match["end"] else Kind.PUNCTUATION)
        elif _is_inversion(word, lexicon) and (inverted := _INVERTED.fullmatch(word)):
            verb, subject = inverted["verb"], inverted["subject"]
            yield Token(verb, plain(verb), at, at + len(verb), Kind.WORD, capital=verb[0].isupper())
            yield Token(subject, plain(subject), match.end() - len(subject), match.end(), Kind.SUBJECT)
        else:
            capital = word[0].isupper() and word[-1] not in "'’"
            yield Token(word, "'s" if word in "'’" else plain(word), at, match.end(), Kind.WORD, -1, capital)


def _is_inversion(word: str, lexicon: Lexicon) -> bool:
    if "-" not in word:
        return False
    pronoun = plain(word.rpartition("-")[2])
    return pronoun in lexicon.pronouns or pronoun in lexicon.impersonal


def _split(line: Sequence[Token], paragraph: int, lexicon: Lexicon) -> Iterator[Sentence]:
    begin = 0
    for index in range(1, len(line)):
        if _ends(line, index - 1, lexicon) or index - begin >= _LONGEST:
            yield Sentence(tuple(line[begin:index]), paragraph)
            begin = index
    if line:
        yield Sentence(tuple(line[begin:]), paragraph)


def _ends(line: Sequence[Token], index: int, lexicon: Lexicon) -> bool:
    """True when a sentence ends with the token at `index`, which is not the last."""
    token, following = line[index], line[index + 1]
    if token.kind is Kind.END:
        apart = following.start > token.end
        return apart and (following.kind is Kind.QUOTE or not following.text[0].islower())
    if token.kind is not Kind.QUOTE:
        return False
    if token.plain not in ".!?…":
        return False
    if following.kind is Kind.QUOTE:
        return True
    return following.capital and not (token.plain != "." and _tells(line[index + 1 : index + 8], lexicon))


def _last_character(text: str, quote: Span) -> str:
    """The last character of a quotation before its closing mark."""
    end = quote.end
    while end > quote.start + 1 and (text[end - 1].isspace() or text[end - 1] in "»”“\"’'›"):
        end -= 1
    return text[end - 1]


def _tells(tokens: Sequence[Token], lexicon: Lexicon) -> bool:
    """True when names and a verb of speech follow: `Issa Traore said`."""
    for token in tokens:
        if token.plain in lexicon.speech:
            return True
        if not (token.capital or token.plain in lexicon.determiners):
            return False
    return False

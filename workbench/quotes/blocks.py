"""Quotations without marks: block quotations, and the paragraph behind `my translation:`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from db.records import BlockKind, Span
from workbench.quotes.constructions import Constructions
from workbench.quotes.lexicon import Lexicon, plain
from workbench.quotes.marks import begins_with_mark, without_outer_marks
from workbench.quotes.paragraphs import Paragraph
from workbench.quotes.stretches import Form, Marked, trimmed
from workbench.quotes.translation import translation_in

_INTRODUCES = re.compile(r":\s*$")
_SIGNATURE = re.compile(r"[—–-]{1,2}\s*[^\W\d_a-zà-ÿ](?:[^.!?]|(?<=[^\W\d_]{2})\.(?=\s)){2,80}$")
_COLON = re.compile(r"\s*[)\]]?\s*:\s+")
_WORD = re.compile(r"[^\W\d_]+['’](?=[^\W\d_]{3})|[^\W\d_]+(?:['’][^\W\d_]+)?")
_MARK = re.compile(r"[«»“”\"]")
_LISTED = frozenset("-•*—–0123456789")
_LINE = 300
"""Code points of a paragraph that are looked at."""
_LAST = 14
"""Words before the colon among which a verb of speech must stand."""
_SHORTEST = 4
"""Words that must follow `my translation:` on its own line."""


def block_stretches(
    text: str, paragraphs: Sequence[Paragraph], lexicon: Lexicon, words: Constructions
) -> list[Marked]:
    """The quotations that their form or their introduction sets off, one stretch a paragraph.

    Form: a block quotation, an indent, `>`. Introduction: a line that says who translated what
    follows and ends in a colon, as `Here is what he told us (my translation):`, or one that only
    tells of speech, if what follows speaks of itself as `we` or `I`. The paragraphs of one
    block are chained as `repeated` and `continues`. A line such as `— Awa Cissé` under a block is its
    signature, not part of it.
    """
    found: list[Marked] = []
    for set_off, run in groupby(paragraphs, key=lambda paragraph: paragraph.set_off):
        group = list(run)
        if set_off:
            found += _chained(text, [p for p in group if not _SIGNATURE.match(text, p.start, p.end)])
        else:
            found += _introduced(text, group, lexicon, words)
    return found


def _chained(text: str, run: Sequence[Paragraph]) -> Iterator[Marked]:
    for index, paragraph in enumerate(run):
        yield Marked(
            paragraph.span,
            without_outer_marks(text, paragraph),
            repeated=index + 1 < len(run),
            continues=index > 0,
            form=Form.BLOCK,
        )


def _introduced(
    text: str, run: Sequence[Paragraph], lexicon: Lexicon, words: Constructions
) -> Iterator[Marked]:
    for index, paragraph in enumerate(run):
        statement = translation_in(text, paragraph.start, paragraph.end)
        unmarked = [p for p in run[index + 1 : index + 2] if not begins_with_mark(text, p)]
        if statement and _INTRODUCES.search(text, statement.end, paragraph.end):
            yield from _chained(text, unmarked)
        elif statement:
            colon = _COLON.match(text, statement.end, paragraph.end)
            rest = trimmed(text, colon.end(), paragraph.end) if colon else Span(0, 0)
            if len(rest.of(text).split()) >= _SHORTEST and not begins_with_mark(text, Paragraph(*rest)):
                yield Marked(rest, rest, form=Form.BLOCK)
        elif _tells(text, paragraph, lexicon, words):
            yield from _chained(text, [p for p in unmarked if _is_said(text, p, words)])


def _tells(text: str, paragraph: Paragraph, lexicon: Lexicon, words: Constructions) -> bool:
    """True for a line that ends in a colon and tells of speech: `The colonel told the radio:`."""
    if text[paragraph.end - 1] != ":" or paragraph.kind is not BlockKind.PARAGRAPH:
        return False
    said = [
        plain(word)
        for word in _WORD.findall(text, max(paragraph.start, paragraph.end - _LINE), paragraph.end)
    ]
    told = any(word in lexicon.told or word in words.announcing for word in said[-_LAST:])
    return told and not any(word in words.listing for word in said[-_LAST:])


def _is_said(text: str, paragraph: Paragraph, words: Constructions) -> bool:
    """True for sentences in which somebody speaks of themselves, without marks of their own."""
    if paragraph.kind is not BlockKind.PARAGRAPH or text[paragraph.end - 1] not in ".!?…":
        return False
    said = _WORD.findall(text, paragraph.start, min(paragraph.end, paragraph.start + _LINE))
    first = any(plain(word) in words.first_person for word in said)
    listed = text[paragraph.start] in _LISTED
    return first and not listed and len(said) >= _SHORTEST and not _MARK.search(text, *paragraph.span)

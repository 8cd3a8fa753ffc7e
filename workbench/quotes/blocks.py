"""Quotations without marks: block quotations, and the paragraph behind `my translation:`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from db.records import Span
from workbench.quotes.marks import begins_with_mark, without_outer_marks
from workbench.quotes.paragraphs import Paragraph
from workbench.quotes.stretches import Form, Marked, trimmed
from workbench.quotes.translation import translation_in

_INTRODUCES = re.compile(r":\s*$")
_SIGNATURE = re.compile(r"[—–-]{1,2}\s*[^\W\d_a-zà-ÿ][^.!?]{2,80}$")
_SHORTEST = 4
"""Words that must follow `my translation:` on its own line."""


def block_stretches(text: str, paragraphs: Sequence[Paragraph]) -> list[Marked]:
    """The quotations that their form or their introduction sets off, one stretch a paragraph.

    Form: a block quotation, an indent, `>`. Introduction: a line that says who translated what
    follows and ends in a colon, as `Here is what he told us (my translation):`. The paragraphs of one
    block are chained as `repeated` and `continues`. A line such as `— Awa Cissé` under a block is its
    signature, not part of it.
    """
    found: list[Marked] = []
    for set_off, run in groupby(paragraphs, key=lambda paragraph: paragraph.set_off):
        group = list(run)
        if set_off:
            found += _chained(text, [p for p in group if not _SIGNATURE.match(text, p.start, p.end)])
        else:
            found += _introduced(text, group)
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


def _introduced(text: str, run: Sequence[Paragraph]) -> Iterator[Marked]:
    for index, paragraph in enumerate(run):
        statement = translation_in(text, paragraph.start, paragraph.end)
        if statement is None:
            continue
        if _INTRODUCES.search(text, statement.end, paragraph.end):
            following = run[index + 1 : index + 2]
            yield from _chained(text, [p for p in following if not begins_with_mark(text, p)])
            continue
        colon = re.compile(r"\s*[)\]]?\s*:\s+").match(text, statement.end, paragraph.end)
        rest = trimmed(text, colon.end(), paragraph.end) if colon else Span(0, 0)
        if len(rest.of(text).split()) >= _SHORTEST and not begins_with_mark(text, Paragraph(*rest)):
            yield Marked(rest, rest, form=Form.BLOCK)

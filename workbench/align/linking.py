"""The words of a pair that correspond, with what the project knows of the two languages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from db.records import LanguageTag, Origin, PairRow, Span
from workbench.align.service import lexicon_for
from workbench.align.unrendered import unrendered
from workbench.align.word_links import WordLink, word_links
from workbench.project import Project

Attend = Callable[[LanguageTag, LanguageTag, str, str], Sequence[WordLink]]
"""What a drafting package sees between a text and its translation: `draft.linking.package_links`."""


class LinkedWords(NamedTuple):
    """The words of a pair: code points of its source and its target."""

    links: list[WordLink]
    unrendered: list[Span]
    """Words of the source that nothing in the target renders."""


def linked_words(
    project: Project, row: PairRow, attend: Attend = lambda source_lang, target_lang, source, target: ()
) -> LinkedWords:
    """Which words of a pair correspond, and which of its source nothing renders; none if a side is missing.

    A package is asked only for a machine's draft in languages without a lexicon, and only for the words
    that are not alike in both: what it looks at is a far worse guide than a lexicon (docs/alignment.md).
    """
    if row.missing_source or row.missing_target:
        return LinkedWords([], [])
    lexicon = lexicon_for(project.store, row.source_lang, row.target_lang)
    links = word_links(row.source, row.target, lexicon)
    if lexicon is None and row.origin is Origin.DRAFT:
        links = _joined(links, attend(row.source_lang, row.target_lang, row.source, row.target))
    return LinkedWords(links, unrendered(row.source, row.target, links, lexicon))


def _joined(links: Sequence[WordLink], others: Sequence[WordLink]) -> list[WordLink]:
    """Links, and of others those of words that have none yet."""
    sources, targets = {link.source for link in links}, {link.target for link in links}
    more = [link for link in others if link.source not in sources and link.target not in targets]
    return sorted([*links, *more])

"""All the views of several texts that are aligned together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from workbench.align.evidence import GramView, NumberView, View, WordView
from workbench.align.known_words import Lexicon
from workbench.align.lexicon import Prior
from workbench.align.pool import Bitext
from workbench.align.prior import SAME_LANGUAGE, cognates, known
from workbench.align.tokens import stems


class _Drafts(NamedTuple):
    """Drafts in one direction beside what they should say, in one language."""

    words: WordView
    grams: GramView


class Views:
    """Texts one behind the other, and every way to compare their two sides."""

    def __init__(self, texts: Sequence[Bitext], lexicon: Lexicon | None) -> None:
        """`lexicon` is keyed by stems."""
        source = [sentence for text in texts for sentence in text.source]
        target = [sentence for text in texts for sentence in text.target]
        ours, theirs = [stems(text) for text in source], [stems(text) for text in target]
        examples: list[tuple[list[str], list[str]]] = []
        # A text without drafts gets empty ones, so that sentences keep their numbers; nobody looks at them.
        self.drafts = self.back_drafts = None
        if any(text.drafts for text in texts):
            drafts = [draft for text in texts for draft in text.drafts or [""] * len(text.source)]
            drafted = [stems(draft) for draft in drafts]
            self.drafts = _Drafts(WordView(drafted, theirs, _one_language), GramView(drafts, target))
            examples += _drafted(zip(ours, drafted, strict=True))
        if any(text.back_drafts for text in texts):
            drafts = [draft for text in texts for draft in text.back_drafts or [""] * len(text.target)]
            drafted = [stems(draft) for draft in drafts]
            self.back_drafts = _Drafts(WordView(ours, drafted, _one_language), GramView(source, drafts))
            examples += _drafted(zip(drafted, theirs, strict=True))

        def prior(one: list[str], other: list[str]) -> Prior:
            alike = cognates(one, other)
            return alike.joined(known(lexicon, one, other)) if lexicon else alike

        self.words = WordView(ours, theirs, prior, examples)
        self.numbers = NumberView(source, target)

    def learn(self, links: Sequence[tuple[range, range]], weights: Sequence[float]) -> None:
        """Learn the words anew from links, each counted by its weight."""
        for view in (self.words, *(drafts.words for drafts in (self.drafts, self.back_drafts) if drafts)):
            view.learn(links, weights)

    def early(self, text: Bitext, rows: slice, columns: slice) -> Mapping[str, list[View]]:
        """What the early passes look at, by the names of the features, for a part of a text."""
        drafts = self._of(text)
        views: dict[str, list[View]] = {
            "words": [self.words],
            "drafts": [drafted.words for drafted in drafts],
            "grams": [drafted.grams for drafted in drafts],
        }
        return _parts(views, rows, columns)

    def last(self, text: Bitext, rows: slice, columns: slice) -> Mapping[str, list[View]]:
        """What the last pass looks at."""
        drafts = self._of(text)
        views: dict[str, list[View]] = {
            "words": [self.words.by_strongest()],
            "numbers": [self.numbers],
            "drafts": [drafted.words.by_strongest() for drafted in drafts],
            "grams": [drafted.grams for drafted in drafts],
        }
        return _parts(views, rows, columns)

    def _of(self, text: Bitext) -> list[_Drafts]:
        """The drafts that a text has."""
        given = (self.drafts if text.drafts else None, self.back_drafts if text.back_drafts else None)
        return [drafts for drafts in given if drafts]


def _one_language(source: list[str], target: list[str]) -> Prior:
    return cognates(source, target, same=SAME_LANGUAGE)


def _drafted(pairs: Iterable[tuple[list[str], list[str]]]) -> list[tuple[list[str], list[str]]]:
    """Sentences beside their drafts, without those that have none: they teach words."""
    return [(ours, theirs) for ours, theirs in pairs if any(ours) and any(theirs)]


def _parts(views: Mapping[str, Sequence[View]], rows: slice, columns: slice) -> Mapping[str, list[View]]:
    return {
        name: [view.part(rows, columns) for view in several] for name, several in views.items() if several
    }

"""The names of a glossary in sources and in drafts: which are due, and which stand there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from db.records import Concept, LanguageTag, Span
from workbench.draft.naming.admitted import admitted_names, ranked
from workbench.draft.naming.finder import Finder
from workbench.draft.naming.values import Required
from workbench.glossary.dates import within_dates
from workbench.glossary.matcher import NameMark


class Lookup:
    """A glossary for two languages, asked for the names in texts of a date; built once."""

    def __init__(
        self,
        concepts: Sequence[Concept],
        from_lang: LanguageTag,
        to_lang: LanguageTag,
        *,
        date: str = "",
        target: Finder | None = None,
    ) -> None:
        """Take the names that a text of `date` may have (an ISO date of any precision; empty: any).

        Names whose own dates exclude that of the text are required of no draft. The dates of concepts
        decide between those that share a name; one alone may be spoken of long after its end. `target`
        finds the names of all `concepts` in `to_lang`, where such a finder is there already.
        """
        self._to_lang = to_lang
        self._admitted = {concept.key: admitted_names(concept, to_lang, date) for concept in concepts}
        asked = [_of_date(concept, date) for concept in concepts if self._admitted[concept.key]]
        self._timely = {c.key for c in concepts if within_dates(c.since, c.until, date)}
        self._source = Finder(asked, from_lang)
        self._target = target or Finder(concepts, to_lang)

    def required(self, source: str) -> list[Required]:
        """The names in `source` that have one in the other language, in order.

        A name that several concepts of the text's date share stands for any of them. Names in addresses,
        hashtags and handles are left alone.
        """
        groups: defaultdict[Span, list[NameMark]] = defaultdict(list)
        for mark in self._source.find(source):
            groups[mark.span].append(mark)
        return [self._one_required(span.of(source), self._due(marks)) for span, marks in groups.items()]

    def _due(self, marks: Sequence[NameMark]) -> Sequence[NameMark]:
        """Of the concepts that share a name those of the text's date, or all where none is."""
        return [mark for mark in marks if mark.concept in self._timely] or marks

    def _one_required(self, text: str, marks: Sequence[NameMark]) -> Required:
        keys = tuple(mark.concept for mark in marks)
        names = [name for key in keys for name in self._admitted[key]]
        form = marks[0].form
        return Required(text, marks[0].span, form, keys, tuple(ranked(names, form, text)))

    def marks(self, draft: str) -> list[NameMark]:
        """The names of the glossary that stand in `draft`, whatever their status, in order."""
        return self._target.find(draft)

    def within(self, mark: NameMark, draft: str) -> list[NameMark]:
        """The names within the words of a longer one that stands in `draft`."""
        return self._target.inside(mark, draft)

    def left(self, draft: str) -> list[NameMark]:
        """The names of the source's language that stand in `draft`, in order."""
        return self._source.find(draft)

    def admits(self, mark: NameMark) -> bool:
        """Whether a name of `marks` may stand in a draft of a text of this date."""
        return any(name.text == mark.text for name in self._admitted[mark.concept])


def _of_date(concept: Concept, date: str) -> Concept:
    """`concept` with those names that a text of `date` may have."""
    names = tuple(name for name in concept.names if within_dates(name.since, name.until, date))
    return replace(concept, names=names)

"""A source beside its target, with everything that several checks want to know of them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from db.records import LanguageTag
from workbench.draft.flaws.language import Pair, pair
from workbench.draft.flaws.sides import Side, Sides
from workbench.draft.naming.names import Names
from workbench.text.language import primary


class Subject:
    """What is checked. Whatever is worked out of it is kept, so that the next check need not do it again."""

    def __init__(
        self,
        source: str,
        target: str,
        source_lang: LanguageTag,
        target_lang: LanguageTag,
        *,
        date: str = "",
        names: Names | None = None,
        chosen: Mapping[str, str] | None = None,
        others: tuple[str, ...] = (),
    ) -> None:
        """Take two texts.

        `date` is that of the article (ISO, of any precision; empty: unknown), `names` the glossary for
        these two languages, `chosen` the concept that a person chose for an ambiguous name in this
        article (key by folded name), `others` what other renderings have of the same source.
        """
        self.source = source
        self.target = target
        self.source_lang = source_lang
        self.target_lang = target_lang
        self.date = date
        self.names = names
        self.chosen = chosen or {}
        self.others = others

    @cached_property
    def pair(self) -> Pair:
        """What is known of the two languages: function words, number words, words that render each other."""
        return pair(primary(self.source_lang), primary(self.target_lang))

    @cached_property
    def sides(self) -> Sides:
        """Both texts as words; `sides.draft` is the target."""
        return Sides(self.source, self.target, self.pair)

    @property
    def source_side(self) -> Side:
        """The words of the source."""
        return self.sides.source

    @property
    def target_side(self) -> Side:
        """The words of the target."""
        return self.sides.draft

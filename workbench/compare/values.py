"""What a comparison of renderings is made of."""

from __future__ import annotations

from dataclasses import dataclass, replace

from db.records import LanguageTag, Origin, Span, Status
from workbench.align.word_places import Word


@dataclass(frozen=True, slots=True)
class Version:
    """One rendering among those compared; what persons wrote for single segments counts as one together."""

    rendering_id: int
    renderings: tuple[int, ...]
    """All that belong to it: itself, what else persons made where it has nothing, and reprints."""
    origin: Origin
    lang: LanguageTag
    by: str
    """Who made it, in short: the outlet or the article that printed it, the package, the persons."""
    agency: str = ""
    translator: str = ""
    engine: str = ""
    """The signature of a machine's draft."""
    date: str = ""
    """ISO 8601: when it was printed, or made."""
    also: tuple[str, ...] = ()
    """Where else its words were printed."""
    eddy: float | None = None
    """How much it differs from the others, 0..1: the mean over its segments by their length."""


@dataclass(frozen=True, slots=True)
class Held:
    """A pair that holds words of a cell, as it was when they were read."""

    pair_id: int
    revision: int
    status: Status


@dataclass(frozen=True, slots=True)
class Cell:
    """What one version makes of one segment."""

    text: str
    rendering_id: int
    """The rendering that holds these words."""
    pairs: tuple[Held, ...] = ()
    words: tuple[Word, ...] = ()
    """Its words, folded, and where they stand in the text."""
    alone: tuple[Span, ...] = ()
    """Sentences of the text that stand beside nothing of the quote."""
    taken_from: int | None = None
    """The rendering whose words a person took over as they are: they count there."""
    derived_from: int | None = None
    """The rendering that a person started from."""
    authors: tuple[str, ...] = ()
    eddy: float | None = None
    """How much it differs from the other versions of the segment, 0..1."""
    omitted: tuple[Span, ...] = ()
    """Words of the original that it leaves out: code points of the segment's original."""
    added: tuple[Span, ...] = ()
    """Its words that nothing of the original explains: code points of the text."""


@dataclass(frozen=True, slots=True)
class Segment:
    """The smallest stretch of a quote on which all versions agree where it begins and ends."""

    place: Span
    """Positions of the sentences of the quote; empty where the original is missing."""
    source: str
    cells: tuple[Cell | None, ...]
    """What each version makes of it; None where one leaves it out."""
    viv: float | None = None
    """How much its versions vary, 0..1; None for fewer than two."""
    places: tuple[tuple[int | None, ...], ...] = ()
    """The words of the versions beside each other: by place and version the number of its word."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """All renderings of a quote in the project's language, segment by segment."""

    quote_id: int
    lang: LanguageTag
    target_lang: LanguageTag
    speaker: str
    role: str
    said: str
    """When it was said or printed, ISO 8601."""
    where: str
    """Where its original words were printed."""
    versions: tuple[Version, ...]
    segments: tuple[Segment, ...]
    viv: float | None
    """How much the renderings vary, 0..1: the mean over the segments by their length."""
    base: int | None = None
    """The number of the version that the others are compared with; None: all with each other."""
    linked: bool = False
    """Whether omissions and additions have been looked for."""

    def number(self, rendering_id: int) -> int | None:
        """The number of the version that a rendering belongs to."""
        for number, version in enumerate(self.versions):
            if rendering_id in version.renderings:
                return number
        return None

    def based_on(self, base: int | None) -> Comparison:
        """The same with another base, or with none."""
        return replace(self, base=base)


@dataclass(frozen=True, slots=True)
class Variation:
    """How much the renderings of a quote vary."""

    quote_id: int
    viv: float | None
    """0..1; None where no segment has two versions."""
    versions: int
    """How many have words of their own."""
    speaker: str
    text: str
    """The original words, or those of the first version where they are missing."""


NAMES = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def letter(number: int) -> str:
    """What a version is called in a comparison: A, B … Z, A2, B2 …"""
    again, place = divmod(number, len(NAMES))
    return NAMES[place] + (str(again + 1) if again else "")

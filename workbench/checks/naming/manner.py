"""How a language writes names: what stands within and before them, and what only looks like one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from workbench.checks.words import table
from workbench.quotes.gazetteer import is_place
from workbench.text.fold import fold

_SHORTEST_PLACE = 4


@dataclass(frozen=True, slots=True)
class Manner:
    """Folded words of one language; all empty for a language without a file."""

    particles: frozenset[str] = frozenset()
    """What stands within any name without a capital: `Iyad ag Ghali`."""
    links: frozenset[str] = frozenset()
    """What does so in the name of a person, after a given name: `Charles de Gaulle`."""
    titles: frozenset[str] = frozenset()
    """What has a capital before the name of a person and is no part of it."""
    ranks: frozenset[str] = frozenset()
    """Offices and ranks before the name of a person."""
    common: frozenset[str] = frozenset()
    """Words with a capital that are translated as any other word is."""
    free: frozenset[str] = frozenset()
    """Words with a capital that a translation often does without."""
    outlets: frozenset[str] = frozenset()
    """Words with which the names of newspapers and stations begin: `Le Phare du Sud`."""
    houses: frozenset[str] = frozenset()
    """Words for houses and shops that stand before a name of their own: `Café du Fleuve`."""
    civic: frozenset[str] = frozenset()
    """Words behind those that tell of a body, whose name is translated: `Hôtel de Ville`."""
    bare: frozenset[str] = frozenset()
    """Small words after which a noun without an article is a name: `que Bombardier atteindra`."""
    connectors: frozenset[str] = frozenset()
    """What joins the words of a phrase to each other: `Cour de justice`."""
    abbreviations: frozenset[str] = frozenset()
    """Acronyms that stand for ordinary words and are often translated by such."""
    pronouns: frozenset[str] = frozenset()
    """Those for a person."""
    stand_ins: tuple[str, ...] = ()
    """What may be said instead of the name of a place: `this country`."""
    determiners: frozenset[str] = frozenset()
    """What cannot stand without a noun, …"""
    closing: frozenset[str] = frozenset()
    """… and what cannot follow it: `in the than`."""
    verbs: tuple[str, ...] = ()
    """Finite verbs, not folded (`à` is none), before which a bare noun is a name: `Diarra a dit`."""
    subjects: frozenset[str] = frozenset()
    """Words that may stand there and are no names: `Certains ont dit`."""
    seats: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Cities, folded, with words for the states and bodies for which they stand."""
    adjectives: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """By place (the files of all languages call it alike): words for its people, where they need telling."""
    peoples: tuple[str, ...] = ()
    """What words for the people of a place have at its end, folded: `Malian`."""
    endings: tuple[str, ...] = ()
    """How words end (not folded) that may begin a sentence and are no names though no list has them."""

    def __bool__(self) -> bool:
        """Whether anything is known of the language."""
        return bool(self.titles)

    def is_people(self, folded: str) -> bool:
        """Whether a folded word is derived from the name of a place."""
        stems = (folded.removesuffix(ending) for ending in self.peoples if folded.endswith(ending))
        return any(len(stem) >= _SHORTEST_PLACE and is_place(stem) for stem in stems)


@cache
def manner(primary_tag: str) -> Manner:
    """What is known of the language with this two- or three-letter tag."""
    lists = dict(table("names", primary_tag))
    known: dict[str, Any] = {
        "endings": tuple(lists.pop("endings", "").split()),
        "peoples": tuple(fold(lists.pop("peoples", "")).split()),
        "verbs": tuple(lists.pop("verbs", "").split()),
        "stand_ins": tuple(fold(phrase) for phrase in lists.pop("stand_ins", ())),
    }
    for key in ("seats", "adjectives"):
        places = lists.pop(key, {})
        known[key] = {fold(place): frozenset(fold(words).split()) for place, words in places.items()}
    known.update((key, frozenset(fold(words).split())) for key, words in lists.items())
    return Manner(**known)

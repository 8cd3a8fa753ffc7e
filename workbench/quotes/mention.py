"""Somebody or something that a sentence names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from db.records import Span

_WORD = re.compile(r"\w+")


class Mention(NamedTuple):
    """Somebody or something that a sentence names; `first` and `last` delimit its tokens, half-open."""

    first: int
    last: int
    span: Span
    name: str = ""
    """The proper name, without title and article."""
    phrase: str = ""
    """The common noun phrase as it stands, with its determiner: `le ministre de la Défense`."""
    head: str = ""
    """The noun in it that means a person or a body, or empty."""
    gender: str = ""
    """`m`, `f`, `p` for the plural, or empty where nothing shows it."""
    pronoun: bool = False
    second_head: str = ""
    """The noun of a further office beside it: `le ministre de la Défense, le général X`."""
    determined: bool = False
    """True behind a determiner."""
    definite: bool = True
    governed: bool = False
    """True behind a preposition: it cannot be the subject."""
    acts: bool = False
    """True when a verb or auxiliary follows at once."""
    common: bool = False
    """True for a name whose words the article also writes in lower case: `Social Development`."""
    aged: bool = False
    """True for a name with an age behind it: `Mwale, 71,`."""
    acronym: str = ""
    """What stands in parentheses behind a name as its short form: `Bulgarian National Union (BNU)`."""
    certain: bool = True
    """False for a single capital word at the start of a sentence, which may be no name at all."""

    @property
    def speaker_like(self) -> bool:
        """True when it can stand for somebody who speaks."""
        if self.name:
            return self.certain or self.acts
        return self.pronoun or (bool(self.head) and (self.determined or self.acts))


def confirmed(found: Sequence[Sequence[Mention]]) -> list[tuple[Mention, ...]]:
    """The mentions of each sentence, those at its start made certain that are names elsewhere too."""
    names = (m.name for line in found for m in line if m.certain)
    known = {word for name in names for word in _WORD.findall(name)}
    return [tuple(m if m.certain else _if_known(m, known) for m in line) for line in found]


def _if_known(mention: Mention, known: set[str]) -> Mention:
    return mention._replace(certain=True) if known.issuperset(_WORD.findall(mention.name)) else mention

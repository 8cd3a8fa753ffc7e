"""What is wrong with a draft, seen beside its source: fast enough to be asked of every draft.

Nothing here understands a text. Each kind of flaw is looked for by what it leaves to be seen: a phrase
that comes twice, a number or a name without a counterpart, words that stayed in the source's language, a
stretch of the source no word of which has a known translation in the draft. What belongs to single
languages is data: words and number words in `languages/`, words that render each other in `counterparts/`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from db.records import Flag, LanguageTag
from workbench.draft.flaws.clauses import missing_clauses
from workbench.draft.flaws.language import pair
from workbench.draft.flaws.leftovers import untranslated
from workbench.draft.flaws.loops import repetitions
from workbench.draft.flaws.marks import broken_marks, changed_links
from workbench.draft.flaws.names import changed_names
from workbench.draft.flaws.negation import lost_negation
from workbench.draft.flaws.numbers import changed_numbers
from workbench.draft.flaws.sides import Sides
from workbench.text.language import primary

LOOKS: tuple[Callable[[Sides], Iterator[Flag]], ...] = (
    *(repetitions, missing_clauses, untranslated, changed_numbers),
    *(changed_names, lost_negation, changed_links, broken_marks),
)
WEIGHTS = {
    "empty": 40.0,
    "copy": 20.0,
    "cut": 8.0,
    "loop": 8.0,
    "short": 8.0,
    "dropped": 8.0,
    "negation": 8.0,
    "number": 8.0,
    "link": 6.0,
    "long": 4.0,
    "leftover": 4.0,
    "name": 3.0,
    "marks": 1.5,
}
"""How bad each kind of flaw is, in nats: so much less probable may a draft be that is without it."""


def flaws(source: str, draft: str, from_lang: LanguageTag, to_lang: LanguageTag) -> tuple[Flag, ...]:
    """All that looks wrong with `draft` as a translation of `source`; hints to a reviewer, never proof.

    Kinds are those of `WEIGHTS`. Spans are of the draft; where nothing stands there to be shown, None.
    Languages of which nothing is known are looked at for loops, copies, lengths, figures, names, links and
    marks. Takes about 0.1 ms for a sentence of 25 words; the first call for two languages takes 0.1 s.
    """
    if not draft.strip():
        return (Flag("empty", "nothing came out"),) if any(map(str.isalnum, source)) else ()
    if source == draft and not any(map(str.isalpha, source)):
        return ()
    sides = Sides(source, draft, pair(primary(from_lang), primary(to_lang)))
    found = [flag for look in LOOKS for flag in look(sides)]
    copied = [flag for flag in found if flag.kind == "copy"]
    return tuple(copied or found)


def weight(kind: str) -> float:
    """How bad a kind of flaw is, in nats; 0 for kinds that are not found here."""
    return WEIGHTS.get(kind, 0.0)

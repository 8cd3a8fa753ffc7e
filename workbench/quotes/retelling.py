"""Linking by hand the quotes that tell the same story in other words."""

from __future__ import annotations

from dataclasses import replace

from db.errors import Refused
from db.records import QuoteState, Retelling
from workbench.project import Project

BY_A_PERSON = 1.0
"""The score of a link that a person made."""


def link(project: Project, quote_id: int, other_id: int, note: str = "") -> Retelling:
    """Say that two quotes tell the same story. A link that was found before is a person's from now on.

    Raises Refused for a quote and itself, and for quotes that are not active.
    """
    store = project.store
    if quote_id == other_id:
        raise Refused(f"Quote {quote_id} is no retelling of itself.")
    with store.action("quote retell", f"quotes {quote_id} and {other_id} tell the same story"):
        for quote in map(store.quotes.get, (quote_id, other_id)):
            if quote.state is not QuoteState.ACTIVE:
                raise Refused(f"Quote {quote.id} is {quote.state}: undo that first.")
        known = store.retellings.between(quote_id, other_id)
        if known is None:
            store.retellings.add(quote_id, other_id, score=BY_A_PERSON, note=note)
        elif (known.score, known.note) != (BY_A_PERSON, note or known.note):
            store.retellings.correct(replace(known, score=BY_A_PERSON, note=note or known.note))
    found = store.retellings.between(quote_id, other_id)
    assert found is not None
    return found


def unlink(project: Project, quote_id: int, other_id: int) -> None:
    """Say that two quotes do not tell the same story. Raises Refused when they are not linked."""
    store = project.store
    with store.action("quote retell", f"quotes {quote_id} and {other_id} tell different stories"):
        known = store.retellings.between(quote_id, other_id)
        if known is None:
            raise Refused(f"Quotes {quote_id} and {other_id} are not linked as tellings of one story.")
        store.retellings.remove(known.id)

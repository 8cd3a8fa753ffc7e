"""Glossaries together: what a person's own one says takes the place of what the shipped ones say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from db.records import Concept
from workbench.text.fold import fold


def overridden(shipped: Iterable[Concept], own: Sequence[Concept]) -> list[Concept]:
    """The concepts of both, without the shipped ones that share a key or a name with an own one."""
    keys = {concept.key for concept in own}
    names = {(name.lang, fold(name.text)) for concept in own for name in concept.names}
    left = [
        concept
        for concept in shipped
        if concept.key not in keys
        and not any((name.lang, fold(name.text)) in names for name in concept.names)
    ]
    return [*left, *own]

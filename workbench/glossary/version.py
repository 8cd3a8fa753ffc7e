"""A short mark of what a glossary says, to tell whether drafts were made with the same one."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from db.records import Concept

_DIGITS = 8


def glossary_version(concepts: Iterable[Concept]) -> str:
    """Eight hexadecimal digits that change with anything that drafts depend on; empty for no concepts.

    That is keys, names, languages, forms, statuses, case rules and dates, in whatever order they come; notes,
    sources and relations do not count.
    """
    lines = sorted(_line(concept) for concept in concepts)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:_DIGITS] if lines else ""


def _line(concept: Concept) -> str:
    names = sorted(
        (name.lang, name.text, name.form.value, name.status.value, name.case.value, name.since, name.until)
        for name in concept.names
    )
    return repr((concept.key, concept.since, concept.until, names))

"""What a project's glossary can hold, whichever way it comes in: by hand or from a file."""

from __future__ import annotations

import re

from db.records import Concept, Name, Relation
from workbench.glossary.dates import period_fault
from workbench.glossary.files.cells import LONGEST_NAME
from workbench.text.visible import visible

_KEY = re.compile(r"[^\s#,|]+")
"""Not what begins a comment, parts the columns of a list or parts the values of a cell."""
_TYPE = re.compile(r"[^\s#,|:;]+")
_NO_KEY = "is no key of a concept; write it without white space, # , and |."
_BREAKS = str.maketrans("\t\r\n", "   ")


def concept_fault(concept: Concept) -> str:
    """What is wrong with a concept, its names and relations aside; empty where nothing is.

    This and the other faults are sentences that begin with a quotation or in lower case.
    """
    if not _KEY.fullmatch(concept.key) or _controls(concept.key) or len(concept.key) > LONGEST_NAME:
        return f"“{visible(concept.key)}” {_NO_KEY}"
    if not concept.kind.strip():
        return f"{concept.key} has no kind; say what it is."
    return _text_fault(concept.kind, concept.country) or _note_fault(concept.note) or _dates_fault(concept)


def name_fault(name: Name) -> str:
    """What is wrong with a name; empty where nothing is."""
    if not name.text or _controls(name.text) or name.text != name.text.strip():
        return f"“{visible(name.text)}” is no name: it is empty, or has spaces or controls around it."
    if len(name.text) > LONGEST_NAME:
        return f"a name has more than {LONGEST_NAME} characters; shorten it."
    return _text_fault(name.outlet) or _note_fault(name.source, name.note) or _dates_fault(name)


def relation_fault(key: str, relation: Relation) -> str:
    """What is wrong with a relation of the concept `key`; empty where nothing is."""
    if relation.target == key:
        return f"{visible(key)} has no relation to itself; name the other concept."
    if not _TYPE.fullmatch(relation.type) or _controls(relation.type):
        return f"“{visible(relation.type)}” is no relation; write one word, such as renamed-to."
    if not _KEY.fullmatch(relation.target) or _controls(relation.target):
        return f"“{visible(relation.target)}” {_NO_KEY}"
    return _note_fault(relation.note) or _dates_fault(relation)


def glossary_name_fault(called: str, reserved: str) -> str:
    """What is wrong with what a glossary is to be called; `reserved` is what no name may begin with."""
    if not called.strip() or called != called.strip() or _controls(called):
        shown = visible(called)
        return f"“{shown}” is no name of a glossary: it is empty, or has spaces or controls around it."
    if called.startswith(reserved):
        return f"“{called}” would be taken for a glossary that ships with the program."
    return ""


def _dates_fault(dated: Concept | Name | Relation) -> str:
    return visible(period_fault(dated.since, dated.until))


def _text_fault(*texts: str) -> str:
    bad = next(filter(_controls, texts), None)
    return "" if bad is None else f"“{visible(bad)}” holds a control character; take it out."


def _note_fault(*notes: str) -> str:
    """As of other texts, but for line breaks and tabs."""
    return _text_fault(*(note.translate(_BREAKS) for note in notes))


def _controls(text: str) -> bool:
    return visible(text) != text

"""A glossary file for drafts: all of it, or the first thing that is wrong in it."""

from __future__ import annotations

from pathlib import Path

from db.errors import UnreadableInput
from db.records import Concept, LanguageTag
from workbench.glossary.files import registry


def read_glossary(path: Path, from_lang: LanguageTag, to_lang: LanguageTag) -> list[Concept]:
    """The concepts of a glossary file or folder, in any format of `files.registry`.

    A list of terms is in `from_lang` and `to_lang` unless its first row tells the other order.
    Raises UnreadableInput with the file and the line of the first thing that does not fit.
    """
    glossary = registry.read(path, (from_lang, to_lang))
    if glossary.complaints:
        raise UnreadableInput(str(glossary.complaints[0]))
    return list(glossary.concepts)

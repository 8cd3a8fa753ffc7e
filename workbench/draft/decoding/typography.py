"""Rules that give a model's output the marks and spaces of its language."""

from __future__ import annotations

import re

from db.records import LanguageTag
from workbench.text.language import primary

NO_BREAK_SPACE = "\u00a0"
NARROW_NO_BREAK_SPACE = "\u202f"
ANY_SPACES = re.compile(r"\s+")

ENGLISH = (
    (re.compile(r"« ?"), "“"),
    (re.compile(r" ?»"), "”"),
    (re.compile(r"‹ ?"), "‘"),
    (re.compile(r" ?›"), "’"),
    (re.compile(r"(?<=[\w”’)\]]) (?=[;:!?](?:[\s”’)\]]|$))"), ""),
)
FRENCH = (
    (re.compile(r"(?<=«) | (?=»)| (?=:(?:\s|$))"), NO_BREAK_SPACE),
    (re.compile(r" (?=[;!?](?:[\s»)\]]|$))"), NARROW_NO_BREAK_SPACE),
)
RULES = {"en": ENGLISH, "fr": FRENCH}


def typeset(line: str, lang: LanguageTag) -> str:
    """A line of a model's output in the typography of `lang`; idempotent.

    Runs of white space (also no-break ones, which models copy at random) become one space. English
    gets “ ” for « » and no space before ; : ! ?; French gets no-break spaces where there are spaces.
    """
    line = ANY_SPACES.sub(" ", line).strip()
    for pattern, replacement in RULES.get(primary(lang), ()):
        line = pattern.sub(replacement, line)
    return line

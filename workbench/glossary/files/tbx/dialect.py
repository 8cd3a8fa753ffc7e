"""How the versions of TBX call their elements, and what our names and concepts are called in them.

TBX-Basic has no place for dates, countries, case rules and the like: they stand in notes of their own, as
`since: 2007-01` (`LABEL`). A forbidden name is a deprecated one with such a note.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from db.records import NameForm, NameStatus


class Dialect(NamedTuple):
    """A version of TBX."""

    entry: str
    lang: str
    term: str
    """The element for a term and what is known of it."""
    namespace: str
    beginning: str
    """A file up to its first entry."""
    end: str


VERSION_3 = Dialect(
    "conceptEntry",
    "langSec",
    "termSec",
    "urn:iso:std:iso:30042:ed-2",
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<tbx type="TBX-Basic" style="dca" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2">\n'
    "  <tbxHeader>\n"
    "    <fileDesc>\n"
    "      <titleStmt><title>Glossary</title></titleStmt>\n"
    "      <sourceDesc><p>quote-workbench</p></sourceDesc>\n"
    "    </fileDesc>\n"
    "  </tbxHeader>\n"
    "  <text>\n"
    "    <body>\n",
    "    </body>\n  </text>\n</tbx>\n",
)
VERSION_2 = Dialect(
    "termEntry",
    "langSet",
    "tig",
    "",
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<!DOCTYPE martif SYSTEM "TBXBasiccoreStructV02.dtd">\n'
    '<martif type="TBX-Basic" xml:lang="en">\n'
    "  <martifHeader>\n"
    "    <fileDesc>\n"
    "      <titleStmt><title>Glossary</title></titleStmt>\n"
    "      <sourceDesc><p>quote-workbench</p></sourceDesc>\n"
    "    </fileDesc>\n"
    '    <encodingDesc><p type="XCSURI">TBXBasicXCSV02.xcs</p></encodingDesc>\n'
    "  </martifHeader>\n"
    "  <text>\n"
    "    <body>\n",
    "    </body>\n  </text>\n</martif>\n",
)

STATUSES = {
    NameStatus.PREFERRED: "preferredTerm-admn-sts",
    NameStatus.ADMITTED: "admittedTerm-admn-sts",
    NameStatus.SUPERSEDED: "supersededTerm-admn-sts",
    NameStatus.DEPRECATED: "deprecatedTerm-admn-sts",
    NameStatus.FORBIDDEN: "deprecatedTerm-admn-sts",
}
FORMS = {
    NameForm.FULL: "fullForm",
    NameForm.ACRONYM: "acronym",
    NameForm.SHORT: "shortForm",
    NameForm.VARIANT: "variant",
    NameForm.TRANSLITERATION: "variant",
}

STATUSES_READ = {
    **{text.removesuffix("-admn-sts"): status for status, text in reversed(STATUSES.items())},
    **{"standardizedTerm": NameStatus.PREFERRED, "legalTerm": NameStatus.ADMITTED},
    **{"regulatedTerm": NameStatus.ADMITTED, "obsolete": NameStatus.SUPERSEDED},
    "forbidden": NameStatus.FORBIDDEN,
}
FORMS_READ = {
    **{text: form for form, text in reversed(FORMS.items())},
    **{"initialism": NameForm.ACRONYM, "abbreviation": NameForm.SHORT},
    "transliteratedForm": NameForm.TRANSLITERATION,
}
"""By the value of `termType`; what is not listed is a variant."""

RELATION_LABELS = ("since", "until", "confirmed", "note")
LABELS = (*("since", "until", "country", "confirmed", "case", "outlet", "form", "status"), "relation", "note")
LABEL = re.compile(rf"({'|'.join(LABELS)}): (.*)", re.DOTALL)
"""A note that says one thing; `note: ` stands before a plain note that would look like one."""

_ESCAPED = re.compile(r"[^A-Za-z0-9_.-]|^[^A-Za-z_]|_(?=x[0-9a-f]+_)")
_ESCAPE = re.compile(r"_x([0-9a-f]{1,6})_")


def identifier(key: str) -> str:
    """The key of a concept as an XML identifier: other characters become `_x` code point `_`."""
    return _ESCAPED.sub(lambda match: f"_x{ord(match[0]):x}_", key)


def key_of(identifier: str) -> str:
    """The key that `identifier` made this of; any other identifier is a key itself."""
    return _ESCAPE.sub(_character, identifier)


def _character(match: re.Match[str]) -> str:
    code = int(match[1], 16)
    return chr(code) if code < 0x110000 else match[0]

"""Words and symbols for what a pair is: the same in the list, the status line and the help."""

from __future__ import annotations

from datetime import datetime

from db.records import UNDETERMINED, LanguageTag, Origin, PairFilter, PairRow, Severity, Status
from workbench.text.language import english_name
from workbench.text.visible import visible

STATUS_SYMBOLS = {Status.DRAFT: "·", Status.TRANSLATED: "○", Status.APPROVED: "●", Status.REJECTED: "✗"}
ORIGIN_SYMBOLS = {Origin.PUBLISHED: "P", Origin.DRAFT: "M", Origin.HUMAN: "H", None: "–"}
ORIGIN_WORDS = {
    Origin.PUBLISHED: "published",
    Origin.DRAFT: "machine draft",
    Origin.HUMAN: "human",
    None: "missing",
}
DOUBT_SYMBOL = "?"
NOTE_SYMBOL = "*"
FINDING_SYMBOLS = {Severity.ERROR: "▲", Severity.WARNING: "△"}
"""The gravest finding of a pair; notes are told among the details only."""

SPACES_SHOWN = str.maketrans({"\u00a0": "␣", "\u202f": "⍽", "\u2007": "⍽", "\u2009": "⍽", "\u00ad": "¬"})
"""Stand-ins of equal width for spaces and hyphens that look like others, when a person asks to see them."""


def finding_sign(severity: Severity) -> str:
    """What stands before the message of a finding."""
    return FINDING_SYMBOLS.get(severity, str(severity))


def when(at: str) -> str:
    """A time of the history (ISO 8601, UTC) as the clock on the wall shows it: `today 02:40`."""
    try:
        local = datetime.fromisoformat(at).astimezone()
    except ValueError:
        return at
    day = "today" if local.date() == datetime.now().astimezone().date() else f"{local:%Y-%m-%d}"
    return f"{day} {local:%H:%M}"


def language_name(tag: LanguageTag) -> str:
    """The English name of a language; `Original` for an unknown one."""
    return "Original" if tag == UNDETERMINED else english_name(tag)


def heading(row: PairRow) -> tuple[str, str]:
    """Who said it, if that is known, and where and when it was printed: two parts of a line, made visible."""
    if row.source_document:
        outlet, date = row.source_outlet or row.source_document, row.source_date
    else:
        outlet, date = row.target_outlet or row.target_document, row.target_date
    place = [row.role, outlet, row.said_on or date]
    return visible(row.speaker), visible(", ".join(part for part in place if part))


def missing_source(row: PairRow) -> str:
    """What stands in the place of original words that nobody has found."""
    if row.source_lang == UNDETERMINED:
        return "⟨original missing⟩"
    return f"⟨{language_name(row.source_lang)} original missing⟩"


def missing_target(target_lang: LanguageTag) -> str:
    """What stands in the place of a rendering that nobody has made."""
    return f"⟨no {language_name(target_lang)} yet⟩"


def filter_words(wanted: PairFilter) -> str:
    """A filter in words, without the text searched for; empty when it lets everything through."""
    sides = []
    if wanted.missing_target:
        sides.append("no rendering")
    if wanted.missing_source:
        sides.append("original missing")
    parts = [
        " or ".join(wanted.statuses),
        " or ".join(ORIGIN_WORDS[origin] for origin in wanted.origins),
        " and ".join(sides),
        f"speaker “{visible(wanted.speaker)}”" if wanted.speaker else "",
        f"outlet “{visible(wanted.outlet)}”" if wanted.outlet else "",
        f"{wanted.since}..{wanted.until}" if wanted.since or wanted.until else "",
    ]
    return ", ".join(part for part in parts if part)


def engine_name(signature: str) -> str:
    """Package and version of what made a draft; whoever wants all of it asks `workbench pair show`."""
    parts = dict(part.partition(":")[::2] for part in signature.split("|"))
    return f"{parts.get('package', signature)} {parts.get('version', '')}".strip()

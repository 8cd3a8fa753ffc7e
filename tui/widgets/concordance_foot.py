"""What the concordance says around its hits: how to ask, how far it has come, where a hit comes from."""

from __future__ import annotations

from dataclasses import dataclass

from textual.content import Content

from db.records import PairRow
from tui.labels import ORIGIN_SYMBOLS, ORIGIN_WORDS, STATUS_SYMBOLS, engine_name
from workbench.text.visible import visible
from workbench.text.wrap import shortened

HELP = (
    "",
    "Words on either side; case and accents make no difference.",
    "",
    'trêve village        both words         "la trêve tient"     a phrase',
    "tr*                  a beginning        /tr[êe]ves?/         an expression",
    "fr:trêve  en:truce   in a language      source:… target:…    on a side",
    "",
    'speaker:tessaly      outlet:"harbour wire"      date:2012-05..2012-06',
    "status:approved      origin:published           missing:rendering",
    "check:num.value      concept:aqim               document:3  quote:12",
)
ORDERS = {"": "in reading order", "left": "by what stands before", "right": "by what follows"}


@dataclass(frozen=True)
class Reached:
    """How far a search has come."""

    looked_at: int
    total: int
    at_most: int
    given_up: int


def progress(fault: str, reached: Reached | None, found: int, side: str, searching: bool) -> Content:
    """The line below the query."""
    if fault:
        return Content(visible(fault))
    if reached is None:
        return Content("searching …" if searching else "")
    part = f"{min(100, 100 * reached.looked_at // max(1, reached.total))} %"
    words = [_hits(found)]
    if searching:
        words = [f"{found:,} so far of at most {reached.at_most:,}", f"{part} looked at, Esc stops"]
    elif reached.looked_at < reached.total:
        words = [f"{_hits(found)} in the first {part}: stopped"]
    if found:
        words.append(ORDERS[side])
    if reached.given_up:
        words.append(f"in {reached.given_up:,} pairs the expression took too long")
    return Content(", ".join(words))


def foot(row: PairRow, width: int) -> Content:
    """Two lines on a hit: what it is and who said it, then where either side was printed."""
    said = ", ".join(part for part in (row.speaker, row.role, row.said_on) if part)
    source = ", ".join(part for part in (row.source_outlet or row.source_document, row.source_date) if part)
    target = ", ".join(part for part in (row.target_outlet or row.target_document, row.target_date) if part)
    made = (
        f"{STATUS_SYMBOLS[row.status]} {row.status}  {ORIGIN_SYMBOLS[row.origin]} {ORIGIN_WORDS[row.origin]}"
    )
    who = visible(said) or "speaker unknown"
    printed = visible(
        " → ".join(part for part in (source, target or row.translator or engine_name(row.engine)) if part)
    )
    first = Content.assemble((f"{made}  ", "$muted"), (shortened(who, width - len(made) - 2), "bold"))
    return first + Content("\n") + Content.styled(shortened(printed or "never printed", width), "$muted")


def _hits(found: int) -> str:
    return "nothing found" if not found else "1 hit" if found == 1 else f"{found:,} hits"

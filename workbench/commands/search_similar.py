"""`workbench search --similar-to`: approved pairs whose original is like a text."""

from __future__ import annotations

from collections.abc import Sequence

from db.records import Span
from workbench.commands.output import emit, say
from workbench.project import Project
from workbench.search.service import Match, matches, matches_of

BEST = 9


def show_similar(
    project: Project,
    text: str | None,
    pair_id: int | None,
    limit: int | None,
    least: float,
    *,
    as_json: bool,
) -> int:
    """Print the matches of a text, or of the original of a pair; returns how many there are."""
    limit = limit or BEST
    if text is None:
        row = project.store.pairs.row(pair_id or 0)
        text, found = row.source, matches(project, row, limit=limit, least=least)
    else:
        found = matches_of(project, text, limit=limit, least=least)
    for match in found:
        if as_json:
            emit(match_object(match))
        else:
            _tell(match)
    if not as_json:
        say(f"{len(found)} alike, of what is approved." if found else "Nothing approved is like it.")
    return len(found)


def match_object(match: Match) -> dict[str, object]:
    """A match as JSON; `differences` are places in the text asked about and in `source`."""
    return {
        "pair_id": match.pair_id,
        "score": round(match.score, 4),
        "source": match.source,
        "target": match.target,
        "speaker": match.speaker,
        "outlet": match.outlet,
        "date": match.date,
        "approved_by": match.approved_by,
        "approved_at": match.approved_at,
        "differences": [{"asked": list(d.asked), "stored": list(d.stored)} for d in match.differences],
    }


def _tell(match: Match) -> None:
    known = (f"pair {match.pair_id}", match.speaker, match.outlet, match.date)
    by = f"approved by {match.approved_by}" if match.approved_by else "approved"
    say(f"{match.percent} %  {', '.join(part for part in known if part)}; {by} {match.approved_at}".rstrip())
    say(f"  {_bracketed(match.source, [d.stored for d in match.differences])}")
    say(f"  {match.target}")
    say("")


def _bracketed(text: str, spans: Sequence[Span]) -> str:
    """A text with what differs in brackets; `[]` where it lacks something."""
    parts, done = [], 0
    for span in spans:
        parts += [text[done : span.start], "[", span.of(text), "]"]
        done = span.end
    return "".join([*parts, text[done:]])

"""What is told about a pair on request: matches, names, checks, renderings, its article, its history."""

from __future__ import annotations

from db.errors import WorkbenchError
from db.records import PairRow
from tui.names import Names
from tui.plain import deciding, speech
from tui.plain.reader import Reader
from tui.plain.speech import Level
from workbench.review.in_article import places
from workbench.review.provenance import facts
from workbench.review.renderings_of import renderings_of
from workbench.review.versions import versions

_LEVELS = {"brief": Level.BRIEF, "normal": Level.NORMAL, "full": Level.FULL}
ACTIONS = 10
"""What was done to a pair, that much of it is said."""


def matches(reader: Reader, argument: str) -> None:
    """Say what was approved for sentences like this one; with a number, edit that match as the rendering."""
    # The memory is loaded when it is first needed.
    from workbench.search.service import matches as found

    row = reader.current()
    if row is None:
        return
    if argument.strip():
        _take(reader, row, argument.strip())
        return
    offers = found(reader.project, row)
    reader.offers = [match.target for match in offers]
    if not offers:
        reader.say("Nothing like it is approved in this project.")
    for number, match in enumerate(offers, 1):
        reader.say(
            f"Match {number}, {match.percent}%, pair {match.pair_id}:"
            f" {speech.shown(match.source, reader.by_name)} = {speech.shown(match.target, reader.by_name)}"
        )


def _take(reader: Reader, row: PairRow, number: str) -> None:
    if not number.isdecimal() or not 1 <= int(number[:9]) <= len(reader.offers):
        reader.say(
            "Which one? m numbers matches, o renderings; with its number one comes into the line for editing."
        )
        return
    offered = reader.offers[int(number) - 1]
    if not offered:
        reader.say("It has no words for this sentence.")
        return
    if not reader.lines.interactive:
        deciding.put(reader, row, offered)
        return
    deciding.put(reader, row, reader.lines.edit(f"Taken, {number}", offered, by_name=reader.by_name))


def glossary(reader: Reader, _: str) -> None:
    """Say what the glossary calls each name of the pair, and what it wants otherwise."""
    row = reader.current()
    if row is not None:
        known = Names(reader.project).facts(row)
        reader.say(*[f"Name: {value}." for _, value in known] or ["No name of the glossary is in this pair."])


def checks(reader: Reader, _: str) -> None:
    """Say what the checks find, each with a number, and what was waived."""
    row = reader.current()
    if row is None:
        return
    try:
        found = reader.checked(row)
    except WorkbenchError as error:
        reader.say(str(error))
        return
    if not (found.findings or found.waived):
        reader.say("The checks find nothing.")
    for number, finding in enumerate(found.findings, 1):
        reader.say(f"Check {number}, {finding.severity}: {finding.message} ({finding.check}).")
    for finding, waiver in found.waived:
        reader.say(f"Waived by {waiver.who}: {finding.message} ({finding.check}): {waiver.reason}.")


def renderings(reader: Reader, argument: str) -> None:
    """Say every rendering of the quote, with numbers; with a number, edit its words as the rendering."""
    row = reader.current()
    if row is None:
        return
    if argument.strip():
        _take(reader, row, argument.strip())
        return
    found = renderings_of(reader.project, row)
    reader.offers = [one.words for one in found]
    told = [speech.rendering(number, one) for number, one in enumerate(found, 1)]
    reader.say(*told or ["Nothing renders this quote yet."])


def information(reader: Reader, _: str) -> None:
    """Say all that is known of the pair."""
    row = reader.current()
    if row is None:
        return
    try:
        known = facts(reader.project, row.id)
    except WorkbenchError as error:
        reader.say(str(error))
        return
    reader.say(*(f"{label.capitalize()}: {value}" for label, value in known))


def source(reader: Reader, _: str) -> None:
    """Say the quote with what stands around it in its articles, and in that of its rendering."""
    row = reader.current()
    if row is None:
        return
    try:
        found = places(reader.project, row)
    except WorkbenchError as error:
        reader.say(str(error))
        return
    told = [line for place in found for line in speech.in_article(place)]
    reader.say(*told or ["No article of this project holds it."])


def history(reader: Reader, _: str) -> None:
    """Say what was done to the pair, the newest first."""
    row = reader.current()
    if row is not None:
        told = [speech.history(version) for version in versions(reader.project, row.id, ACTIONS)]
        reader.say(*told or ["Nobody has decided anything about this pair yet."])


def characters(reader: Reader, _: str) -> None:
    """Switch whether characters that nobody hears are said, and edited, by name; read the pair again."""
    reader.by_name = not reader.by_name
    reader.say(f"Characters by name: {'on' if reader.by_name else 'off'}.")
    reader.read()


def verbosity(reader: Reader, argument: str) -> None:
    """Say more or less of each pair: the level that is named, or the next one."""
    word = argument.strip().casefold()
    if word and word not in _LEVELS:
        reader.say("Levels are brief, normal and full.")
        return
    reader.level = _LEVELS[word] if word else Level((reader.level + 1) % len(Level))
    reader.say(f"Said of each pair: {reader.level.name.casefold()}.")
    reader.read()

"""`workbench history`: what was done, by whom, when."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from workbench.commands.options import ID
from workbench.commands.output import emit, json_option, project_argument, say


@click.command("history")
@project_argument
@click.option("--pair", type=ID, help="Only what touched this pair.")
@click.option(
    "--limit",
    type=click.IntRange(1, 1_000_000),
    default=50,
    show_default=True,
    help="How many, newest first.",
)
@json_option
def command(project: Path, pair: int | None, limit: int, as_json: bool) -> None:
    """What was done, by whom and when: old and new text, old and new state, newest first."""
    from workbench.project import open_project

    with open_project(project) as opened:
        actions = opened.store.history.actions(limit=limit, pair_id=pair)
        if pair is not None and not actions:
            opened.store.pairs.range(pair)  # told where there is none
    for action in actions:
        if as_json:
            emit(_object(action))
            continue
        taken_back = "  (taken back)" if action.undone else ""
        say(f"{action.id}  {action.at}  {action.who}  {action.kind}: {action.summary}{taken_back}")
        for event in action.events:
            if event.old_status != event.new_status:
                say(f"    pair {event.pair_id}: {event.old_status} → {event.new_status}")
            if event.old_text != event.new_text:
                say(f"    - {event.old_text}\n    + {event.new_text}")


def _object(action: Any) -> dict[str, Any]:
    return {
        "id": action.id,
        "at": action.at,
        "who": action.who,
        "kind": action.kind,
        "summary": action.summary,
        "undone": action.undone,
        "events": [event._asdict() for event in action.events],
    }

"""`workbench search`: concordance over both sides."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from workbench.commands.columns import side_by_side
from workbench.commands.options import Words, filter_options, pair_filter
from workbench.commands.output import emit, json_option, pair_object, project_argument, say


@click.command("search", cls=Words)
@project_argument
@click.argument("text")
@filter_options
@json_option
def command(project: Path, text: str, as_json: bool, **wanted: Any) -> None:
    """Find words on either side of all pairs, accents and case aside.

    The words must follow each other; the last one may be cut short. Exit code 1 when nothing is found.
    """
    from workbench.project import open_project
    from workbench.search.service import search

    with open_project(project) as opened:
        hits = list(search(opened, text, pair_filter(opened, **wanted)))
    if as_json:
        for hit in hits:
            spans = {
                "in_source": [list(span) for span in hit.in_source],
                "in_target": [list(span) for span in hit.in_target],
            }
            emit(pair_object(hit.pair) | spans)
    elif hits:
        side_by_side(hit.pair for hit in hits)
        say(f"{len(hits)} pairs.")
    else:
        say("Nothing found.")
    if not hits:
        click.get_current_context().exit(1)

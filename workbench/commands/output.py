"""How commands speak: lines for people, JSON for programs, progress on a terminal."""

from __future__ import annotations

import codecs
import json
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from db.records import Action, Draft, PairRow
from workbench.text.visible import visible

project_argument = click.argument("project", type=click.Path(path_type=Path), metavar="PROJECT")
json_option = click.option("--json", "as_json", is_flag=True, help="One JSON object per line, for programs.")

_SURROGATE = re.compile("[\ud800-\udfff]")


def say(text: str, *, err: bool = False) -> None:
    """A line for a person; nothing in it can steer the terminal."""
    click.echo(visible(text, keep_newlines=True), err=err)


def warn(sentence: str) -> None:
    """A sentence beside the output, on standard error."""
    click.echo(f"workbench: {visible(sentence)}", err=True)


def emit(value: Any, *, err: bool = False) -> None:
    """One JSON line. What a terminal, or a stream that is not UTF-8, may not take as it is, is escaped."""
    stream = sys.stderr if err else sys.stdout
    line = json.dumps(value, ensure_ascii=False, default=str)
    if stream.isatty() or codecs.lookup(stream.encoding).name != "utf-8" or _SURROGATE.search(line):
        line = json.dumps(value, default=str)
    click.echo(line, err=err)


def pair_object(row: PairRow) -> dict[str, Any]:
    """A pair as JSON: every field of the record under its own name."""
    return row._asdict()


def draft_object(draft: Draft) -> dict[str, Any]:
    """A machine's draft of a sentence as JSON: all that is known of it; spans are of `draft`, or of `raw`."""
    return {
        "draft": draft.text,
        "raw": draft.raw,
        "confidence": draft.confidence,
        "score": draft.score,
        "flags": [flag._asdict() for flag in draft.flags],
        "terms": [term._asdict() for term in draft.terms],
        "changes": [change._asdict() for change in draft.changes],
    }


def tell_reversed(action: Action | None, done: str) -> None:
    """What an undo or a redo did; exit code 1 when there was nothing to do."""
    if action is None:
        say(f"There is nothing of yours to be {done}.")
        click.get_current_context().exit(1)
    say(f"{action.summary}: {done}.")


@contextmanager
def progress_bar(label: str, *, beside_output: bool = False) -> Iterator[Callable[[int, int], None]]:
    """A progress callback: a bar with the time left on a terminal, silence in a pipe.

    `beside_output` is for a command that writes lines all the while: no bar where these would run into it.
    """
    if not sys.stderr.isatty() or (beside_output and sys.stdout.isatty()):
        yield lambda done, total: None
        return
    with click.progressbar(length=1, label=label, file=sys.stderr) as bar:

        def update(done: int, total: int) -> None:
            bar.length = max(total, 1)
            bar.update(done - bar.pos)

        yield update

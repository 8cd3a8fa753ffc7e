"""`workbench translate`: plain drafting of lines."""

from __future__ import annotations

import click


@click.command("translate")
@click.option("--from", "source", required=True, help="Language of the lines.")
@click.option("--to", "target", required=True, help="Language wanted.")
def command(source: str, target: str) -> None:
    """Draft the lines of standard input: one line out for one line in, an empty line stays empty."""
    from workbench.draft.engine import Engine
    from workbench.draft.packages import choose, installed
    from workbench.ingest.files import standard_input
    from workbench.text.language import normalise

    lines = standard_input().decode("utf-8", errors="replace").split("\n")
    if lines and not lines[-1]:
        lines.pop()
    engine = Engine.load(choose(normalise(source), normalise(target), installed()))
    for draft in engine.translate(lines):
        click.echo(" ".join(draft.text.split("\n")))

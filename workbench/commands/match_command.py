"""`workbench match`: published renderings to the quotes they render."""

from __future__ import annotations

from pathlib import Path

import click

from workbench.commands.output import emit, json_option, project_argument, say


@click.command("match")
@project_argument
@click.option("--from", "source", default="fr", show_default=True, help="The language quotes were said in.")
@click.option("--dry-run", is_flag=True, help="Only tell what would be joined.")
@json_option
def command(project: Path, source: str, dry_run: bool, as_json: bool) -> None:
    """Join what was printed in translation to what was said, and align the sentences.

    Only certain matches are joined; doubtful ones are listed with their evidence, and
    `workbench quote link` joins them by hand. One undo takes a whole run back.
    """
    from workbench.draft.service import translations
    from workbench.match.service import match
    from workbench.project import open_project
    from workbench.text.language import normalise

    with open_project(project) as opened:
        found = match(opened, translations(normalise(source), opened.target_lang), apply=not dry_run)
    for m in found:
        if as_json:
            emit(
                {
                    "quote": m.quote_id,
                    "rendering": m.rendering_id,
                    "score": round(m.evidence.score, 4),
                    "reasons": list(m.evidence.reasons),
                    "applied": m.applied,
                    "source": m.source,
                    "target": m.target,
                }
            )
        else:
            state = "joined" if m.applied else "would be joined" if m.certain else "proposed"
            reasons = ", ".join(m.evidence.reasons)
            why = f"{m.evidence.score:.2f}: {reasons}"
            say(f"{state}: quote {m.quote_id} – rendering {m.rendering_id} ({why})")
            say(f"    {m.source}\n    {m.target}")
    if not as_json:
        applied = sum(m.applied for m in found)
        say(f"{applied} joined, {sum(not m.certain for m in found)} proposed.")

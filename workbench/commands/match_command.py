"""`workbench match`: published renderings to the quotes they render."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from workbench.commands.output import emit, json_option, say

if TYPE_CHECKING:
    from collections.abc import Callable

    from db.records import LanguageTag
    from workbench.align.known_words import Lexicon
    from workbench.match.service import Joined


@click.command("match")
@click.argument("name", metavar="PROJECT|FILE.jsonl|-")
@click.option("--from", "source", default="fr", show_default=True, help="The language quotes were said in.")
@click.option("--to", "target", default="", help="The language of the renderings: en, or what a project has.")
@click.option("--dry-run", is_flag=True, help="With a project: only tell what would be joined.")
@click.option(
    "--lexicon",
    type=click.Path(path_type=Path),
    help="Words that translate each other, as for `workbench align`; else what comes with the program.",
)
@click.option("--no-lexicon", is_flag=True, help="Compare by the looks of words alone, and by drafts.")
@json_option
def command(
    name: str, source: str, target: str, dry_run: bool, lexicon: Path | None, no_lexicon: bool, as_json: bool
) -> None:
    """Tell which text renders which quote, and why.

    In a project, what was printed in translation is joined to what was said, and the sentences are
    aligned. Only certain matches are joined; doubtful ones are listed with their evidence, and
    `workbench quote link` joins them by hand. One undo takes a whole run back.

    A file, or standard input (`-`), holds one JSON object a line, in both languages: {"id", "lang",
    "text"} and perhaps "speaker" and "date". For each row in the language of --from the ten rows in
    that of --to are told that most probably render it, the most probable first, each with its
    probability and the evidence for it. Nothing is drafted where there is a lexicon.
    """
    from workbench.commands.match_rows import match_rows
    from workbench.commands.row_files import holds_rows

    languages, words = (source, target), (lexicon, no_lexicon)
    if not holds_rows(name):
        _match_project(Path(name), languages, words, apply=not dry_run, as_json=as_json)
    elif dry_run:
        raise click.UsageError("--dry-run is for projects: rows of a file are only compared.")
    else:
        match_rows(name, source, target or "en", words, as_json=as_json)


def _match_project(
    project: Path, langs: tuple[str, str], lexicon: tuple[Path | None, bool], *, apply: bool, as_json: bool
) -> None:
    """Join the renderings of a project to their quotes."""
    from db.errors import WrongUse
    from workbench.draft.service import translations
    from workbench.match.service import match
    from workbench.project import open_project
    from workbench.text.language import normalise, same_language

    source = normalise(langs[0])
    with open_project(project) as opened:
        target = opened.target_lang
        if langs[1] and not same_language(normalise(langs[1]), target):
            raise WrongUse(f"The renderings of {project} are in {target}; leave --to out.")
        lexicons = _lexicons(source, target, lexicon) if lexicon != (None, False) else None
        found = match(opened, translations(source, target), apply=apply, lexicons=lexicons)
    for m in found:
        _tell(m, as_json=as_json)
    if not as_json:
        applied = sum(m.applied for m in found)
        say(f"{applied} joined, {sum(not m.certain for m in found)} proposed.")


def _lexicons(
    source: LanguageTag, target: LanguageTag, lexicon: tuple[Path | None, bool]
) -> Callable[[LanguageTag, LanguageTag], Lexicon | None]:
    """What knows the lexicon from one language to another; a given one is for quotes in `source`."""
    from workbench.align.known_words import shipped
    from workbench.commands.align_lexicon import lexicon_for
    from workbench.text.language import same_language

    own = lexicon_for(*lexicon, (source, target))[0]
    return lambda said, printed: (
        own() if lexicon[1] or same_language(said, source) else shipped(said, printed)
    )


def _tell(m: Joined, *, as_json: bool) -> None:
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
        return
    state = "joined" if m.applied else "would be joined" if m.certain else "proposed"
    why = f"{m.evidence.score:.2f}: {', '.join(m.evidence.reasons)}"
    say(f"{state}: quote {m.quote_id} – rendering {m.rendering_id} ({why})")
    say(f"    {m.source}\n    {m.target}")

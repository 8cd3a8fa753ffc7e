"""`workbench glossary import|export|check`: glossaries in files."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from workbench.commands.output import emit, json_option, project_argument, say, warn

if TYPE_CHECKING:
    from workbench.glossary.importing import GlossaryReport

_LANGS = (
    click.option("--from", "source", default="fr", show_default=True, help="Language of source terms."),
    click.option("--to", "target", default="en", show_default=True, help="Language of target terms."),
)


def _lang_options(command: Any) -> Any:
    for option in reversed(_LANGS):
        command = option(command)
    return command


@click.command("import")
@project_argument
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--name", default="", help="How the project calls it; the file's name unless given.")
@click.option("--shipped", is_flag=True, help="What ships with the program, as it is by now.")
@_lang_options
@json_option
@click.pass_context
def import_(
    ctx: click.Context,
    project: Path,
    files: tuple[Path, ...],
    name: str,
    shipped: bool,
    source: str,
    target: str,
    as_json: bool,
) -> None:
    """Take glossary files or folders into a project; their format is found by content.

    Bad rows are left out and told with file, line and reason (exit code 1); the others are taken in.
    Import a file again after changing it: its names follow it, and what was edited in the project stays.
    --from and --to are for lists of two languages that do not tell.
    """
    from workbench.glossary.importing import import_glossary, import_shipped
    from workbench.project import open_project
    from workbench.text.language import normalise

    if not files and not shipped:
        raise click.UsageError("Name a glossary file or folder, or --shipped.")
    if name and len(files) > 1:
        raise click.UsageError("--name is for one file.")
    if name and shipped:
        raise click.UsageError("--name is for a file; what ships has its names.")
    langs = normalise(source), normalise(target)
    with open_project(project) as opened:
        reports = import_shipped(opened) if shipped else []
        reports += [import_glossary(opened, file, langs, name) for file in files]
    for report in reports:
        _tell(report, as_json=as_json)
    if any(report.complaints for report in reports):
        ctx.exit(1)


def _tell(report: GlossaryReport, *, as_json: bool) -> None:
    if as_json:
        emit(asdict(report))
        return
    for complaint in report.complaints:
        warn(complaint)
    say(
        f"{report.name} ({report.format}): {report.read} names read, {report.new_names} new,"
        f" {report.changed} changed, {report.removed} removed, {report.kept_out} kept out as removed here,"
        f" {report.new_concepts} new concepts, {report.removed_concepts} removed,"
        f" {len(report.complaints)} complaints"
    )


@click.command("export")
@project_argument
@click.option(
    "-o", "--out", type=click.Path(path_type=Path), required=True, help="File, or folder of tables."
)
@click.option("--glossary", "called", default="", help="An imported one, written back as it came.")
@click.option("--own", is_flag=True, help="Only what the project has added or altered itself.")
@click.option("-f", "--format", "format_name", default="tables", show_default=True, help="Of a new file.")
@_lang_options
@json_option
def export(
    project: Path,
    out: Path,
    called: str,
    own: bool,
    format_name: str,
    source: str,
    target: str,
    as_json: bool,
) -> None:
    """Write the glossary of a project to a file or folder.

    With --glossary an imported one is written byte for byte as it came, but for what has been changed in
    the project since. Without it a new file is made, of all concepts or, with --own, of what the project
    has added or altered itself.
    """
    from workbench.glossary.exporting import export_again, export_new
    from workbench.project import open_project
    from workbench.text.language import normalise

    if str(out) == "-":
        raise click.UsageError("A glossary is written to a file or folder: name one.")
    with open_project(project) as opened:
        if called:
            done = export_again(opened, called, out)
        else:
            done = export_new(opened, format_name, out, (normalise(source), normalise(target)), own=own)
    if as_json:
        emit({**asdict(done), "files": [str(file) for file in done.files]})
        return
    for sentence in done.left_out:
        warn(sentence)
    say(f"{out}: {done.concepts} concepts, {done.names} names")


@click.command("check")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@_lang_options
@json_option
@click.pass_context
def check(ctx: click.Context, files: tuple[Path, ...], source: str, target: str, as_json: bool) -> None:
    """Read glossary files without storing anything. Exit code 1 when something is wrong in them."""
    from workbench.glossary.files.registry import read
    from workbench.text.language import normalise

    langs = normalise(source), normalise(target)
    found = [(file, read(file, langs)) for file in files]
    for file, glossary in found:
        if as_json:
            emit(
                {
                    "file": str(file),
                    "format": glossary.format,
                    "concepts": len(glossary.concepts),
                    "names": sum(len(concept.names) for concept in glossary.concepts),
                    "complaints": [each._asdict() for each in glossary.complaints],
                }
            )
            continue
        for complaint in glossary.complaints:
            say(str(complaint))
        counts = f"{len(glossary.concepts)} concepts, {len(glossary.complaints)} bad rows"
        say(f"{file} ({glossary.format}): {counts}")
    if any(glossary.complaints for _, glossary in found):
        ctx.exit(1)


COMMANDS = {"import": import_, "export": export, "check": check}

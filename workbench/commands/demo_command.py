"""`workbench demo`: the whole way on the sample articles."""

from __future__ import annotations

from pathlib import Path

import click

from workbench.commands.columns import side_by_side
from workbench.commands.output import progress_bar, say


@click.command("demo")
@click.argument("project", type=click.Path(path_type=Path), required=False)
@click.option(
    "--no-ui", is_flag=True, help="Without the screen: print the pairs and leave a TMX beside the project."
)
@click.option(
    "--fresh", is_flag=True, help="Make the sample project anew; what was done in it is kept as a copy."
)
def command(project: Path | None, no_ui: bool, fresh: bool) -> None:
    """Make the sample project, from import to draft, and open it in the review screen.

    Four fictional articles are imported, their quotes found, what an English agency and a blog
    printed is joined to what was said in French, and the rest is drafted by the starter package.
    The project lies in your data folder unless PROJECT names a file (with --no-ui it is sample.db in
    the current folder); run again, it is opened as you left it. A project with articles of your own
    is refused.
    """
    from workbench.paths import sample_project
    from workbench.project import open_project
    from workbench.samples.project import furnish
    from workbench.screen import show

    path = project or (Path("sample.db") if no_ui else sample_project())
    path.parent.mkdir(parents=True, exist_ok=True)
    if fresh and path.exists():
        _set_aside(path)
    with open_project(path, create=True) as opened:
        with progress_bar("drafting") as progress:
            report = furnish(opened, progress)
        for line in report:
            say(line)
        if no_ui:
            _print(opened, path)
        else:
            show(opened)


def _print(opened: object, path: Path) -> None:
    """All pairs in two columns, and the corpus as TMX."""
    from workbench.exchange.service import export
    from workbench.project import Project

    assert isinstance(opened, Project)
    pairs = opened.store.pairs
    side_by_side(pairs.stream(pairs.ids()))
    tmx = path.with_suffix(".tmx")
    exported = export(opened, "tmx", tmx)
    for sentence in exported.sentences():
        say(sentence)
    say(f"The project is {path}, the corpus {tmx}. `workbench {path}` opens the review screen.")


def _set_aside(path: Path) -> None:
    """Keep the sample project as it is under another name."""
    from workbench.project import open_project
    from workbench.samples.project import refuse_own_work
    from workbench.upkeep.backup import backup, remove

    with open_project(path) as opened:
        refuse_own_work(opened)
        kept = backup(opened)
    remove(path)
    say(f"The sample project as it was is kept as {kept}.")

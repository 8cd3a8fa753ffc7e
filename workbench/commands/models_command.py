"""`workbench models`: Argos Translate packages."""

from __future__ import annotations

from pathlib import Path

import click

from workbench.commands.output import emit, json_option, say


@click.group("models")
def command() -> None:
    """List and install Argos Translate packages."""


@command.command("list")
@json_option
def list_(as_json: bool) -> None:
    """List the packages that drafting can use, the preferred ones first."""
    from workbench.draft.packages import installed

    for package in installed():
        if as_json:
            fields = (
                "name",
                "from_lang",
                "to_lang",
                "version",
                "size",
                "tokenizer",
                "bundled",
                "broken",
                "path",
            )
            emit({field: getattr(package, field) for field in fields})
            continue
        origin = "comes with the workbench" if package.bundled else "installed"
        state = f"unusable: {package.broken}" if package.broken else f"{origin}, {package.size / 1e6:.1f} MB"
        say(f"{package.from_lang} → {package.to_lang}  {package.name}  {state}")


@command.command("install")
@click.argument("archive", type=click.Path(path_type=Path))
def install_(archive: Path) -> None:
    """Install a .argosmodel file where Argos Translate keeps its packages.

    The archive is checked and tried out before anything is put in place.
    """
    from workbench.draft.install import install
    from workbench.draft.packages import packages_dir

    package = install(archive, packages_dir())
    say(f"{package.name} installed: {package.from_lang} → {package.to_lang}.")


@command.command("remove")
@click.argument("name")
def remove_(name: str) -> None:
    """Remove an installed package by the name that `models list` shows."""
    from db.errors import WrongUse
    from workbench.draft.install import remove
    from workbench.draft.packages import installed, packages_dir

    for package in installed():
        if package.name == name and not package.bundled:
            remove(package, packages_dir())
            say(f"{name} removed.")
            return
    raise WrongUse(f"There is no installed package {name}: `workbench models list` shows them.")

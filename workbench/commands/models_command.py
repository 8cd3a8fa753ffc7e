"""`workbench models`: Argos Translate packages."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from workbench.commands.output import emit, json_option, progress_bar, say

if TYPE_CHECKING:
    from db.records import LanguageTag
    from workbench.draft.packages.installed import PackageInfo

ARCHIVE_SUFFIX = ".argosmodel"
LISTED = ("name", "from_lang", "to_lang", "version", "size", "tokenizer", "bundled", "broken", "path")

index_option = click.option(
    "--index",
    "index_link",
    metavar="LINK",
    help="Index of packages, a link or a file; the Argos project's unless given.",
)


@click.group("models")
def command() -> None:
    """List, install and remove Argos Translate packages."""


@command.command("list")
@click.option("--available", is_flag=True, help="What the index on this machine offers instead.")
@index_option
@json_option
def list_(available: bool, index_link: str | None, as_json: bool) -> None:
    """List the packages that drafting can use, the preferred ones first."""
    from workbench.draft.packages.installed import installed

    if available:
        _list_available(index_link, as_json)
        return
    for package in installed():
        if as_json:
            emit(_fields(package))
            continue
        origin = "comes with the workbench" if package.bundled else "installed"
        state = f"unusable: {package.broken}" if package.broken else f"{origin}, {package.size / 1e6:.1f} MB"
        say(f"{package.from_lang} → {package.to_lang}  {package.name}  {state}")


@command.command("info")
@click.argument("name")
@json_option
def info_(name: str, as_json: bool) -> None:
    """Tell all that is known of a package: sizes, SHA-256, origin, licence."""
    from workbench.draft.packages.about import described

    for package in _named(name):
        facts = described(package)
        if as_json:
            emit(facts)
            continue
        readme = facts.pop("readme")
        for field, value in facts.items():
            shown = "; ".join(value) if isinstance(value, list) else value
            if shown not in ("", None):
                say(f"{field.replace('_', ' ')}: {shown}")
        if readme:
            say(f"\n{readme.rstrip()}")


@command.command("install")
@click.argument("what", nargs=-1)
@click.option("--from", "source", metavar="LANG", help="Language to translate from, in place of FR.")
@click.option("--to", "target", metavar="LANG", help="Language to translate to, in place of EN.")
@click.option(
    "--from-file",
    "files",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Take the package from this file and use no network.",
)
@index_option
@json_option
def install_(
    what: tuple[str, ...],
    source: str | None,
    target: str | None,
    files: tuple[Path, ...],
    index_link: str | None,
    as_json: bool,
) -> None:
    """Install packages where Argos Translate keeps them: a .argosmodel file, or for two languages.

    \b
      workbench models install translate-fr_en-1_9.argosmodel
      workbench models install fr en              downloads what the Argos index offers

    A package is checked and tried out before anything is put in place. Where the index has none for the
    two languages, it installs two that meet in a third one. A download that breaks off is gone on with by
    the same command. With --from-file nothing is downloaded.
    """  # noqa: D301
    from db.errors import WrongUse
    from workbench.draft.packages.install import install
    from workbench.draft.packages.installed import packages_dir

    archives, pair = _meant(what, source, target, files)
    if archives:
        wanted = pair if len(archives) == 1 else None
        for archive in archives:
            _tell_installed(install(archive, packages_dir(), wanted=wanted), as_json)
    elif pair:
        _install_pair(*pair, index_link, as_json)
    else:
        raise WrongUse("Say what to install: a .argosmodel file, or two languages such as `fr en`.")


@command.command("update")
@index_option
def update(index_link: str | None) -> None:
    """Download the index of packages, for `models list --available`."""
    from workbench.draft.packages.index import ARGOS_INDEX
    from workbench.draft.packages.obtain import current_index

    offered = current_index(index_link or ARGOS_INDEX)
    say(f"The index offers {len(offered)} packages: `workbench models list --available` shows them.")


@command.command("remove")
@click.argument("name")
def remove_(name: str) -> None:
    """Remove an installed package by the name that `models list` shows."""
    from workbench.draft.packages.install import remove
    from workbench.draft.packages.installed import packages_dir

    package = _named(name)[0]
    remove(package, packages_dir())
    say(f"{name} removed.")


def _meant(
    what: Sequence[str], source: str | None, target: str | None, files: Sequence[Path]
) -> tuple[list[Path], tuple[LanguageTag, LanguageTag] | None]:
    """The archives and the pair of languages that a command line means."""
    from db.errors import WrongUse
    from workbench.draft.packages.installed import argos_language

    words = list(what)
    if (source is None) != (target is None):
        raise WrongUse("Give both languages: --from LANG --to LANG.")
    if source is not None and target is not None:
        return [*files, *map(Path, words)], (argos_language(source), argos_language(target))
    if len(words) == 2 and not any(_is_file(word) for word in words):
        return list(files), (argos_language(words[0]), argos_language(words[1]))
    return [*files, *map(Path, words)], None


def _is_file(word: str) -> bool:
    return word.endswith(ARCHIVE_SUFFIX) or "/" in word or Path(word).is_file()


def _install_pair(
    from_lang: LanguageTag, to_lang: LanguageTag, index_link: str | None, as_json: bool
) -> None:
    """Install what the index has for two languages, and say what is done."""
    from workbench.draft.packages.index import ARGOS_INDEX
    from workbench.draft.packages.installed import installed, packages_dir
    from workbench.draft.packages.obtain import current_index, obtain, plan

    link = index_link or ARGOS_INDEX
    steps = plan(from_lang, to_lang, current_index(link), installed())
    if len(steps) > 1 and not as_json:
        first, second = (step.package for step in steps)
        say(
            f"The index has no package from {from_lang} to {to_lang}; two of them do it together, "
            f"{first.from_lang} → {first.to_lang} and {second.from_lang} → {second.to_lang}."
        )
    for offered, there in steps:
        if there is not None:
            _tell_installed(there, as_json, "is installed already")
            continue
        label = f"{offered.from_lang} → {offered.to_lang} {offered.version}"
        with progress_bar(label) as progress:
            package = obtain(offered, link, packages_dir(), progress)
        _tell_installed(package, as_json)


def _list_available(index_link: str | None, as_json: bool) -> None:
    from db.errors import UnreadableInput
    from workbench.draft.packages.index import ARGOS_INDEX, stored_index
    from workbench.draft.packages.installed import installed

    offered = stored_index(index_link or ARGOS_INDEX)
    if offered is None:
        raise UnreadableInput("No index is kept on this machine: get it with `workbench models update`.")
    there = {(p.from_lang, p.to_lang): p for p in reversed(installed()) if not (p.broken or p.bundled)}
    for package in offered:
        found = there.get((package.from_lang, package.to_lang))
        version = found.version if found else ""
        if as_json:
            pair = {"from_lang": package.from_lang, "to_lang": package.to_lang}
            emit({**pair, "version": package.version, "installed": version, "links": package.links})
            continue
        state = f"  {version or 'a version without number'} installed" if found else ""
        say(f"{package.from_lang} → {package.to_lang}  {package.version}{state}")


def _named(name: str) -> list[PackageInfo]:
    """The packages of a name, one that was installed before one that comes with the workbench."""
    from db.errors import WrongUse
    from workbench.draft.packages.installed import installed

    found = [package for package in installed() if package.name == name]
    if not found:
        raise WrongUse(f"There is no package {name}: `workbench models list` shows them.")
    return sorted(found, key=lambda package: package.bundled)


def _fields(package: PackageInfo) -> dict[str, Any]:
    from workbench.draft.packages.about import digest_or_empty

    return {field: getattr(package, field) for field in LISTED} | {"sha256": digest_or_empty(package)}


def _tell_installed(package: PackageInfo, as_json: bool, state: str = "installed") -> None:
    if as_json:
        emit(_fields(package))
    else:
        say(f"{package.name} {state}: {package.from_lang} → {package.to_lang}.")

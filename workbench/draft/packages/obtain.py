"""Installing by a pair of languages: what the index offers for it, fetched and installed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from db.records import LanguageTag
from workbench.draft.packages import archive, index
from workbench.draft.packages.index import Available
from workbench.draft.packages.install import install
from workbench.draft.packages.installed import NoPackage, PackageInfo, version_key
from workbench.draft.packages.routes import legs


class Step(NamedTuple):
    """A package that a pair of languages needs, and the installed one that makes it needless."""

    package: Available
    there: PackageInfo | None


def current_index(link: str) -> list[Available]:
    """The index behind `link` as it is now: read from its file, or fetched and kept.

    Raises UnreadableInput when that is no index, DownloadFailed.
    """
    if index.local_path(link) is not None:
        return index.stored_index(link) or []
    from workbench.draft.packages.download import fetch

    return index.store_index(link, fetch(link, index.schemes(link), index.MAX_BYTES))


def plan(
    from_lang: LanguageTag,
    to_lang: LanguageTag,
    offered: Sequence[Available],
    packages: Iterable[PackageInfo],
) -> tuple[Step, ...]:
    """The package for a pair of languages, or the two that do it through a third one.

    A package that is installed in the offered version or a newer one is not needed again; the ones
    that come with the workbench do not count. Raises NoPackage.
    """
    found = legs(from_lang, to_lang, offered)
    if not found:
        raise NoPackage(
            f"The index offers no package from {from_lang} to {to_lang}, and no two that meet in a third "
            "language; `workbench models list --available` shows what it offers."
        )
    sound = [package for package in packages if not (package.broken or package.bundled)]
    return tuple(Step(leg, _covering(leg, sound)) for leg in found)


def obtain(
    package: Available,
    link: str,
    packages_dir: Path,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> PackageInfo:
    """Download a package that the index behind `link` offers, and install it.

    Its links are tried one after the other while none gives it. `progress` is told the bytes had and
    those in all. Raises DownloadFailed, and what `install` raises.
    """
    from workbench.draft.packages.download import DownloadFailed, downloaded

    schemes, wanted = index.schemes(link), (package.from_lang, package.to_lang)
    failure: DownloadFailed | None = None
    for each in index.links(package, link):
        local = index.local_path(each)
        if local is not None:
            return install(local, packages_dir, wanted=wanted)
        try:
            with downloaded(each, schemes, archive.MAX_BYTES, progress) as file:
                return install(file, packages_dir, origin=each, wanted=wanted)
        except DownloadFailed as error:
            failure = failure or error
    raise failure or DownloadFailed(_no_link(package))


def _covering(offered: Available, packages: Iterable[PackageInfo]) -> PackageInfo | None:
    for package in packages:
        same = (package.from_lang, package.to_lang) == (offered.from_lang, offered.to_lang)
        if same and version_key(package.version) >= version_key(offered.version):
            return package
    return None


def _no_link(package: Available) -> str:
    pair = f"{package.from_lang} to {package.to_lang}"
    if any(urlsplit(link).scheme == "http" for link in package.links):
        return (
            f"The package from {pair} is offered over plain http, which anybody on the way can alter: "
            "get it by another way and install the file, or give an http index with --index."
        )
    return f"The index names no link for the package from {pair} that can be followed: get it as a file."

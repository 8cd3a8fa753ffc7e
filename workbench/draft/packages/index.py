"""The index of packages that can be had: a JSON list that the Argos project keeps on the web."""

from __future__ import annotations

import contextlib
import json
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from db.errors import UnreadableInput
from db.records import LanguageTag
from workbench.draft.packages import places
from workbench.draft.packages.installed import argos_index, argos_language, version_key
from workbench.text.language import LanguageTagError

ARGOS_INDEX = "https://raw.githubusercontent.com/argosopentech/argospm-index/main/index.json"
MAX_BYTES = 8 << 20
MAX_ENTRIES = 10_000
MAX_TEXT = 80
MAX_LINK = 2000
MAX_LINKS = 20


@dataclass(frozen=True, slots=True)
class Available:
    """A package that an index offers."""

    from_lang: LanguageTag
    to_lang: LanguageTag
    version: str
    links: tuple[str, ...]


def read_index(raw: bytes, name: str) -> list[Available]:
    """The translation packages of an index, for each pair of languages the newest, sorted by languages.

    `name` is what a refusal calls it. Entries of other kinds, and those without languages that are known,
    are passed over. Raises UnreadableInput where that is no index, such as the login page of a network.
    """
    if len(raw) > MAX_BYTES:
        raise _no_index(name, f"it is larger than {MAX_BYTES >> 20} MiB")
    try:
        listed = json.loads(raw.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise _no_index(name, "it is not JSON; some networks answer with a login page") from None
    if not (isinstance(listed, list) and all(isinstance(entry, dict) for entry in listed)):
        raise _no_index(name, "it is not a list of objects")
    if len(listed) > MAX_ENTRIES:
        raise _no_index(name, f"it has more than {MAX_ENTRIES} entries")
    newest: dict[tuple[LanguageTag, LanguageTag], Available] = {}
    for found in filter(None, map(_available, listed)):
        pair = found.from_lang, found.to_lang
        known = newest.get(pair)
        if known is None or version_key(found.version) > version_key(known.version):
            newest[pair] = found
    if not newest:
        raise _no_index(name, "it names no package that translates")
    return [newest[pair] for pair in sorted(newest)]


def stored_index(link: str) -> list[Available] | None:
    """The index that was last had from `link`, or Argos' own copy of it; None when there is none.

    Raises UnreadableInput for a file that was given by its path and holds no index.
    """
    local = local_path(link)
    if local is not None:
        return read_index(_read(local), local.name)
    for kept in (places.index_file(link), *([argos_index()] if link == ARGOS_INDEX else [])):
        with contextlib.suppress(OSError, UnreadableInput):
            return read_index(_limited(kept), kept.name)
    return None


def store_index(link: str, raw: bytes) -> list[Available]:
    """Keep what came from `link` in place of what was kept before, once it has proved to be an index.

    Raises UnreadableInput; what was kept is then as it was.
    """
    found = read_index(raw, link)
    target = places.index_file(link)
    with contextlib.suppress(OSError):  # without a copy, only `list --available` has nothing to show
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=target.parent, prefix=".index-", delete=False) as written:
            written.write(raw)
        Path(written.name).replace(target)
    return found


def local_path(link: str) -> Path | None:
    """The file that `link` means, as a path or as a file link; None for a link into a network."""
    try:
        parts = urlsplit(link)
    except ValueError:  # brackets that do not close; no file is called so either
        return Path(link)
    if parts.scheme == "file":
        return Path(unquote(parts.path))
    return None if parts.scheme in ("http", "https") else Path(link)


def schemes(index: str) -> frozenset[str]:
    """Which kinds of links are followed for the sake of an index.

    Whoever wrote an index that lies on this machine may name files; plain http, which anybody on the way
    can alter, is for those who typed it.
    """
    if local_path(index) is not None:
        return frozenset({"https", "file"})
    return frozenset({"https", urlsplit(index).scheme})


def links(package: Available, index: str) -> list[str]:
    """The links of a package that are followed, in order; relative ones count from the index."""
    local = local_path(index)
    base = local.resolve().as_uri() if local is not None else index
    followed = []
    for link in package.links:
        with contextlib.suppress(ValueError):
            whole = urljoin(base, link)
            if urlsplit(whole).scheme in schemes(index):
                followed.append(whole)
    return followed


def _available(entry: Mapping[str, object]) -> Available | None:
    codes = entry.get("from_code"), entry.get("to_code")
    version, offered = entry.get("package_version", ""), entry.get("links", [])
    if entry.get("type", "translate") != "translate":
        return None
    try:
        from_lang, to_lang = (argos_language(code) for code in codes if isinstance(code, str))
    except (LanguageTagError, ValueError):
        return None
    return Available(
        from_lang,
        to_lang,
        version if isinstance(version, str) and _plain(version, MAX_TEXT) else "",
        tuple(_links(offered if isinstance(offered, list) else [])),
    )


def _links(offered: Sequence[object]) -> list[str]:
    return [link for link in offered[:MAX_LINKS] if isinstance(link, str) and _plain(link, MAX_LINK)]


def _plain(text: str, most: int) -> bool:
    return len(text) <= most and text.isprintable()


def _read(path: Path) -> bytes:
    try:
        return _limited(path)
    except OSError as error:
        raise UnreadableInput(f"The index {path} cannot be read: {error.strerror or error}.") from None


def _limited(path: Path) -> bytes:
    with path.open("rb") as opened:
        return opened.read(MAX_BYTES + 1)


def _no_index(name: str, reason: str) -> UnreadableInput:
    return UnreadableInput(f"{name} is no index of packages: {reason}. What was there before is kept.")

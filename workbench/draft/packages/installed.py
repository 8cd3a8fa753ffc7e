"""Which Argos Translate packages are there: the ones Argos itself installed and the bundled starter."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol, TypeVar

from db.errors import WorkbenchError
from db.records import UNDETERMINED, LanguageTag
from workbench.text.language import LanguageTagError, normalise

STARTER = Path(__file__).parents[1] / "starter"
"""The folder of the packages that come with the workbench."""

MAX_METADATA_BYTES = 64 * 1024
ARGOS_TAGS = {"zt": "zh-Hant", "pb": "pt-BR"}
"""Codes of the Argos index that are not BCP 47."""

TOKENIZER_FILES: tuple[tuple[str, Literal["sentencepiece", "bpe"]], ...] = (
    ("sentencepiece.model", "sentencepiece"),
    ("bpe.model", "bpe"),
)


SHOWN_PAIRS = 12
"""The most pairs of languages that a refusal lists."""


class NoPackage(WorkbenchError):
    """No usable package translates the wanted pair of languages."""


class _Unusable(Exception):
    """Why a package folder cannot be used, as a sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageInfo:
    """A package folder as it lies on disk. `broken` is empty, or a sentence that says what is wrong."""

    path: Path
    from_lang: LanguageTag = UNDETERMINED
    to_lang: LanguageTag = UNDETERMINED
    name: str
    """The folder's name, such as `translate-fr_en-1_9`."""
    version: str = ""
    size: int = 0
    """Bytes on disk."""
    tokenizer: Literal["sentencepiece", "bpe"] = "sentencepiece"
    target_prefix: str = ""
    """A token that multilingual models want at the start of their output."""
    bundled: bool = False
    broken: str = ""


class _Offer(Protocol):
    """Anything that translates from one language to another."""

    @property
    def from_lang(self) -> LanguageTag: ...

    @property
    def to_lang(self) -> LanguageTag: ...


Directed = TypeVar("Directed", bound=_Offer)


def packages_dir(env: Mapping[str, str] = os.environ) -> Path:
    """The folder where Argos Translate keeps its packages; it may not exist yet.

    The same order as `argostranslate.settings` 1.11 (whose import would create folders):
    `ARGOS_PACKAGES_DIR` of the environment, then of `settings.json`, then the XDG data folder.
    """
    home = Path(env.get("HOME") or Path.home())
    config = Path(env.get("XDG_CONFIG_HOME") or home / ".config")
    chosen = env.get("ARGOS_PACKAGES_DIR") or _packages_dir_setting(
        config / "argos-translate" / "settings.json"
    )
    return Path(chosen) if chosen else _argos_data(env) / "packages"


def argos_index(env: Mapping[str, str] = os.environ) -> Path:
    """Where Argos Translate keeps the index that it downloaded; it may not exist."""
    return _argos_data(env) / "index.json"


def installed(env: Mapping[str, str] = os.environ) -> list[PackageInfo]:
    """All translation packages, best first: Argos' own before the bundled ones, newest version first.

    A damaged folder is listed with `broken` set, after the sound ones, and hides no other.
    """
    found = [*_scan(packages_dir(env), bundled=False), *_scan(STARTER, bundled=True)]
    return sorted(found, key=_preference)


def choose(from_lang: LanguageTag, to_lang: LanguageTag, packages: Iterable[PackageInfo]) -> PackageInfo:
    """The first sound package of `packages` for a pair of languages.

    A regional tag falls back to the general one (`fr-ML` to `fr`), as in RFC 4647 lookup.
    Raises NoPackage.
    """
    candidates = list(packages)
    found = first(from_lang, to_lang, (package for package in candidates if not package.broken))
    if found is None:
        raise no_package(from_lang, to_lang, candidates)
    return found


def first(from_lang: LanguageTag, to_lang: LanguageTag, offered: Iterable[Directed]) -> Directed | None:
    """The first of `offered` for a pair of languages, a general tag standing in for a regional one."""
    candidates = list(offered)
    for pair in _pairs(from_lang, to_lang):
        for candidate in candidates:
            if (candidate.from_lang, candidate.to_lang) == pair:
                return candidate
    return None


def no_package(from_lang: LanguageTag, to_lang: LanguageTag, packages: Iterable[PackageInfo]) -> NoPackage:
    """The refusal for a pair of languages: what is damaged, what there is, and how to get what is not."""
    offered = list(packages)
    pairs = _pairs(from_lang, to_lang)
    damaged = [p for p in offered if p.broken and (p.from_lang, p.to_lang) in pairs]
    reason = f" {damaged[0].name} is damaged: {damaged[0].broken}" if damaged else ""
    there = sorted({f"{p.from_lang} → {p.to_lang}" for p in offered if not p.broken})
    if there:
        more = f" and {len(there) - SHOWN_PAIRS} more" if len(there) > SHOWN_PAIRS else ""
        reason += f" There are packages for {', '.join(there[:SHOWN_PAIRS])}{more}."
    return NoPackage(
        f"No usable Argos package translates from {from_lang} to {to_lang}.{reason} "
        f"Get one with `workbench models install {from_lang} {to_lang}`, "
        "or as a file with `workbench models install FILE.argosmodel`."
    )


def read_package(path: Path, *, bundled: bool = False) -> PackageInfo | None:
    """What the package folder `path` holds, or None when it is sound but no translation package.

    Never raises for what lies in the folder: `broken` tells it.
    """
    try:
        metadata = _metadata(path)
        if metadata.get("type", "translate") != "translate":
            return None
        return _described(path, metadata, bundled)
    except _Unusable as unusable:
        return PackageInfo(path=path, name=path.name, bundled=bundled, broken=str(unusable))
    except OSError as error:
        broken = f"The folder cannot be read: {error.strerror or error}."
        return PackageInfo(path=path, name=path.name, bundled=bundled, broken=broken)


def _described(path: Path, metadata: Mapping[str, object], bundled: bool) -> PackageInfo:
    tokenizers = [kind for file, kind in TOKENIZER_FILES if (path / file).is_file()]
    broken = ""
    if not tokenizers:
        broken = "It has neither sentencepiece.model nor bpe.model."
    elif not (path / "model" / "model.bin").is_file():
        broken = "It has no model/model.bin."
    return PackageInfo(
        path=path,
        from_lang=_language(metadata, "from_code"),
        to_lang=_language(metadata, "to_code"),
        name=path.name,
        version=_short_text(metadata, "package_version"),
        size=size_on_disk(path),
        tokenizer=tokenizers[0] if tokenizers else "sentencepiece",
        target_prefix=_short_text(metadata, "target_prefix"),
        bundled=bundled,
        broken=broken,
    )


def _scan(folder: Path, *, bundled: bool) -> Iterator[PackageInfo]:
    try:
        paths = sorted(folder.iterdir())
    except OSError:
        return
    for path in paths:
        if path.is_dir() and not path.name.startswith((".", "__")):
            package = read_package(path, bundled=bundled)
            if package is not None:
                yield package


def _preference(package: PackageInfo) -> tuple[bool, bool, str, str, list[int], str]:
    newest_first = [-number for number in version_key(package.version)]
    pair = (package.from_lang, package.to_lang)
    return bool(package.broken), package.bundled, *pair, newest_first, package.name


def version_key(version: str) -> list[int]:
    """The numbers of a version, for comparing: `1.10` comes after `1.9`."""
    return [int(number) for number in re.findall(r"\d{1,9}", version)]


def _pairs(from_lang: LanguageTag, to_lang: LanguageTag) -> list[tuple[str, str]]:
    return [(source, target) for source in _lookup(from_lang) for target in _lookup(to_lang)]


def _lookup(tag: LanguageTag) -> list[str]:
    parts = tag.split("-")
    return ["-".join(parts[:count]) for count in range(len(parts), 0, -1)]


def _argos_data(env: Mapping[str, str]) -> Path:
    home = Path(env.get("HOME") or Path.home())
    return Path(env.get("XDG_DATA_HOME") or home / ".local" / "share") / "argos-translate"


def _packages_dir_setting(settings: Path) -> str:
    """`ARGOS_PACKAGES_DIR` of Argos' settings file, or empty when there is none that can be read."""
    try:
        value = _json_object(settings).get("ARGOS_PACKAGES_DIR")
    except (OSError, _Unusable):
        return ""
    return value if isinstance(value, str) else ""


def _metadata(path: Path) -> dict[str, object]:
    file = path / "metadata.json"
    if not file.is_file():
        raise _Unusable("It has no metadata.json.")
    return _json_object(file)


def _json_object(file: Path) -> dict[str, object]:
    with file.open("rb") as opened:
        raw = opened.read(MAX_METADATA_BYTES + 1)
    if len(raw) > MAX_METADATA_BYTES:
        raise _Unusable(f"Its {file.name} is larger than {MAX_METADATA_BYTES // 1024} KiB.")
    try:
        value = json.loads(raw.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise _Unusable(f"Its {file.name} is not JSON in UTF-8.") from None
    if not isinstance(value, dict):
        raise _Unusable(f"Its {file.name} does not hold an object.")
    return value


def _language(metadata: Mapping[str, object], key: str) -> LanguageTag:
    code = metadata.get(key)
    if not isinstance(code, str):
        raise _Unusable(f"Its metadata.json has no {key}.")
    try:
        return argos_language(code)
    except LanguageTagError:
        raise _Unusable(f"The {key} of its metadata.json is no language code.") from None


def argos_language(code: str) -> LanguageTag:
    """The language tag of a code that Argos uses. Raises LanguageTagError."""
    return normalise(ARGOS_TAGS.get(code, code))


def _short_text(metadata: Mapping[str, object], key: str) -> str:
    """A one-line value, or empty when it is no text or has control characters."""
    value = metadata.get(key)
    return value if isinstance(value, str) and len(value) <= 80 and value.isprintable() else ""


def size_on_disk(path: Path) -> int:
    """The bytes of all files in a folder."""
    return sum(file.stat().st_size for file in path.rglob("*") if file.is_file())

"""Engines that stay loaded: whoever drafts again soon does not wait for the package again."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from threading import Lock
from typing import NamedTuple

from db.records import Concept, LanguageTag
from workbench.draft.decoding.decoder import Decoder, cores
from workbench.draft.drafter import Drafter
from workbench.draft.engine import Engine
from workbench.draft.naming.names import Names
from workbench.draft.packages.digest import model_digest
from workbench.draft.packages.installed import PackageInfo, installed
from workbench.draft.packages.routes import route
from workbench.draft.pivot import Pivot
from workbench.text.language import primary

MOST_LOADED = 2
"""Packages that stay in memory: the two of a pivot. A large one takes some 200 MB."""


class Settings(NamedTuple):
    """How to draft."""

    beam_size: int = 4
    device: str = "auto"
    threads: int | None = None
    """Cores to use; all of them unless given. It changes no draft."""


class _Loaded(NamedTuple):
    """What is loaded: a package as it lay there, and where it is decoded."""

    package: PackageInfo
    model_sha256: str
    device: str
    threads: int | None


def spare_threads() -> int:
    """All cores but one, for whoever has a screen to keep alive; at least one."""
    return max(1, cores() - 1)


class Decoders:
    """Packages in memory, the last used ones. Any thread may ask."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._loaded: OrderedDict[_Loaded, Decoder] = OrderedDict()

    def get(self, package: PackageInfo, settings: Settings) -> Decoder:
        """A package, loaded now unless it still is as it lies there. Raises what `Decoder.load` raises."""
        wanted = _Loaded(package, model_digest(package), settings.device, settings.threads)
        with self._lock:
            decoder = self._loaded.pop(wanted, None)
            if decoder is None:
                decoder = Decoder.load(package, threads=settings.threads, device=settings.device)
            loaded = self._loaded
            loaded[wanted] = decoder
            while len(loaded) > MOST_LOADED:
                loaded.popitem(last=False)  # it goes once nobody drafts with it any more
        return decoder

    def forget(self) -> None:
        """Let go of all packages, for instance because one is to be removed.

        Without the lock: a screen that calls this must not wait while a package is loaded elsewhere.
        """
        self._loaded = OrderedDict()


WARM = Decoders()
"""The packages that this process keeps in memory."""


def engine(
    from_lang: LanguageTag,
    to_lang: LanguageTag,
    *,
    concepts: Sequence[Concept] = (),
    settings: Settings = Settings(),
    careful: bool = True,
) -> Drafter:
    """What drafts from one language into another, by one package or through a third language.

    `concepts` is the glossary whose names are put right. `careful` drafts are looked over and repaired;
    the others are what the package says, for comparing texts. Raises NoPackage, and what
    `Decoder.load` raises.
    """
    packages = route(LanguageTag(primary(from_lang)), LanguageTag(primary(to_lang)), installed())
    names = Names(concepts, from_lang, to_lang) if concepts else None
    engines = [
        Engine(
            WARM.get(package, settings),
            beam_size=settings.beam_size,
            names=names if len(packages) == 1 else None,
            careful=careful,
        )
        for package in packages
    ]
    return engines[0] if len(engines) == 1 else Pivot(engines[0], engines[1], names)

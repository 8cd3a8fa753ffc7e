"""Who advises about a pair: packages that stay loaded for suggestions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from threading import Lock
from typing import NamedTuple

from db.errors import Refused
from db.records import LanguageTag, PairRow
from workbench.draft.confidence.sentences import Calibration, calibration_for
from workbench.draft.decoding.decoder import Decoder
from workbench.draft.engine import Engine
from workbench.draft.engines import WARM, Decoders, Settings
from workbench.draft.packages.digest import model_digest
from workbench.draft.packages.installed import PackageInfo, installed
from workbench.draft.packages.routes import route
from workbench.draft.suggestions.adviser import Adviser
from workbench.text.language import primary

ALONE = Settings(threads=1)
"""One suggestion is one input, and that takes one core."""
REMEMBERED = 8
"""Sources whose renderings in a third language are remembered."""


class _Advising(NamedTuple):
    """An adviser, and what it was made of."""

    packages: tuple[PackageInfo, ...]
    digests: tuple[str, ...]
    adviser: Adviser


class Advisers:
    """The adviser for a pair of languages; the last one stays loaded. Any thread may ask."""

    def __init__(
        self,
        settings: Settings = ALONE,
        *,
        calibrated: Callable[[str], Calibration] = calibration_for,
        decoders: Decoders = WARM,
    ) -> None:
        """Advise with `settings`; `calibrated` gives the calibration for the SHA-256 of the weights."""
        self._settings = settings
        self._calibrated = calibrated
        self._decoders = decoders
        self._lock = Lock()
        self._last: _Advising | None = None

    def get(self, from_lang: LanguageTag, to_lang: LanguageTag) -> Adviser:
        """The adviser by the package for two languages, or by two packages through a third language.

        Raises NoPackage, and what `Decoder.load` raises.
        """
        ends = LanguageTag(primary(from_lang)), LanguageTag(primary(to_lang))
        packages = route(*ends, installed())
        digests = tuple(model_digest(package) for package in packages)
        with self._lock:
            last = self._last
            if last is None or (last.packages, last.digests) != (packages, digests):
                decoders = [self._decoders.get(package, self._settings) for package in packages]
                adviser = _adviser(decoders, *ends, self._calibrated(digests[-1]))
                self._last = last = _Advising(packages, digests, adviser)
        return last.adviser

    def forget(self) -> None:
        """Let go of the adviser, for instance because its package is to be removed; waits for nothing."""
        self._last = None


def _adviser(
    decoders: Sequence[Decoder], from_lang: LanguageTag, to_lang: LanguageTag, calibration: Calibration
) -> Adviser:
    if len(decoders) == 1:
        return Adviser(decoders[0], from_lang, to_lang, calibration=calibration)
    first = Engine(decoders[0], careful=False)

    @lru_cache(maxsize=REMEMBERED)
    def between(source: str) -> str:
        [draft] = first.translate([source])
        return draft.text

    between_lang = decoders[1].package.from_lang
    return Adviser(decoders[1], between_lang, to_lang, calibration=calibration, reading=between)


def both_sides(row: PairRow, *, rendering: bool) -> None:
    """Raise Refused for a pair without an original, or without a `rendering` where it is to have one."""
    if row.missing_source:
        raise Refused(f"Pair {row.id} has no original: nothing can be suggested for it.")
    if rendering and row.missing_target:
        raise Refused(f"Pair {row.id} has no rendering yet: draft it, or write one.")

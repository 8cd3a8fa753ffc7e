"""What a draft says about how it was made, in a line from which it can be made again."""

from __future__ import annotations

from db.records import EngineSignature
from workbench.draft.decoding.batches import Search
from workbench.draft.decoding.decoder import Decoder
from workbench.draft.packages.digest import model_digest

ENGINE_VERSION = "3"
"""Raised whenever the same package and settings would draft some text otherwise than before."""

SHOWN_DIGITS = 12
"""Of the SHA-256 of the weights: enough to tell packages apart."""


def signature(
    decoder: Decoder, search: Search, *, careful: bool, glossary: str = "", date: str = ""
) -> EngineSignature:
    """The signature of what `decoder` drafts with these settings.

    `careful` says whether drafts are looked over and repaired; `glossary` and `date` are the version of
    the glossary that puts names right, and the date that decides which names are due.
    """
    import ctranslate2

    package = decoder.package
    settings = {
        "beam": str(search.beam_size),
        "compute": decoder.compute_type,
        "repair": "yes" if careful else "no",
        "ct2": ctranslate2.__version__,
        "engine": ENGINE_VERSION,
    }
    return EngineSignature(
        package.name,
        package.version,
        "|".join(f"{key}:{value}" for key, value in settings.items()),
        glossary,
        model_digest(package)[:SHOWN_DIGITS],
        package.tokenizer,
        date if glossary else "",
    )


def chained(first: EngineSignature, second: EngineSignature) -> EngineSignature:
    """The signature of drafts through a third language."""
    settings = first.settings if first.settings == second.settings else f"{first.settings}+{second.settings}"
    return EngineSignature(
        f"{first.package}+{second.package}",
        f"{first.version}+{second.version}",
        settings,
        "+".join(dict.fromkeys(filter(None, (first.glossary, second.glossary)))),
        f"{first.sha256}+{second.sha256}",
        f"{first.tokenizer}+{second.tokenizer}",
        first.date or second.date,
    )

"""Where the workbench keeps what it can get again: the index, unfinished downloads, digests of models."""

from __future__ import annotations

import hashlib
from pathlib import Path

from platformdirs import user_cache_path

from workbench.paths import NAME


def index_file(link: str) -> Path:
    """The copy of the package index that was last had from `link`."""
    return user_cache_path(NAME) / f"index-{_short_digest(link)}.json"


def download_folder(link: str) -> Path:
    """Where the file behind `link` is gathered until it is complete."""
    return user_cache_path(NAME) / "downloads" / _short_digest(link)


def digests_file() -> Path:
    """SHA-256 of models that were not installed by the workbench."""
    return user_cache_path(NAME) / "digests.json"


def _short_digest(link: str) -> str:
    return hashlib.sha256(link.encode("utf-8", "surrogatepass")).hexdigest()[:16]

"""Four short articles, written for the sample project; every speaker, town and outlet is fictional."""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable

_NAMES = ("entretien-fr.html", "depeche-en.html", "blog-en.html", "communique-fr.html")


def articles() -> list[Traversable]:
    """The saved pages, the French interview first and then what quotes it."""
    folder = files(__name__)
    return [folder / name for name in _NAMES]

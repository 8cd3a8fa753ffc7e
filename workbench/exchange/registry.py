"""The known file formats. A new one is a module in `formats` that defines `FORMAT`."""

from __future__ import annotations

import pkgutil
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from types import MappingProxyType

from db.errors import WrongUse
from workbench.exchange import formats as package
from workbench.exchange.format import Format


@cache
def formats() -> Mapping[str, Format]:
    """Every known format by name, in alphabetical order."""
    names = (module.name for module in pkgutil.iter_modules(package.__path__))
    found: list[Format] = [import_module(f"{package.__name__}.{name}").FORMAT for name in names]
    return MappingProxyType({known.name: known for known in sorted(found, key=lambda known: known.name)})


def get(name: str) -> Format:
    """The format called `name` in any case. Raises WrongUse that lists the known names."""
    known = formats()
    try:
        return known[name.lower()]
    except KeyError:
        listed = ", ".join(known)
        raise WrongUse(f"There is no export format “{name[:40]}”; choose one of: {listed}.") from None

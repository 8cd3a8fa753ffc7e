"""The known checks. A new family is a module in `families` that defines `CHECKS`."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import import_module
from types import MappingProxyType

from db.errors import WrongUse
from workbench.checks import families as package
from workbench.checks.check import Check


@cache
def checks() -> Mapping[str, Check]:
    """Every known check by its identifier, families in alphabetical order."""
    modules = sorted(module.name for module in pkgutil.iter_modules(package.__path__))
    found: list[Check] = []
    for name in modules:
        found += import_module(f"{package.__name__}.{name}").CHECKS
    return MappingProxyType({check.id: check for check in found})


def chosen(identifiers: Iterable[str], own: Iterable[Check] = ()) -> tuple[Check, ...]:
    """The checks with these identifiers, or of these families (`num`); all where none is given.

    `own` are rules beside those that are known here; they are also called without `rule.`. Raises WrongUse
    that lists the known ones.
    """
    known = {**checks(), **{rule.id: rule for rule in own}}
    wanted = [f"rule.{each}" if f"rule.{each}" in known else each for each in identifiers]
    for each in wanted:
        if each not in known and not any(_family(other) == each for other in known):
            listed = ", ".join(known)
            raise WrongUse(f"There is no check “{each[:40]}”; choose from: {listed}.")
    return tuple(c for c in known.values() if not wanted or c.id in wanted or _family(c.id) in wanted)


def _family(identifier: str) -> str:
    return identifier.partition(".")[0]

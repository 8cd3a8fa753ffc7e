"""A person's own key map: a TOML file in which keys of the registry are given to other actions."""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from textual.binding import Binding
from textual.keys import Keys

from tui.keys import ALL_SECTIONS, SCOPES
from tui.keys.section import Section
from workbench.text.visible import visible

RESERVED = ("ctrl+c", "ctrl+p", "ctrl+q")
"""Keys that belong to the program as a whole and cannot be given away."""

MODIFIERS = {"ctrl", "shift", "alt", "super", "meta", "hyper"}


class KeyMap(NamedTuple):
    """A person's own keys."""

    keys: dict[str, str]
    """Binding id to a comma-separated list of keys."""
    problems: list[str]
    """What in the file was left out, and why: one sentence each."""


def bindings(scope: tuple[Section, ...] = ALL_SECTIONS) -> dict[str, Binding]:
    """The bindings of these sections by id."""
    return {str(binding.id): binding for section in scope for binding in section.bindings}


def spelled(binding: Binding, keys: str = "") -> list[str]:
    """The keys of a binding as Textual spells them (`question_mark`), or those of `keys` if given."""
    return [one.key for one in Binding.make_bindings([binding.with_key(keys or binding.key)])]


def load_keymap(path: Path) -> KeyMap:
    """Read a key map: a TOML table of binding id to a key or a list of keys.

    What does not fit is left out and told: an unknown id or key, a key that is taken. Never raises.
    """
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return KeyMap({}, [])
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        return KeyMap({}, [f"Your keys in {path} cannot be read ({error}): the built-in ones are used."])
    found = KeyMap({}, [])
    for identifier, value in _flat(table):
        problem = _problem(identifier, value)
        if problem:
            found.problems.append(f"{path.name}: {visible(problem)}")
        else:
            found.keys[identifier] = value if isinstance(value, str) else ",".join(value)
    for scope in SCOPES:
        _drop_clashes(found, scope, path.name)
    return found


def _flat(table: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    """`pair.approve = "y"` in TOML is a table in a table; this gives back the id as it was written."""
    for name, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{prefix}{name}.")
        else:
            yield prefix + name, value


def _problem(identifier: str, value: Any) -> str:
    if identifier not in bindings():
        return f"“{identifier}” is no action; the help screen lists their names."
    keys = value.split(",") if isinstance(value, str) else value
    if not isinstance(keys, list) or not keys or not all(isinstance(key, str) for key in keys):
        return f"“{identifier}” must be a key or a list of keys."
    for key in keys:
        if not _is_key(key):
            return f"“{key}” for “{identifier}” is no key; write it like a, ctrl+a, f5 or pagedown."
        if key in RESERVED:
            return f"“{key}” for “{identifier}” belongs to the program and cannot be given away."
    return ""


def _is_key(key: str) -> bool:
    *modifiers, base = key.split("+") if len(key) > 1 else [key]
    if not MODIFIERS.issuperset(modifiers) or not base:
        return False
    if len(base) == 1 or base in {known.value for known in Keys}:
        return True
    try:
        return bool(unicodedata.lookup(base.replace("_", " ")))
    except KeyError:
        return False


def _drop_clashes(keymap: KeyMap, scope: tuple[Section, ...], file: str) -> None:
    """Leave out entries of the key map until no key means two things in `scope`."""
    scoped = bindings(scope)
    while clash := _clash(scoped, keymap.keys):
        key, first, second = clash
        loser = second if second in keymap.keys else first
        del keymap.keys[loser]
        keymap.problems.append(
            f"{file}: “{visible(key)}” would mean both “{first}” and “{second}”: “{loser}” keeps its own key."
        )


def _clash(scoped: Mapping[str, Binding], keys: Mapping[str, str]) -> tuple[str, str, str] | None:
    taken: dict[str, str] = {}
    for identifier, binding in scoped.items():
        for key in spelled(binding, keys.get(identifier, "")):
            other = taken.setdefault(key, identifier)
            if other != identifier:
                return key, other, identifier
    return None

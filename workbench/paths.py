"""Every place outside the project file that the program reads or writes: XDG folders, or the system's own."""

from __future__ import annotations

from pathlib import Path

from platformdirs import user_config_path, user_data_path

NAME = "workbench"


def shown(name: str) -> str:
    """The name of a file, or any word from the system, as text: a byte that is no UTF-8 becomes U+FFFD."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def keymap_file() -> Path:
    """The person's own keys: a TOML table of binding id to key."""
    return user_config_path(NAME) / "keys.toml"


def preferences_file() -> Path:
    """What the person likes to see: written by the program when they choose."""
    return user_config_path(NAME) / "preferences.toml"


def sample_project() -> Path:
    """The sample project that `workbench demo` makes when no path is given."""
    return user_data_path(NAME) / "sample.db"

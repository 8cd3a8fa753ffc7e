"""What a person likes to see, kept from one day to the next: a small TOML file, written by the program."""

from __future__ import annotations

import tomllib
from pathlib import Path


def kept_theme(path: Path) -> str:
    """The theme that was chosen last, empty where none was or the file cannot be read."""
    try:
        theme = tomllib.loads(path.read_text(encoding="utf-8")).get("theme", "")
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        return ""
    return theme if isinstance(theme, str) else ""


def keep_theme(path: Path, theme: str) -> None:
    """Remember a theme. Where nothing can be written the choice holds for this session only."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f'theme = "{theme}"\n', encoding="utf-8")
    except OSError:
        return

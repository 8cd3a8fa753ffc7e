"""No test of the screen depends on whose machine it runs on."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def neutral_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("NO_COLOR", "TEXTUAL_THEME", "TEXTUAL_COLOR_SYSTEM", "COLORTERM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))


@pytest.fixture(autouse=True)
def unchecked(monkeypatch: pytest.MonkeyPatch) -> None:
    """The checks rest: loading them takes half a second. Tests of what they show let them begin."""
    monkeypatch.setattr("tui.checking.START", 3600.0)


@pytest.fixture(autouse=True)
def telling_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The panel tells of a pair without waiting for the cursor to rest."""
    monkeypatch.setattr("tui.panel.panel.REST", 0)

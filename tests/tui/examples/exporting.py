"""What the export screen is shown with: the project in the middle of the work."""

from __future__ import annotations

from tests.tui.examples.project import example

__all__ = ["example"]

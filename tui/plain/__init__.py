"""The line mode: one pair at a time, spoken in sentences, for screen readers, braille displays and scripts.

Nothing here draws a screen or moves the cursor: lines are written, the terminal wraps them, and the cursor
stands at the end of what was last said.
"""

from tui.plain.session import run

__all__ = ["run"]

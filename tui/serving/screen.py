"""The program that runs for each browser: the review screen, its keys and cells through pipes."""

from __future__ import annotations

import sys
from pathlib import Path

from db.errors import WorkbenchError
from workbench.text.visible import visible

DRIVER = "tui.serving.driver:BrowserDriver"
"""What TEXTUAL_DRIVER names while this runs."""


def main() -> int:
    """Show the project that the only argument names until the person leaves; returns the exit code."""
    from tui.app import WorkbenchApp
    from workbench.project import open_project

    try:
        with open_project(Path(sys.argv[1])) as project:
            app = WorkbenchApp(project)
            app.run()
            if app.failure is not None:
                raise app.failure
    except WorkbenchError as error:
        return _tell(str(error))
    except Exception as error:
        return _tell(f"An unexpected fault: {type(error).__name__}: {error}.")
    return 0


def _tell(sentence: str) -> int:
    sys.stderr.write(f"workbench: {visible(sentence)}\n")
    return 2


if __name__ == "__main__":
    sys.exit(main())

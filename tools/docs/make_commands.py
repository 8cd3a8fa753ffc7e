"""Write docs/commands.md from the help texts of the commands: `python tools/docs/make_commands.py`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from workbench.commands.main import SECTIONS, command

DOCUMENT = Path(__file__).parents[2] / "docs" / "commands.md"

WIDTH = 100


def document() -> str:
    """The whole page, one heading per command."""
    parts = ["# Commands\n", "Made from the help texts by `tools/docs/make_commands.py`.\n"]
    for section, names in SECTIONS.items():
        parts.append(f"## {section}\n")
        for name in names:
            for heading, text in _pages(name):
                parts.append(f"### workbench {heading}\n\n```text\n{text}\n```\n")
    return "\n".join(parts)


def _pages(name: str) -> Iterator[tuple[str, str]]:
    """The help of a command, and of the commands below it."""
    with click.Context(command, info_name="workbench") as root:
        found = command.get_command(root, name)
        assert found is not None
        with click.Context(
            found, info_name=name, parent=root, max_content_width=WIDTH, terminal_width=WIDTH
        ) as ctx:
            yield name, found.get_help(ctx)
            if isinstance(found, click.Group):
                for sub in found.list_commands(ctx):
                    child = found.get_command(ctx, sub)
                    assert child is not None
                    with click.Context(child, info_name=sub, parent=ctx, terminal_width=WIDTH) as below:
                        yield f"{name} {sub}", child.get_help(below)


if __name__ == "__main__":
    DOCUMENT.write_text(document(), encoding="utf-8")

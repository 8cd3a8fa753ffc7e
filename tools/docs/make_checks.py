"""Write docs/checks.md from what the checks say of themselves: `python tools/docs/make_checks.py`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from workbench.checks.check import Check, Example
from workbench.checks.registry import checks

DOCUMENT = Path(__file__).parents[2] / "docs" / "checks.md"

HEAD = """# Checks

What `workbench check` looks for, and what it knows to be right although it differs. Made from the checks
themselves by `tools/docs/make_checks.py`; how they fit together stands in
[architecture.md](architecture.md), the commands in [commands.md](commands.md).

A finding states a difference and leaves the judgement to a person. Nothing is altered: a quote is evidence.
`error`: most such differences are mistakes. `warning`: worth a look. `note`: good to know.
All sentences below are written for the purpose.
"""


def document() -> str:
    """The whole page, a heading for each check."""
    known = checks().values()
    return "\n".join([HEAD, *_table(), "", *(line for check in known for line in _section(check))])


def _table() -> Iterator[str]:
    yield "| check | severity | what |"
    yield "|---|---|---|"
    for check in checks().values():
        yield f"| [`{check.id}`](#{check.id.replace('.', '')}) | {check.severity} | {check.title} |"


def _section(check: Check) -> Iterator[str]:
    yield f"## {check.id}\n"
    yield f"{check.title} ({check.severity}). {check.explanation}\n"
    yield "Found:\n"
    yield f"{_shown(check.wrong)}\n"
    yield "Not found:\n"
    for example in check.right:
        yield f"{_shown(example)}\n"


def _shown(example: Example) -> str:
    """Both texts, with what a reader cannot see written out."""
    date = f" ({example.date})" if example.date else ""
    return f"> {_visible(example.source)}{date}\\\n> {_visible(example.target)}"


def _visible(text: str) -> str:
    return "".join(
        char if char == " " or (char.isprintable() and char not in "*_`<\\") else _escaped(char)
        for char in text
    )


def _escaped(char: str) -> str:
    return f"\\{char}" if char in "*_`<\\" else f"⟨U+{ord(char):04X}⟩"


if __name__ == "__main__":
    DOCUMENT.write_text(document(), encoding="utf-8")

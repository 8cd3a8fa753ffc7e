"""How the package would go on from what has been typed, in a line below it."""

from __future__ import annotations

import re

from textual.content import Content
from textual.widget import Widget

from workbench.text.visible import visible

SIGN = "→ "
TAKE = "edit.complete"
_FIRST_WORD = re.compile(r"\s*\S+")


class HintLine(Widget):
    """Follows the person: what is typed as it was suggested is taken off the suggestion."""

    def __init__(self) -> None:
        super().__init__()
        self._typed = ""
        self._rest = ""

    @property
    def rest(self) -> str:
        """The words to be taken; empty while there is nothing to suggest."""
        return self._rest

    @property
    def first_word(self) -> str:
        """The first of these words, with the space before it."""
        match = _FIRST_WORD.match(self._rest)
        return match[0] if match else self._rest

    def offer(self, typed: str, rest: str) -> None:
        """Suggest how a text goes on."""
        self._typed, self._rest = typed, rest
        self.display = bool(rest)
        self.refresh()

    def follow(self, typed: str) -> bool:
        """Keep what is left of the suggestion for a text; False where there is nothing left of it."""
        whole = self._typed + self._rest
        stands = len(typed) >= len(self._typed) and whole.startswith(typed)
        self.offer(typed, whole[len(typed) :] if stands else "")
        return bool(self._rest)

    def clear(self) -> None:
        """Suggest nothing."""
        self.offer("", "")

    @property
    def _key(self) -> str:
        """The key that takes the suggestion, as a person's own key map has it."""
        active = (each.binding for each in self.screen.active_bindings.values())
        return next((self.app.get_key_display(key) for key in active if key.id == TAKE), "")

    def render(self) -> Content:
        shown = visible(self._rest.lstrip() if self._rest[:1].isspace() else f"…{self._rest}")
        line = Content.assemble((f"{self._key} {SIGN}", "bold $accent"), (shown, "italic $muted"))
        return line.truncate(self.size.width, ellipsis=True)

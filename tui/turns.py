"""Keys in turn: each is handled to its end before the next one is looked at."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from time import monotonic

from textual import events
from textual.app import App
from textual.dom import DOMNode

ROUNDS = 2
"""A key's handler may post a message; the second round waits until that is handled too."""
PATIENCE = 2.0
"""Seconds after which a key no longer waits for the one before, whatever became of that."""


class KeysInTurn(App[None]):
    """An app in which keys typed ahead do what they would have done when typed slowly.

    Textual hands a key to whatever has the focus when it arrives. When a key before it has yet to open
    the editor or to close it, that is the wrong place: letters would be lost, or taken for commands.
    """

    def __init__(self, *, ansi_color: bool | None = None) -> None:
        super().__init__(ansi_color=ansi_color)
        self._typed: deque[events.Key | events.Paste] = deque()
        self._in_turn = False
        self._turn_began = 0.0
        self._key = ""

    def on_mount(self) -> None:
        """See to it that no key waits for ever: what a node was to call back may be lost when it closes."""
        self.set_interval(PATIENCE, self._next_turn)

    @property
    def keys_pending(self) -> bool:
        """Whether a key is yet to be handled, or to be handled to its end."""
        return self._in_turn or bool(self._typed)

    @property
    def quiet_for(self) -> float:
        """Seconds since a key was last looked at."""
        return monotonic() - self._turn_began

    def key_handled(self, key: str) -> None:
        """What a key did is done, to the end."""

    async def on_event(self, event: events.Event) -> None:
        """Queue what is typed or pasted; let everything else through."""
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            self._typed.append(event)
            await self._next_turn()
        else:
            await super().on_event(event)

    async def _next_turn(self) -> None:
        late = monotonic() - self._turn_began > PATIENCE
        if not self._typed or (self._in_turn and not late):
            return
        if not self.screen_stack:
            self._typed.clear()
            return
        self._in_turn, self._turn_began = True, monotonic()
        event = self._typed.popleft()
        self._key = event.key if isinstance(event, events.Key) else ""
        await super().on_event(event)
        self._settle(self._path(), ROUNDS - 1)

    def _path(self) -> Sequence[DOMNode]:
        """Where a key goes, from the focus up to the app; nowhere once the screens are gone."""
        if not self.screen_stack:
            return []
        return list((self.focused or self.screen).ancestors_with_self)

    def _settle(self, path: Sequence[DOMNode], rounds: int) -> None:
        """Go up the path as the key does: each node calls back when it is through with what came before."""
        for place, node in enumerate(path):
            if node.call_later(self._settle, path[place + 1 :], rounds):
                return
        if rounds:
            self._settle(self._path(), rounds - 1)
            return
        self._in_turn = False
        self.key_handled(self._key)
        self.call_later(self._next_turn)

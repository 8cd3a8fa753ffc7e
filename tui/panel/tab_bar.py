"""The line of tabs above the side panel."""

from __future__ import annotations

from dataclasses import dataclass

from textual import events
from textual._cells import cell_len
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from tui.panel.tabs import Label, Tab, labels


class TabBar(Widget):
    """All tabs in one line, the current one in brackets; a click opens one."""

    DEFAULT_CSS = """
    TabBar {
        height: 1;
        padding: 0 1 0 2;
        color: $muted;
        background: $panel;
    }
    """

    current: reactive[Tab] = reactive(Tab.PAIR)
    counts: reactive[dict[Tab, str]] = reactive(dict)
    """What stands behind each name."""

    @dataclass
    class Chosen(Message):
        """A tab was clicked."""

        tab: Tab

    def __init__(self) -> None:
        super().__init__()
        self._labels: list[Label] = []

    def render(self) -> Content:
        self._labels = labels(self.current, self.counts, self.size.width)
        parts: list[str | tuple[str, str]] = []
        at = 0
        for label in self._labels:
            style = "bold $foreground" if label.tab is self.current else ""
            parts += [" " * (label.start - at), (label.text, style)]
            at = label.start + cell_len(label.text)
        return Content.assemble(*parts)

    def on_click(self, event: events.Click) -> None:
        offset = event.get_content_offset(self)
        for label in self._labels:
            if offset is not None and label.start <= offset.x < label.start + cell_len(label.text):
                self.post_message(self.Chosen(label.tab))

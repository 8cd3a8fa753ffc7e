"""The side panel from the keys: its tabs, and its items put into the rendering."""

from __future__ import annotations

from textual import on

from tui.counts import typed_count
from tui.panel.panel import SidePanel
from tui.panel.tabs import Tab
from tui.screens.terms import TermScreen
from tui.widgets.editor import Subject


class PanelScreen(TermScreen):
    """What a person does with the panel, reading or typing."""

    _cycling = 0
    """The number of the item that is being put in by the key that goes through them; 0 for none."""
    _put: tuple[int, str] | None = None
    """The number of the item that this key put in last, and the words after that."""

    def action_panel_turn(self, step: int) -> None:
        """Show the panel; where it is shown its next tab, or that before."""
        if self._panel_was_shown():
            self.panel.turn(step * typed_count(self.app))

    def action_panel_open(self, tab: str) -> None:
        """Show the panel with a tab."""
        self._panel_was_shown()
        self.panel.open(Tab(tab))

    def action_panel_take(self) -> None:
        """Put the item of the number typed before into the rendering, which is opened for it."""
        self.action_panel_put(typed_count(self.app))

    def action_panel_next(self) -> None:
        """The same as the next tab, while words are typed."""
        self.action_panel_turn(1)

    def action_panel_lines(self, lines: int) -> None:
        """Scroll the panel while words are typed."""
        self.panel.scroll_lines(lines)

    def action_panel_cycle(self) -> None:
        """Put in the first item, while words are typed; directly after that the next in its place."""
        area, number = self.editor.area, 1
        before = self._put if self._put is not None and self._put[1] == area.words else None
        if before is not None:
            number = before[0] % max(1, self.panel.items) + 1
        if self._take(number):
            self._cycling = number
            if before is not None:
                area.undo()  # the item comes with a message, after this

    def action_panel_put(self, number: int) -> None:
        """Put an item into the rendering, at the cursor where one is typed already."""
        self._take(number)

    def _take(self, number: int) -> bool:
        why_not = self.panel.take(number)
        if why_not:
            self.tell(why_not)
        return not why_not

    @on(SidePanel.Wanted)
    async def _put_in(self, event: SidePanel.Wanted) -> None:
        row = self.editor.row or self.pairs.row
        if self.editor.row is None:
            await self.open_editor(Subject.RENDERING)
        if row is None or self.editor.row is None:
            return
        area = self.editor.area
        number, self._cycling = self._cycling, 0
        stored = self.editor.subject is Subject.RENDERING and not area.changed
        if event.whole and (stored or not area.words.strip()):
            area.replace_words(event.text)
        elif event.place is not None and stored:
            area.put(event.text, *event.place)
        else:
            area.take(event.text)
        self._put = (number, area.words) if number else None

    @on(SidePanel.Turned)
    def _panel_turned(self) -> None:
        self.show_details()

    def _panel_was_shown(self) -> bool:
        shown = self.panel.display
        if not shown:
            self.action_details()
        return shown

"""Reading pairs: the list, what is known of the current one, search, filter, help. Nothing here writes."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.screen import Screen

from db.errors import WorkbenchError
from db.records import Action, PairFilter, PairRow
from tui import checking, labels, telling
from tui.checking import Findings
from tui.counts import typed_count
from tui.keys import LIST_SECTIONS
from tui.keys.editing import EDITOR, OTHER_WORDS
from tui.keys.listed import MOVE
from tui.keys.panel import PANEL_WHILE_TYPING
from tui.listing import Listing, Only
from tui.names import Names
from tui.panel.panel import SidePanel
from tui.panel.tabs import Tab
from tui.screens.filter import FilterScreen
from tui.screens.help import HelpScreen
from tui.suggesting import Doubts, Suggesting
from tui.telling import Severity
from tui.watching import Watch
from tui.widgets.editor import Editor
from tui.widgets.key_line import KeyLine
from tui.widgets.pair_list import PairList
from tui.widgets.search_bar import SearchBar
from tui.widgets.status_line import StatusLine
from tui.words import Words, WordsFailed, WordsLinked
from workbench import paths
from workbench.project import Project
from workbench.review.laying import NONE
from workbench.text.visible import visible

if TYPE_CHECKING:
    from workbench.draft.suggestions.adviser import Judgement

SCREEN_SECTIONS = tuple(section for section in LIST_SECTIONS if section is not MOVE)
LIST_ACTIONS = {b.action.partition("(")[0] for section in SCREEN_SECTIONS for b in section.bindings} - {
    "help",
    "variants",
    "add_name",
}
"""Actions that mean the list, and so rest while words are being typed."""


WIDE = 104
"""Columns from which the details stand beside the list."""


class BrowseScreen(Screen[None]):
    """The list of a project's pairs, with everything that helps to read it."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]  # noqa: RUF012 - Textual declares it so

    def __init__(self, project: Project, own_keys: dict[str, str]) -> None:
        """Show a project; `own_keys` is the person's key map, for the help."""
        super().__init__()
        self.project = project
        self.listing = Listing(project)
        self.names = Names(project)
        self.findings = Findings(self, project)
        self.suggesting = Suggesting(self, project)
        self._words = Words(self, project, self.suggesting)
        self.own_keys = own_keys
        self.began = project.store.history.latest()
        """The last action in the history when the screen was opened."""
        self._watch = Watch(self, project, self._changed_elsewhere)

    def compose(self) -> ComposeResult:
        with Horizontal(id="main"):
            yield PairList(self.listing, self.names.spans, self.findings.of)
            yield SidePanel(self.project, self.names, self.findings.of, self._words.lines)
        yield Editor(self.project.target_lang)
        yield SearchBar()
        yield StatusLine(visible(self.project.path.name))
        yield KeyLine()

    @property
    def pairs(self) -> PairList:
        """The list."""
        return self.query_one(PairList)

    @property
    def panel(self) -> SidePanel:
        """What is known of the current pair."""
        return self.query_one(SidePanel)

    @property
    def editor(self) -> Editor:
        """The editor, open or not."""
        return self.query_one(Editor)

    @property
    def status(self) -> StatusLine:
        """The line above the keys."""
        return self.query_one(StatusLine)

    def on_mount(self) -> None:
        # Textual sets the class only after a first layout; this spares the second one.
        self.add_class("-wide" if self.app.size.width >= WIDE else "-narrow")
        self.pairs.focus()
        self._show_status()
        self._watch.begin()
        if self.project.store.read_only:
            self.tell(self.project.store.notice, "warning")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While words are typed, in the editor or the search, the keys of the list rest."""
        typing = self.is_mounted and (self.editor.row is not None or self.query_one(SearchBar).display)
        return not (typing and action in LIST_ACTIONS)

    def tell(self, sentence: str, severity: Severity = "information") -> None:
        """Show a sentence, which may hold words of a text."""
        telling.tell(self, sentence, severity)

    @on(PairList.Moved)
    def _moved(self) -> None:
        self._show_status()
        self.show_details()

    def _show_counts(self) -> None:
        self.status.counts = dict(self.listing.counts)

    def _show_status(self) -> None:
        self.call_after_refresh(self._show_counts)
        count, wanted = len(self.listing), self.listing.wanted
        self.status.position = f"{min(self.pairs.cursor + 1, count):,}/{count:,}"
        words = labels.filter_words(wanted)
        search = f"search “{visible(wanted.text)}”" if wanted.text else ""
        alone = visible(self.listing.only.words) if self.listing.only else ""
        only = " and ".join(part for part in (words, alone) if part)
        self.status.narrowed = ", ".join(part for part in (f"only {only}" if only else "", search) if part)

    def show_details(self) -> None:
        """Tell of the current pair in the panel; its gravest finding at the foot where the panel does not."""
        row = self.pairs.row
        found = self.findings.of(row) if row else None
        told_elsewhere = self.panel.tells_findings or self.editor.row is not None
        self.status.finding = "" if told_elsewhere else checking.summed_up(found)
        self.panel.show(row)

    def editing_changed(self) -> None:
        """The editor has been opened or closed: other keys work, and findings are told elsewhere."""
        self.refresh_bindings()
        self.show_details()

    def action_waiting(self, step: int) -> None:
        """Go to the next pair that waits for review, past the end round to the beginning."""
        place: int | None = self.pairs.cursor
        for _ in range(min(typed_count(self.app), len(self.listing.waiting))):
            place = self.listing.next_waiting(place or 0, step)
        if place is None or not self.listing.waiting:
            self.tell("Nothing in this list waits for review.")
        else:
            self.pairs.jump(place)

    async def action_search(self) -> None:
        """Ask for words to look for."""
        self.pairs.locked = True
        await self.query_one(SearchBar).open(self.listing.wanted.text)
        self.refresh_bindings()

    @on(SearchBar.Asked)
    def _search(self, event: SearchBar.Asked) -> None:
        self._close_search()
        self._narrow(replace(self.listing.wanted, text=event.text.strip()), self.listing.only)

    @on(SearchBar.Left)
    def _close_search(self) -> None:
        self.query_one(SearchBar).close()
        self.pairs.locked = False
        self.set_focus(self.pairs)
        self.refresh_bindings()

    def action_filter(self) -> None:
        """Ask which pairs to show."""

        def decided(wanted: PairFilter | None) -> None:
            if wanted is not None:
                self._narrow(wanted, self.listing.only)

        name = labels.language_name(self.project.target_lang)
        self.app.push_screen(FilterScreen(self.listing.wanted, name), decided)

    def action_clear(self) -> None:
        """Drop the search; without one, the filter."""
        wanted = self.listing.wanted
        if wanted.text:
            self._narrow(replace(wanted, text=""), self.listing.only)
        elif self.listing.narrowed:
            self._narrow(PairFilter())

    def action_reload(self) -> None:
        """Read the project again, as another program may have changed it."""
        self.names.reload()
        self.findings.forget_all()
        self._narrow(self.listing.wanted, self.listing.only)
        self.findings.sweep(self.listing.ids)
        self.panel.renew()

    # What others do.

    def _changed_elsewhere(self, actions: list[Action]) -> None:
        self.show_changes(actions)
        others = [action for action in actions if action.who != self.project.person]
        if len(others) == 1:
            self.tell(f"{others[0].who}: {others[0].summary}.")
        elif others:
            names = ", ".join(dict.fromkeys(action.who for action in others))
            self.tell(f"{len(others):,} changes by {names}.")

    def show_changes_since_shown(self) -> None:
        """Show at once what a dialog or another screen has done."""
        self.show_changes(self._watch.news())

    def show_changes(self, actions: Sequence[Action]) -> None:
        """Show what actions of others, or of another screen, have made of the pairs."""
        if not actions:
            return
        touched = {event.pair_id for action in actions for event in action.events}
        row = self.pairs.row
        before = set(self.listing.ids)
        made = [event.pair_id for act in actions for event in act.events if event.old_status == NONE]
        self.listing.settle(made)
        self.names.reload()
        self.findings.forget(*touched)
        new = [pair_id for pair_id in self.listing.ids if pair_id not in before]
        if new:
            self.findings.sweep(new)
        place = self.listing.index(row.id) if row else None
        self.pairs.redraw()
        self.pairs.jump(self.pairs.cursor if place is None else place)
        self.panel.renew()

    def narrow_to(self, words: str, pair_ids: Collection[int]) -> None:
        """List only these pairs, whatever the filter was; `words` tell which they are."""
        self._narrow(PairFilter(), Only(words, frozenset(pair_ids)))

    def _narrow(self, wanted: PairFilter, only: Only | None = None) -> None:
        """Apply a filter, staying on the current pair where it is still listed."""
        row = self.pairs.row
        try:
            self.listing.narrow(wanted, only)
        except WorkbenchError as error:
            self.tell(str(error), "warning")
        self.pairs.rebuild((self.listing.index(row.id) if row else None) or 0)

    def refused(self, row: PairRow, error: WorkbenchError) -> None:
        """Tell why nothing was written, and show the pair as it now is."""
        self.tell(str(error), "warning")
        self.listing.forget(row.id)
        self.pairs.redraw()

    def go_to(self, pair_id: int) -> None:
        """Put the cursor on a pair, dropping the filter when it hides that pair."""
        place = self.listing.index(pair_id)
        if place is None and pair_id:
            self.listing.narrow(PairFilter())
            place = self.listing.index(pair_id)
            self.pairs.rebuild()
        self.pairs.redraw()
        self.pairs.jump(self.pairs.cursor if place is None else place)
        self.panel.renew()

    def action_details(self) -> None:
        """Show or hide the details, whatever the width of the screen suggests."""
        shown = self.panel.display
        self.set_class(not shown, "-details-on")
        self.set_class(shown, "-details-off")

    def action_words(self) -> None:
        """Show or hide which words correspond, among the details."""
        panel = self.panel
        shown = panel.display and panel.tab is Tab.PAIR
        self._words.on = not (self._words.on and shown)
        if not panel.display:
            self.action_details()  # it works out what to show as soon as it appears
        panel.open(Tab.PAIR)
        panel.to_top()
        self.show_details()

    @on(WordsLinked)
    @on(WordsFailed)
    def _words_linked(self, event: WordsLinked | WordsFailed) -> None:
        self._words.take(event)
        if isinstance(event, WordsFailed):
            self.tell(event.sentence, "warning")
        self.show_details()

    def doubts_known(self, question: Doubts, judgement: Judgement | None) -> None:
        """Show which words the package doubts; None when it could not be asked."""
        self._words.judged(question, judgement)
        self.show_details()

    def action_scroll_details(self, lines: int) -> None:
        """Scroll the panel."""
        self.panel.scroll_lines(lines * typed_count(self.app))

    def action_spaces(self) -> None:
        """Show no-break spaces, or hide them again."""
        self.pairs.spaces = not self.pairs.spaces

    def action_jump(self) -> None:
        """Show a letter over each place in view, and go where a letter leads."""
        from tui.screens.jump import jump

        jump(self)

    def action_help(self) -> None:
        """Show all keys."""
        here = (EDITOR, OTHER_WORDS, PANEL_WHILE_TYPING) if self.editor.row is not None else LIST_SECTIONS
        self.app.push_screen(HelpScreen(self.own_keys, str(paths.keymap_file()), here))

"""The library: the articles of the project, the quotes in each, and what was set aside in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from db.records import Block, Document, PairFilter, PairRow
from tui.background import Background, Cancelled, opened_again
from tui.keys.library import LIBRARY
from tui.keys.room import DIGITS, ROOM
from tui.screens import library_rows as rows
from tui.screens.library_form import Field, FormScreen
from tui.screens.room import Room
from tui.widgets.key_line import KeyLine
from tui.widgets.library_table import Table
from tui.widgets.line_input import NO_CONTROLS, LineInput
from workbench.ingest.correcting import correct_shown
from workbench.project import Project
from workbench.quotes import service as quotes
from workbench.text.fold import fold
from workbench.text.language import same_language
from workbench.text.visible import visible
from workbench.upkeep.shelf import QuoteHere, Shelved, quotes_in, shelf

FACTS = (
    ("title", "Headline", ""),
    ("lang", "Language", "fr, en, Arabic …"),
    ("outlet", "Outlet", ""),
    ("agency", "Agency", "whose dispatch it prints"),
    ("place", "Place", "in its dateline"),
    ("author", "Author", ""),
    ("translator", "Translator", "who translated the quotes in it"),
    ("date", "Date", "2012-05-31, 2012-05 or 2012"),
    ("url", "URL", "nothing is fetched"),
)
"""Facts of a document that a person may correct: name, label, hint."""


class LibraryScreen(Room):
    """A table of documents, and beside or below it what the current one holds."""

    CSS_PATH = "../styles/library.tcss"
    SECTIONS = (LIBRARY,)
    BINDINGS: ClassVar[list[BindingType]] = [*LIBRARY.bindings, *ROOM.bindings, *DIGITS]
    HORIZONTAL_BREAKPOINTS = [(0, "-below"), (130, "-side")]  # noqa: RUF012 - Textual declares it so

    @dataclass
    class Read(Message):
        """The documents have been read, or why they have not."""

        documents: Sequence[Shelved] = ()
        failure: str = ""

    def __init__(self, project: Project, row: PairRow | None, own_keys: dict[str, str]) -> None:
        super().__init__(project, row, own_keys)
        self._background = Background(self)
        self._again = False
        """Whether the documents have changed while they were being read."""
        self._all: Sequence[Shelved] = ()
        self._listed: list[Shelved] = []
        self._wanted_id = 0
        """The document that the cursor goes to when the list is next made."""
        self._order, self._turned = 0, False
        self._shows_aside = False
        self._shown = (0, False)
        """Of which document the quotes, or the set-aside parts (True), are shown."""
        self._quotes: Sequence[QuoteHere] = ()
        self._document: Document | None = None
        """The current document with its text, read when its set-aside parts are asked for."""

    def compose(self) -> ComposeResult:
        yield Static(id="shelf-head", classes="room-head")
        with Container(id="shelf"):
            yield Table("Reading …", id="shelf-documents")
            with Container(id="shelf-here"):
                yield Static(id="here-head", classes="room-part")
                yield Table("No quotes in it.", id="here")
        yield LineInput(placeholder="Search", restrict=NO_CONTROLS, compact=True, id="shelf-search")
        yield KeyLine()

    def on_mount(self) -> None:
        if self.row is not None:
            self._wanted_id = self.project.store.quotes.place(self.row.quote_id)[0]
        self._table.focus()
        self.reread()

    def reread(self) -> None:
        """Read the documents in a thread; the cursor stays on its document."""
        if self._background.running:
            self._again = True
            return
        self._again = False
        project = self.project

        def work(_: Cancelled) -> Message:
            with opened_again(project) as own:
                return self.Read(shelf(own))

        self._background.start("Reading", work, lambda failure: self.Read(failure=failure))

    @on(Read)
    def _read(self, event: Read) -> None:
        self._background.running = False
        if event.failure:
            self.tell(event.failure, "warning")
        else:
            self._all = event.documents
            self._table.empty = "No articles yet: i imports files, p takes a pasted text."
            self._list()
        if self._again:
            self.reread()

    # The documents.

    @property
    def _table(self) -> Table:
        return self.query_one("#shelf-documents", Table)

    @property
    def _here(self) -> Table:
        return self.query_one("#here", Table)

    @property
    def _search(self) -> Input:
        return self.query_one("#shelf-search", Input)

    @property
    def current(self) -> Shelved | None:
        """The document under the cursor."""
        return self._listed[self._table.cursor] if self._listed else None

    def _list(self) -> None:
        """List what fits the search, in the order asked for, the cursor on the document where it was."""
        wanted = self._wanted_id or (self.current.id if self.current else 0)
        self._wanted_id = 0
        order = rows.ORDERS[self._order]
        self._listed = rows.arranged(self._all, self._search.value, order, turned=self._turned)
        places = (at for at, each in enumerate(self._listed) if each.id == wanted)
        place = next(places, self._table.cursor)
        if self._all and not self._listed:
            self._table.empty = "No article fits. Esc shows all of them again."
        self._table.fill(
            len(self._listed),
            lambda row, width: rows.document_row(self._listed[row], width),
            place,
            header=rows.document_header,
        )
        self._tell_head()

    def _tell_head(self) -> None:
        parts = [
            rows.shelf_words(self._all),
            f"sorted by {rows.ORDERS[self._order].words}" + (", turned round" if self._turned else ""),
        ]
        if self._search.value.strip():
            parts.insert(1, f"{len(self._listed):,} with “{visible(self._search.value.strip())}”")
        head = Content.assemble(("Library   ", "bold $accent"), "   ".join(parts))
        self.query_one("#shelf-head", Static).update(head)

    @on(Table.Moved, "#shelf-documents")
    def _moved(self) -> None:
        self._document = None
        self._show_here()

    def action_sort(self, step: int) -> None:
        """Sort by the next column."""
        self._order = (self._order + step * self.count()) % len(rows.ORDERS)
        self._list()

    def action_turn(self) -> None:
        """Turn the order round."""
        self._turned = not self._turned
        self._list()

    def action_search(self) -> None:
        """Look for documents."""
        self._search.display = True
        self._search.focus()

    @on(Input.Changed, "#shelf-search")
    def _typed(self) -> None:
        self._list()

    @on(Input.Submitted, "#shelf-search")
    def _found(self) -> None:
        self._search.display = bool(self._search.value.strip())
        self._table.focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While words are typed, letters are letters."""
        typing = self.is_mounted and isinstance(self.focused, Input)
        return not (typing and action not in ("leave", "help"))

    # What the current one holds.

    def _show_here(self) -> None:
        """Show the quotes of the current document, or what was set aside in it; the cursor stays."""
        current = self.current
        shown = (current.id if current else 0, self._shows_aside)
        cursor = self._here.cursor if shown == self._shown else 0
        self._shown = shown
        head = self.query_one("#here-head", Static)
        if current is None:
            head.update("")
            self._quotes = ()
            self._here.fill(0, lambda row, width: ())
        elif self._shows_aside:
            self._show_aside(current, head, cursor)
        else:
            self._quotes = quotes_in(self.project, current.id)
            facts = f"{len(self._quotes):,} quotes" if len(self._quotes) != 1 else "1 quote"
            if current.missing:
                facts += f", {current.missing:,} without its original"
            if current.set_aside:
                facts += f", {current.set_aside:,} parts set aside"
            if current.quotes > current.missing and same_language(current.lang, self.project.target_lang):
                facts += ", drafts and renderings from elsewhere counted too"
            head.update(Content(visible(f"{facts}: {current.known_as[:80]}")))
            self._here.empty = "No quotes in it."
            self._here.fill(
                len(self._quotes), lambda row, width: rows.quote_row(self._quotes[row], width), cursor
            )

    def _show_aside(self, current: Shelved, head: Static, cursor: int) -> None:
        if self._document is None:
            self._document = self.project.store.documents.get(current.id)
        document = self._document
        aside: list[Block] = [block for block in document.blocks if block.set_aside]
        head.update(Content(visible(f"{rows.set_aside_words(document.blocks)}: {current.known_as[:80]}")))
        self._here.empty = "Nothing was set aside in it."
        self._here.fill(len(aside), lambda row, width: rows.aside_row(document, aside[row], width), cursor)

    def action_aside(self) -> None:
        """Change between the quotes and what was set aside."""
        self._shows_aside = not self._shows_aside
        self._show_here()

    def action_other(self) -> None:
        """Go to the other table."""
        (self._table if self._here.has_focus else self._here).focus()

    # Where it leads to.

    @on(Table.Opened)
    def action_review(self) -> None:
        """Leave for the pair of the quote, or for all pairs of the document."""
        current, quote = self.current, self._quote
        if current is None:
            return
        if self._here.has_focus and quote is not None and quote.pair_id:
            self.leave(quote.pair_id)
            return
        pairs = self.project.store.pairs.ids(PairFilter(document_id=current.id))
        if not pairs:
            self.tell("No quote was found in this article: O opens it, where one can be marked by hand.")
            return
        self.narrow = (f"article “{visible(current.known_as[:40])}”", frozenset(pairs))
        self.leave(pairs[0])

    def action_article(self) -> None:
        """Open the article itself."""
        if self.current is None:
            return
        from tui.screens.article import ArticleScreen

        def left(pair_id: int | None) -> None:
            if pair_id is not None:
                self.narrow = article.narrow
                self.leave(pair_id)
            else:
                self.reread()

        article = ArticleScreen(self.project, self.row, self.own_keys, document_id=self.current.id)
        self.app.push_screen(article, left)

    def action_leave(self) -> None:
        """From the search to the list, from the quotes to the documents, and then back to the pairs."""
        if self._search.value or self._search.has_focus:
            self._search.value = ""
            self._search.display = False
            self._table.focus()
        elif self._here.has_focus:
            self._table.focus()
        else:
            self.leave()

    # What comes in, and what a person corrects.

    def action_import(self) -> None:
        """Import files."""
        from tui.screens.importing import ImportScreen

        self.app.push_screen(ImportScreen(self.project), self._came_in)

    def action_paste(self) -> None:
        """Import an article that is pasted or typed."""
        self._paste("")

    def on_paste(self, event: events.Paste) -> None:
        """What is pasted onto the library is an article."""
        if not isinstance(self.focused, Input):
            self._paste(event.text)

    def _paste(self, text: str) -> None:
        from tui.screens.paste import PasteScreen

        self.app.push_screen(PasteScreen(self.project, text), self._came_in)

    def _came_in(self, document_id: int | None) -> None:
        """Show the project with what was imported, the cursor on the first new document."""
        if document_id:
            self._wanted_id = document_id
            self._search.value = ""
            self._search.display = False
        if document_id is not None:
            self.reread()

    def action_facts(self) -> None:
        """Correct what is known about the document."""
        current = self.current
        if current is None:
            return
        document = self.project.store.documents.get(current.id)
        fields = [Field(name, label, str(getattr(document, name)), hint) for name, label, hint in FACTS]

        def store(changed: Mapping[str, str]) -> None:
            correct_shown(self.project, document, **changed)

        self.app.push_screen(FormScreen(f"What is known about {document.name}", fields, store), self._written)

    def action_speaker(self) -> None:
        """Correct the speaker of a quote, wherever the article gives a quote to the same one."""
        quote = self._quote
        if quote is None:
            self.tell("Go to a quote first: tab leads to the quotes of the article.")
            return
        same = [q for q in self._quotes if quote.speaker and fold(q.speaker) == fold(quote.speaker)]
        head = f"Speaker of quote {quote.id}"
        if len(same) > 1:
            head = f"Speaker of the {len(same)} quotes of {quote.speaker} in this article"
        fields = [
            Field("speaker", "Speaker", quote.speaker, "who said it", self.project.store.quotes.speakers()),
            Field("role", "Role", quote.role, "minister, spokesman …"),
        ]

        def store(changed: Mapping[str, str]) -> None:
            verb = quotes.edit_everywhere if quote.speaker else quotes.edit
            verb(
                self.project,
                quote.id,
                speaker=changed.get("speaker"),
                role=changed.get("role"),
                revision=quote.revision,
            )

        self.app.push_screen(FormScreen(head, fields, store), self._written)

    @property
    def _quote(self) -> QuoteHere | None:
        """The quote under the cursor, if quotes are shown and the cursor is among them."""
        if self._shows_aside or not self._here.has_focus or not self._quotes:
            return None
        return self._quotes[self._here.cursor]

    def _written(self, done: bool | None) -> None:
        if done:
            self.reread()
            self.tell("Stored. u takes it back.")

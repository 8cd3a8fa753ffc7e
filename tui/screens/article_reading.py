"""Reading an article: its text with all quotes in it, search, what was set aside. Nothing here writes."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from db.errors import WorkbenchError
from db.records import PairRow, Span
from tui.keys.article import ARTICLE, ARTICLE_MOVE, BY_HAND
from tui.labels import language_name
from tui.screens.room import Room
from tui.widgets.article_margin import DISMISSED, MISSING, SIGNS, sign_of
from tui.widgets.article_view import ArticleView
from tui.widgets.key_line import KeyLine
from tui.widgets.search_bar import SearchBar
from workbench.project import Project
from workbench.quotes.article import (
    Article,
    Placed,
    documents_of,
    found_in,
    offset_of,
    pair_at,
    read_article,
)
from workbench.text.visible import visible

_NEEDS_ARTICLE = {
    binding.action.partition("(")[0]
    for section in (ARTICLE, ARTICLE_MOVE, BY_HAND)
    for binding in section.bindings
}


MOST_SHOWN = 400
"""Characters of a name or an office that are put on a line; wider screens are rare."""


class ArticleReading(Room):
    """The whole text of an article, with a cursor that goes by words, sentences and quotes."""

    CSS_PATH = "../styles/article.tcss"
    VERTICAL_BREAKPOINTS = [(0, "-short"), (32, "-tall")]  # noqa: RUF012 - Textual declares it so
    SECTIONS = (ARTICLE, BY_HAND, ARTICLE_MOVE)

    def __init__(
        self, project: Project, row: PairRow | None, own_keys: dict[str, str], document_id: int = 0
    ) -> None:
        """Show a document, or else the article in which the pair that the person comes from stands."""
        super().__init__(project, row, own_keys)
        self._document_id = document_id
        self._sought = ""
        self.adjusted: Placed | None = None
        """The quote whose ends are being moved."""

    def compose(self) -> ComposeResult:
        yield Static(id="article-head")
        yield ArticleView()
        yield SearchBar()
        yield Static(id="article-said")
        yield KeyLine()

    @property
    def view(self) -> ArticleView:
        """The text."""
        return self.query_one(ArticleView)

    @property
    def article(self) -> Article:
        """The article on screen; only asked where there is one."""
        assert self.view.article is not None
        return self.view.article

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Without an article there is nothing to read, and nothing to do by hand."""
        here = self.is_mounted and self.view.article is not None
        return (here or action not in _NEEDS_ARTICLE) and super().check_action(action, parameters)

    def on_mount(self) -> None:
        self.view.focus()
        if not self._document_id:
            self._document_id = self._first()
        row = self.row
        self.open(self._document_id, row.quote_id if row else 0, row.id if row else 0)

    def _first(self) -> int:
        """The article of the pair that the person comes from, else the first of the project; 0 for none."""
        if self.row is not None:
            found = documents_of(self.project, self.row.quote_id)
            if found:
                return found[0]
        return min(self.project.store.documents.sources(), default=0)

    def open(self, document_id: int, quote_id: int = 0, pair_id: int = 0) -> None:
        """Show an article, with the cursor at the sentence of a pair, or at a quote, or where it is."""
        if not document_id:
            head = self.query_one("#article-head", Static)
            head.update("No articles yet: the library (F2) imports some.")
            return
        try:
            article = read_article(self.project, document_id)
            self._document_id = document_id
            offset = offset_of(self.project, article, quote_id, pair_id) if quote_id else None
        except WorkbenchError as error:
            self.tell(str(error), "warning")
            return
        self.view.show(article, offset)
        self._show_head()

    def reread(self) -> None:
        """Show the article and its quotes as they are now, the cursor where it is.

        What a person is correcting stays on screen; storing it tells whether the quote has moved on.
        """
        if not self._document_id:
            self._document_id = self._first()
        self.open(self._document_id)
        if self.adjusted is not None and all(q.place != self.adjusted.place for q in self.article.quotes):
            self.adjust(None)

    def on_resize(self) -> None:
        """Fit the lines above and below the text."""
        if self.view.article is not None:
            self._show_head()
            self._show_said()

    def adjust(self, quote: Placed | None, wanted: Span | None = None) -> None:
        """Show what a quote shall be, before it is; None when nothing is corrected any more."""
        self.adjusted = quote
        self.view.offer(wanted)

    # What is told above and below the text.

    def _show_head(self) -> None:
        document, quotes = self.article.document, self.article.quotes
        active = sum(not quote.dismissed for quote in quotes)
        dismissed = len(quotes) - active
        aside = sum(block.set_aside for block in document.blocks)
        counts = [
            f"{active} quote{'' if active == 1 else 's'}",
            f"{dismissed} dismissed" if dismissed else "",
            f"{aside} block{'' if aside == 1 else 's'} set aside" if aside else "",
        ]
        place = [document.outlet, document.agency, document.author, document.place, document.date]
        known = [*place, language_name(document.lang), *counts, document.url]
        title = Content.styled(visible(document.title or document.name), "bold")
        facts = Content.styled(visible(" · ".join(part for part in known if part)), "$muted")
        width = max(1, self.app.size.width - 2)
        lines = [line.truncate(width, ellipsis=True) for line in (title, facts)]
        self.query_one("#article-head", Static).update(Content("\n").join(lines), layout=False)

    @on(ArticleView.Moved)
    def _show_said(self) -> None:
        if self.view.article is None:
            return
        line = Content.assemble(*self._said()).truncate(max(1, self.app.size.width - 2), ellipsis=True)
        self.query_one("#article-said", Static).update(line, layout=False)

    def _said(self) -> list[tuple[str, str]]:
        """What is known of what the cursor stands on, as words and their styles."""
        view = self.view
        if self.adjusted is not None:
            told = "  [ ] move where it begins, { } where it ends; Enter corrects it, Esc leaves it"
            return [(f"quote {self.adjusted.quote_id}", "bold"), (told, "")]
        if view.selected is not None:
            count = len(view.selected.of(self.article.document.text).split())
            words = f"{count} word{'' if count == 1 else 's'} selected"
            return [(words, "bold"), ("  m marks a quote, o an original that is missing, Esc drops it", "")]
        if view.row is not None and view.row.set_aside:
            told = f"{visible(view.row.reason)}  z opens or closes it, a says that it is the article"
            return [("set aside: ", "bold"), (told, "")]
        if view.quote is None:
            return [("no quote here  v selects words, n goes to the next quote", "$muted")]
        others = len(documents_of(self.project, view.quote.quote_id)) - 1
        elsewhere = f"  Tab: in {others} other article{'' if others == 1 else 's'}" if others > 0 else ""
        first, *known = _known(view.quote)
        return [(first, "bold"), *((part, "") for part in known), (elsewhere, "$muted")]

    # Moving.

    def action_line(self, step: int) -> None:
        """Go by lines."""
        self.view.step_line(step * self.count(), extend=self.visual)

    def action_word(self, step: int) -> None:
        """Go by words."""
        for _ in range(min(self.count(), 1_000)):
            self.view.step_word(step, extend=self.visual)

    def action_sentence(self, step: int) -> None:
        """Go by sentences."""
        for _ in range(min(self.count(), 1_000)):
            self.view.step_sentence(step, extend=self.visual)

    def action_page(self, step: int) -> None:
        """Go by screens."""
        self.view.step_page(step * self.count(), extend=self.visual)

    def action_first(self) -> None:
        """Go to the beginning."""
        self.view.go(0, extend=self.visual)

    def action_last(self) -> None:
        """Go to the end."""
        if self.view.lines is not None:
            self.view.go(self.view.lines.rows[-1].span.end - 1, extend=self.visual)

    def action_select(self) -> None:
        """Begin a selection at the word under the cursor, or drop it."""
        self.view.select(self.view.place.word if self.view.began is None else None)

    def action_select_sentence(self) -> None:
        """Select the sentence under the cursor."""
        span = self.sentence()
        if span is not None:
            self.view.select(None)
            self.view.go(span.start)
            self.view.go(span.end - 1, extend=True)

    def action_extend(self, unit: str, step: int) -> None:
        """Select more or less."""
        if unit == "word":
            self.view.step_word(step, extend=True)
        else:
            self.view.step_line(step, extend=True)

    @property
    def visual(self) -> bool:
        """Whether moving the cursor selects."""
        return self.view.began is not None

    def sentence(self) -> Span | None:
        """The sentence under the cursor; None where there is none."""
        lines, place = self.view.lines, self.view.place
        if lines is None or (self.view.row and self.view.row.line):
            return None
        return next((one for one in lines.sentences(place.row) if place.word.start < one.end), place.word)

    def action_quote(self, step: int) -> None:
        """Go to the next quote, past the end round to the beginning."""
        if self.view.article is None or not self.article.quotes:
            self.tell("No quotes in this article: v selects words, m marks them.")
            return
        at = self.view.place.word.start
        starts = sorted({quote.span.start for quote in self.article.quotes})
        for _ in range(self.count() % len(starts) or len(starts)):
            beyond = [start for start in starts if (start > at if step > 0 else start < at)]
            at = (beyond or starts)[0 if step > 0 else -1]
        self.view.go(at, extend=self.visual)

    def action_other(self, step: int) -> None:
        """Show another article that prints the quote under the cursor, or the one that was come from."""
        quote = self.view.quote
        quote_id = quote.quote_id if quote else self.row.quote_id if self.row else 0
        found = documents_of(self.project, quote_id) if quote_id else []
        others = [number for number in found if number != self._document_id]
        if not others:
            self.tell("No other article in the project prints this quote.")
            return
        place = found.index(self._document_id) + step if self._document_id in found else 0
        pair_id = self.row.id if self.row else 0
        if quote is not None:
            pair_id = pair_at(self.project, self.article, quote, self.view.place.word.start) or 0
        self.open(found[place % len(found)], quote_id, pair_id)

    # What was set aside.

    def action_fold(self) -> None:
        """Open or close the set-aside part under the cursor."""
        row = self.view.row
        if row is None or not row.set_aside:
            self.tell("This was not set aside: Z opens all that was.")
        else:
            self.view.fold(self.view.opened ^ {row.fold})

    @on(ArticleView.Toggled)
    def _toggled(self, event: ArticleView.Toggled) -> None:
        self.view.fold(self.view.opened ^ {event.fold})

    def action_fold_all(self) -> None:
        """Open all set-aside parts, or close them when all are open."""
        lines = self.view.lines
        folds = {row.fold for row in lines.rows if row.line} if lines else set()
        if not folds:
            self.tell("Nothing was set aside in this article.")
        self.view.fold(set() if folds <= self.view.opened else folds)

    # Search.

    async def action_search(self) -> None:
        """Ask for words to look for."""
        await self.query_one(SearchBar).open(self._sought)

    @on(SearchBar.Asked)
    def _search(self, event: SearchBar.Asked) -> None:
        self._close_search()
        self._sought = event.text.strip()
        if self.view.article is None:
            return
        hits = found_in(self.article, self._sought)
        self.view.find(hits)
        if hits:
            at = self.view.place.word.start
            self.view.go(next((hit.start for hit in hits if hit.start >= at), hits[0].start))
            self.tell(f"{len(hits):,} place{'' if len(hits) == 1 else 's'}: F3 or N goes to the next.")
        elif self._sought:
            self.tell(f"“{self._sought}” does not stand in this article.")

    @on(SearchBar.Left)
    def _close_search(self) -> None:
        self.query_one(SearchBar).close()
        self.set_focus(self.view)

    def action_hit(self, step: int) -> None:
        """Go to the next place with the words that were looked for."""
        at = self.view.place.word
        hits = self.view.hits
        if not hits:
            self.tell("Nothing is being looked for: / asks for words.")
            return
        if step > 0:
            self.view.go(next((hit.start for hit in hits if hit.start >= at.end), hits[0].start))
        else:
            before = [hit.start for hit in hits if hit.end <= at.start]
            self.view.go(before[-1] if before else hits[-1].start)

    # Leaving.

    @on(ArticleView.Opened)
    def _double_clicked(self) -> None:
        if self.view.quote is not None:
            self.action_review()

    def action_review(self) -> None:
        """Go to the pair of the sentence under the cursor; on a set-aside line, open or close that."""
        row, quote = self.view.row, self.view.quote
        if row is not None and row.line:
            self.action_fold()
        elif quote is None:
            self.tell("No quote stands here: n goes to the next one.")
        elif quote.dismissed:
            self.tell(f"Quote {quote.quote_id} was dismissed: x brings it back.")
        else:
            self.leave(pair_at(self.project, self.article, quote, self.view.place.word.start))

    def action_undo(self) -> None:
        """Drop what is being corrected or selected first: nothing of that has been stored yet."""
        if self.view.pending is not None or self.view.began is not None:
            self.action_leave()
            self.tell("Dropped; nothing had been stored yet. u again takes back what was stored last.")
        else:
            super().action_undo()

    def action_leave(self) -> None:
        """Leave what is being corrected, then the selection, then what was found, then the article."""
        view = self.view
        if view.pending is not None:
            self.adjust(None)
        elif view.began is not None:
            view.select(None)
        elif view.hits:
            view.find(())
        else:
            self.leave()


def _known(quote: Placed) -> list[str]:
    """A quote in words: number, who, state, pairs."""
    parts = (quote.speaker or "nobody named", quote.role, quote.said_on)
    who = ", ".join(part[:MOST_SHOWN] for part in parts if part)
    sign = sign_of(quote)
    state = f"{SIGNS[sign]}  " if sign in (DISMISSED, MISSING) else ""
    return [
        f"quote {quote.quote_id} ({quote.place})",
        f"  {visible(who)}",
        f"  {sign} {state}",
        "" if quote.dismissed else f"{quote.approved} of {quote.pairs} pairs approved",
    ]

"""Quotes by hand in an article: marked, corrected, dismissed, and which lines are the article."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from textual import on
from textual.content import Content
from textual.message import Message

from db.errors import WorkbenchError
from db.records import Document, PairRow, QuoteKind, Span
from tui.background import Background, Cancelled, opened_again
from tui.screens.article_choice import ChoiceScreen, cited, question
from tui.screens.article_form import SPEAKER, Field, QuoteForm
from tui.screens.article_reading import ArticleReading
from workbench.ingest.given import stated_date
from workbench.ingest.parts import BY_HAND, regard
from workbench.project import Project
from workbench.quotes import service
from workbench.quotes.anew import Anew, read_again
from workbench.quotes.article import Placed
from workbench.quotes.effects import Effect
from workbench.quotes.marking import already_in, holders, without_marks
from workbench.quotes.respan import respan
from workbench.quotes.splitting import Place

HERE, EVERYWHERE = "this quote", "everywhere in the article"
OUT, IN = "left out", "taken in"
REASONS = ("menu", "advertisement", "reader comments", "related articles", BY_HAND)
"""What is not the article: as reading names it, or a person who says no more."""
MOST_TOLD = 8
"""Quotes that a question tells of each kind."""
YES_NO = (Content("Yes"), Content("No, leave it as it is"))
MARK_ANYWAY = (Content("Mark them all the same"), Content("No, leave it as it is"))


class ArticleMarking(ArticleReading):
    """Every verb is stored before the next key is handled, and undo takes it back."""

    @dataclass
    class ReadAgain(Message):
        """An article has been read again, or it was tried."""

        document_id: int
        found: Anew
        dry: bool = False
        failure: str = ""

    def __init__(
        self, project: Project, row: PairRow | None, own_keys: dict[str, str], document_id: int = 0
    ) -> None:
        super().__init__(project, row, own_keys, document_id)
        self._reading = Background(self)

    def done(self, verb: Callable[[], object], sentence: str = "") -> bool:
        """Do a verb and show what it did; says whether it was done, and tells why not."""
        try:
            verb()
        except WorkbenchError as error:
            self.tell(str(error), "warning")
            self.reread()
            return False
        if sentence:
            self.tell(f"{sentence} u takes it back.")
        self.adjust(None)
        self.view.select(None)
        self.reread()
        return True

    def ask(self, head: Content, answers: Sequence[Content], decided: Callable[[int | None], None]) -> None:
        """Ask about what a thread has found; not over another dialog, for which the next key is meant."""
        if self.app.screen is self:
            self.app.push_screen(ChoiceScreen(head, answers), decided)
        else:
            self.tell("What you asked for was found while a dialog was open: press the key again.")

    def current(self) -> Placed | None:
        """The quote under the cursor, told where there is none."""
        quote = self.view.quote
        if quote is None:
            self.tell("No quote stands here: n goes to the next one, m marks one.")
        return quote

    # Marking.

    def action_mark(self) -> None:
        """Ask who says the selected words, or those of the sentence, and mark them as a quote."""
        span = self.view.selected or self.sentence()
        if span is None:
            self.tell("No words stand here.")
            return
        document = self.article.document
        inner = without_marks(document.text, span)
        taken = holders(self.project, document.id, (inner,))
        if not taken or inner in self.project.store.quotes.marked(document.id):
            self._ask_to_mark(document, span, inner)
            return

        def decided(answer: int | None) -> None:
            if answer == 0:
                self._ask_to_mark(document, span, inner, anyway=True)

        head = question(already_in(taken), cited(inner.of(document.text)))
        self.app.push_screen(ChoiceScreen(head, MARK_ANYWAY), decided)

    def _ask_to_mark(self, document: Document, span: Span, inner: Span, *, anyway: bool = False) -> None:
        """Ask who says these words, and mark them; `inner` are those without quotation marks around."""
        fields = [
            Field(SPEAKER, "Speaker", hint="who says it"),
            Field("role", "Role", hint="spokesman, minister …"),
            Field("kind", "Kind", QuoteKind.DIRECT, values=tuple(QuoteKind)),
        ]
        if inner != span:
            fields.append(Field("marks", "Marks", OUT, values=(OUT, IN)))

        def keep(values: Mapping[str, str]) -> None:
            service.add(
                self.project,
                document.id,
                span,
                speaker=values[SPEAKER],
                role=values["role"],
                kind=values["kind"],
                marks=values.get("marks", OUT) == IN,
                anyway=anyway,
            )

        form = QuoteForm("Mark a quote", inner.of(document.text), fields, self._names(), keep)
        self.app.push_screen(form, self._stored)

    def _stored(self, stored: bool | None) -> None:
        if stored:
            self.view.select(None)
            self.reread()

    def _names(self) -> list[str]:
        """Who may be meant: the speakers of the article, then those of the project."""
        return list(dict.fromkeys([*self.article.speakers(), *sorted(self.project.store.quotes.speakers())]))

    # Correcting.

    def action_speaker(self) -> None:
        """Correct who said the quote under the cursor, as what, and when."""
        quote = self.current()
        if quote is None:
            return
        fields = (
            Field(SPEAKER, "Speaker", quote.speaker),
            Field("role", "Role", quote.role),
            Field("said_on", "Said on", quote.said_on, "2012-05-31, 2012-05 or 2012"),
            Field("scope", "Where", HERE, values=(HERE, EVERYWHERE)),
        )

        def keep(values: Mapping[str, str]) -> None:
            self._correct(quote, values)

        words = " … ".join(piece.of(self.article.document.text) for piece in quote.pieces)
        form = QuoteForm(f"Quote {quote.quote_id}", words, fields, self._names(), keep)
        self.app.push_screen(form, self._stored)

    def _correct(self, quote: Placed, values: Mapping[str, str]) -> None:
        """Store the facts of a quote; speaker and role also where the article gives the same speaker."""
        said_on = stated_date(values["said_on"]) if values["said_on"] else ""
        with self.project.store.action("quote edit", f"quote {quote.quote_id} corrected"):
            service.edit(self.project, quote.quote_id, said_on=said_on, revision=quote.revision)
            facts: dict[str, Any] = {"speaker": values[SPEAKER], "role": values["role"]}
            if values["scope"] == EVERYWHERE:
                service.edit_everywhere(self.project, quote.quote_id, **facts)
            else:
                service.edit(self.project, quote.quote_id, **facts)

    def action_dismiss_quote(self) -> None:
        """Say that the quote under the cursor is none; bring back one that was dismissed."""
        quote = self.current()
        if quote is None:
            return
        verb = service.restore if quote.dismissed else service.dismiss
        what = "brought back" if quote.dismissed else "dismissed"
        done = partial(verb, self.project, quote.quote_id, shown={quote.quote_id: quote.revision})
        self.done(done, f"Quote {quote.quote_id} {what}.")

    # Where a quote begins and ends.

    def action_edge(self, edge: str, step: int) -> None:
        """Move the beginning or the end of the quote under the cursor by a word."""
        quote, lines = self.adjusted or self.current(), self.view.lines
        if quote is None or lines is None:
            return
        if quote.dismissed:
            self.tell(f"Quote {quote.quote_id} was dismissed: x brings it back.")
            return
        start, end = self.view.pending or quote.span
        for _ in range(min(self.count(), 1_000)):
            if edge == "start":
                start = lines.edge(start, step, ends=False)
            else:
                end = lines.edge(end, step, ends=True)
        if start >= end:
            self.tell("A quote has one word at the least.")
            return
        self.adjust(quote, Span(start, end))

    def action_review(self) -> None:
        """Correct the words of the quote whose ends have been moved; else go to its pair."""
        quote, pending = self.adjusted, self.view.pending
        if quote is None or pending is None:
            super().action_review()
            return
        place = Place(quote.rendering, quote.printing)
        try:
            effect = respan(self.project, quote.quote_id, pending, place, revision=quote.revision, dry=True)
        except WorkbenchError as error:
            self.tell(str(error), "warning")
            self.adjust(None)
            self.reread()
            return

        def decided(answer: int | None) -> None:
            if answer == 0:
                told = f"Words of quote {quote.quote_id} corrected."
                corrected = partial(respan, self.project, quote.quote_id, pending, place)
                if self.done(lambda: corrected(revision=quote.revision), told):
                    self.view.go(pending.start)

        head = _effect(f"Correct quote {quote.quote_id}?", effect)
        self.app.push_screen(ChoiceScreen(head, YES_NO), decided)

    # Which lines are the article.

    def action_regard(self, article: bool) -> None:
        """Say that the selected lines, or those of the paragraph, are the article or are not."""
        row = self.view.row
        span = self.view.selected or (row.span if row else None)
        if span is None:
            return
        document = self.article.document
        if article:
            self._regard(document, span, "")
            return

        def decided(answer: int | None) -> None:
            if answer is not None:
                self._regard(document, span, REASONS[answer])

        words = cited(span.of(document.text))
        head = question("These lines are not the article. What are they?", words)
        self.app.push_screen(ChoiceScreen(head, [Content(reason) for reason in REASONS]), decided)

    def _regard(self, document: Document, span: Span, reason: str) -> None:
        what = "set aside" if reason else "part of the article now"
        self.done(
            lambda: regard(self.project, document.id, span, reason, revision=document.revision),
            f"These lines are {what}; r looks for quotes again.",
        )

    def action_again(self) -> None:
        """Look for quotes again, in a thread; first show what that would do."""
        self._read_again(self.article.document.id, dry=True)

    def _read_again(self, document_id: int, *, dry: bool) -> None:
        if self._reading.running:
            self.tell("The article is being read.")
            return
        project = self.project

        def work(_: Cancelled) -> Message:
            with opened_again(project) as own:
                return self.ReadAgain(document_id, read_again(own, document_id, dry=dry), dry=dry)

        def failed(failure: str) -> Message:
            return self.ReadAgain(document_id, Anew(), failure=failure)

        self._reading.start("Reading", work, failed)

    @on(ReadAgain)
    def _was_read_again(self, event: ReadAgain) -> None:
        self._reading.running = False
        found = event.found
        if event.failure:
            self.tell(event.failure, "warning")
        elif not event.dry:
            self.tell("The article has been read again. u takes it back.")
            self.reread()
        elif event.document_id != self.article.document.id:
            self.tell("Another article is shown by now: r looks for quotes in this one.")
        elif not found.words and not found.gone:
            left = f" {len(found.left)} set-aside quotes stay: somebody decided about them."
            self.tell("Nothing new is found." + (left if found.left else ""))
        else:
            self.ask(_found_again(found), YES_NO, partial(self._decided_again, event.document_id))

    def _decided_again(self, document_id: int, answer: int | None) -> None:
        if answer == 0:
            self._read_again(document_id, dry=False)


def _found_again(found: Anew) -> Content:
    """What reading an article again would add and take away, as a question."""
    told = [f"new: {cited(words)}" for words in found.words[:MOST_TOLD]]
    told += [f"quote {number}: dismissed, as it was set aside" for number in found.gone[:MOST_TOLD]]
    told += [f"quote {number}: stays, somebody decided about it" for number in found.left[:MOST_TOLD]]
    return question(f"{len(found.words)} new, {len(found.gone)} dismissed. Store that?", *told)


def _effect(head: str, effect: Effect) -> Content:
    """A question, the words before and after, and what becomes of the pairs."""
    return question(head, f"was: {cited(effect.before)}", f"now: {cited(effect.after)}", *effect.sentences())

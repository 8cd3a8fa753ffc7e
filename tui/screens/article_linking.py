"""What belongs together, by hand: quotes joined and parted, renderings, originals, retellings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from textual import on
from textual.content import Content
from textual.message import Message

from db.errors import WorkbenchError
from db.records import PairRow, Span
from tui.background import Background, Cancelled, opened_again
from tui.screens.article_choice import ChoiceScreen, cited, question, shown
from tui.screens.article_marking import ArticleMarking
from workbench.project import Project
from workbench.quotes import candidates, retelling
from workbench.quotes.article import Placed
from workbench.quotes.candidates import Candidate
from workbench.quotes.interrupted import join_interrupted
from workbench.quotes.joining import find_original, join, known_original, link_shown
from workbench.quotes.splitting import Place, split

NEAREST = 20
"""Quotes of the article that are offered to be joined, the nearest first."""

Look = Callable[[Project], Sequence[Candidate]]
"""Looks for what may belong together, in a thread with a connection of its own."""
Take = Callable[[Candidate], None]
"""Stores what a person has chosen."""


class ArticleLinking(ArticleMarking):
    """Choices are shown with the likeliest first; looking for them never keeps the keys waiting."""

    @dataclass
    class Found(Message):
        """What may belong together has been looked for."""

        listed: Sequence[Candidate] = ()
        failure: str = ""

    def __init__(
        self, project: Project, row: PairRow | None, own_keys: dict[str, str], document_id: int = 0
    ) -> None:
        super().__init__(project, row, own_keys, document_id)
        self._looking = Background(self)
        self._question = Content("")
        self._nothing = ""
        self._take: Take = lambda _: None

    # Two quotes of the article.

    def action_join(self) -> None:
        """Ask which quote of the article is one with the quote under the cursor, and how."""
        quote = self.current()
        if quote is None:
            return
        others = [q for q in self.article.quotes if not q.dismissed and q.quote_id != quote.quote_id]
        others.sort(key=lambda other: abs(other.span.start - quote.span.start))
        others = others[:NEAREST]
        if not others:
            self.tell("No other quote stands in this article.")
            return

        def decided(answer: int | None) -> None:
            if answer is not None:
                self._ask_how(quote, others[answer])

        head = question(f"Which quote is one with quote {quote.quote_id}?", self._words(quote))
        self.app.push_screen(ChoiceScreen(head, [self._shown(other) for other in others]), decided)

    def _ask_how(self, quote: Placed, other: Placed) -> None:
        """Join two quotes, one going on with the other or saying the same."""
        revisions = {quote.quote_id: quote.revision, other.quote_id: other.revision}
        first, second = sorted((quote, other), key=lambda one: one.span.start)
        ids = first.quote_id, second.quote_id

        def goes_on() -> object:
            return join_interrupted(self.project, *ids, shown=revisions)

        def the_same() -> object:
            return join(self.project, *ids, shown=revisions)

        try:
            told = list(join_interrupted(self.project, *ids, shown=revisions, dry=True).sentences())
        except WorkbenchError as error:
            told = [str(error)]

        def decided(answer: int | None) -> None:
            if answer is not None:
                self.done((goes_on, the_same)[answer], f"Quote {ids[1]} has joined quote {ids[0]}.")

        answers = (
            Content.assemble(("It goes on: ", "bold"), "one utterance that the article interrupts"),
            Content.assemble(("The same words: ", "bold"), "printed twice, one of them is another place"),
        )
        head = question("How are they one?", self._words(first), self._words(second), *told)
        self.app.push_screen(ChoiceScreen(head, answers), decided)

    def action_split(self) -> None:
        """Part the quote under the cursor between two of its pieces."""
        quote = self.current()
        if quote is None:
            return
        if len(quote.pieces) < 2:
            self.tell("This quote is one piece: [ ] { } move its ends, then m marks the rest.")
            return
        text = self.article.document.text

        def decided(answer: int | None) -> None:
            if answer is not None:
                place = Place(quote.rendering, quote.printing, answer + 2)
                parted = partial(split, self.project, quote.quote_id, place, revision=quote.revision)
                self.done(parted, "The quote is two now.")

        answers = [Content(f"before “{cited(piece.of(text))}”") for piece in quote.pieces[1:]]
        self.app.push_screen(ChoiceScreen(question("Where does the other quote begin?"), answers), decided)

    # Renderings, originals and retellings.

    def action_link(self) -> None:
        """Link the quote under the cursor to a rendering that waits, or to the quote with its original."""
        quote = self.current()
        if quote is None:
            return
        number = quote.quote_id
        if quote.missing:
            self._look(
                f"Which quote is the original of quote {number}?",
                self._words(quote),
                lambda project: candidates.originals_for(project, number),
                lambda chosen: self._give_original(quote, chosen),
                "No quote is known whose words could be its original.",
            )
        else:
            self._look(
                f"Which printed rendering renders quote {number}?",
                self._words(quote),
                lambda project: candidates.renderings_for(project, number),
                lambda chosen: self._link(quote, chosen),
                "No printed rendering waits for its original.",
            )

    def _link(self, quote: Placed, chosen: Candidate) -> None:
        rendering = chosen.rendering_id or 0
        linked = partial(link_shown, self.project, quote.quote_id, rendering, _revisions(quote, chosen))
        self.done(linked, f"Rendering {rendering} renders quote {quote.quote_id}.")

    def _give_original(self, quote: Placed, chosen: Candidate) -> None:
        given = partial(known_original, self.project, quote.quote_id, chosen.quote_id)
        told = f"Quote {quote.quote_id} has its original."
        self.done(lambda: given(shown=_revisions(quote, chosen)), told)

    def action_original(self) -> None:
        """Say that the selected words are the original of a quote whose original is missing."""
        span = self.view.selected
        if span is None:
            self.tell("Select the original words first: v begins, then o.")
            return
        document = self.article.document
        self._look(
            "Of which quote are these words the original?",
            cited(span.of(document.text)),
            lambda project: candidates.waiting_for(project, document.id, span),
            lambda chosen: self._give_words(document.id, span, chosen),
            "No quote waits for its original.",
        )

    def _give_words(self, document_id: int, span: Span, chosen: Candidate) -> None:
        """Store the words that were asked about, whatever is selected by now."""
        given = partial(find_original, self.project, chosen.quote_id, document_id, span)
        told = f"Quote {chosen.quote_id} has its original."
        self.done(lambda: given(shown={chosen.quote_id: chosen.revision}), told)

    def action_retell(self) -> None:
        """Link the quote under the cursor to another telling of the same story, or take a link away."""
        quote = self.current()
        if quote is None:
            return
        number = quote.quote_id
        known = {
            link.other_id if link.quote_id == number else link.quote_id
            for link in self.project.store.retellings.of_quote(number)
        }
        linked = f"Linked already, choose to part: {', '.join(map(str, sorted(known)))}." if known else ""
        self._look(
            f"Which quote tells the same story as quote {number}?",
            "\n".join(filter(None, [self._words(quote), linked])),
            lambda project: candidates.tellings_of(project, number),
            lambda chosen: self._retell(number, chosen.quote_id, chosen.quote_id in known),
            "The project has no other quote of this speaker.",
        )

    def _retell(self, quote_id: int, other_id: int, linked: bool) -> None:
        verb = retelling.unlink if linked else retelling.link
        said = "not linked any more" if linked else "linked as tellings of one story"
        self.done(
            lambda: verb(self.project, quote_id, other_id), f"Quotes {quote_id} and {other_id} are {said}."
        )

    def _look(self, head: str, words: str, look: Look, take: Take, nothing: str) -> None:
        """Look for candidates in a thread, then let the person choose one."""
        if self._looking.running:
            self.tell("Still looking for the last one.")
            return
        self._question, self._take, self._nothing = question(head, *words.split("\n")), take, nothing
        project = self.project

        def work(_: Cancelled) -> Message:
            with opened_again(project) as own:
                return self.Found(look(own))

        self._looking.start("Looking", work, lambda failure: self.Found(failure=failure))

    @on(Found)
    def _found(self, event: Found) -> None:
        self._looking.running = False
        if event.failure or not event.listed:
            self.tell(event.failure or self._nothing, "warning" if event.failure else "information")
            return

        def decided(answer: int | None) -> None:
            if answer is not None:
                self._take(event.listed[answer])

        self.ask(self._question, [shown(candidate) for candidate in event.listed], decided)

    def _words(self, quote: Placed) -> str:
        return cited(" … ".join(piece.of(self.article.document.text) for piece in quote.pieces))

    def _shown(self, quote: Placed) -> Content:
        head = f"quote {quote.quote_id}, {quote.speaker or 'nobody named'}"
        return question(head, self._words(quote))


def _revisions(quote: Placed, chosen: Candidate) -> dict[int, int]:
    """The quotes that a person has decided about, at the revisions that were shown."""
    return {quote.quote_id: quote.revision, chosen.quote_id: chosen.revision}

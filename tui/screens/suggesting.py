"""What the package has to say: words while a person types, variants, doubts; names of the glossary."""

from __future__ import annotations

from functools import partial
from typing import Any

from textual import on

from db.errors import WorkbenchError
from db.records import Origin, PairRow
from tui.screens.editing import EditScreen
from tui.screens.packages import PackagesScreen
from tui.screens.variants import VariantsScreen
from tui.suggesting import Answered, Completion, Doubts, OtherWords, Question, Unanswered, Variants
from tui.widgets.editor import Editor, Subject
from workbench.review import service


class SuggestScreen(EditScreen):
    """Questions to the package from the list and the editor. Nothing waits for an answer."""

    def action_variants(self) -> None:
        """Ask for the likeliest renderings of the current pair."""
        row = self.editor.row or self.pairs.row
        if row is not None and row.missing_source:
            self.tell(f"Pair {row.id} has no original: nothing can be suggested for it.")
        elif row is not None and self.editor.subject is Subject.RENDERING:
            self.suggesting.ask(self._question(Variants, row))

    def action_packages(self) -> None:
        """Show the drafting packages."""
        self.app.push_screen(PackagesScreen(self.own_keys), lambda _: self.suggesting.forget_packages())

    def action_name(self) -> None:
        """Put in the name that the glossary wants."""
        row = self.pairs.row
        if row is None:
            return
        offers = self.names.offers(row)
        offer = next((offer for offer in offers if offer.change), None)
        if offer is None:
            left = [f"{offer.message}: e, write it where it belongs." for offer in offers]
            self.tell(left[0] if left else f"No name of the glossary is missing in pair {row.id}.")
            return
        try:
            self.listing.put(service.edit(self.project, row.id, offer.text(row.target), row.revision))
        except WorkbenchError as error:
            self.refused(row, error)
            return
        self.pairs.redraw()
        self.tell(f"{offer.message}. u takes it back.")

    @on(Editor.Paused)
    def _complete(self, event: Editor.Paused) -> None:
        self.suggesting.ask(self._question(Completion, event.row, event.typed))

    @on(Editor.WordsWanted)
    def _look_for_words(self, event: Editor.WordsWanted) -> None:
        self.suggesting.ask(self._question(partial(OtherWords, at=event.at), event.row, event.words))

    @on(Editor.NameWanted)
    def _put_name(self, event: Editor.NameWanted) -> None:
        row = event.row._replace(target=event.words, origin=Origin.HUMAN)
        change = next((offer.change for offer in self.names.offers(row) if offer.change), None)
        missing = [] if change else self.names.missing(row)
        if change is not None:
            self.editor.area.put(change.after, *change.span)
        elif missing:
            self.editor.area.put(missing[0], event.at, event.at)
        else:
            self.tell("No name of the glossary is missing here.")

    @on(Answered)
    def _answered(self, event: Answered) -> None:
        if self.suggesting.take(event):
            self._show_answer(event.question, event.answer)

    @on(Unanswered)
    def _unanswered(self, event: Unanswered) -> None:
        wanted, question = self.suggesting.take(event), event.question
        if isinstance(question, Doubts):
            self.doubts_known(question, None)
        if wanted and not (event.no_package and isinstance(question, Completion | Doubts)):
            self.tell(event.sentence, "warning")

    def _show_answer(self, question: Question, answer: Any) -> None:
        editing = self.editor.rendering_of
        if isinstance(question, Doubts):
            self.doubts_known(question, answer)
        elif isinstance(question, Variants):
            self._show_variants(question, answer)
        elif editing is None or editing.id != question.pair_id:
            return
        elif isinstance(question, Completion):
            self.editor.suggest(question.target, answer)
        elif answer:
            self.editor.choose(question.target, answer)
        else:
            self.tell("The package knows no other words here.")

    def _show_variants(self, question: Variants, answer: Any) -> None:
        row = self.editor.row or self.pairs.row
        if row is None or row.id != question.pair_id or self.app.screen is not self:
            return
        if not answer:
            self.tell("The package has no rendering for this.")
            return

        async def decided(text: str | None) -> None:
            if text is None:
                return
            if self.editor.row is None:
                await self.open_editor(Subject.RENDERING, text)
            else:
                self.editor.area.replace_words(text)

        self.app.push_screen(VariantsScreen(row.source, answer), decided)

    def _question(self, kind: Any, row: PairRow, target: str | None = None) -> Any:
        langs = row.source_lang, row.target_lang or self.project.target_lang
        return kind(row.id, langs, row.source, row.target if target is None else target)

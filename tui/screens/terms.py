"""The glossary from the list of pairs: looking at it, adding to it, saying what its names mean."""

from __future__ import annotations

from textual import on

from db.errors import WorkbenchError
from tui.mentions import AmbiguitiesFound, find_ambiguities
from tui.screens.checking import CheckScreen
from tui.screens.glossary import GlossaryScreen
from tui.screens.meaning import MeaningScreen
from tui.screens.naming import Naming, NamingScreen
from workbench.glossary.naming import Named, add_named, bare, nameable
from workbench.glossary.service import concepts


class TermScreen(CheckScreen):
    """What the glossary says, and what a person says to it."""

    @property
    def glossary_version(self) -> tuple[int, ...]:
        """Numbers that change with the glossary, and with what a person says that its names mean."""
        return self.project.store.concepts.version()

    def glossary_changed(self) -> None:
        """Mark and check everything by what the glossary says now."""
        self.names.reload()
        self.findings.forget_all()
        self.findings.sweep(self.project.store.pairs.ids())
        self.pairs.redraw()
        self.panel.renew()

    def action_glossary(self) -> None:
        """Show the glossary, at the concept that the current pair names first."""
        row = self.pairs.row
        marks = self.names.marks(row) if row else []
        before = self.glossary_version

        def left(pair_id: int | None) -> None:
            if self.glossary_version != before:
                self.glossary_changed()
            self.show_changes_since_shown()
            if pair_id:
                self.go_to(pair_id)

        concept = marks[0].concept if marks else ""
        self.app.push_screen(GlossaryScreen(self.project, concept, self.own_keys), left)

    def action_add_name(self) -> None:
        """Add words of the pair to the glossary: those selected in the editor, else one of its names."""
        row = self.editor.row or self.pairs.row
        if row is None:
            return
        glossary = concepts(self.project)
        target_lang = row.target_lang or self.project.target_lang
        selected = bare(self.editor.area.selected_text, target_lang) if self.editor.row else ""
        texts = [Named(selected, target_lang)] if selected else nameable(row, target_lang, glossary)
        if not texts:
            self.tell("Nothing in this pair looks like a name: select words in the editor first.")
            return

        def decided(naming: Naming | None) -> None:
            if naming is not None:
                self._add_name(naming)

        self.app.push_screen(NamingScreen(row, target_lang, texts, glossary), decided)

    def _add_name(self, naming: Naming) -> None:
        try:
            add_named(self.project, naming.named, naming.key, naming.status)
        except WorkbenchError as error:
            self.tell(str(error), "warning")
            return
        self.glossary_changed()
        self.tell(f"“{naming.named.text}” is a name of {naming.key} now ({naming.status}). u takes it back.")

    def action_meaning(self) -> None:
        """Ask which concept each ambiguous name of the current pair means in its article."""
        row = self.pairs.row
        if row is not None:
            find_ambiguities(self, self.project, row.id)

    @on(AmbiguitiesFound)
    def _ambiguities_found(self, event: AmbiguitiesFound) -> None:
        row = self.pairs.row
        if event.failure:
            self.tell(event.failure, "warning")
        elif not event.found:
            self.tell("No name of this pair may mean several things.")
        elif row is not None and row.id == event.pair_id and self.app.screen is self:
            before = self.glossary_version

            def left(_: None) -> None:
                if self.glossary_version != before:
                    self.glossary_changed()

            self.app.push_screen(MeaningScreen(self.project, event.found), left)

"""Moving among beads: by bead, sentence and side, to what is doubtful, and to more or less of them."""

from __future__ import annotations

from tui.counts import typed_count
from tui.screens.aligning_view import AligningView, Goal, Scope, View
from workbench.review import laid
from workbench.review.laid import Articles
from workbench.review.laying import root_of


class AligningMoves(AligningView):
    """Where the cursor goes, and what is shown around it."""

    def on_mount(self) -> None:
        """Show the quote that the person comes from; else go on where they left, or with what is doubtful."""
        self.shown.focus()
        self.look_for_doubtful()
        if self.row is not None:
            root = root_of(self.project, self.row.rendering_id) if self.row.rendering_id else None
            self.open_quote(self.row.quote_id, root, Goal(self.row.id))
        elif self.left is not None:
            self.action_resume()
        else:
            self.with_queue(lambda: self.open(View(Scope.DOUBTFUL), Goal()))

    def action_step(self, step: int) -> None:
        """Go by beads."""
        self.shown.step(step * self.count())

    def action_side(self, side: int) -> None:
        """Go to the original or the rendering."""
        self.shown.to_side(side)

    def action_sentence(self, step: int) -> None:
        """Go by sentences of a side."""
        for _ in range(min(self.count(), 1000)):
            self.shown.sentence(step)

    def action_page(self, step: int) -> None:
        """Go by screens."""
        self.shown.page(step)

    def action_first(self) -> None:
        """Go to the first bead."""
        self.shown.go(0)

    def action_last(self) -> None:
        """Go to the last bead, or to one by its number."""
        self.shown.go(typed_count(self.app, len(self.shown.beads)) - 1)

    def action_doubtful(self, step: int) -> None:
        """Go to the next doubtful bead of what is shown."""
        for _ in range(self.count()):
            row = self.doubtful_row(step)
            if row is None:
                self.tell(f"No bead {'below' if step > 0 else 'above'} is doubtful.")
                return
            self.shown.go(row)

    def doubtful_row(self, step: int) -> int | None:
        """The number of the next doubtful bead of what is shown."""
        row = self.shown.row + step
        while 0 <= row < len(self.shown.beads):
            if self.shown.beads[row].doubtful():
                return row
            row += step
        return None

    def action_scope(self) -> None:
        """Show a quote, its two articles, or all that is doubtful in the project."""
        bead = self.shown.bead
        quote_id, root = (bead.quote_id, bead.root_id) if bead else (self.view.quote_id, self.view.root_id)
        goal = Goal(bead.pair_id if bead else 0, self.shown.chosen)
        if self.wanted.scope is Scope.DOUBTFUL:
            if quote_id:
                self.open_quote(quote_id, root, goal)
            return
        articles = self._articles(quote_id, root) if self.wanted.scope is Scope.QUOTE else None
        if articles is not None:
            self.open(View(Scope.ARTICLES, articles=articles), goal)
        else:
            self.open(View(Scope.DOUBTFUL), goal)

    def _articles(self, quote_id: int, root: int | None) -> Articles | None:
        """The article of a quote, and the one that prints the rendering or else the most of its quotes."""
        found = laid.articles_of(self.project, quote_id) if quote_id else []
        document = self.project.store.renderings.get(root).document_id if root else None
        return next((one for one in found if one.target == document), found[0] if found else None)

    def action_other(self, step: int) -> None:
        """Go to the next rendering of the quote, or to the next article that renders the first."""
        bead, view = self.shown.bead, self.view
        if bead is None:
            return
        if view.articles is not None:
            others = laid.articles_of(self.project, bead.quote_id)
            if view.articles in others and len(others) > 1:
                articles = others[(others.index(view.articles) + step) % len(others)]
                self.open(View(Scope.ARTICLES, articles=articles), Goal(0, self.shown.chosen))
                return
        roots = laid.renderings_of(self.project, bead.quote_id)
        if view.articles is None and view.root_id in roots and len(roots) > 1:
            root = roots[(roots.index(view.root_id) + step) % len(roots)]
            self.open(View(Scope.QUOTE, bead.quote_id, root), Goal())
        else:
            self.tell("There is no other rendering to show.")

    def action_resume(self) -> None:
        """Go to the bead at which this person left last time."""
        left = self.left
        if left is None:
            self.tell("You have not left any beads yet.")
            return
        self.left = None
        self.open_quote(left.quote_id, left.rendering_id, Goal(left.pair_id))
        bead = self.shown.bead
        if left.scope == Scope.ARTICLES and bead is not None:
            articles = self._articles(bead.quote_id, bead.root_id)
            if articles is not None:
                self.open(View(Scope.ARTICLES, articles=articles), Goal(left.pair_id))

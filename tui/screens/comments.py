"""What people say to one another about a pair: the thread, and a place to answer."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Label, OptionList, Static
from textual.widgets.option_list import Option

from db.errors import WorkbenchError
from db.records import Comment, PairRow
from tui.keys.bulk import COMMENTS
from tui.widgets.edit_area import EditArea
from tui.widgets.key_line import KeyLine
from workbench.project import Project
from workbench.review import comments, service
from workbench.text.visible import visible
from workbench.text.wrap import shortened

SHOWN = 240
"""Cells of the texts of the pair that are shown above the thread."""
LONGEST = 4000
"""Characters of a comment that are shown in the thread; all of them where it is changed."""
YOURS, CHANGED = "Your comment", "Your comment, changed"


class CommentsScreen(ModalScreen[bool]):
    """Returns whether anything was said, changed or removed."""

    CSS_PATH = "../styles/bulk.tcss"
    BINDINGS: ClassVar[list[BindingType]] = list(COMMENTS.bindings)

    def __init__(self, project: Project, row: PairRow) -> None:
        """Show the comments on a pair."""
        super().__init__()
        self._project = project
        self._row = row
        self._thread: list[Comment] = []
        self._editing: Comment | None = None
        self._asked = False
        self._changed = False

    def compose(self) -> ComposeResult:
        with Vertical(id="comments"):
            yield Label(Content.styled(f"Comments on pair {self._row.id}", "bold"))
            yield Static(_about(self._row), id="comments-about")
            yield OptionList(id="comments-thread", compact=True)
            yield Label(YOURS, id="comments-yours")
            yield EditArea()
            yield Label(id="comments-said")
        yield KeyLine()

    def on_mount(self) -> None:
        self._reread()
        self._to_area()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Letters are keys in the thread only."""
        area = self.query_one(EditArea)
        if action in ("remove", "undo"):
            return not area.has_focus
        return action != "line" or area.has_focus

    def action_say(self) -> None:
        """Store what was typed; in the thread, open a comment of one's own to change it."""
        if not self.query_one(EditArea).has_focus:
            self._open()
            return
        words = self.query_one(EditArea).words
        if not words.strip():
            self._say("Type what you have to say, then press Enter.")
            return
        try:
            if self._editing is not None:
                comments.edit(self._project, self._editing.id, words, self._editing.revision)
            else:
                comments.comment(self._project, self._row.id, words)
        except WorkbenchError as error:
            self._say(str(error))
            return
        self._stored()
        self._to_area()

    def action_line(self) -> None:
        """Begin a new line in what is being typed."""
        self.query_one(EditArea).insert("\n")

    def action_other(self) -> None:
        """Go to the thread, or back to where one types."""
        area = self.query_one(EditArea)
        if area.has_focus and self._thread:
            self.query_one(OptionList).focus()
        else:
            area.focus()

    def action_remove(self) -> None:
        """Remove the comment under the cursor."""
        place = self.query_one(OptionList).highlighted
        if place is None:
            return
        try:
            comments.remove(self._project, self._thread[place].id)
        except WorkbenchError as error:
            self._say(str(error))
            return
        self._stored()
        self._say("Removed; u brings it back.")

    def action_undo(self) -> None:
        """Take back what one did last, in this dialog or before."""
        try:
            action = service.undo(self._project)
        except WorkbenchError as error:
            self._say(str(error))
            return
        self._stored()
        self._say(f"Taken back: {action.summary}" if action else "There is nothing to take back.")

    def action_leave(self) -> None:
        """Close; words that were typed and not said are asked about once."""
        if self.query_one(EditArea).changed and not self._asked:
            self._asked = True
            self._say("You have not said this yet: Enter says it, Esc drops it.")
            return
        self.dismiss(self._changed)

    @on(EditArea.Changed)
    def _typed(self) -> None:
        self._asked = False

    def _open(self) -> None:
        """Let a comment of one's own be changed."""
        place = self.query_one(OptionList).highlighted
        if place is None:
            return
        chosen = self._thread[place]
        if chosen.who != self._project.person:
            self._say(f"That is {chosen.who}'s: answer below.")
            return
        self._editing = chosen
        self._to_area(chosen.text)
        self.query_one("#comments-yours", Label).update(CHANGED)

    def _stored(self) -> None:
        self._changed = True
        self._editing = None
        self.query_one("#comments-yours", Label).update(YOURS)
        self._say("")
        self._reread()

    def _to_area(self, text: str = "") -> None:
        self.query_one(EditArea).load(text)
        self.query_one(EditArea).focus()

    def _reread(self) -> None:
        """Show the thread as it is stored, its end in view."""
        self._thread = comments.of(self._project, self._row)
        thread = self.query_one(OptionList)
        thread.clear_options()
        thread.add_options([Option(_shown(comment)) for comment in self._thread])
        thread.display = bool(self._thread)
        if self._thread:
            thread.highlighted = len(self._thread) - 1
        else:
            self.query_one(EditArea).focus()

    def _say(self, sentence: str) -> None:
        self.query_one("#comments-said", Label).update(Content(visible(sentence)))


def _about(row: PairRow) -> Content:
    """The texts of the pair, cut short."""
    texts = [shortened(visible(text[: SHOWN * 4]), SHOWN // 2) for text in (row.source, row.target) if text]
    return Content("\n").join([Content(text) for text in texts])


def _shown(comment: Comment) -> Content:
    """Who said it and when, below that the words, and a line between this and the next."""
    when = comment.at[:16].replace("T", " ")
    changed = ", changed" if comment.edited_at else ""
    left = len(comment.text) - LONGEST
    more = f" … {left:,} more characters: `workbench pair comments` shows them" if left > 0 else ""
    return Content("\n").join(
        [
            Content.assemble((visible(comment.who), "bold $primary"), (f"  {when}{changed}", "$muted")),
            Content(visible(comment.text[:LONGEST], keep_newlines=True) + more),
            Content(""),
        ]
    )

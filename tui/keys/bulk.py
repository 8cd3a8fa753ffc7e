"""Keys of the dialogs about many pairs at once, and of the comments on one."""

from __future__ import annotations

from dataclasses import replace

from tui.keys.section import Section, ahead, key

BULK = Section(
    "Many pairs at once",
    (
        key("bulk.apply", "enter", "apply", "Do it", "change these pairs; one undo takes it back", show=True),
        key("bulk.approve", "a", "verb('approve')", "Approve", "approve the pairs", show=True),
        key("bulk.reject", "r", "verb('reject')", "Reject", "reject the pairs", show=True),
        key("bulk.reopen", "o", "verb('reopen')", "Reopen", "let the pairs wait for review again", show=True),
        key("bulk.errors", "e", "errors", "With errors", "also those in which checks find errors", show=True),
        key("bulk.leave", "escape,q", "leave", "Leave", "change nothing", show=True),
    ),
)
REPLACE = Section(
    "Replace",
    (
        ahead("replace.list", "enter", "to_list", "List", "from a field to what would be replaced"),
        key("replace.apply", "ctrl+s", "screen.apply", "Replace", "replace what is ticked", show=True),
        key("replace.next", "tab", "app.focus_next", "Next field", "or to the list", show=True),
        key("replace.leave", "escape", "leave", "Leave", "replace nothing", show=True),
    ),
)
REPLACE_LIST = Section(
    "What would be replaced",
    (
        key("replaced.apply", "enter", "screen.apply", "Replace", "replace what is ticked", show=True),
        key("replaced.tick", "space,x", "tick", "Tick", "replace it in this pair, or not", show=True),
        key("replaced.all", "a", "tick_all(True)", "All", "tick all pairs", show=True),
        key("replaced.none", "n", "tick_all(False)", "None", "tick none of them", show=True),
        key("replaced.down", "down,j", "step(1)", "Down", "to the next pair"),
        key("replaced.up", "up,k", "step(-1)", "Up", "to the pair before"),
        key("replaced.page_down", "pagedown,ctrl+d", "page(1)", "Page down", "a screen further"),
        key("replaced.page_up", "pageup,ctrl+u", "page(-1)", "Page up", "a screen back"),
        key("replaced.first", "home,g", "end(False)", "First", "to the first pair"),
        key("replaced.last", "end,G", "end(True)", "Last", "to the last pair"),
    ),
)
COMMENTS = Section(
    "Comments on a pair",
    (
        replace(
            ahead("comment.say", "enter", "say", "Say it", "store it; in the thread: change one of your own"),
            show=True,
        ),
        key("comment.line", "ctrl+j,alt+enter,shift+enter", "line", "New line", "begin a line", show=True),
        key("comment.other", "tab", "other", "Thread", "to the comments above, and back", show=True),
        key("comment.remove", "delete,d", "remove", "Remove", "remove a comment of your own", show=True),
        key("comment.undo", "u,ctrl+z", "undo", "Undo", "take back what you did last"),
        key("comment.leave", "escape", "leave", "Leave", "back; asks about words not said", show=True),
    ),
)

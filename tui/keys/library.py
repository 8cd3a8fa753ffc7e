"""Keys of the library, and of the dialogs in which articles come in and are corrected."""

from __future__ import annotations

from tui.keys.section import Section, key

LIBRARY = Section(
    "Library",
    (
        key(
            "library.review", "enter", "review", "Review", "the pairs of the article, or the quote", show=True
        ),
        key("library.import", "i", "import", "Import", "import files, folders or patterns", show=True),
        key("library.paste", "p", "paste", "Paste", "type or paste an article", show=True),
        key("library.search", "slash", "search", "Search", "by headline, file, outlet or author", show=True),
        key("library.sort", "s", "sort(1)", "Sort", "by the next column", show=True),
        key("library.turn", "S", "turn", "Turn", "turn the order round"),
        key("library.other", "tab", "other", "Quotes", "to the quotes of the article, and back", show=True),
        key("library.aside", "a", "aside", "Set aside", "quotes, or what was set aside", show=True),
        key("library.facts", "e", "facts", "Facts", "correct outlet, date, author, language …", show=True),
        key("library.speaker", "c", "speaker", "Speaker", "correct a speaker in the whole article"),
        key("library.article", "O", "article", "Article", "open the article itself"),
    ),
)
IMPORTING = Section(
    "Import",
    (
        key("import.begin", "ctrl+s", "begin", "Import", "import what is named (also enter)", show=True),
        key("import.stop", "x,ctrl+x", "stop", "Stop", "stop after the file that is being read", show=True),
        key("import.next", "tab", "app.focus_next", "Next", "to the next field", show=True),
        key("import.leave", "escape", "leave", "Leave", "back; stops first", show=True),
    ),
)
PATH_FIELD = Section(
    "Path",
    (key("path.complete", "tab", "complete", "Complete", "complete the path; else go on", show=True),),
)
PASTE = Section(
    "Paste",
    (
        key("paste.import", "ctrl+s", "import", "Import", "import the text (also enter)", show=True),
        key("paste.next", "tab", "app.focus_next", "Next", "to the next field", show=True),
        key("paste.leave", "escape", "leave", "Leave", "import nothing", show=True),
    ),
)
FORM = Section(
    "Facts",
    (
        key("form.save", "enter,ctrl+s", "save", "Save", "keep what is written", show=True),
        key("form.next", "tab", "app.focus_next", "Next", "to the next field", show=True),
        key("form.leave", "escape", "leave", "Leave", "change nothing", show=True),
    ),
)

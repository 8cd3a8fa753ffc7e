"""Keys while words are typed."""

from __future__ import annotations

from tui.keys.section import Section, ahead, key

EDITOR = Section(
    "Edit",
    (
        key("edit.leave", "escape,ctrl+s", "leave", "Done", "keep the words, back to the list", show=True),
        key("edit.next", "f2,ctrl+enter", "go_on", "Next", "keep them, edit the next that waits", show=True),
        key("edit.restore", "ctrl+r", "restore", "Restore", "put back the words as they were", show=True),
        key("edit.complete", "tab", "complete", "Take", "take the words that the package goes on with"),
        ahead("edit.word", "ctrl+right", "complete_word", "Take a word", "take the first of these words"),
        key("edit.words", "ctrl+o", "other_words", "Other words", "for the word at the cursor", show=True),
        key("edit.name", "ctrl+g", "name", "Name", "put in the name that the glossary wants"),
        key("edit.variants", "f3", "screen.variants", "Variants", "the likeliest renderings", show=True),
        key("edit.add_name", "f8", "screen.add_name", "Add a name", "add the selected words to the glossary"),
        key("edit.help", "f1", "screen.help", "Help", "this page", show=True),
    ),
)
OTHER_WORDS = Section(
    "Other words",
    (
        key("words.take", "enter", "take(False)", "Take", "take the word for the one there", show=True),
        key("words.rest", "right", "take(True)", "With the rest", "take what follows it, too", show=True),
        key("words.leave", "escape", "leave", "Leave", "leave the words as they are", show=True),
    ),
)

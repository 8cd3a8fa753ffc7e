"""The one registry of keys: the footer, the help and a person's own key map all read it."""

from __future__ import annotations

from typing import NamedTuple

from textual.binding import Binding


class Section(NamedTuple):
    """Keys that belong together in the help."""

    title: str
    bindings: tuple[Binding, ...]


def _key(
    identifier: str, keys: str, action: str, label: str, help_text: str, *, show: bool = False
) -> Binding:
    return Binding(keys, action, label, show=show, tooltip=help_text, id=identifier)


def _ahead(identifier: str, keys: str, action: str, label: str, help_text: str) -> Binding:
    """A key that goes before what the focused widget would do with it; the action may let it pass."""
    return Binding(keys, action, label, show=False, tooltip=help_text, id=identifier, priority=True)


MOVE = Section(
    "Move",
    (
        _key("move.down", "down,j", "step(1)", "Down", "to the next pair; through a long one line by line"),
        _key("move.up", "up,k", "step(-1)", "Up", "to the pair before"),
        _key("move.page_down", "pagedown", "page(1)", "Page down", "one screen on"),
        _key("move.page_up", "pageup", "page(-1)", "Page up", "one screen back"),
        _key("move.first", "home,g", "first", "First", "to the first pair"),
        _key("move.last", "end,G", "last", "Last", "to the last pair"),
    ),
)
REVIEW = Section(
    "Review",
    (
        _key("pair.approve", "a", "approve", "Approve", "approve the pair and go on", show=True),
        _key("pair.reject", "r", "reject", "Reject", "reject the pair and go on", show=True),
        _key("pair.edit", "enter,e", "edit", "Edit", "edit the rendering", show=True),
        _key(
            "pair.next", "n,space", "waiting(1)", "Next", "to the next pair that waits for review", show=True
        ),
        _key("pair.previous", "p", "waiting(-1)", "Previous", "to the one before that waits for review"),
        _key(
            "pair.undo",
            "u",
            "undo",
            "Undo",
            "take back what you did last, also in an earlier session",
            show=True,
        ),
        _key("pair.redo", "ctrl+r,U", "redo", "Redo", "do it again"),
        _key("pair.reopen", "o", "reopen", "Reopen", "take an approval or a rejection back"),
        _key("pair.note", "c", "note", "Note", "write a note on the pair"),
        _key("pair.name", "N", "name", "Name", "put in the name that the glossary wants in the rendering"),
    ),
)
BEADS = Section(
    "Beads",
    (
        _key("bead.merge", "m", "merge", "Merge", "merge the pair with what follows it in its rendering"),
        _key("bead.split", "b", "split", "Split", "split the pair where the aligner would"),
        _key("bead.split_at", "B", "split_at", "Split at", "split the pair where you say"),
        _key("bead.unlink", "l", "unlink", "Unlink", "part the two sides of the pair"),
        _key("bead.accept", "K", "accept", "Keep bead", "the bead is right: aligning anew keeps it"),
        _key(
            "bead.source_up",
            "[,ctrl+up",
            "give('source',-1)",
            "Original up",
            "give the first original sentence to the bead before",
        ),
        _key(
            "bead.source_down",
            "],ctrl+down",
            "give('source',1)",
            "Original down",
            "give the last original sentence to the bead after",
        ),
        _key(
            "bead.target_up",
            "{,ctrl+shift+up",
            "give('target',-1)",
            "Rendering up",
            "give the first sentence of the rendering to the bead before",
        ),
        _key(
            "bead.target_down",
            "},ctrl+shift+down",
            "give('target',1)",
            "Rendering down",
            "give the last sentence of the rendering to the bead after",
        ),
    ),
)
CHECKS = Section(
    "Checks",
    (
        _key("check.next", "!", "finding(1)", "Finding", "to the next pair with an error or a warning"),
        _key("check.previous", "@", "finding(-1)", "Finding before", "to the one before"),
        _key("check.waive", "W", "waive", "Waive", "say that a finding is no fault, and why"),
        _key("check.summary", "f6", "check_summary", "Summary", "what the checks found in the project"),
    ),
)
NAMES = Section(
    "Glossary",
    (
        _key("glossary.open", "f7", "glossary", "Glossary", "concepts, their names, where they are named"),
        _key("glossary.add", "f8", "add_name", "Add a name", "add words of the pair to the glossary"),
        _key("glossary.meaning", "t", "meaning", "Tell which", "say what an ambiguous name means here"),
    ),
)
MATCH = Section(
    "Match and align",
    (
        _key("match.run", "M", "match", "Match", "join what was printed in translation to what was said"),
        _key("match.proposals", "P", "proposals", "Proposals", "decide about matches that are not certain"),
        _key("match.align", "A", "align", "Align", "align anew; what a person laid or approved stays"),
    ),
)
FIND = Section(
    "Find",
    (
        _key(
            "find.search", "/", "search", "Search", "words on either side, accents and case aside", show=True
        ),
        _key("find.filter", "f", "filter", "Filter", "by status, origin, missing side or speaker", show=True),
        _key("find.clear", "escape", "clear", "Show all", "drop the search, then the filter"),
    ),
)
DRAFT = Section(
    "Draft",
    (
        _key("draft.pair", "d", "draft_pair", "Draft", "draft this pair with an offline package"),
        _key("draft.all", "D", "draft_all", "Draft all", "draft every pair that has no rendering"),
        _key("draft.variants", "v", "variants", "Variants", "the likeliest renderings of the original"),
        _key(
            "draft.stop",
            "x,ctrl+x",
            "stop",
            "Stop",
            "stop drafting, matching or aligning; drafts stay",
        ),
        _key("draft.packages", "f4", "packages", "Packages", "list, install and remove drafting packages"),
    ),
)
VIEW = Section(
    "Screen",
    (
        _key("view.details", "i", "details", "Details", "show or hide what is known of the pair"),
        _key("view.details_down", "shift+down", "scroll_details(1)", "Details down", "scroll the details"),
        _key("view.details_up", "shift+up", "scroll_details(-1)", "Details up", "scroll the details back"),
        _key(
            "view.words",
            "w",
            "words",
            "Words",
            "which words correspond, which are doubtful",
        ),
        _key("view.spaces", "s", "spaces", "Spaces", "show no-break spaces as ␣ and narrow ones as ⍽"),
        _key("view.reload", "f5", "reload", "Reload", "read the project again"),
        _key("view.help", "?,f1", "help", "Help", "this page", show=True),
        _key("view.quit", "q", "app.quit", "Quit", "leave; everything is saved already", show=True),
    ),
)
EDITOR = Section(
    "Edit",
    (
        _key("edit.save", "ctrl+s", "save(False)", "Save", "save and go back to the list", show=True),
        _key(
            "edit.next",
            "f2,ctrl+enter",
            "save(True)",
            "Save, next",
            "save, then edit the next that waits",
            show=True,
        ),
        _key("edit.leave", "escape", "leave", "Leave", "leave; asks when something was typed", show=True),
        _key("edit.complete", "tab", "complete", "Take", "take the words that the package goes on with"),
        _ahead("edit.word", "ctrl+right", "complete_word", "Take a word", "take the first of these words"),
        _key("edit.words", "ctrl+o", "other_words", "Other words", "for the word at the cursor", show=True),
        _key("edit.name", "ctrl+g", "name", "Name", "put in the name that the glossary wants"),
        _key("edit.variants", "f3", "screen.variants", "Variants", "the likeliest renderings", show=True),
        _key(
            "edit.add_name", "f8", "screen.add_name", "Add a name", "add the selected words to the glossary"
        ),
        _key("edit.help", "f1", "screen.help", "Help", "this page", show=True),
    ),
)

OTHER_WORDS = Section(
    "Other words",
    (
        _key("words.take", "enter", "take(False)", "Take", "take the word for the one there", show=True),
        _key("words.rest", "right", "take(True)", "With the rest", "take what follows it, too", show=True),
        _key("words.leave", "escape", "leave", "Leave", "leave the words as they are", show=True),
    ),
)
VARIANTS = Section(
    "Variants",
    (
        _key("variant.take", "enter", "screen.take", "Edit", "open the variant in the editor", show=True),
        _key("variant.leave", "escape,q", "screen.leave", "Leave", "leave the rendering as it is", show=True),
    ),
)
PACKAGES = Section(
    "Packages",
    (
        _key("package.install", "i", "install", "Install", "install a package from a file", show=True),
        _key("package.remove", "r,delete", "remove", "Remove", "remove the package; asks before", show=True),
        _key("package.leave", "escape,q", "leave", "Leave", "back to the pairs", show=True),
    ),
)
PROPOSALS = Section(
    "Proposals",
    (
        _key(
            "proposal.accept",
            "a",
            "accept",
            "Accept",
            "the two belong together (also enter)",
            show=True,
        ),
        _key("proposal.refuse", "r", "refuse", "Refuse", "they do not; not to be proposed again", show=True),
        _key("proposal.leave", "escape,q", "leave", "Leave", "decide about the others later", show=True),
    ),
)

WAIVE = Section(
    "Waive",
    (
        _key("waive.leave", "escape", "leave", "Leave", "waive nothing", show=True),
        _key("waive.again", "ctrl+z", "again", "Not waived", "it is a fault after all", show=True),
    ),
)
CHECK_SUMMARY = Section(
    "Summary of the checks",
    (_key("summary.leave", "escape,q", "leave", "Leave", "back to the pairs", show=True),),
)

GLOSSARY = Section(
    "Glossary screen",
    (
        _key("concept.search", "slash", "search", "Search", "look for a concept by its names", show=True),
        _key("concept.add", "a", "add", "Add", "add a name to the concept", show=True),
        _key("concept.edit", "e", "edit", "Edit", "edit the name (also enter)", show=True),
        _key("concept.status", "s", "status", "Status", "give the name the next status", show=True),
        _key("concept.confirm", "c", "confirm", "Confirm", "confirm the name, or the concept", show=True),
        _key("concept.remove", "r,delete", "remove", "Remove", "remove the name; asks before", show=True),
        _key("concept.places", "m", "places", "Mentions", "to the places where it is named", show=True),
        _key("concept.meanings", "x", "meanings", "Which?", "say what ambiguous names mean", show=True),
        _key("concept.next", "tab", "app.focus_next", "Next part", "to the next part of the screen"),
        _key("concept.leave", "escape", "leave", "Leave", "back to the list, then to the pairs", show=True),
    ),
)
NAME_FORM = Section(
    "Edit a name",
    (
        _key("name.save", "enter,ctrl+s", "save", "Save", "keep the name", show=True),
        _key("name.next", "tab", "app.focus_next", "Next field", "to the next field", show=True),
        _key("name.leave", "escape", "leave", "Leave", "leave the name as it is", show=True),
    ),
)
CYCLE = Section(
    "Status, form or capitals of a name",
    (
        _key("value.next", "right,space", "turn(1)", "Next", "take the next value", show=True),
        _key("value.before", "left", "turn(-1)", "Before", "take the value before", show=True),
    ),
)
MEANING = Section(
    "What a name means",
    (
        _key("meaning.open", "0,delete", "open", "Leave it open", "nothing is certain", show=True),
        _key("meaning.leave", "escape,q", "leave", "Leave", "back; also 1, 2 … and enter choose", show=True),
    ),
)
NAMING = Section(
    "Add a name",
    (
        _ahead("naming.down", "down", "down(1)", "Down", "to the next concept"),
        _ahead("naming.up", "up", "down(-1)", "Up", "to the concept before"),
        _key("naming.status", "ctrl+s", "status", "Status", "preferred, admitted … forbidden", show=True),
        _key("naming.leave", "escape", "leave", "Leave", "add nothing", show=True),
    ),
)

LIST_SECTIONS = (REVIEW, BEADS, MOVE, FIND, CHECKS, NAMES, MATCH, DRAFT, VIEW)
APART = (
    *(EDITOR, OTHER_WORDS, VARIANTS, PROPOSALS, PACKAGES, WAIVE, CHECK_SUMMARY),
    *(GLOSSARY, NAME_FORM, CYCLE, MEANING, NAMING),
)
ALL_SECTIONS = (*LIST_SECTIONS, *APART)
SCOPES: tuple[tuple[Section, ...], ...] = (LIST_SECTIONS, *((section,) for section in APART))
"""Sections whose keys work at the same time."""

"""Keys of the list of pairs."""

from __future__ import annotations

from tui.keys.section import Section, key

MOVE = Section(
    "Move",
    (
        key("move.down", "down,j", "step(1)", "Down", "to the next pair; through a long one line by line"),
        key("move.up", "up,k", "step(-1)", "Up", "to the pair before"),
        key("move.page_down", "pagedown", "page(1)", "Page down", "one screen on"),
        key("move.page_up", "pageup", "page(-1)", "Page up", "one screen back"),
        key("move.first", "home,g", "first", "First", "to the first pair"),
        key("move.last", "end,G", "last", "Last", "to the last pair; 12G goes to the twelfth"),
    ),
)
REVIEW = Section(
    "Review",
    (
        key("pair.approve", "a", "approve", "Approve", "approve the pair and go on", show=True),
        key("pair.reject", "r", "reject", "Reject", "reject the pair and go on", show=True),
        key("pair.edit", "enter,e", "edit", "Edit", "edit the rendering", show=True),
        key(
            "pair.undo",
            "u",
            "undo",
            "Undo",
            "take back what you did last, also in an earlier session",
            show=True,
        ),
        key("pair.redo", "ctrl+r,U", "redo", "Redo", "do it again"),
        key("pair.reopen", "o", "reopen", "Reopen", "take an approval or a rejection back"),
        key("pair.note", "c", "note", "Note", "write a note on the pair"),
        key("pair.comments", "T", "comments", "Comments", "what people say of the pair; say something"),
        key("pair.approve_all", "Y", "bulk", "Approve all", "approve all that is listed, with a preview"),
        key("pair.replace", "R", "replace", "Replace", "replace words in all that is listed, with a preview"),
        key("pair.name", "N", "name", "Name", "put in the name that the glossary wants in the rendering"),
    ),
)
BEADS = Section(
    "Beads",
    (
        key("bead.merge", "m", "merge", "Merge", "merge the pair with what follows it in its rendering"),
        key("bead.split", "b", "split", "Split", "split the pair where the aligner would"),
        key("bead.split_at", "B", "split_at", "Split at", "split the pair where you say"),
        key("bead.unlink", "l", "unlink", "Unlink", "part the two sides of the pair"),
        key("bead.accept", "K", "accept", "Keep bead", "the bead is right: aligning anew keeps it"),
        key(
            "bead.source_up",
            "[,ctrl+up",
            "give('source',-1)",
            "Original up",
            "give the first original sentence to the bead before",
        ),
        key(
            "bead.source_down",
            "],ctrl+down",
            "give('source',1)",
            "Original down",
            "give the last original sentence to the bead after",
        ),
        key(
            "bead.target_up",
            "{,ctrl+shift+up",
            "give('target',-1)",
            "Rendering up",
            "give the first sentence of the rendering to the bead before",
        ),
        key(
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
        key("check.next", "!", "finding(1)", "Finding", "to the next pair with an error or a warning"),
        key("check.previous", "@", "finding(-1)", "Finding before", "to the one before"),
        key("check.waive", "W", "waive", "Waive", "say that a finding is no fault, and why"),
        key("check.summary", "f6", "check_summary", "Summary", "what the checks found in the project"),
    ),
)
NAMES = Section(
    "Glossary",
    (
        key("glossary.open", "f7", "glossary", "Glossary", "concepts, their names, where they are named"),
        key("glossary.add", "f8", "add_name", "Add a name", "add words of the pair to the glossary"),
        key("glossary.meaning", "t", "meaning", "Tell which", "say what an ambiguous name means here"),
    ),
)
MATCH = Section(
    "Match and align",
    (
        key("match.run", "M", "match", "Match", "join what was printed in translation to what was said"),
        key("match.proposals", "P", "proposals", "Proposals", "decide about matches that are not certain"),
        key("match.align", "A", "align", "Align", "align anew; what a person laid or approved stays"),
    ),
)
FIND = Section(
    "Find",
    (
        key(
            "pair.next", "n,space", "waiting(1)", "Next", "to the next pair that waits for review", show=True
        ),
        key("pair.previous", "p", "waiting(-1)", "Previous", "to the one before that waits for review"),
        key(
            "find.search", "/", "search", "Search", "words on either side, accents and case aside", show=True
        ),
        key("find.filter", "f", "filter", "Filter", "by status, origin, missing side or speaker", show=True),
        key(
            "room.concordance",
            "F,f9",
            "room('concordance')",
            "Concordance",
            "search both sides: words, phrases, regular expressions, speakers, dates …",
            show=True,
        ),
        key("find.jump", "semicolon", "jump", "Jump", "to what stands in view, by a letter over it"),
        key("find.clear", "escape", "clear", "Show all", "drop the search, then the filter"),
    ),
)
DRAFT = Section(
    "Draft",
    (
        key("draft.pair", "d", "draft_pair", "Draft", "draft this pair with an offline package"),
        key("draft.all", "D", "draft_all", "Draft all", "draft every pair that has no rendering"),
        key("draft.variants", "v", "variants", "Variants", "the likeliest renderings of the original"),
        key(
            "draft.stop",
            "x,ctrl+x",
            "stop",
            "Stop",
            "stop drafting, matching or aligning; drafts stay",
        ),
        key("draft.packages", "f4", "packages", "Packages", "list, install and remove drafting packages"),
    ),
)
VIEW = Section(
    "Screen",
    (
        key("view.details", "i", "details", "Panel", "show or hide what is known of the pair"),
        key("view.details_down", "shift+down", "scroll_details(1)", "Panel down", "scroll the panel"),
        key("view.details_up", "shift+up", "scroll_details(-1)", "Panel up", "scroll the panel back"),
        key(
            "view.words",
            "w",
            "words",
            "Words",
            "which words correspond, which are doubtful",
        ),
        key("view.spaces", "s", "spaces", "Spaces", "show no-break spaces as ␣ and narrow ones as ⍽"),
        key("view.reload", "f5", "reload", "Reload", "read the project again"),
        key("view.help", "?,f1", "help", "Help", "this page", show=True),
        key("view.quit", "q", "app.quit", "Quit", "leave; everything is saved already", show=True),
    ),
)

"""Keys of the screen on which sentences are linked."""

from __future__ import annotations

from tui.keys.section import Section, ahead, key

ALIGNING = Section(
    "Links",
    (
        key("aligning.accept", "a", "accept", "Accept", "the bead is right; to the next doubtful", show=True),
        key("aligning.next", "n", "project_doubtful(1)", "Next doubtful", "least sure first", show=True),
        key("aligning.previous", "p", "project_doubtful(-1)", "Doubtful before", "the one that is less sure"),
        key("aligning.split", "b", "split", "Split", "split the bead where the aligner would", show=True),
        key("aligning.split_here", "s", "split_here", "Split here", "the sentence at the cursor goes second"),
        key("aligning.split_at", "B", "split_at", "Split at", "choose among all ways to split the bead"),
        key("aligning.merge", "m", "merge", "Merge", "merge the bead with the next one", show=True),
        key("aligning.select", "space", "select", "Select", "select the sentence, or not", show=True),
        key("aligning.link", "L,equals_sign", "link", "Link", "what is selected on both sides", show=True),
        key("aligning.unlink", "x", "unlink", "Unlink", "part the two sides of the bead", show=True),
        key("aligning.insert", "i", "insert", "Nothing", "nothing is beside the sentence: it stands alone"),
        key(
            "aligning.scope",
            "o",
            "scope",
            "Show",
            "this quote, both articles, all that is doubtful",
            show=True,
        ),
        key("aligning.other", "tab", "other(1)", "Other rendering", "another rendering, or another article"),
        key("aligning.other_back", "shift+tab", "other(-1)", "Rendering before", "the one before that"),
        key(
            "aligning.review", "enter", "open", "Review", "the bead in its quote; there: to the review screen"
        ),
        key("aligning.resume", "r", "resume", "Resume", "go on where you left last time"),
        key("aligning.words", "w", "words", "Words", "show or hide which words correspond"),
        key("aligning.anew", "A", "anew", "Align anew", "around what persons laid, accepted or judged"),
        ahead("aligning.clear", "escape", "clear", "Clear", "select nothing any more"),
    ),
)
ALIGNING_GIVE = Section(
    "Sentences to other beads",
    (
        key("give.up", "ctrl+up", "give('',-1)", "Up", "the first one of this side to the bead before"),
        key("give.down", "ctrl+down", "give('',1)", "Down", "the last one of this side to the bead after"),
        key("give.source_up", "[", "give('source',-1)", "Original up", "its first one to the bead before"),
        key("give.source_down", "]", "give('source',1)", "Original down", "its last one to the bead after"),
        key("give.target_up", "{", "give('target',-1)", "Rendering up", "its first one to the bead before"),
        key("give.target_down", "}", "give('target',1)", "Rendering down", "its last one to the bead after"),
    ),
)
ALIGNING_MOVE = Section(
    "Move among beads",
    (
        key("beads.down", "down,j", "step(1)", "Down", "to the next bead; through a long one line by line"),
        key("beads.up", "up,k", "step(-1)", "Up", "to the bead before"),
        key("beads.left", "left,h", "side(0)", "Left", "to the original"),
        key("beads.right", "right,l", "side(1)", "Right", "to the rendering"),
        key("beads.sentence", "J,shift+down", "sentence(1)", "Sentence", "to the next sentence of this side"),
        key("beads.sentence_back", "K,shift+up", "sentence(-1)", "Sentence before", "to the one before"),
        key("beads.doubtful", "d", "doubtful(1)", "Doubtful", "to the next doubtful bead below"),
        key("beads.doubtful_back", "D", "doubtful(-1)", "Doubtful above", "to the one above"),
        key("beads.page_down", "pagedown", "page(1)", "Page down", "one screen on"),
        key("beads.page_up", "pageup", "page(-1)", "Page up", "one screen back"),
        key("beads.first", "home,g", "first", "First", "to the first bead"),
        key("beads.last", "end,G", "last", "Last", "to the last bead; 12G goes to the twelfth"),
    ),
)

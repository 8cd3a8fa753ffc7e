"""Keys of the screen on which sentences are linked."""

from __future__ import annotations

from tui.keys.section import Section, ahead, key

ALIGNING = Section(
    "Links",
    (
        key(
            "aligning.accept",
            "a",
            "accept",
            "Accept",
            "the bead is right: keep it, go to the next doubtful one",
            show=True,
        ),
        key(
            "aligning.next",
            "n",
            "project_doubtful(1)",
            "Next doubtful",
            "to the next doubtful bead of the project, least sure first",
            show=True,
        ),
        key(
            "aligning.previous",
            "p",
            "project_doubtful(-1)",
            "Doubtful before",
            "to the one before, which is less sure",
        ),
        key("aligning.split", "b", "split", "Split", "split the bead where the aligner would", show=True),
        key(
            "aligning.split_here",
            "s",
            "split_here",
            "Split here",
            "split it before the sentence under the cursor",
        ),
        key("aligning.split_at", "B", "split_at", "Split at", "split the bead where you say"),
        key("aligning.merge", "m", "merge", "Merge", "merge the bead with the next one", show=True),
        key("aligning.select", "space", "select", "Select", "select the sentence; again: no more", show=True),
        key(
            "aligning.link",
            "L,equals_sign",
            "link",
            "Link",
            "put what is selected on both sides into one bead",
            show=True,
        ),
        key("aligning.unlink", "x", "unlink", "Unlink", "part the two sides of the bead", show=True),
        key("aligning.insert", "i", "insert", "Nothing", "insert an empty side: the sentence stands alone"),
        key(
            "aligning.scope",
            "o",
            "scope",
            "Show",
            "show this quote, both its articles, or all doubtful beads",
            show=True,
        ),
        key(
            "aligning.other",
            "tab",
            "other(1)",
            "Other rendering",
            "to the next rendering of the quote, or the next article",
        ),
        key("aligning.other_back", "shift+tab", "other(-1)", "Rendering before", "to the one before"),
        key(
            "aligning.review",
            "enter",
            "open",
            "Review",
            "to the pair in the review; of a doubtful one, to its quote",
        ),
        key("aligning.resume", "r", "resume", "Resume", "go on where you left last time"),
        key("aligning.words", "w", "words", "Words", "show or hide which words correspond"),
        key(
            "aligning.anew",
            "A",
            "anew",
            "Align anew",
            "align anew around what persons laid, accepted or judged",
        ),
    ),
)
ALIGNING_CHOSEN = Section(
    "While sentences are selected",
    (ahead("aligning.clear", "escape", "clear", "Clear", "select nothing any more"),),
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

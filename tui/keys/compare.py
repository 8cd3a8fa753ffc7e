"""Keys of the screen that compares the renderings of a quote."""

from __future__ import annotations

from tui.keys.section import Section, key

COMPARE = Section(
    "Compare",
    (
        key("compare.choose", "enter", "choose", "Choose", "take these words as your own", show=True),
        key("compare.merge", "m,e", "merge", "Adjust", "change these words, then take them", show=True),
        key(
            "compare.base",
            "b",
            "base",
            "Base",
            "compare with this one, or all with all",
            show=True,
        ),
        key("compare.next", "n", "quote(1)", "Next quote", "the quote that varies next most", show=True),
        key("compare.previous", "p", "quote(-1)", "Quote before", "the one that varies more"),
        key("compare.ranking", "o", "ranking", "Quotes", "all quotes by how much they vary", show=True),
        key("compare.export", "x", "export", "Export", "write the comparison to a file", show=True),
        key("compare.left", "left,h", "side(-1)", "Left", "to the rendering before"),
        key("compare.right", "right,l", "side(1)", "Right", "to the next rendering"),
        key("compare.down", "down,j", "step(1)", "Down", "to the next segment"),
        key("compare.up", "up,k", "step(-1)", "Up", "to the segment before"),
        key("compare.page_down", "pagedown,space", "page(1)", "Page down", "one screen on"),
        key("compare.page_up", "pageup", "page(-1)", "Page up", "one screen back"),
        key("compare.first", "home,g", "first", "First", "to the first segment"),
        key("compare.last", "end,G", "last", "Last", "to the last segment; 2G goes to the second"),
    ),
)
ADJUST = Section(
    "Adjust words of a rendering",
    (
        key("adjust.keep", "ctrl+s", "keep", "Take", "take the words as your own", show=True),
        key(
            "adjust.other", "ctrl+t", "other", "Next words", "those of the next rendering instead", show=True
        ),
        key("adjust.add", "ctrl+o", "add", "Add words", "those of the next one at the cursor", show=True),
        key("adjust.leave", "escape", "leave", "Leave", "without taking; twice where you typed", show=True),
    ),
)
RANKING = Section(
    "Quotes by variation",
    (
        key("ranking.open", "enter", "open", "Compare", "compare the renderings of this quote", show=True),
        key(
            "ranking.least",
            "t",
            "least",
            "Three or more",
            "only quotes of three renderings or more",
            show=True,
        ),
        key("ranking.leave", "escape,q,o", "leave", "Leave", "back to the comparison", show=True),
    ),
)

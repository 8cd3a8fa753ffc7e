"""Keys of the concordance."""

from __future__ import annotations

from tui.keys.section import Section, key

CONCORDANCE = Section(
    "Concordance",
    (
        key("concordance.review", "enter", "review", "Review", "to this pair in the review", show=True),
        key("concordance.query", "slash,i", "query", "Query", "change what is looked for", show=True),
        key("concordance.full", "s", "full", "Whole texts", "a line of each side, or the whole", show=True),
        key("concordance.right", ">", "order('right')", "By right", "order by what follows", show=True),
        key("concordance.left", "<", "order('left')", "By left", "order by what stands before", show=True),
        key("concordance.reading", "=", "order('')", "As read", "put back in reading order"),
        key(
            "concordance.export",
            "x",
            "export",
            "Export",
            "write the hits to a file; stops a search",
            show=True,
        ),
    ),
)
CONCORDANCE_QUERY = Section(
    "Query",
    (
        key("query.hits", "enter,down,tab", "screen.to_hits", "Hits", "to what was found", show=True),
        key(
            "query.leave",
            "escape",
            "screen.quit_query",
            "Leave",
            "stop; then to the hits; then back",
            show=True,
        ),
    ),
)

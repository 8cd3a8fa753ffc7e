"""An article on the whole screen, with everything that is done to its quotes by hand."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType

from tui.keys.article import ARTICLE, ARTICLE_MOVE, BY_HAND
from tui.keys.room import DIGITS, ROOM
from tui.screens.article_linking import ArticleLinking


class ArticleScreen(ArticleLinking):
    """Opened from a pair, or for a document. It returns the pair that the person wants to review."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *ARTICLE.bindings,
        *ARTICLE_MOVE.bindings,
        *BY_HAND.bindings,
        *ROOM.bindings,
        *DIGITS,
    ]

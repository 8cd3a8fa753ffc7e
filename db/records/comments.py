"""What people say about a pair, and what one of them has not finished typing."""

from __future__ import annotations

from typing import NamedTuple


class Comment(NamedTuple):
    """A remark of a person on the sentences of a pair.

    It is tied to the sentences by their positions and not to the pair, which merging, splitting and
    aligning anew may do away with.
    """

    id: int
    quote_id: int
    rendering_id: int | None
    """The rendering it is about, or what this was derived from; None where nothing rendered the words."""
    source_at: int | None
    """Position in the quote; None where the original was missing."""
    target_at: int | None
    """Position in the rendering; None where there was none."""
    who: str
    at: str
    edited_at: str
    """When its words were last changed; empty while they are the first ones."""
    text: str
    revision: int


class Unfinished(NamedTuple):
    """What a person was typing when the program ended without being asked to."""

    pair_id: int
    """The pair it was typed for, which may have gone since."""
    subject: str
    """What was being typed: the name that the screen gave it, such as `rendering` or `comment`."""
    words: str
    revision: int
    """The revision of the pair when typing began."""
    at: str

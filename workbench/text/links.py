"""What is written for machines in a text: addresses, handles and tags. It means the same in any language."""

from __future__ import annotations

import re
from collections.abc import Iterator

LINK = re.compile(r"(?:https?://|www\.)\S+|[\w.+-]{1,64}@[\w-]{1,63}(?:\.\w+)+|(?<![\w@#])[@#]\w+")
LINK_END = ".,;:!?…)]}»”’\"'"
"""Marks after a link that do not belong to it."""
LINK_SIGNS = ("@", "#", "/", "www.")
"""One of these is in every link."""


def links(text: str) -> Iterator[tuple[int, int]]:
    """Where each URL, e-mail address, @handle and #tag begins and ends, in order."""
    if any(sign in text for sign in LINK_SIGNS):
        for found in LINK.finditer(text):
            if link := found.group().rstrip(LINK_END):
                yield found.start(), found.start() + len(link)


def addresses(text: str) -> Iterator[tuple[int, int]]:
    """The same without #tags: these are words of a sentence, which falls apart without them."""
    return ((start, end) for start, end in links(text) if text[start] != "#")

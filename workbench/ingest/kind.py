"""What a text is written in: plain text, Markdown or HTML. The content decides before the name does."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import PurePath

from workbench.ingest.markdown import FRONT_MATTER


class TextKind(StrEnum):
    """How an article is written; the value is `Document.format`."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"


_HEAD = 4096
"""Code points in which a page shows what it is."""

_BEFORE_TAGS = r"(?>\s+|<\?xml[^>]*>|<!--.*?-->)*+"
_PAGE = re.compile(
    _BEFORE_TAGS + r"<(?:!doctype\s+html|(?:html|head|body|meta|title)(?=[\s>/]))", re.IGNORECASE | re.DOTALL
)
_FRAGMENT = re.compile(
    _BEFORE_TAGS + r"<(?:link|article|main|section|header|div|table|blockquote|h[1-6]|p)(?=[\s>/])",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(r"</?[a-z][a-z0-9]*(?:\s[^<>]*)?/?>", re.IGNORECASE)
_MARKDOWN_SIGNS = (
    re.compile(r"^#{1,6} \S", re.MULTILINE),
    re.compile(r"\[[^\]\n]{1,300}\]\((?:https?:|/|#)[^)\n]{0,300}\)"),
    re.compile(r"^(?:```|~~~)", re.MULTILINE),
    re.compile(r"(?<![\w*])\*\*[^*\s][^*\n]*\*\*(?![\w*])"),
    re.compile(r"^!\[[^\]\n]{0,300}\]\(", re.MULTILINE),
)
_HTML_NAMES = {".html", ".htm", ".xhtml", ".shtml"}
_MARKDOWN_NAMES = {".md", ".markdown", ".mdown", ".mkd"}


def text_kind(text: str, name: str) -> TextKind:
    """What `text` is written in; `name` is the name of its file, and decides only when in doubt."""
    suffix = PurePath(name).suffix.lower()
    if _PAGE.match(text[:_HEAD]):
        return TextKind.HTML
    if suffix in _MARKDOWN_NAMES:
        return TextKind.MARKDOWN
    if _FRAGMENT.match(text[:_HEAD]) or (suffix in _HTML_NAMES and _TAG.search(text)):
        return TextKind.HTML
    signs = sum(1 for sign in _MARKDOWN_SIGNS if sign.search(text))
    return TextKind.MARKDOWN if FRONT_MATTER.match(text) or signs > 1 else TextKind.TEXT

"""What a file is written in. The content decides before the name does."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import PurePath

from workbench.ingest.markdown import FRONT_MATTER


class Kind(StrEnum):
    """How an article is written; the value is `Document.format`."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    DOCX = "docx"
    PDF = "pdf"


_HEAD = 4096
"""Code points, or bytes, in which a file shows what it is."""

_PDF = b"%PDF-"
_PDF_WITHIN = 1024
"""Bytes that may stand before a PDF (ISO 32000-1, annex H.3.4.1)."""
_PDF_END = b"%%EOF"
_ZIP = b"PK\x03\x04"

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
_OFFICE_NAMES = {".docx", ".docm", ".pdf"}
_TEXT_NAMES = {".txt", ".text"}
_ARTICLE_NAMES = _HTML_NAMES | _MARKDOWN_NAMES | _OFFICE_NAMES | _TEXT_NAMES


def binary_kind(raw: bytes) -> Kind | None:
    """PDF or DOCX for bytes that are no text, None for all others.

    Every zip archive counts as DOCX here; only its reader can tell what is in it.
    """
    if raw.startswith(_ZIP):
        return Kind.DOCX
    head = raw[:_PDF_WITHIN].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(_PDF) or (_PDF in head and _PDF_END in raw[-_PDF_WITHIN:]):
        return Kind.PDF
    return None


def text_kind(text: str, name: str) -> Kind:
    """What `text` is written in; `name` is the name of its file, and decides only when in doubt."""
    suffix = PurePath(name).suffix.lower()
    if _PAGE.match(text[:_HEAD]):
        return Kind.HTML
    if suffix in _MARKDOWN_NAMES:
        return Kind.MARKDOWN
    if _FRAGMENT.match(text[:_HEAD]) or (suffix in _HTML_NAMES and _TAG.search(text)):
        return Kind.HTML
    signs = sum(1 for sign in _MARKDOWN_SIGNS if sign.search(text))
    return Kind.MARKDOWN if FRONT_MATTER.match(text) or signs > 1 else Kind.TEXT


def is_article(name: str, head: bytes) -> bool:
    """True for a file that is taken from a folder without having been named itself.

    `name` is the file's name and `head` its first bytes. Its suffix says that it is an article, or it
    is a web page or a PDF whatever its name (`article.php?id=12`).
    """
    if PurePath(name).suffix.lower() in _ARTICLE_NAMES:
        return True
    page = head[:_HEAD].decode("utf-8", "replace").removeprefix("\ufeff")
    return bool(_PAGE.match(page)) or binary_kind(head) is Kind.PDF

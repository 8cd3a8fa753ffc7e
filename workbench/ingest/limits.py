"""What is refused before anything is read: nothing there, too much, or no text at all."""

from __future__ import annotations

from db.errors import UnreadableInput

MAX_BYTES = 20 * 1024 * 1024
"""The largest article that is read; the longest saved pages have about 5 MiB."""

READABLE = "articles are read from .txt, .md, .html, .docx and .pdf files"

_SIGNATURES: tuple[tuple[int, bytes, str], ...] = (
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office file (.doc, .xls) or one with a password"),
    (0, b"{\\rtf", "a rich text file (.rtf)"),
    (0, b"\x89PNG\r\n\x1a\n", "an image (PNG)"),
    (0, b"\xff\xd8\xff", "an image (JPEG)"),
    (0, b"GIF87a", "an image (GIF)"),
    (0, b"GIF89a", "an image (GIF)"),
    (8, b"WEBPVP8", "an image (WebP)"),
    (0, b"\x1f\x8b", "a compressed file (gzip)"),
    (0, b"SQLite format 3\x00", "an SQLite database"),
    (0, b"bplist00", "a web archive of Safari; save the page as its source"),
    (0, b"From: <Saved by ", "a web archive (.mhtml); save the page as “HTML only”"),
    (0, b'From: "Saved by ', "a web archive (.mht); save the page as “HTML only”"),
)


def refuse_unreadable(raw: bytes, name: str) -> None:
    """Raise UnreadableInput when `raw` is empty, too large or of a kind known not to be an article.

    `name` is what the message calls the file.
    """
    if not raw.strip():
        raise UnreadableInput(f"{name} is empty: there is no article to read.")
    if len(raw) > MAX_BYTES:
        raise UnreadableInput(too_large(name, len(raw)))
    for offset, signature, what in _SIGNATURES:
        if raw.startswith(signature, offset):
            raise UnreadableInput(f"{name} is {what}; {READABLE}.")


def too_large(name: str, size: int) -> str:
    """The sentence for an article of `size` bytes that is over the limit, named `name`."""
    return (
        f"{name} has {size / 2**20:.1f} MiB, over the limit of {MAX_BYTES // 2**20} MiB; "
        "split it, or save it without its pictures."
    )

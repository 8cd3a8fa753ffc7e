"""A PDF with a text layer rendered to one complete text with its blocks."""

from __future__ import annotations

import logging
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any

from db.errors import UnreadableInput
from db.records import BlockKind
from workbench.ingest.given import Given
from workbench.ingest.pdf_layout import Line, passages
from workbench.ingest.rendered import Passage, Rendered, laid_out

if TYPE_CHECKING:
    from pypdf import Configuration, PageObject, PdfReader

MAX_PAGES = 500
"""Pages from which a PDF is a book and no article."""
MAX_LETTERS = 5_000_000
"""Code points of text; 500 pages have about 2 million."""

_UNPACKED = 16_000_000
"""Bytes to which a page may unpack."""
_ALL_UNPACKED = 4 * _UNPACKED
_STEPS = 500_000
"""Steps in which a page may be drawn; a page of text has some thousands."""
_ALL_STEPS = 5_000_000
_FORMS = 200
"""Forms within a page that are read."""

_LIGATURES = {
    0xFB00: "ff",
    0xFB01: "fi",
    0xFB02: "fl",
    0xFB03: "ffi",
    0xFB04: "ffl",
    0xFB05: "st",
    0xFB06: "st",
}
"""Letters that a font draws as one: so drawn, not so spelt. œ and æ are letters and stay."""
_SPACES = re.compile(r"[ \t\r\v\f\x85\u2028\u2029]+")
_UNREADABLE = re.compile("[\ue000-\uf8ff\ufffd]")
_CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f]")
_BOLD = re.compile("bold|black|heavy", re.IGNORECASE)
_LETTER = re.compile(r"[^\W\d_]")
_MOST_UNREADABLE = 0.2

_TITLE_LENGTH = 200
_FIRST_HEADINGS = 20
_NO_TITLE = re.compile(
    r"\s*(?:$|microsoft word\b|untitled|sans (?:nom|titre)|document ?\d*$"
    r"|.*\.(?:docx?|odt|rtf|indd|qxd|pages|pdf|html?)\s*$)",
    re.IGNORECASE,
)


def render(raw: bytes, name: str) -> Rendered:
    """The text that the pages of a PDF show, in the order in which they draw it.

    Lines of a paragraph are joined by one space, runs of spaces between words that fill a line are one, and
    a hyphen at a line end stays, without a space behind it: nobody can tell `peut-être` from `exem-ple`
    there, and the text is evidence. Only soft hyphens (U+00AD) are no characters of the text. Ligatures
    of the font (U+FB00–FB06) are spelt out. Running headers, footers and page numbers are set aside and stand
    behind the last paragraph that begins on their page. Raises UnreadableInput, calling the file `name`,
    for what is damaged, protected, too long, or only pictures of pages.
    """
    try:
        pages, noted = _read(raw, name)
    except UnreadableInput:
        raise
    except Exception as error:  # a damaged file can fail anywhere in pypdf, in any way
        raise UnreadableInput(
            f"{name} is a PDF that cannot be read: it is damaged, or larger inside than any article."
            " Open it in a viewer and print it to a new PDF."
        ) from error
    _refuse_unreadable(pages, name)
    found = passages(pages)
    text, blocks = laid_out(found)
    return Rendered(text, blocks, Given(title=_title(found, pages)), noted)


def _read(raw: bytes, name: str) -> tuple[list[list[Line]], Given]:
    """The lines of each page, and what the properties say."""
    from pypdf import PdfReader, apply_configuration

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    with apply_configuration(_limits()):
        reader = PdfReader(BytesIO(raw), strict=False)
        if not _is_open(reader):
            raise UnreadableInput(
                f"{name} is a protected PDF: open it in a viewer and print it to a new one, which is not."
            )
        count = len(reader.pages)
        if count > MAX_PAGES:
            raise UnreadableInput(
                f"{name} has {count:,} pages, over the limit of {MAX_PAGES}: print those of the article to a"
                " PDF of their own."
            )
        canvas = _Canvas(name)
        pages = [canvas.lines(page) for page in reader.pages]
        return pages, _noted(reader)


def _limits() -> Configuration:
    """The limits of pypdf on what a hostile file may cost, tightened to what text needs; runs no program."""
    from pypdf import Configuration

    return Configuration(
        zlib_maximum_output_length=_UNPACKED,
        lzw_maximum_output_length=_UNPACKED,
        run_length_maximum_output_length=_UNPACKED,
        array_based_stream_maximum_output_length=_UNPACKED,
        stream_decoding_work_maximum_length=2 * _UNPACKED,
        stream_parsing_work_maximum_count=_STEPS,
        xform_maximum_invocations_per_extraction=_FORMS,
        jbig2dec_binary=None,
    )


def _is_open(reader: PdfReader) -> bool:
    """Whether the file opens without a password, and without AES, for which pypdf needs another library."""
    from pypdf.errors import DependencyError

    try:
        return not reader.is_encrypted or bool(reader.decrypt(""))
    except DependencyError:
        return False


class _Canvas:
    """Takes down what the pages of a PDF draw, up to what any article needs."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._unpacked = 0
        self._steps = 0
        self._letters = 0
        self._drawn: list[tuple[str, Line]] = []

    def lines(self, page: PageObject) -> list[Line]:
        """The lines of a page as pypdf sees them, each with its place and the size of its letters."""
        self._drawn = []
        contents = page.get_contents()
        self._unpacked += len(contents.get_data()) if contents is not None else 0
        self._step()
        page.extract_text(visitor_operand_before=self._step, visitor_text=self._draw)
        lines: list[Line] = []
        parts: list[tuple[str, Line]] = []
        for text, place in self._drawn:
            for index, part in enumerate(text.split("\n")):
                if index:
                    lines += _joined(parts)
                    parts = []
                parts.append((part, place))
        return [*lines, *_joined(parts)]

    def _draw(self, text: str, *place: Any) -> None:
        self._letters += len(text)
        self._drawn.append((text, _place(*place)))

    def _step(self, *_: Any) -> None:
        self._steps += 1
        too_long = self._letters > MAX_LETTERS or self._unpacked > _ALL_UNPACKED
        if self._steps > _ALL_STEPS or too_long:
            raise UnreadableInput(
                f"{self._name} draws more than any article does: print the pages of the article to a PDF of"
                " their own."
            )


def _joined(parts: list[tuple[str, Line]]) -> Iterator[Line]:
    """What was drawn on one line: placed where it begins, as large and as bold as most of it."""
    text = _clean("".join(part for part, _ in parts))
    if not text.strip():
        return
    visible = [(part, place) for part, place in parts if part.strip()] or parts
    longest = max(visible, key=lambda seen: len(seen[0]))[1]
    first = visible[0][1]
    yield Line(text, first.x, first.y, longest.size, all(place.bold for _, place in visible))


def _clean(text: str) -> str:
    """A line with single spaces and ligatures spelt out; U+FFFD stands for what is no character."""
    text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").translate(_LIGATURES)
    return _CONTROL.sub("\ufffd", _SPACES.sub(" ", text)).strip(" ")


def _place(user: Sequence[float], matrix: Sequence[float], font: Any, size: float) -> Line:
    """Where a line stands and how large it is, in points, seen in the direction in which it is written.

    Both matrices are those of ISO 32000-1, 9.4.4: text space to user space, and that to the page.
    """
    a, b, c, d, e, f = matrix
    across = (a * user[0] + b * user[2], a * user[1] + b * user[3])
    up = (c * user[0] + d * user[2], c * user[1] + d * user[3])
    x, y = e * user[0] + f * user[2] + user[4], e * user[1] + f * user[3] + user[5]
    length = math.hypot(*across) or 1.0
    right = (across[0] / length, across[1] / length)
    name = str(font.get("/BaseFont", "")) if font else ""
    place = (x * right[0] + y * right[1], y * right[0] - x * right[1], size * math.hypot(*up))
    if not all(map(math.isfinite, place)):
        place = (0.0, 0.0, 0.0)
    return Line("", *place, bool(_BOLD.search(name)))


def _refuse_unreadable(pages: list[list[Line]], name: str) -> None:
    """Raise UnreadableInput for pages without text, or with text that is only numbers of glyphs."""
    text = "".join(line.text for page in pages for line in page)
    if not _LETTER.search(text):
        raise UnreadableInput(
            f"{name} has no text layer: its pages are pictures. Run text recognition (OCR) over it first."
        )
    if len(_UNREADABLE.findall(text)) > _MOST_UNREADABLE * len(text):
        raise UnreadableInput(
            f"{name} does not say which letters its fonts draw, so its text cannot be read. Run text"
            " recognition (OCR) over it first."
        )


def _title(found: Sequence[Passage], pages: list[list[Line]]) -> str:
    """The heading in the largest letters on the first page, or nothing."""
    first = pages[0] if pages else []
    headings = [p.text for p in found if p.kind is BlockKind.HEADING and len(p.text) <= _TITLE_LENGTH]

    def size(heading: str) -> float:
        return max((line.size for line in first if line.text in heading), default=0.0)

    best = max(headings[:_FIRST_HEADINGS], key=size, default="")
    return best if best and size(best) else ""


def _noted(reader: PdfReader) -> Given:
    """Title and author among the properties; their date is that of the file and not of the article."""
    said: Mapping[str, object] = reader.metadata or {}
    title, author = (_clean(str(said.get(key) or "")) for key in ("/Title", "/Author"))
    return Given(title="" if _NO_TITLE.match(title) else title[:_TITLE_LENGTH], author=author[:_TITLE_LENGTH])

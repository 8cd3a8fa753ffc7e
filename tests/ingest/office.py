"""Small DOCX and PDF files, written by hand: all that a test wants in one, and nothing else."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import NamedTuple

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

CORE = (
    f'<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:dcterms="http://purl.org/dc/terms/">{}</cp:coreProperties>'
)


def p(text: str, style: str = "", properties: str = "") -> str:
    """A paragraph of one run."""
    styled = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{styled}{properties}</w:pPr>{r(text)}</w:p>"


def r(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def docx(
    body: str,
    parts: Mapping[str, str] | None = None,
    core: str = "",
    namespace: str = W,
    raw_parts: Mapping[str, bytes] | None = None,
) -> bytes:
    """A DOCX with `body` in its document and `parts` beside it, by the name of their relationship.

    A part is the inside of its root element; a name may end in digits, as `header2`.
    """
    parts = parts or {}
    names = f'xmlns:w="{namespace}" xmlns:mc="{MC}"'
    roots = {"header": "hdr", "footer": "ftr"}
    links = "".join(
        f'<Relationship Id="r{index}" Type="{OFFICE}/{name.rstrip("0123456789")}" Target="{name}.xml"/>'
        for index, name in enumerate(parts)
    )
    files: dict[str, str | bytes] = {
        "_rels/.rels": (
            f'<Relationships xmlns="{PACKAGE}/relationships">'
            f'<Relationship Id="a" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'
            f'<Relationship Id="b" Type="{PACKAGE}/relationships/metadata/core-properties" Target="/docProps/core.xml"/>'
            "</Relationships>"
        ),
        "word/document.xml": f"<w:document {names}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{links}</Relationships>',
    }
    if core:
        files["docProps/core.xml"] = CORE.format(core)
    for name, inside in parts.items():
        root = roots.get(name.rstrip("0123456789"), name)
        files[f"word/{name}.xml"] = f"<w:{root} {names}>{inside}</w:{root}>"
    files |= raw_parts or {}
    return archive(files)


def archive(files: Mapping[str, str | bytes]) -> bytes:
    """A zip archive."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, content in files.items():
            zipped.writestr(name, content)
    return out.getvalue()


class Printed(NamedTuple):
    """A line on a page: where it begins and how large its letters are, in points."""

    text: str
    x: float = 60
    y: float = 0
    size: float = 10
    bold: bool = False


def column(
    *paragraphs: Sequence[str], top: float = 760, x: float = 60, leading: float = 12, gap: float = 8
) -> list[Printed]:
    """Paragraphs, each as its lines, one below the other."""
    lines = []
    for paragraph in paragraphs:
        for text in paragraph:
            lines.append(Printed(text, x, top))
            top -= leading
        top -= gap
    return lines


def pdf(
    pages: Sequence[Sequence[Printed]], info: Mapping[str, str] | None = None, unicode: bool = True
) -> bytes:
    """A PDF with a font whose codes are numbers given as they come; `unicode` says which letters they are."""
    letters = sorted({char for page in pages for line in page for char in line.text})
    codes = {char: index + 1 for index, char in enumerate(letters)}
    assert len(codes) < 256
    maps = "".join(f"<{code:02x}> <{char.encode('utf-16-be').hex()}>\n" for char, code in codes.items())
    cmap = f"1 begincodespacerange <00> <ff> endcodespacerange\n{len(codes)} beginbfchar\n{maps}endbfchar\n"
    to_unicode = "/ToUnicode 3 0 R" if unicode else ""
    font = (
        "<</Type/Font/Subtype/Type1/BaseFont/{}/FirstChar 0/LastChar 255/Widths["
        + "500 " * 256
        + f"]{to_unicode}>>"
    )
    kids = " ".join(f"{7 + 2 * index} 0 R" for index in range(len(pages)))
    objects: list[bytes] = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>".encode(),
        stream(cmap.encode()),
        font.format("Fictive-Regular").encode(),
        font.format("Fictive-Bold").encode(),
        "<<{}>>".format("".join(f"/{key}({value})" for key, value in (info or {}).items())).encode("latin-1"),
    ]
    for index, page in enumerate(pages):
        resources = "/Resources<</Font<</R 4 0 R/B 5 0 R>>>>"
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {8 + 2 * index} 0 R{resources}>>".encode()
        )
        drawn = "".join(
            f"BT /{'B' if line.bold else 'R'} {line.size} Tf {line.x} {line.y} Td "
            f"<{bytes(codes[char] for char in line.text).hex()}> Tj ET\n"
            for line in page
        )
        objects.append(stream(drawn.encode()))
    return assembled(objects)


def stream(content: bytes) -> bytes:
    packed = zlib.compress(content, 9)
    return b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(packed), packed)


def assembled(objects: Sequence[bytes]) -> bytes:
    """A PDF of these objects: the first is the catalogue, the sixth the properties."""
    out = b"%PDF-1.7\n"
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    trailer = b"trailer<</Size %d/Root 1 0 R/Info 6 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, len(out))
    return out + b"xref\n0 %d\n0000000000 65535 f \n" % size + table + trailer

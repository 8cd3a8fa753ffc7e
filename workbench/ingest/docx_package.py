"""The parts of a DOCX file: a zip archive of XML, read without trusting anything in it."""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from io import BytesIO
from typing import TYPE_CHECKING

from db.errors import UnreadableInput
from workbench.ingest.limits import READABLE

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_UNPACKED = 40 * 1024 * 1024
"""Bytes of XML that are unpacked from one file; a thousand pages of text have about 10 MiB."""

_PACKAGE = "_rels/.rels"
_CHUNK = 1024 * 1024


class Package:
    """An open DOCX file. Raises UnreadableInput, calling it `name`, where it is damaged or no DOCX.

    Only parts that are asked for are unpacked, in memory, and never more than MAX_UNPACKED bytes of
    them, whatever the archive says about itself.
    """

    def __init__(self, raw: bytes, name: str) -> None:
        self._name = name
        self._left = MAX_UNPACKED
        try:
            self._archive = zipfile.ZipFile(BytesIO(raw))
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise self._damaged() from error
        self._names = set(self._archive.namelist())
        self.main = self._main()

    def root(self, part: str) -> _Element | None:
        """The root element of a part, or None where there is no such part.

        Entities are not expanded, and nothing is fetched. A document type declaration, which no
        office program writes, is refused.
        """
        from lxml import etree

        if part not in self._names:
            return None
        parser = etree.XMLParser(
            resolve_entities=False, load_dtd=False, no_network=True, remove_comments=True, remove_pis=True
        )
        try:
            root = etree.fromstring(self._unpacked(part), parser)
        except etree.XMLSyntaxError as error:
            raise self._damaged() from error
        if root.getroottree().docinfo.doctype:
            raise UnreadableInput(
                f"{self._name} declares a document type in {part}, which no office program does; "
                "it is not read. Open it in one and save it again."
            )
        return root

    def related(self, part: str) -> dict[str, list[str]]:
        """The parts that `part` refers to, by the last word of their relationship: `footnotes`, `header`."""
        folder, file = posixpath.split(part)
        return self._relations(posixpath.join(folder, "_rels", f"{file}.rels"), folder)

    def properties(self) -> _Element | None:
        """The core properties (title, creator, dates), or None."""
        found = self._relations(_PACKAGE, "").get("core-properties", [])
        return self.root(found[0]) if found else None

    def _main(self) -> str:
        found = self._relations(_PACKAGE, "").get("officeDocument", [])
        part = found[0] if found else "word/document.xml"
        root = self.root(part)
        tag = "" if root is None else str(root.tag)
        if "wordprocessingml" not in tag or not tag.endswith("main}document"):
            raise UnreadableInput(
                f"{self._name} is a zip archive or an office file other than .docx; {READABLE}."
            )
        return part

    def _relations(self, part: str, folder: str) -> dict[str, list[str]]:
        root = self.root(part)
        found: dict[str, list[str]] = {}
        for relation in root if root is not None else ():
            if relation.get("TargetMode") == "External":
                continue
            path = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", ""))).lstrip("/")
            found.setdefault(relation.get("Type", "").rsplit("/", 1)[-1], []).append(path)
        return found

    def _unpacked(self, part: str) -> bytes:
        parts = []
        try:
            with self._archive.open(part) as file:
                while chunk := file.read(_CHUNK):
                    self._left -= len(chunk)
                    if self._left < 0:
                        raise UnreadableInput(
                            f"{self._name} unpacks to more than {MAX_UNPACKED // 2**20} MiB of text: that is"
                            " no article. Save the part that is one as a file of its own."
                        )
                    parts.append(chunk)
        except RuntimeError as error:  # NotImplementedError is one too: a method that is not known
            raise UnreadableInput(
                f"{self._name} is protected by a password: save it again without one."
            ) from error
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as error:
            raise self._damaged() from error
        return b"".join(parts)

    def _damaged(self) -> UnreadableInput:
        return UnreadableInput(
            f"{self._name} is a damaged office file (.docx) or zip archive: open it in an office program"
            " and save it again."
        )

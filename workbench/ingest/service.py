"""Bringing articles into a project: read, stored with their bytes, their quotes extracted."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from db.documents import FACTS
from db.errors import UnreadableInput
from db.records import Basis, Document
from workbench.ingest.files import STANDARD_INPUT, Found, read_bytes
from workbench.ingest.given import Given
from workbench.ingest.reader import NOTHING, read
from workbench.paths import shown
from workbench.project import Project
from workbench.quotes.service import Extracted, extract

Progress = Callable[[int, int], None]

NOTHING_FOUND = Extracted(0, 0)

PASTED = "pasted text"
"""The name of a document that came by way of the screen."""
_SURROGATES = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What became of one file."""

    file: str
    outcome: str
    """`new`, `updated`, `unchanged` or `skipped`."""
    reason: str = ""
    """Why a file was skipped, as a sentence; for one that was left out, as a short phrase."""
    left_out: bool = False
    """True for what is no article in a folder: skipped, and nothing is wrong."""
    document_id: int = 0
    format: str = ""
    lang: str = ""
    quotes: int = 0
    renderings: int = 0
    again: int = 0
    """Quotes among them that another document prints in the same words."""
    retold: int = 0
    """Links to quotes of other documents that tell the same story in other words."""
    set_aside: dict[str, int] = field(default_factory=dict)
    """Blocks that are not the article, counted by reason."""


def import_all(
    project: Project, files: Sequence[Found], given: Given, progress: Progress
) -> Iterator[ImportReport]:
    """Import `files` (see `ingest.files.expand`), a report each, as soon as each is stored.

    `progress` is told how many are done, of how many.
    """
    for done, file in enumerate(files, start=1):
        if file.problem or file.left_out:
            reason = file.problem or file.left_out
            yield ImportReport(file.name, "skipped", reason, left_out=not file.problem)
        else:
            yield import_file(project, file.name, given)
        progress(done, len(files))


def import_file(project: Project, name: str, given: Given = NOTHING) -> ImportReport:
    """Import one article; `name` is a path, or `-` for standard input.

    A file whose bytes are known already is not imported again; facts newly stated about it are
    written. An unreadable file is reported as skipped, with the reason.
    """
    called = "standard input" if name == STANDARD_INPUT else shown(Path(name).name)
    return _import(project, name, lambda: read_bytes(name), called, given)


def import_text(project: Project, text: str, given: Given = NOTHING) -> ImportReport:
    """Import an article that a person has pasted, as if it had come through standard input.

    Line ends become line feeds. What is no character, such as half of a surrogate pair, becomes U+FFFD.
    """
    whole = _SURROGATES.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))
    return _import(project, PASTED, whole.encode, PASTED, given)


def _import(
    project: Project, name: str, reading: Callable[[], bytes], called: str, given: Given
) -> ImportReport:
    """Import what `reading` reads, under the name of `called`."""
    try:
        raw = reading()
        known = project.store.documents.with_sha256(hashlib.sha256(raw).hexdigest())
        if known is not None:
            return _again(project, name, known, given)
        document = read(raw, called, given)
    except UnreadableInput as error:
        return ImportReport(name, "skipped", str(error))
    with project.store.action("import", f"{document.name} imported"):
        known = project.store.documents.with_sha256(document.sha256)
        if known is not None:  # another program has imported it while it was read here
            return _again(project, name, known, given)
        stored = project.store.documents.add(document, raw)
        extracted = extract(project, stored)
    return _report(name, "new", stored, extracted)


def _again(project: Project, name: str, known: Document, given: Given) -> ImportReport:
    """Write facts that were stated this time about a document that is there already."""
    stated = {fact: getattr(given, fact) for fact in FACTS if getattr(given, fact, "")}
    if "lang" in stated:
        stated["lang_basis"] = Basis.STATED
    corrected = replace(known, **stated)
    if corrected == known:
        return _report(name, "unchanged", known)
    with project.store.action("import", f"facts of {known.name} corrected"):
        project.store.documents.correct(corrected)
    return _report(name, "updated", corrected)


def _report(
    name: str, outcome: str, document: Document, extracted: Extracted = NOTHING_FOUND
) -> ImportReport:
    aside = Counter(block.reason for block in document.blocks if block.set_aside)
    return ImportReport(
        name,
        outcome,
        document_id=document.id,
        format=document.format,
        lang=str(document.lang),
        quotes=extracted.quotes,
        renderings=extracted.renderings,
        again=extracted.again,
        retold=extracted.retold,
        set_aside=dict(sorted(aside.items())),
    )

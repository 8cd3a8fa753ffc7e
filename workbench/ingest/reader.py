"""One article: bytes in, a document with its complete text and the map of its blocks out."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace

from db.errors import UnreadableInput
from db.records import UNDETERMINED, Basis, Block, Document, LanguageTag
from workbench.ingest import markdown, plain
from workbench.ingest.dateline import dateline
from workbench.ingest.encoding import decode
from workbench.ingest.given import Given
from workbench.ingest.kind import Kind, binary_kind, text_kind
from workbench.ingest.limits import MAX_BYTES, refuse_unreadable
from workbench.ingest.metadata import front_facts, text_facts
from workbench.ingest.rendered import NOTHING, Rendered
from workbench.ingest.set_aside import set_aside
from workbench.text.detect import detect
from workbench.text.language import primary, same_language

__all__ = ["MAX_BYTES", "NOTHING", "Given", "read"]

_TELLING_LETTERS = 120
"""From this many letters on, a detected language can contradict a stated one."""
_CERTAIN = 0.9


def read(raw: bytes, name: str, given: Given = NOTHING) -> Document:
    """The document in the bytes of a .txt, .md, .html, .docx or .pdf file; `name` is the name of the file.

    Its text is complete: that of the file with line ends made line feeds, or what a browser, an office
    program or a viewer shows; `encoding` is empty for the last two. Its blocks are in order, do not overlap
    and hold every visible character; what is not the article carries the reason. What `given` states wins
    over what is found. The same bytes always give the same document. Raises UnreadableInput, with what
    to do, for what is no such file.
    """
    refuse_unreadable(raw, name)
    source, encoding = "", ""
    kind = binary_kind(raw)
    if kind is not None:
        found = _BINARY_READERS[kind](raw, name)
    else:
        source, encoding = decode(raw, name)
        kind = text_kind(source, name)
        found = _READERS[kind](source)
    text, blocks = found.text, found.blocks
    if not text.strip():
        raise UnreadableInput(f"{name} has no visible text; if it is a page, save it after it has loaded.")
    article = "\n".join(block.span.of(text) for block in blocks if not block.set_aside)
    lang, basis = _language(given, found.said.lang, article)
    facts = given.filled(_facts(source, kind, found, day_first=primary(lang) != "en"))
    sent = dateline(text, blocks, facts.date)
    return Document(
        name=name,
        sha256=hashlib.sha256(raw).hexdigest(),
        format=kind.value,
        encoding=encoding,
        text=text,
        blocks=tuple(blocks),
        lang=lang,
        lang_basis=basis,
        title=facts.title,
        outlet=facts.outlet,
        author=facts.author,
        translator=facts.translator,
        date=facts.date or sent.date,
        url=facts.url,
        agency=facts.agency or sent.agency,
        place=facts.place or sent.place,
    )


def blocks_of(text: str) -> tuple[Block, ...]:
    """The map of a pasted text: its paragraphs, headings and block quotes, and what is set aside."""
    return plain.with_headings(text, set_aside(text, plain.blocks(text)))


def _read_text(source: str) -> Rendered:
    return Rendered(source, blocks_of(source))


def _read_markdown(source: str) -> Rendered:
    return Rendered(source, set_aside(source, markdown.blocks(source)), front_facts(source))


def _read_page(source: str) -> Rendered:
    from workbench.ingest import article
    from workbench.ingest.html import render
    from workbench.ingest.page_facts import page_facts

    page = render(source)
    said = page_facts(source)
    blocks = article.blocks(page, source, said.title)
    said = replace(said, title=article.title_of(page, said.title))
    return Rendered(page.text, set_aside(page.text, blocks), said)


def _read_docx(raw: bytes, name: str) -> Rendered:
    from workbench.ingest import docx

    found = docx.render(raw, name)
    return found._replace(blocks=set_aside(found.text, found.blocks))


def _read_pdf(raw: bytes, name: str) -> Rendered:
    from workbench.ingest import pdf

    found = pdf.render(raw, name)
    return found._replace(blocks=set_aside(found.text, found.blocks))


_READERS: dict[Kind, Callable[[str], Rendered]] = {
    Kind.TEXT: _read_text,
    Kind.MARKDOWN: _read_markdown,
    Kind.HTML: _read_page,
}
_BINARY_READERS: dict[Kind, Callable[[bytes, str], Rendered]] = {Kind.DOCX: _read_docx, Kind.PDF: _read_pdf}


def _language(given: Given, said: str, article: str) -> tuple[LanguageTag, Basis]:
    """The language of a document, stated by a person, by the page, or read from the article."""
    if given.lang:
        return LanguageTag(given.lang), Basis.STATED
    detected, probability = detect(article)
    if said:
        telling = sum(char.isalpha() for char in article) >= _TELLING_LETTERS and probability >= _CERTAIN
        if not telling or same_language(LanguageTag(said), detected):
            return LanguageTag(said), Basis.STATED
    return detected, Basis.UNKNOWN if detected == UNDETERMINED else Basis.INFERRED


def _facts(source: str, kind: Kind, found: Rendered, day_first: bool) -> Given:
    """What the document says about itself, first where it is said most plainly."""
    in_text = text_facts(found.text, found.blocks, day_first)
    if kind is not Kind.HTML:
        return found.said.filled(in_text, found.noted)
    from workbench.ingest.page_facts import advised_facts

    advised = advised_facts(source, found.text)
    return found.said.filled(replace(in_text, title="", outlet=""), advised, in_text)

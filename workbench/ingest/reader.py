"""One article: bytes in, a document with its complete text and the map of its blocks out."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import replace

from db.errors import UnreadableInput
from db.records import UNDETERMINED, Basis, Block, Document, LanguageTag
from workbench.ingest import markdown, plain
from workbench.ingest.encoding import decode
from workbench.ingest.given import Given
from workbench.ingest.kind import TextKind, text_kind
from workbench.ingest.limits import MAX_BYTES, refuse_unreadable
from workbench.ingest.metadata import front_facts, text_facts
from workbench.ingest.set_aside import set_aside
from workbench.text.detect import detect
from workbench.text.language import primary, same_language

__all__ = ["MAX_BYTES", "Given", "read"]

NOTHING = Given()

_Read = tuple[str, Sequence[Block], Given]
"""The text, its blocks, and what the document states about itself."""

_TELLING_LETTERS = 120
"""From this many letters on, a detected language can contradict a stated one."""
_CERTAIN = 0.9


def read(raw: bytes, name: str, given: Given = NOTHING) -> Document:
    """The document in the bytes of a .txt, .md or .html file; `name` is the name of the file.

    Its text is complete: that of the file with line ends made line feeds, or for a page what a
    browser shows. Its blocks are in order, do not overlap and hold every visible character; what is not the
    article carries the reason. What `given` states wins over what is found. The same bytes always
    give the same document. Raises UnreadableInput, with what to do, for what is no such file.
    """
    refuse_unreadable(raw, name)
    source, encoding = decode(raw, name)
    kind = text_kind(source, name)
    text, blocks, said = _READERS[kind](source)
    if not text.strip():
        raise UnreadableInput(f"{name} has no visible text; if it is a page, save it after it has loaded.")
    article = "\n".join(block.span.of(text) for block in blocks if not block.set_aside)
    lang, basis = _language(given, said.lang, article)
    facts = given.filled(_found(source, kind, (text, blocks, said), day_first=primary(lang) != "en"))
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
        date=facts.date,
        url=facts.url,
    )


def _read_text(source: str) -> _Read:
    blocks = set_aside(source, plain.blocks(source))
    return source, plain.with_headings(source, blocks), Given()


def _read_markdown(source: str) -> _Read:
    return source, set_aside(source, markdown.blocks(source)), front_facts(source)


def _read_page(source: str) -> _Read:
    from workbench.ingest import article
    from workbench.ingest.html import render
    from workbench.ingest.page_facts import page_facts

    page = render(source)
    said = page_facts(source)
    blocks = article.blocks(page, source, said.title)
    said = replace(said, title=article.title_of(page, said.title))
    return page.text, set_aside(page.text, blocks), said


_READERS: dict[TextKind, Callable[[str], _Read]] = {
    TextKind.TEXT: _read_text,
    TextKind.MARKDOWN: _read_markdown,
    TextKind.HTML: _read_page,
}


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


def _found(source: str, kind: TextKind, read_so_far: _Read, day_first: bool) -> Given:
    """What the document says about itself, first where it is said most plainly."""
    text, blocks, said = read_so_far
    in_text = text_facts(text, blocks, day_first)
    if kind is not TextKind.HTML:
        return said.filled(in_text)
    from workbench.ingest.page_facts import advised_facts

    return said.filled(replace(in_text, title="", outlet=""), advised_facts(source, text), in_text)

"""Which blocks of a rendered page are the article, and what the others are."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from db.records import Block, BlockKind
from workbench.ingest.html import Element, Page, Piece
from workbench.ingest.page_lines import Passage, bar_reason, is_speech, named_reasons
from workbench.ingest.set_aside import COMMENTS
from workbench.text.fold import fold

if TYPE_CHECKING:
    from lxml.etree import _Element
    from lxml.html import HtmlElement

_OTHER = "other page text"
_HIDDEN = "hidden"

_TAGS = {
    "nav": "menu",
    "header": "menu",
    "footer": "footer",
    "aside": _OTHER,
    "form": _OTHER,
    "select": _OTHER,
    "textarea": _OTHER,
}
_WHOLE_PAGE = frozenset({"", "html", "body", "main"})
"""Elements whose names and bounds say nothing about the article."""
_NOT_QUOTED = frozenset({COMMENTS, "advertisement", "cookie notice", _HIDDEN})
"""Reasons for which also a block quote, or a passage of speech in the article, is set aside."""

_PARAGRAPHS = frozenset({"p", "head", "quote", "item", "cell", "ab", "code"})
_CONTAINERS = frozenset({"body", "div", "doc", "main", "text"})
"""Elements of TEI and of trafilatura that hold paragraphs, or are one."""

_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
_NO_LETTER = re.compile(r"[\W_]+")
_ENDS_SENTENCE = re.compile(r"[.!?…][»”\"’')\]\s]*$")

_ADVICE_LENGTH = 2_000_000
"""Longer pages are judged by their elements alone (code points)."""
_ADVICE_DEPTH = 250
"""libxml2 cuts off what is nested deeper when it builds a tree, as trafilatura lets it."""
_CONTAINED = 20
"""Letters from which a block is known by standing anywhere in a paragraph of the article."""
_MAJORITY = 0.5
_LEAST_SHARE = 0.2
_BODY_SHARE = 0.8
_LINKS = 0.7
_LIST_BREAKS = 2
_HEADINGS = ("h1", "h2", "h3", "h4")
_TITLE_WITHIN = 300
"""Blocks from the top of a page among which its title stands."""


@dataclass(frozen=True, slots=True)
class _Label:
    """Why an element is set aside. A weak label gives way to what trafilatura says."""

    reason: str = ""
    strong: bool = False


def blocks(page: Page, source: str, title: str) -> tuple[Block, ...]:
    """The blocks of `page`, each with the reason for which it is not the article, or none.

    `source` is the page's HTML and `title` the title it states. trafilatura (Barbaresi, ACL 2021) tells
    which blocks are the article; its text is compared with ours and never kept, for it drops
    characters. Rules by element and class name give the reasons; without its advice they decide alone.
    """
    folded = [_letters(piece.text) for piece in page.pieces]
    kept = _trusted(page, folded, _kept(folded, _advice(page, source)))
    weights = _weights(page, folded, kept)
    labels = _labels(page, weights, any(kept))
    body = _Body.found(page, folded, kept, title, weights)
    reasons = [_reason(page, index, labels, kept, body) for index in range(len(page.pieces))]
    for given_up in ({_OTHER}, {_OTHER, _HIDDEN}, set(reasons)):
        if all(reasons):
            reasons = ["" if reason in given_up else reason for reason in reasons]
    pairs = zip(page.pieces, page.spans, reasons, strict=True)
    return tuple(Block(span.start, span.end, piece.kind, reason) for piece, span, reason in pairs)


def title_of(page: Page, stated: str) -> str:
    """The page's title as its main heading spells it, without the name of the site that `stated` may add."""
    known = _letters(stated)
    folded = [_letters(piece.text) for piece in page.pieces]
    index = _title_block(page, folded, known, len(folded))
    if index < 0:
        return stated
    lines = [page.pieces[index].text, page.pieces[index].text.split("\n")[0]]
    return next((line for line in lines if not known or _shared(_letters(line), known) > 0), stated)


def _letters(text: str) -> str:
    """The letters and digits of `text`, folded: what is left alike when trafilatura drops characters."""
    return _NO_LETTER.sub("", fold(text))


def parsed(source: str) -> HtmlElement | None:
    """The tree of a page for trafilatura, or None where there is none."""
    from lxml import etree, html

    parser = html.HTMLParser(encoding="utf-8", huge_tree=False, no_network=True, remove_comments=True)
    try:
        return html.document_fromstring(source.encode("utf-8"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None


def _advice(page: Page, source: str) -> list[str]:
    """The paragraphs that trafilatura takes for the article, folded; none when it cannot tell."""
    if len(source) > _ADVICE_LENGTH or page.depth > _ADVICE_DEPTH:
        return []
    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    tree = parsed(source)
    if tree is None:
        return []
    try:
        found = bare_extraction(tree, include_comments=False)
    except Exception:  # it is only advice: whatever fails in it on a strange page means that there is none
        return []
    body = getattr(found, "body", None)
    if body is None:
        return []
    return [words for text in _texts(body) if (words := _letters(text))]


def _texts(body: _Element) -> Iterator[str]:
    """The paragraphs in the tree that trafilatura gives, whole and line by line, and the loose texts."""
    for element in body.iter():
        if element.tag in _PARAGRAPHS:
            yield from _lines("".join(element.itertext()))
        elif element.tag in _CONTAINERS:
            for text in (element.text, *(child.tail for child in element)):
                yield from _lines(text or "")


def _lines(text: str) -> list[str]:
    """A paragraph, and its lines where it has several."""
    lines = text.split("\n")
    return [text, *lines] if len(lines) > 1 else [text]


def _kept(folded: list[str], advice: list[str]) -> list[bool]:
    """For each block, whether it is among the paragraphs of the article."""
    whole = set(advice)
    everything = "\n".join(advice)
    long_parts = [part for part in whole if len(part) >= _CONTAINED]

    def is_kept(words: str) -> bool:
        if len(words) < _CONTAINED:
            return words in whole
        return words in everything or any(
            len(part) >= _MAJORITY * len(words) and part in words for part in long_parts
        )

    return [bool(words) and is_kept(words) for words in folded]


def _trusted(page: Page, folded: list[str], kept: list[bool]) -> list[bool]:
    """`kept`, or nothing where that is so little of the page's prose that it can hardly be the article."""
    prose = [0 if _is_links(piece) else len(words) for piece, words in zip(page.pieces, folded, strict=True)]
    found = sum(length for length, is_kept in zip(prose, kept, strict=True) if is_kept)
    return kept if found >= _LEAST_SHARE * sum(prose) else [False] * len(kept)


def _weights(page: Page, folded: list[str], kept: list[bool]) -> list[int]:
    """How many letters of the article each element holds; of all prose, when nobody says what that is."""
    weights = [0] * len(page.elements)
    for piece, words, is_kept in zip(page.pieces, folded, kept, strict=True):
        if is_kept or (not any(kept) and not _is_links(piece)):
            weights[piece.element] += len(words)
    for index in range(len(weights) - 1, 0, -1):
        weights[page.elements[index].parent] += weights[index]
    return weights


def _labels(page: Page, weights: list[int], advised: bool) -> list[_Label]:
    """The label of each element: its own, or that of the element around it.

    An element that holds most of the article is its wrapper, whatever its name; only comments may be
    longer than the article.
    """
    holds = [element.holds_article for element in page.elements]
    for index in range(len(holds) - 1, 0, -1):
        holds[page.elements[index].parent] |= holds[index]
    inside_article = [False] * len(holds)
    labels = [_Label()]
    for index, element in enumerate(page.elements[1:], start=1):
        inside_article[index] = inside_article[element.parent] or element.tag in ("article", "main")
        own = _own_label(element, inside_article[index])
        heavy = weights[index] > _MAJORITY * weights[0]
        comments = own.reason == COMMENTS and (not advised or _is_comments(element))
        if holds[index] or (heavy and not comments):
            own = _Label()
        around = labels[element.parent]
        labels.append(around if around.strong or not own.reason else own)
    return labels


def _is_comments(element: Element) -> bool:
    """True where a whole name says that here are the comments, and not only that there are some."""
    return any(named_reasons().get(name.lower()) == COMMENTS for name in element.names.split())


def _own_label(element: Element, inside_article: bool) -> _Label:
    if element.hidden:
        return _Label(_HIDDEN, True)
    if element.tag not in _WHOLE_PAGE and element.kind is not BlockKind.BLOCK_QUOTE:
        reason = _named(element.names)
        if reason:
            return _Label(reason, reason != _OTHER)
    if element.tag == "header" and inside_article:
        return _Label()
    return _Label(_TAGS.get(element.tag, ""), element.tag == "nav")


def _named(names: str) -> str:
    """The reason that class, id and role of an element give, or nothing."""
    reasons = named_reasons()
    found = []
    for name in names.split():
        words = [word.lower() for word in _WORD.findall(name)]
        if "date" in words or "meta" in words:
            continue  # `pub-date`, `comments-meta` beside the byline
        pairs = ["-".join(pair) for pair in pairwise(words)]
        found += [reason for word in (*words, *pairs) if (reason := reasons.get(word))]
    return min(found, key=list(dict.fromkeys(reasons.values())).index, default="")


def _is_links(piece: Piece) -> bool:
    """True for a block that is nearly all links and no sentence."""
    return piece.linked >= _LINKS * len(piece.text) and not _ENDS_SENTENCE.search(piece.text)


def _link_list_reason(piece: Piece) -> str:
    """The reason for links one below the other in one block, whatever trafilatura says, or nothing."""
    if not _is_links(piece) or piece.text.count("\n") < _LIST_BREAKS:
        return ""
    return bar_reason(Passage(Block(0, len(piece.text), piece.kind), piece.text)) or _OTHER


@dataclass(frozen=True, slots=True)
class _Body:
    """Where the article stands: from block `start` to `last`, and from `first` on inside `elements`.

    `last` is -1 when trafilatura has found no article.
    """

    start: int = 0
    first: int = 0
    last: int = -1
    title: int = -1
    elements: frozenset[int] = frozenset()
    whole_page: bool = True

    @classmethod
    def found(
        cls, page: Page, folded: list[str], kept: list[bool], title: str, weights: Sequence[int]
    ) -> _Body:
        """The body of the article as far as the blocks in `kept` show it."""
        indexes = [index for index, is_kept in enumerate(kept) if is_kept]
        if not indexes:
            return cls()
        named = _title_block(page, folded, _letters(title), indexes[0])
        root = _innermost(weights)
        elements = frozenset(_within(page.elements, root))
        return cls(
            start=named if 0 <= named < indexes[0] else indexes[0],
            first=next(index for index in indexes if page.pieces[index].element in elements),
            last=indexes[-1],
            title=named,
            elements=elements,
            whole_page=page.elements[root].tag in _WHOLE_PAGE,
        )


def _title_block(page: Page, folded: list[str], title: str, first: int) -> int:
    """The block that is the title of the page, or -1.

    That is the heading which shares most with the stated `title`; one that is not of the first rank, or
    another short block, when it shares most of it; else the last heading of the first rank above the article.
    """
    tags = [page.elements[piece.element].tag for piece in page.pieces]
    shared = [0] * len(tags)
    for index in range(min(len(tags), _TITLE_WITHIN)) if title else ():
        first_line = page.pieces[index].text.split("\n", 1)[0]
        shared[index] = max(_shared(folded[index], title), _shared(_letters(first_line), title))
    main = [at for at, tag in enumerate(tags) if tag == "h1"]
    most = [at for at, letters in enumerate(shared) if letters > _MAJORITY * len(title)]
    named = [at for at in main if shared[at] > 0] + [at for at in most if tags[at] in _HEADINGS] or most
    if named:
        return max(named, key=shared.__getitem__)
    return max((at for at in main if at <= first), default=-1)


def _shared(words: str, title: str) -> int:
    """How many letters a line and the stated title share, less what the line has beside them."""
    if words and words in title:
        return len(words)
    return 2 * len(title) - len(words) if title and title in words else 0


def _innermost(weights: Sequence[int]) -> int:
    """The innermost element that holds nearly all of the article."""
    enough = _BODY_SHARE * weights[0]
    return max(index for index, weight in enumerate(weights) if weight >= enough)


def _within(elements: Sequence[Element], root: int) -> Iterator[int]:
    inside = {root}
    yield root
    for index in range(root + 1, len(elements)):
        if elements[index].parent in inside:
            inside.add(index)
            yield index


def _reason(page: Page, index: int, labels: list[_Label], kept: list[bool], body: _Body) -> str:
    """The reason for which a block is not the article, or nothing."""
    piece = page.pieces[index]
    label = labels[piece.element]
    if label.reason and (label.strong or not kept[index]):
        near = body.start <= index <= body.last and piece.element in body.elements
        quoted = near and piece.kind is BlockKind.BLOCK_QUOTE
        spoken = (kept[index] or (near and not label.strong)) and is_speech(piece.text)
        if label.reason in _NOT_QUOTED or not (quoted or spoken):
            return label.reason
    if body.last < 0:
        return "menu" if _is_links(piece) else ""
    if index == body.title:
        return ""
    if kept[index]:
        return _link_list_reason(piece)
    return "" if _belongs(piece, index, body) else _OTHER


def _belongs(piece: Piece, index: int, body: _Body) -> bool:
    """True for a block that trafilatura left out although it stands in the article."""
    if _is_links(piece):
        return False
    inside = piece.element in body.elements
    if body.start <= index <= body.last and (inside or index < body.first):
        return True
    if index > body.last and inside and not body.whole_page:
        return True
    return index <= body.last and piece.kind is not BlockKind.LIST_ITEM and is_speech(piece.text)

"""What the text of an article says about itself: title, byline, date, translator, outlet, address."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from db.errors import WrongUse
from db.records import Block
from workbench.ingest.byline import (
    address_of,
    author_of,
    date_of,
    dateline_of,
    is_published,
    name_of,
    outlet_of,
    owner_of,
    translator_of,
)
from workbench.ingest.given import Given
from workbench.ingest.markdown import front_matter

_HEAD_LINES = 20
_HEAD_PROSE = 2
"""How many paragraphs of prose the head of an article may reach into."""
_TAIL_LINES = 6
_PROSE = 200
_TITLE_LENGTH = 180
_MARKUP = re.compile(r"^[#>\s]+|[*_`]{1,3}|\s#+\s*$")
_SITE_WORDS = 4
_OPENING = 80
"""Length from which a line is the first paragraph of an article."""
_CAPITAL = r"(?:[LlDd]['’])?[A-ZÀ-ÖØ-Þ][\w'’.-]*"
_MASTHEAD = re.compile(rf"{_CAPITAL}(?: (?:{_CAPITAL}|des?|du|la|le|les|of|the|and|et)){{1,5}}")
"""A name of two words or more, as newspapers and blogs have."""
_ENDS_SENTENCE = re.compile(r"[.,;:…][»”\"’')\]\s]*$")

_FIELDS = {
    "title": ("title", "titre", "titulo", "título", "headline"),
    "author": ("author", "auteur", "autor", "byline", "by"),
    "outlet": ("outlet", "publisher", "site", "site_name", "sitename", "journal", "publication", "source"),
    "translator": ("translator", "traducteur", "traductor"),
    "date": ("date", "published", "publie", "publié", "fecha"),
    "url": ("url", "link", "lien", "source-url", "source_url", "original", "source"),
    "lang": ("lang", "language", "langue", "idioma"),
}


def text_facts(text: str, blocks: Sequence[Block], day_first: bool) -> Given:
    """The facts in the first and last lines of the article among `blocks`.

    `day_first` says how to read `03/05/2012`. The first-person `my translation` names no translator.
    """
    article = [block for block in blocks if not block.set_aside]
    head, tail = _head(text, article), _lines(text, article)[-_TAIL_LINES:]
    both = [*head, *tail]
    datelines = [found for line in head if (found := dateline_of(line, day_first))]
    outlet = _first(outlet_of, both) or _first(
        owner_of, [b.span.of(text) for b in blocks if b.reason == "footer"]
    )
    title = _title(_below_menu(text, blocks, head), outlet, day_first)
    return Given(
        title=title,
        outlet=outlet
        or (_masthead(head, title) if len(article) < len(blocks) else "")
        or next((found.agency for found in datelines if found.agency), ""),
        author=_first(author_of, both) or _signed(head),
        translator=_first(translator_of, both),
        date=next(filter(None, (date_of(line, day_first) for line in head)), "")
        or next((found.date for found in datelines if found.date), ""),
        url=_first(address_of, both),
    )


def front_facts(text: str) -> Given:
    """The facts in the front matter of a Markdown text."""
    said = front_matter(text)
    found: dict[str, str] = {}
    for fact, keys in _FIELDS.items():
        for value in (said.get(key, "") for key in keys):
            if value and (fact != "outlet" or not address_of(value)) and (fact != "url" or address_of(value)):
                found.setdefault(fact, value)
    for fact in ("lang", "date"):
        try:
            Given(**{fact: found.get(fact, "")})
        except WrongUse:
            found.pop(fact)
    return Given(**found)


def _lines(text: str, blocks: Sequence[Block]) -> list[str]:
    lines = (line.strip() for block in blocks for line in block.span.of(text).split("\n"))
    return [clean for line in lines if (clean := _MARKUP.sub("", line).strip())]


def _head(text: str, article: Sequence[Block]) -> list[str]:
    """The lines of the article up to its second paragraph of prose."""
    prose = 0
    for count, block in enumerate(article[:_HEAD_LINES], start=1):
        prose += block.end - block.start >= _PROSE
        if prose == _HEAD_PROSE:
            return _lines(text, article[:count])
    return _lines(text, article[:_HEAD_LINES])


def _first(reader: Callable[[str], str], lines: Iterable[str]) -> str:
    return next(filter(None, map(reader, lines)), "")


def _signed(head: list[str]) -> str:
    """The name that stands alone in the line before or after that of the day of publication."""
    pairs = [*pairwise(head[1:]), *((after, before) for before, after in pairwise(head[1:]))]
    return next((name_of(line) for line, beside in pairs if name_of(line) and is_published(beside)), "")


def _below_menu(text: str, blocks: Sequence[Block], head: list[str]) -> list[str]:
    """The lines of `head` below the last menu above the first prose, or all when no prose follows there."""
    last = 0
    for index, block in enumerate(blocks):
        if not block.set_aside and block.end - block.start >= _PROSE:
            break
        last = index + 1 if block.reason == "menu" else last
    below = _lines(text, [block for block in blocks[:last] if not block.set_aside])
    return head[len(below) :] if len(below) < len(head) - 1 else head


def _masthead(head: list[str], title: str) -> str:
    """The name in the first line, above the title, as in a page that was copied from its top."""
    first = head[0] if head else ""
    return first if title and first != title and title in head and _MASTHEAD.fullmatch(first) else ""


def _title(head: list[str], outlet: str, day_first: bool) -> str:
    """The longest line that may be a title, before the byline or the first prose; it is not the last line.

    A name as short as that of a site gives way to a longer line between the day and the byline.
    """
    found, passed = "", False
    for line, following in pairwise(head):
        if _is_signature(line, day_first) or address_of(line):
            passed = passed or bool(found)
            continue
        if len(line) > _TITLE_LENGTH or _ENDS_SENTENCE.search(line):
            break
        if passed and (len(found.split()) > _SITE_WORDS or not _heads_article(following, day_first)):
            break
        if line != outlet and len(line) > len(found):
            found = line
    return found


def _is_signature(line: str, day_first: bool) -> bool:
    return bool(author_of(line) or date_of(line, day_first) or dateline_of(line, day_first))


def _heads_article(line: str, day_first: bool) -> bool:
    """True for a byline, or the first prose."""
    return _is_signature(line, day_first) or len(line) >= _OPENING

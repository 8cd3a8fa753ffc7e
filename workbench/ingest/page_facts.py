"""What a web page says about itself: meta elements, JSON-LD, byline, and what trafilatura makes of them."""

from __future__ import annotations

import html
import json
import logging
import re
from collections.abc import Iterator, Sequence
from typing import Any

from workbench.ingest.article import parsed
from workbench.ingest.byline import author_of
from workbench.ingest.dates import find_date, iso_date
from workbench.ingest.given import Given
from workbench.ingest.html import Target, feed
from workbench.text.language import LanguageTagError, normalise

_TITLES = ("og:title", "headline", "twitter:title", "dc.title", "dcterms.title", "citation_title")
_AUTHORS = (
    "author",
    "article:author",
    "dc.creator",
    "dcterms.creator",
    "citation_author",
    "parsely-author",
    "byl",
)
_OUTLETS = ("og:site_name", "dc.publisher", "dcterms.publisher", "citation_journal_title", "application-name")
_DATES = (
    *("article:published_time", "og:published_time", "datepublished", "date", "pubdate", "publish-date"),
    *("dc.date", "dc.date.issued", "dcterms.date", "dcterms.created", "dcterms.issued"),
    *("citation_publication_date", "parsely-pub-date", "sailthru.date"),
)
_BYLINE_NAMES = frozenset({"author", "byline", "auteur", "signature", "submitted", "autor"})
_HEADINGS = ("h1", "h2", "h3")
_HEADINGS_READ = 20
_BETWEEN = re.compile(r"\s*[|–—·•»:]\s*|\s+[-/<>]+\s+")
"""What stands between the title of an article and the name of its site."""
_OUTLET_LENGTH = 60
_ARTICLE_TYPE = re.compile(r"(?:Article|BlogPosting|Report|Review|LiveBlogPosting)$")
_SAVED_FROM = re.compile(r"saved from url=\(\d+\)\s*(https?://\S+)")
_WORD = re.compile(r"[A-Za-z]+")
_SPACES = re.compile(r"[ \t\n\r\f]+")
_LONGEST = 300
_NESTED = 8
_ADVICE_DATES: dict[str, Any] = {
    "extensive_search": False,
    "original_date": True,
    "max_date": "2100-01-01",  # otherwise today, and the same page would be read differently tomorrow
}


def page_facts(source: str) -> Given:
    """The facts that the HTML `source` states about its article; `lang` is that of the `html` element."""
    collector = _Collector()
    feed(source, collector)
    linked = _json_ld(collector.scripts)
    meta = collector.meta

    def said(keys: Sequence[str]) -> str:
        return next((meta[key] for key in keys if meta.get(key)), "")

    author = next((name for name in (linked.author, said(_AUTHORS)) if name and "://" not in name), "")
    date = _first_date(linked.date, *(meta.get(key, "") for key in _DATES), *collector.times)
    stated = Given(
        lang=_language(collector.lang or meta.get("content-language", "") or meta.get("og:locale", "")),
        title=linked.title or said(_TITLES),
        outlet=said(_OUTLETS[:1]) or linked.outlet or said(_OUTLETS) or _site(collector, source),
        author=author_of(author) or author or _byline(collector.bylines),
        translator=linked.translator,
        date=date,
        url=_address(collector.canonical, meta.get("og:url", ""), linked.url, collector.saved_from),
    )
    return stated.filled(Given(title=collector.title))


def advised_facts(source: str, text: str) -> Given:
    """What trafilatura finds where the page itself is silent, with names as `text` spells them."""
    from trafilatura.metadata import extract_metadata

    for library in ("trafilatura", "htmldate"):
        logging.getLogger(library).setLevel(logging.CRITICAL)
    tree = parsed(source)
    if tree is None:
        return Given()
    try:
        found = extract_metadata(tree, date_config=dict(_ADVICE_DATES))
    except Exception:  # it is only advice: whatever fails in it on a strange page means that there is none
        return Given()
    return Given(
        title=found.title or "",
        outlet=found.sitename or "",
        author=_as_spelled((found.author or "").replace("; ", ", "), text),
        date=iso_date(found.date or ""),
        url=_address(found.url or ""),
    )


class _Collector(Target):
    """Collects the elements of a page that speak about it."""

    def __init__(self) -> None:
        self.meta: dict[str, str] = {}
        self.scripts: list[str] = []
        self.times: list[str] = []
        self.bylines: list[str] = []
        self.headings: list[str] = []
        self.lang = self.title = self.canonical = self.saved_from = ""
        self._depth = 0
        self._collected: list[tuple[str, int, list[str]]] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if tag == "html":
            self.lang = attributes.get("lang", "") or attributes.get("xml:lang", "")
        elif tag == "meta":
            self._note_meta(attributes)
        elif tag == "link" and "canonical" in attributes.get("rel", "").lower().split():
            self.canonical = self.canonical or attributes.get("href", "")
        elif tag == "time" and attributes.get("datetime"):
            self.times.append(attributes["datetime"])
        kind = self._collected_kind(tag, attributes)
        if kind and len(self._collected) < _NESTED:
            self._collected.append((kind, self._depth, []))

    def _note_meta(self, attributes: dict[str, str]) -> None:
        for key in ("property", "name", "itemprop", "http-equiv"):
            if attributes.get(key) and attributes.get("content", "").strip():
                self.meta.setdefault(attributes[key].lower(), _clean(attributes["content"]))

    def _collected_kind(self, tag: str, attributes: dict[str, str]) -> str:
        """What the text of an element is collected for, if it is."""
        if tag == "script" and "ld+json" in attributes.get("type", ""):
            return "script"
        if tag == "title" and not self.title:
            return "title"
        if tag in _HEADINGS and len(self.headings) < _HEADINGS_READ:
            return "heading"
        words = _WORD.findall(attributes.get("class", "").lower())
        named = "author" in attributes.get("rel", "") + attributes.get("itemprop", "")
        return "byline" if named or not _BYLINE_NAMES.isdisjoint(words) else ""

    def data(self, text: str) -> None:
        for _, _, parts in self._collected:
            parts.append(text)

    def end(self, tag: str) -> None:
        while self._collected and self._collected[-1][1] >= self._depth:
            kind, _, parts = self._collected.pop()
            text = "".join(parts)
            if kind == "script":
                self.scripts.append(text)
            elif kind == "title":
                self.title = self.title or _clean(text)
            elif kind == "heading":
                self.headings.append(_clean(text))
            elif 0 < len(text.strip()) <= _LONGEST:
                self.bylines.append(_clean(text))
        self._depth -= 1

    def comment(self, text: str) -> None:
        match = _SAVED_FROM.search(text)
        if match and not self.saved_from:
            self.saved_from = match[1]


def _site(page: _Collector, source: str) -> str:
    """The name of the site beside that of the article in the title of the page, or nothing.

    Before the title it counts when the page names it once more: `Mali: …` is no site.
    """
    titles = [page.meta.get(key, "") for key in _TITLES] + page.headings
    for title in sorted(filter(None, titles), key=len, reverse=True):
        before, found, after = page.title.partition(title)
        if not found:
            continue
        after_title = [part.strip() for part in _BETWEEN.split(after) if part.strip()]
        if after_title and _BETWEEN.match(after):
            return after_title[-1] if len(after_title[-1]) <= min(len(title), _OUTLET_LENGTH) else ""
        site = _BETWEEN.split(before)[0].strip()
        named = site and before != site and source.count(site) > 1
        return site if named and len(site) <= min(len(title), _OUTLET_LENGTH) else ""
    return ""


def _clean(text: str) -> str:
    """`text` on one line; no-break spaces stay."""
    return _SPACES.sub(" ", html.unescape(text)).strip(" ")[:_LONGEST]


def _json_ld(scripts: list[str]) -> Given:
    """The facts of the first article that the JSON-LD of a page describes (schema.org)."""
    nodes = [node for script in scripts for node in _nodes(script)]
    names = {str(node["@id"]): node for node in nodes if "@id" in node and "name" in node}
    for node in nodes:
        types = node.get("@type")
        if any(_ARTICLE_TYPE.search(str(kind)) for kind in (types if isinstance(types, list) else [types])):
            return Given(
                title=_string(node.get("headline")),
                author=_names(node.get("author"), names),
                outlet=_names(node.get("publisher"), names),
                translator=_names(node.get("translator"), names),
                date=iso_date(_string(node.get("datePublished"))),
                url=_address(_string(node.get("url")), _string(node.get("mainEntityOfPage"))),
            )
    return Given()


def _nodes(script: str) -> Iterator[dict[str, Any]]:
    """Every object in a JSON-LD script, outer ones first; none when it is damaged."""
    try:
        waiting = [json.loads(script, strict=False)]
    except (ValueError, RecursionError):
        return
    while waiting:
        node = waiting.pop(0)
        if isinstance(node, dict):
            yield node
            waiting += node.values()
        elif isinstance(node, list):
            waiting += node


def _names(value: object, known: dict[str, dict[str, Any]]) -> str:
    """The names in a value of schema.org: a string, an object, a reference, or a list of these."""
    found = []
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, dict) and "name" not in item:
            item = known.get(str(item.get("@id")), item)
        name = _string(item.get("name") if isinstance(item, dict) else item)
        if name and name not in found:
            found.append(name)
    return ", ".join(found)


def _string(value: object) -> str:
    return _clean(value) if isinstance(value, str) else ""


def _first_date(*written: str) -> str:
    return next(filter(None, (iso_date(date) or find_date(date) for date in written)), "")


def _address(*addresses: str) -> str:
    return next((a.strip() for a in addresses if re.match(r"\s*https?://\S+\s*$", a)), "")


def _language(tag: str) -> str:
    try:
        return str(normalise(tag)) if tag.strip() else ""
    except LanguageTagError:
        return ""


def _byline(bylines: list[str]) -> str:
    """The first name among the texts of elements marked as bylines."""
    named = next(filter(None, map(author_of, bylines)), "")
    return named or next((line for line in bylines if not re.search(r"\d", line)), "")


def _as_spelled(name: str, text: str) -> str:
    """`name` as `text` spells it: trafilatura makes `I Marchetti` of `I. Marchetti`."""
    words = re.findall(r"\w+", name)
    match = re.search(r"\W{1,3}".join(map(re.escape, words)), text) if words else None
    return match[0] if match else name

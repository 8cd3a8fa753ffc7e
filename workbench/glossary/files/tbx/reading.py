"""Entries of TBX as concepts, one by one, however large the file is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

from db.records import CaseRule, Concept, LanguageTag, Name, NameForm, NameStatus
from workbench.glossary.files import cells as cell
from workbench.glossary.files.cells import LONGEST_NAME, BadRow
from workbench.glossary.files.delimited import problem_of, spaced
from workbench.glossary.files.glossary_file import UNKNOWN_KIND, Complaint
from workbench.glossary.files.tbx.dialect import FORMS_READ, STATUSES_READ, Dialect, key_of
from workbench.glossary.files.tbx.entries import NOTHING_KEPT, Kept
from workbench.glossary.files.tbx.notes import Notes, relation
from workbench.glossary.files.term_list import key_of_term, likely_form

if TYPE_CHECKING:
    from lxml.etree import _Element

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_TYPED = frozenset(("termNote", "descrip", "admin", "ref", "xref", "transac"))
"""Elements whose `type` tells what they say; in the DCT style of TBX the element's name does."""
_ABOUT = frozenset(("subjectField", "crossReference", "note"))
_OF_NAME = frozenset(("term", "termType", "administrativeStatus", "source", "note"))
_NTIG = "ntig"
"""What version 2 may have in the place of `tig`."""


class Entry(NamedTuple):
    """An entry of a file, in the order of the file."""

    concept: Concept | None
    """None where it could not be read."""
    complaints: Sequence[Complaint] = ()
    kept: Kept = NOTHING_KEPT
    """What a rewritten entry must take over."""


class Broken(Exception):
    """The file is no XML from some line on."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


def entries(file: str, data: bytes, dialect: Dialect) -> Iterator[Entry]:
    """The entries of a file. Entities are not expanded, and nothing is fetched.

    Raises Broken at the place where it is no XML.
    """
    from lxml import etree

    found = etree.iterparse(
        BytesIO(data),
        tag=f"{{*}}{dialect.entry}",
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        remove_comments=True,
        remove_pis=True,
    )
    keys: set[str] = set()
    made: Counter[str] = Counter()
    try:
        for _, element in found:
            yield _entry(element, _Reader(file, dialect), keys, made)
            element.clear()
            parent = element.getparent()
            while parent is not None and element.getprevious() is not None:
                del parent[0]
    except etree.XMLSyntaxError as error:
        raise Broken(error.lineno or 0) from None


def _entry(element: _Element, reader: _Reader, keys: set[str], made: Counter[str]) -> Entry:
    for child in _children(element):
        if _local(child) == reader.dialect.lang:
            reader.take_language(child)
    kept = Kept(
        tuple(_raw(each) for each in _children(element) if not _is_known(each, reader.dialect)),
        reader.langs,
        reader.terms,
        reader.sections,
    )
    try:
        concept = _concept(element, reader, keys, made)
    except BadRow as bad:
        return Entry(None, (*reader.complaints, reader.complaint(element, str(bad))))
    keys.add(concept.key)
    return Entry(concept, reader.complaints, kept)


def _is_known(child: _Element, dialect: Dialect) -> bool:
    about = _kind(child) in _ABOUT and (_kind(child) != "crossReference" or bool(child.get("target")))
    return about or _local(child) == dialect.lang


def _concept(element: _Element, reader: _Reader, keys: set[str], made: Counter[str]) -> Concept:
    if not reader.names:
        raise BadRow("there is no term; give the entry one.")
    key = key_of(" ".join((element.get("id") or "").split()))
    if not key or len(key.split()) > 1:
        key = key_of_term(reader.names[0].text, made)
    if key in keys:
        raise BadRow(f"{key} stands further up already; keep one of the entries.")
    about = [each for each in _children(element) if _is_known(each, reader.dialect)]
    notes = Notes(_text(each) for each in about if _kind(each) == "note")
    since, until = notes.period()
    fields = (_spaced(each) for each in about if _kind(each) == "subjectField")
    refs = [each for each in about if _kind(each) == "crossReference"]
    return Concept(
        key=key,
        kind=next(filter(None, fields), UNKNOWN_KIND),
        names=tuple(reader.names),
        relations=(
            *(relation(_text(each), key_of(each.get("target", ""))) for each in refs),
            *notes.relations(),
        ),
        since=since,
        until=until,
        country=notes.take("country"),
        confirmed=notes.take("confirmed") != "no",
        note=notes.plain(),
    )


@dataclass(slots=True)
class _Reader:
    """What the languages of one entry say."""

    file: str
    dialect: Dialect
    complaints: list[Complaint] = field(default_factory=list)
    names: list[Name] = field(default_factory=list)
    langs: dict[LanguageTag, tuple[str, ...]] = field(default_factory=dict)
    terms: dict[tuple[LanguageTag, str], tuple[str, ...]] = field(default_factory=dict)
    sections: dict[LanguageTag, tuple[str, ...]] = field(default_factory=dict)
    preferred: dict[tuple[LanguageTag, NameForm], str] = field(default_factory=dict)

    def complaint(self, element: _Element, reason: str) -> Complaint:
        return Complaint(self.file, element.sourceline or 0, reason)

    def take_language(self, element: _Element) -> None:
        """Take in the terms of a language; what cannot be read of them is kept as it stands."""
        try:
            lang = cell.language(element.get(_LANG, ""))
        except BadRow as bad:
            self.complaints.append(self.complaint(element, str(bad)))
            return
        sections = [each for each in _children(element) if _local(each) in (self.dialect.term, _NTIG)]
        others = (_raw(each) for each in _children(element) if each not in sections)
        self.langs[lang] = (*self.langs.get(lang, ()), *others)
        told = any(_kind(each) == "administrativeStatus" for each in element.iter())
        for section in sections:
            try:
                name = self._name(section, lang, told)
            except BadRow as bad:
                self.complaints.append(self.complaint(section, str(bad)))
                self.sections[lang] = (*self.sections.get(lang, ()), _raw(section))
            else:
                self.names.append(name)
                kept = (_raw(each) for each in _children(section) if _kind(each) not in _OF_NAME)
                self.terms[lang, name.text] = tuple(kept)

    def _name(self, section: _Element, lang: LanguageTag, told: bool) -> Name:
        parts = {_kind(each): each for each in reversed(list(section.iter()))}
        text = _spaced(parts["term"]) if "term" in parts else ""
        if not text or len(text) > LONGEST_NAME:
            raise BadRow(f"there is no term here of 1 to {LONGEST_NAME} characters.")
        notes = Notes(_text(each) for each in section.iter() if _kind(each) == "note")
        form = likely_form(text)
        if "termType" in parts:
            form = notes.form() or FORMS_READ.get(_spaced(parts["termType"]), NameForm.VARIANT)
        status = self._status(parts.get("administrativeStatus"), lang, form, told)
        since, until = notes.period()
        name = Name(
            lang=lang,
            text=text,
            form=form,
            status=notes.forbidden() or status,
            since=since,
            until=until,
            source=_spaced(parts["source"]) if "source" in parts else "",
            confirmed=notes.take("confirmed") != "no",
            case=notes.case() or CaseRule.BY_FORM,
            outlet=notes.take("outlet"),
            note=notes.plain(),
        )
        self._refuse_second(name)
        return name

    def _status(self, element: _Element | None, lang: LanguageTag, form: NameForm, told: bool) -> NameStatus:
        """Where no term of a language has a status, the first of each form is the preferred one."""
        if element is not None:
            return STATUSES_READ.get(_spaced(element).removesuffix("-admn-sts"), NameStatus.ADMITTED)
        return NameStatus.ADMITTED if told or (lang, form) in self.preferred else NameStatus.PREFERRED

    def _refuse_second(self, name: Name) -> None:
        if (name.lang, name.text) in self.terms:
            raise BadRow(f"the name “{name.text}” ({name.lang}) stands here already; take one away.")
        known = self.preferred.get((name.lang, name.form))
        if name.status is NameStatus.PREFERRED and known is not None:
            what = f"a preferred {name.form} name in {name.lang} (“{known}”)"
            raise BadRow(f"there is {what} already; make one of them admitted.")
        if name.status is NameStatus.PREFERRED:
            self.preferred[name.lang, name.form] = name.text


def _children(element: _Element) -> list[_Element]:
    return [child for child in element if isinstance(child.tag, str)]


def _local(element: _Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _kind(element: _Element) -> str:
    """What an element says, whatever the style of the file."""
    local = _local(element)
    return element.get("type", "") if local in _TYPED else local


def _text(element: _Element) -> str:
    text = "".join(map(str, element.itertext())).strip()
    if problem := problem_of(text):
        raise BadRow(problem)
    return text


def _spaced(element: _Element) -> str:
    return spaced(_text(element))


def _raw(element: _Element) -> str:
    """The element as XML on lines of its own, without the namespace that its file has anyway."""
    from lxml import etree

    text = etree.tostring(element, encoding="unicode", with_tail=False)
    return text.replace(f' xmlns="{element.nsmap.get(None, "")}"', "", 1)

"""A concept as an entry of TBX."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

from db.records import CaseRule, Concept, LanguageTag, Name, NameForm, NameStatus, Relation
from workbench.glossary.files.cells import yes_or_no
from workbench.glossary.files.delimited import writable
from workbench.glossary.files.glossary_file import UNKNOWN_KIND
from workbench.glossary.files.tbx.dialect import FORMS, LABEL, STATUSES, Dialect, identifier

_STEP = "  "


class Kept(NamedTuple):
    """What an entry holds beside what concepts can say, as XML."""

    entry: tuple[str, ...] = ()
    langs: Mapping[LanguageTag, tuple[str, ...]] = {}
    terms: Mapping[tuple[LanguageTag, str], tuple[str, ...]] = {}
    """By language and text; the first ones are `termNote` elements."""
    sections: Mapping[LanguageTag, tuple[str, ...]] = {}
    """Whole sections of terms that could not be read."""


NOTHING_KEPT = Kept()


def entry(
    concept: Concept,
    dialect: Dialect,
    known: Collection[str],
    kept: Kept = NOTHING_KEPT,
    indent: str = "      ",
) -> str:
    """The entry of a concept, from its first line's `<` to its last line's `>`.

    `known` are the keys that entries of the file have: references may go to these only.
    Raises WrongUse for a text that could not be read again.
    """
    inner = indent + _STEP
    lines = [f"<{dialect.entry} id={quoteattr(identifier(concept.key))}>"]
    lines += (inner + line for line in (*kept.entry, *_about(concept, known)))
    langs = dict.fromkeys((*(name.lang for name in concept.names), *kept.sections))
    for lang in langs:
        lines.append(f"{inner}<{dialect.lang} xml:lang={quoteattr(lang)}>")
        lines += (inner + _STEP + line for line in kept.langs.get(lang, ()))
        for name in concept.names:
            if name.lang == lang:
                own = kept.terms.get((lang, name.text), ())
                lines += (inner + _STEP + line for line in _section(name, dialect, own))
        lines += (inner + _STEP + line for line in kept.sections.get(lang, ()))
        lines.append(f"{inner}</{dialect.lang}>")
    return "\n".join((*lines, f"{indent}</{dialect.entry}>"))


def _about(concept: Concept, known: Collection[str]) -> Iterator[str]:
    if concept.kind != UNKNOWN_KIND:
        yield f'<descrip type="subjectField">{_text(concept.kind)}</descrip>'
    for relation in concept.relations:
        if relation.target in known:
            target = quoteattr(identifier(relation.target))
            yield f'<ref type="crossReference" target={target}>{_text(_related(relation))}</ref>'
        else:
            yield _note("relation", f"{_related(relation, relation.target)}")
    facts = {"since": concept.since, "until": concept.until, "country": concept.country}
    yield from (_note(label, value) for label, value in facts.items() if value)
    if not concept.confirmed:
        yield _note("confirmed", yes_or_no(False))
    if concept.note:
        yield _plain_note(concept.note)


def _related(relation: Relation, target: str = "") -> str:
    """`renamed-to; since: 2012; note: one wing`, with the target after the type where it is given."""
    facts = {"since": relation.since, "until": relation.until, "note": relation.note}
    if not relation.confirmed:
        facts = {"confirmed": yes_or_no(False), **facts}
    parts = (f"{label}: {value}" for label, value in facts.items() if value)
    return "; ".join((" ".join(filter(None, (relation.type, target))), *parts))


def _section(name: Name, dialect: Dialect, kept: tuple[str, ...]) -> Iterator[str]:
    yield f"<{dialect.term}>"
    yield f"{_STEP}<term>{_text(name.text)}</term>"
    notes = [each for each in kept if each.startswith("<termNote")]
    yield from (_STEP + each for each in notes)
    yield f'{_STEP}<termNote type="termType">{FORMS[name.form]}</termNote>'
    yield f'{_STEP}<termNote type="administrativeStatus">{STATUSES[name.status]}</termNote>'
    yield from (_STEP + each for each in kept if each not in notes)
    if name.source:
        yield f'{_STEP}<admin type="source">{_text(name.source)}</admin>'
    facts = {
        "form": name.form.value if name.form is NameForm.TRANSLITERATION else "",
        "status": name.status.value if name.status is NameStatus.FORBIDDEN else "",
        "case": name.case.value if name.case is not CaseRule.BY_FORM else "",
        "since": name.since,
        "until": name.until,
        "outlet": name.outlet,
        "confirmed": "" if name.confirmed else yes_or_no(False),
    }
    yield from (_STEP + _note(label, value) for label, value in facts.items() if value)
    if name.note:
        yield _STEP + _plain_note(name.note)
    yield f"</{dialect.term}>"


def _note(label: str, value: str) -> str:
    return f"<note>{label}: {_text(value)}</note>"


def _plain_note(text: str) -> str:
    text = writable(text)
    return (
        _note("note", text)
        if LABEL.fullmatch(text) or text != text.strip()
        else f"<note>{_text(text)}</note>"
    )


def _text(text: str) -> str:
    """A text in XML; a carriage return would be read as a line feed otherwise."""
    return escape(writable(text), {"\r": "&#13;"})

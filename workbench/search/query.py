"""The query language of the concordance: what the search command and the screen understand.

    trêve                 a word, accents and case aside         tr*       words that begin so
    "la trêve tient"      a phrase                               la trêve  both words, wherever they stand
    fr:trêve  en:truce    on the side of a language              source:"…" target:"…"  on a side
    /tr[êe]ves?/          a regular expression, case aside       /Trêve/c  capitals told from small letters
    speaker:tessaly  outlet:"harbour wire"  date:2012-05..2012-06  status:approved,translated
    origin:published  missing:original  lang:fr  document:3  quote:12  check:num.value  concept:aqim

Everything that stands in a query must hold. Regular expressions are looked for in the original text, and are
those of the `regex` module (https://pypi.org/project/regex/).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import regex

from db.errors import WrongUse
from db.records import Origin, PairFilter, Status
from workbench.ingest.dates import iso_date
from workbench.search.terms import Letters, Pattern, Side, Term, Words
from workbench.search.words import WORD
from workbench.text.fold import fold
from workbench.text.language import LanguageTagError, english_name, normalise, primary
from workbench.text.visible import visible

LONGEST = 2_000
"""Characters of a query."""

_ITEM = re.compile(
    r"""
    (?:(?P<field>[^\W\d_][\w-]*):(?=\S))?
    (?: (?P<opened>["“«])(?P<quoted>[^"”»]*)(?P<closed>["”»]|\Z)
      | /(?P<pattern>(?:[^/\\]|\\.)*)(?P<slash>/(?P<flags>[^\W\d]*)(?=\s|\Z))?
      | (?P<bare>\S+) )
    """,
    re.VERBOSE | re.DOTALL,
)

_BEGUN = re.compile(r"(?:^|\s)(?:(?P<field>\w+):(?:[a-z]+,)*(?P<word>[a-z]+)|(?P<name>[a-z]{2,}))$")

VALUES: dict[str, tuple[str, ...]] = {
    "status": tuple(map(str, Status)),
    "origin": tuple(map(str, Origin)),
    "missing": ("rendering", "original"),
}
"""What may stand behind the fields that have few values."""


class QueryError(WrongUse):
    """A query that cannot be understood; `column` says where, from 1."""

    def __init__(self, column: int, told: str) -> None:
        super().__init__(f"Column {column}: {told}")
        self.column = column


@dataclass(frozen=True, slots=True)
class Query:
    """What to look for; everything must hold."""

    terms: tuple[Term, ...] = ()
    wanted: PairFilter = PairFilter()
    checks: tuple[str, ...] = ()
    """Checks or families of checks: a pair has findings of each."""
    concepts: tuple[str, ...] = ()
    """Keys or names of concepts of the glossary: a pair names each."""

    @property
    def empty(self) -> bool:
        """True when nothing is asked for."""
        return self == Query()


def read_query(text: str) -> Query:
    """The query that `text` writes down. Raises QueryError, a sentence that tells the column."""
    if len(text) > LONGEST:
        raise QueryError(LONGEST, f"a query may have {LONGEST:,} characters; this one has {len(text):,}.")
    query = Query()
    marks: list[Term] = []
    at = 0
    while at < len(text):
        if text[at].isspace():
            at += 1
            continue
        found = _ITEM.match(text, at)
        assert found is not None, "a bare item takes whatever is no space"
        query = _with(query, found, marks)
        at = found.end()
    if query.empty and marks:
        return Query(terms=tuple(marks))
    return query


def completion(text: str) -> str:
    """The rest of the field, or of its value, that the end of a query begins with; empty where none is."""
    begun = _BEGUN.search(text)
    if begun is None:
        return ""
    field, word = begun["field"], begun["word"] or begun["name"]
    known = VALUES.get(field, ()) if field else [f"{name}:" for name in _FIELDS]
    return next((each[len(word) :] for each in known if each.startswith(word) and each != word), "")


def _with(query: Query, found: re.Match[str], marks: list[Term]) -> Query:
    """The query with one more item; marks without letters go to `marks`: they count only on their own."""
    name = found["field"]
    side: Side | str = ""
    if name is not None:
        field = _FIELDS.get(fold(name))
        if field is not None:
            return _with_field(query, found, field)
        side = _side(found)
    term = _term(found, side)
    if term is None:
        return query
    if isinstance(term, Letters) and not any(map(str.isalnum, term.folded)):
        marks.append(term)
        return query
    return replace(query, terms=(*query.terms, term))


def _side(found: re.Match[str]) -> str:
    """The side of a term, or the language of its side."""
    name = fold(found["field"])
    if name in (Side.SOURCE, Side.TARGET):
        return name
    with suppress(LanguageTagError):
        language = normalise(name)
        if english_name(language) != language:
            return primary(language)
    known = ", ".join(_FIELDS)
    raise QueryError(
        found.start() + 1,
        f"there is no field “{visible(found['field'][:40])}:”; there are source, target, a language such as"
        f" fr, {known}. To look for the words themselves put them between quotation marks.",
    )


def _term(found: re.Match[str], side: str) -> Term | None:
    if found["pattern"] is not None:
        return _pattern(found, side)
    bare = found["bare"]
    text = fold(bare if bare is not None else found["quoted"]).strip()
    if not text:
        return None
    words = tuple(WORD.findall(text))
    if not words or any(unicodedata.east_asian_width(char) in "WF" for char in text):
        return Letters(text, side)
    begins = bare is not None and text.endswith("*") and text[-2:-1].isalnum()
    return Words(words, begins, side)


def _pattern(found: re.Match[str], side: str) -> Pattern:
    column = found.start("pattern")
    if found["slash"] is None:
        raise QueryError(
            column, "the regular expression has no closing “/” with a space or nothing behind it."
        )
    if found["flags"] not in ("", "c"):
        raise QueryError(
            found.start("flags") + 1,
            "after the closing “/” only “c” may stand: capitals and small letters differ.",
        )
    written = found["pattern"]
    flags = regex.UNICODE if found["flags"] else regex.UNICODE | regex.IGNORECASE
    try:
        compiled: Any = regex.compile(written, flags)
    except regex.error as error:
        raise QueryError(
            column + 1 + (error.pos or 0), f"this is no regular expression: {error.msg}."
        ) from error
    except (OverflowError, RecursionError, TimeoutError, MemoryError) as error:
        raise QueryError(column + 1, "this is too large a regular expression.") from error
    if not written:
        raise QueryError(column, "there is no regular expression between the two “/”.")
    return Pattern(written, bool(found["flags"]), side, compiled)


def _with_field(query: Query, found: re.Match[str], field: Field) -> Query:
    value = found["bare"] if found["bare"] is not None else found["quoted"]
    if value is None:
        raise QueryError(
            found.start("pattern"), f"“{found['field']}:” takes words, and no regular expression."
        )
    value = value.strip()
    if not value:
        raise QueryError(found.start() + 1, f"nothing stands behind “{found['field']}:”.")
    try:
        return field(query, value)
    except _Fault as fault:
        raise QueryError(found.start() + 1, str(fault)) from None


class _Fault(Exception):
    """What is wrong with the value of a field."""


Field = Callable[[Query, str], Query]


def _narrowed(query: Query, **conditions: Any) -> Query:
    return replace(query, wanted=replace(query.wanted, **conditions))


def _filtered(name: str, query: Query, value: str) -> Query:
    return _narrowed(query, **{name: value})


def _statuses(query: Query, value: str) -> Query:
    wanted = tuple(Status(each) for each in _choices(value, VALUES["status"]))
    return _narrowed(query, statuses=wanted)


def _origins(query: Query, value: str) -> Query:
    wanted = tuple(Origin(each) for each in _choices(value, VALUES["origin"]))
    return _narrowed(query, origins=wanted)


def _missing(query: Query, value: str) -> Query:
    (side,) = _choices(value, VALUES["missing"])[:1]
    name = "missing_target" if side == "rendering" else "missing_source"
    return _narrowed(query, **{name: True})


def _choices(value: str, known: Sequence[str]) -> list[str]:
    found = list(dict.fromkeys(fold(each) for each in value.split(",") if each))
    unknown = [each for each in found if each not in known]
    if unknown or not found:
        raise _Fault(f"“{visible(value[:40])}” is none of {', '.join(known)}.")
    return found


def _language(query: Query, value: str) -> Query:
    try:
        return _filtered("source_lang", query, str(normalise(value)))
    except LanguageTagError as error:
        raise _Fault(str(error)) from None


def _number(name: str, query: Query, value: str) -> Query:
    if not (value.isascii() and value.isdigit() and 0 < int(value) < 2**63):
        raise _Fault(f"“{visible(value[:40])}” is no id: ids are whole numbers from 1 on.")
    return _narrowed(query, **{name: int(value)})


def _dates(query: Query, value: str) -> Query:
    first, ranged, last = value.partition("..")
    since, until = _date(first), _date(last if ranged else first)
    if not (since or until):
        raise _Fault("a date or two stand here: date:2012, date:2012-05..2012-06, date:..2011-12-31.")
    if since and until and since[: len(until)] > until[: len(since)]:
        raise _Fault(f"{since} is later than {until}.")
    return _narrowed(query, since=since, until=until)


def _date(text: str) -> str:
    iso = iso_date(text)
    if text and iso != text:
        raise _Fault(f"“{visible(text[:40])}” is no date: write 2012, 2012-05 or 2012-05-31.")
    return iso


def _check(query: Query, value: str) -> Query:
    return replace(query, checks=(*query.checks, value))


def _concept(query: Query, value: str) -> Query:
    return replace(query, concepts=(*query.concepts, value))


_FIELDS: dict[str, Field] = {
    "speaker": partial(_filtered, "speaker"),
    "outlet": partial(_filtered, "outlet"),
    "date": _dates,
    "status": _statuses,
    "origin": _origins,
    "missing": _missing,
    "lang": _language,
    "document": partial(_number, "document_id"),
    "quote": partial(_number, "quote_id"),
    "check": _check,
    "concept": _concept,
}

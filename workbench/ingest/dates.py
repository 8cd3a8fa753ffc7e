"""Dates as the press writes them, in French, English and Spanish."""

from __future__ import annotations

import re
from datetime import date

from workbench.text.fold import fold

_MONTHS = (
    ("janvier", "janv", "january", "jan", "enero", "ene"),
    ("fevrier", "fevr", "fev", "february", "feb", "febrero"),
    ("mars", "march", "mar", "marzo"),
    ("avril", "avr", "april", "apr", "abril", "abr"),
    ("mai", "may", "mayo"),
    ("juin", "june", "jun", "junio"),
    ("juillet", "juil", "july", "jul", "julio"),
    ("aout", "august", "aug", "agosto", "ago"),
    ("septembre", "september", "septiembre", "setiembre", "sept", "sep"),
    ("octobre", "october", "octubre", "oct"),
    ("novembre", "november", "noviembre", "nov"),
    ("decembre", "december", "diciembre", "dec", "dic"),
)
_NUMBER = {name: number for number, names in enumerate(_MONTHS, start=1) for name in names}
_MONTH = "(?P<month>" + "|".join(sorted(_NUMBER, key=len, reverse=True)) + r")\b\.?"
_YEAR = r"(?P<year>(?:19|20)\d\d)\b"
_DAY = r"(?<!\d)(?P<day>[0-3]?\d)"

_FORMS = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?<!\d)" + _YEAR + r"(?P<mark>[-/.])(?P<number>[01]\d)(?P=mark)(?P<day>[0-3]\d)(?!\d)",
        _DAY + r"(?:er|st|nd|rd|th)? (?:de |of )?" + _MONTH + r",? (?:de |del )?" + _YEAR,
        r"\b" + _MONTH + r" (?P<day>[0-3]?\d)(?:st|nd|rd|th)?,? " + _YEAR,
        _DAY + r"[/.](?P<number>[01]?\d)[/.]" + _YEAR,
    )
)
_NUMBERS_ONLY = len(_FORMS) - 1
_ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?|(?![\d/.]))")


def iso_date(text: str) -> str:
    """The ISO 8601 date with which `text` begins (year, month or day exact), or nothing.

    A time after the day is left out: `2019-03-12T23:30:00+01:00` gives `2019-03-12`.
    """
    match = _ISO.match(text.strip())
    if match is None:
        return ""
    year, month, day = (int(part) if part else 1 for part in match.groups())
    return match[0] if _exists(year, month, day) else ""


def find_date(text: str, day_first: bool = False) -> str:
    """The first full date that `text` names, as ISO 8601 `YYYY-MM-DD`, or nothing.

    Understands `12 mars 2019`, `1er avril 2012`, `March 12, 2019`, `12 de marzo de 2019`,
    `2019-03-12`, `2019/03/12` and `12/03/2019`. The last is passed over where it could be an American date
    with the month first, unless `day_first` says that it is not.
    """
    folded = fold(text)
    found: list[tuple[int, str]] = []
    for index, form in enumerate(_FORMS):
        for match in form.finditer(folded):
            parts = match.groupdict()
            month = int(parts["number"]) if "number" in parts else _NUMBER[parts["month"]]
            year, day = int(parts["year"]), int(parts["day"])
            ambiguous = index == _NUMBERS_ONLY and not day_first and day <= len(_MONTHS) and day != month
            if _exists(year, month, day) and not ambiguous:
                found.append((match.start(), f"{year:04}-{month:02}-{day:02}"))
                break
    return min(found)[1] if found else ""


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True

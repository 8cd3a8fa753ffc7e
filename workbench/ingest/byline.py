"""Lines of an article that say who wrote or translated it, when, and where it is from."""

from __future__ import annotations

import re
from typing import NamedTuple

from workbench.ingest.dates import find_date
from workbench.text.fold import fold

_WORD = r"[^\W\d_a-zà-öø-ÿ][\w'’.-]*"
_PARTICLE = r"(?:de|du|des|d['’]|la|le|van|von|der|den|el|al|ben|bin|ould|ag|da|dos|di|y|et|e|and|&)"
_NAME = rf"{_WORD}(?:[ \xa0](?:{_PARTICLE}[ \xa0]){{0,3}}{_WORD}){{1,7}}"
_AFTER = r"(?=\s*$|\s*[,|–—(/•·]|\s+-|\s+(?i:le|on|el|à|in|en|at|publi\w*|post\w*|pour|for)\b)"

_BYLINES = (
    re.compile(
        r"\W{0,3}(?i:par|by|por|auteure?|author|autora?|(?:propos )?recueillis? par|texte (?:de|par)"
        rf"|de notre correspondante?(?: [àa] \w+)?,?)\s*:?\s+(?P<name>{_NAME}){_AFTER}"
    ),
    re.compile(
        r"\W{0,3}(?i:soumise?|submitted|publiée?|posted|mise? en ligne|proposée?|enviado|publicado)"
        r" (?i:par|by|por) (?P<name>[^\W\d_][^\d\n,;:.!?|/]{1,40}?)(?=\s+(?i:le|on|at|à|el)\s)"
    ),
    re.compile(
        r"\W{0,3}(?i:publi\w+|posted|written|mis en ligne|écrit|escrito|rédigé)\b[^.!?]{0,60}?"
        rf"\b(?i:par|by|por)\s+(?P<name>{_NAME}|[\w.-]+){_AFTER}"
    ),
)
_TRANSLATED = re.compile(
    r"(?:^|[.,;|–—(\[-]\s*)\W{0,3}(?i:traduite?s?|traduction|translated|translation|traducid[oa]|traducción|trad\.)"
    rf"(?: [\w'’-]+){{0,5}}?(?:\s+(?i:par|by|por)|\s*:)\s+(?P<name>{_NAME})\W{{0,3}}$"
)
_DATELINE = re.compile(
    r"(?P<place>[^\W\d_][\w'’ .-]{1,40}?)?"
    r"(?:(?:^|,\s*)(?:[Ll]e |[Ee]l )?(?P<when>\d[^()—–\n]{2,30}?|[^\W\d_]+\.? \d[^()—–\n]{0,24}?))?"
    r"\s*(?:[(\[](?P<agency>[A-Z][\w .&/-]{1,30})[)\]])?\s*(?:[—–]|--?)\s"
)
_DATED = re.compile(
    r"\W{0,3}(?:publie|mis |posted|published|updated|publicad|modifie|date|fecha|le |on |el |by |par |por "
    r"|en ligne|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)(?:day)?\b"
    r"|lunes|martes|miercoles|jueves|viernes|sabado|domingo)"
)
_NAME_ALONE = re.compile(_NAME)
_PUBLISHED = re.compile(r"\W{0,3}(?:publi|post|mis |en ligne|updat|modifi)")
_SOURCE = re.compile(r"\W{0,3}(?i:source|fuente)\s*:\s*(?P<outlet>[^\W\d_][^\n:]{1,60}?)\W{0,2}$")
_OWNER = re.compile(
    r"\W{0,3}(?:©|\([cC]\)|(?i:copyright))[\s©]*(?:\d{4}(?:\s*[-–]\s*\d{4})?)?[\s,:-]*"
    r"(?P<outlet>[^\W\d_][^.|–—\n]{2,60}?)\s*(?:[.,|–—]|-\s|\d{4}|(?i:tous droits|all rights|todos los)|$)"
)
_ADDRESS = re.compile(
    r"\W{0,3}(?:(?i:source|url|lien|link|via|enlace|fuente|article original|original)\s*:\s*)?"
    r"<?(?P<url>https?://[^\s<>\"]{4,500})>?$"
)
_COMPANY = re.compile(
    r"(?i:[ ,]+(?:ltd|limited|llc|inc|plc|gmbh|corp(?:oration)?|s\.?a\.?(?:r\.?l\.?|s\.?)?)\b.*"
    r"|\s+or its\b.*)$"
)
_BYLINE_LENGTH = 160
_NAME_LENGTH = 50
_LEAST_INITIAL = 2


class Dateline(NamedTuple):
    """What stands before the first sentence of an agency's report; each part may be empty."""

    agency: str
    date: str


def author_of(line: str) -> str:
    """The name in a byline such as `Par Xxx Yyy`, `By Xxx Yyy | March 12, 2019`, or nothing."""
    if len(line) > _BYLINE_LENGTH:
        return ""
    match = next(filter(None, (form.match(line) for form in _BYLINES)), None)
    return _trimmed(match["name"]) if match else ""


def name_of(line: str) -> str:
    """The name that is all there is in a line, `Aminata Kéïta-Morel`, or nothing."""
    match = _NAME_ALONE.fullmatch(line) if len(line) <= _NAME_LENGTH else None
    return match[0] if match else ""


def is_published(line: str) -> bool:
    """True for a line that says on which day the article was published: `Publié le 12 mars 2019`."""
    return bool(_PUBLISHED.match(fold(line)) and date_of(line, day_first=True))


def translator_of(line: str) -> str:
    """The name in `Traduit de l'anglais par Xxx Yyy`, `Translation: Xxx Yyy` …, or nothing."""
    match = _TRANSLATED.search(line) if len(line) <= _BYLINE_LENGTH else None
    return _trimmed(match["name"]) if match else ""


def date_of(line: str, day_first: bool = False) -> str:
    """The date (ISO 8601) in a line that begins with it or with words such as `Publié le`, or nothing."""
    if len(line) > _BYLINE_LENGTH:
        return ""
    found = find_date(line, day_first)
    begins = _DATED.match(fold(line)) or (
        found and find_date(line[: len("September 30th, 2012 ")], day_first)
    )
    return found if begins else ""


def dateline_of(line: str, day_first: bool = False) -> Dateline | None:
    """What a beginning such as `BAMAKO, 12 mars 2019 (Agence) — ` says, or None when there is none."""
    match = _DATELINE.match(line[:_BYLINE_LENGTH])
    if match is None:
        return None
    place, when, agency = (match[part] or "" for part in ("place", "when", "agency"))
    if not (when or agency or place.isupper()) or (place and not place[0].isupper()):
        return None
    return Dateline(agency.strip(), find_date(when, day_first))


def outlet_of(line: str) -> str:
    """The name in `Source : Le Courrier du Fleuve`, or nothing."""
    match = _SOURCE.match(line)
    return match["outlet"].strip() if match and "//" not in line else ""


def owner_of(line: str) -> str:
    """The name in a notice such as `© 2019 Le Courrier du Fleuve. Tous droits réservés.`, or nothing."""
    match = _OWNER.match(line)
    return _COMPANY.sub("", match["outlet"]).strip() if match else ""


def address_of(line: str) -> str:
    """The address when the line is one, perhaps after a word such as `Source :`, or nothing."""
    match = _ADDRESS.match(line)
    return match["url"] if match else ""


def _trimmed(name: str) -> str:
    """`name` without a full stop or comma that ends the line, but with that of an initial."""
    last = name.rsplit(" ", 1)[-1]
    return name if len(last) <= _LEAST_INITIAL and last.endswith(".") else name.rstrip(".,")

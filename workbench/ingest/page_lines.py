"""The passages of a pasted page, and the rules that know a line of one: see `set_aside.tsv`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files

from db.records import Block
from workbench.ingest.byline import address_of, author_of, outlet_of, translator_of
from workbench.text.fold import fold

LINE_LENGTH = 220
"""No rule for single lines applies to longer ones (code points)."""
BLOCK_LENGTH = 800
_PROSE_LENGTH = 80
_TITLE_LENGTH = 160
_MENU_WORDS = 3
_MENU_LENGTH = 30
_MENU_RUN = 3
_CRUMB_WORDS = 6
_CRUMB_LENGTH = 50
_SENTENCE_WORDS = 4

_MARKUP = re.compile(r"!?\[([^\]\n]{0,200})\]\([^)\s]{0,500}\)|^(?:[#>\s]+|[-*+•] +)+|[*_`]{1,3}")
_BARS = re.compile(r"\s*[\n|•·›\t]\s*|\s[>/»–-]\s|\s{2,}")
_CRUMBS = re.compile(r"\s[>›]\s")
_QUOTATION_MARKS = re.compile(r"[\"“”„«»]|(?<!\w)[‘']\w")
_NO_ENTRY = re.compile(r"[.,;:!?…\"“”«»\d]")
_ENDS_SENTENCE = re.compile(r"[.!?…:][»”\"’')\]\s]*$")
_FULL_STOP = re.compile(r"(?<!\.)\.[»”\"’')\]\s]*$")
_WITH = re.compile(r"\W{0,2}(?:avec|with|con|d'apres|via|from)\b")
"""`Avec l'Agence du Fleuve`: the end of a report made from others."""
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True)
class Passage:
    """A block and what the rules look at in it."""

    block: Block
    text: str

    @cached_property
    def folded(self) -> str:
        """The words alone, folded, without the marks of Markdown."""
        return _SPACES.sub(" ", fold(_MARKUP.sub(r"\1", self.text[: BLOCK_LENGTH + 1]))).strip()

    @property
    def is_line(self) -> bool:
        """True for a single line of moderate length: rules for lines apply."""
        return len(self.text) <= LINE_LENGTH and "\n" not in self.text

    @cached_property
    def ends_sentence(self) -> bool:
        """True when the last mark ends a sentence."""
        return bool(_ENDS_SENTENCE.search(self.text))

    @cached_property
    def is_statement(self) -> bool:
        """True for some words with a full stop, as a sentence of an article has and a heading has not."""
        return bool(_FULL_STOP.search(self.text)) and len(self.text.split()) >= _SENTENCE_WORDS

    @property
    def is_prose(self) -> bool:
        """True for a passage of some length that ends like a sentence."""
        return len(self.text) >= _PROSE_LENGTH and self.ends_sentence

    @cached_property
    def is_speech(self) -> bool:
        """True for a quotation with its verb of speech."""
        return is_speech(self.text)

    @property
    def is_title_like(self) -> bool:
        """True for a line that could be the title of an article, also one with a quotation in it."""
        return self.is_line and len(self.text) <= _TITLE_LENGTH and not _FULL_STOP.search(self.text)

    @property
    def is_fact(self) -> bool:
        """True for a line that says who wrote the article or where it is from."""
        readers = (author_of, outlet_of, translator_of, address_of)
        return bool(_WITH.match(self.folded)) or any(reader(self.text) for reader in readers)

    @property
    def is_entry(self) -> bool:
        """True for a few words, as in a menu."""
        return is_entry(_MARKUP.sub(r"\1", self.text))


def ends_sentence(line: str) -> bool:
    """True when `line` ends with a mark that ends a sentence, perhaps inside quotation marks."""
    return bool(_ENDS_SENTENCE.search(line))


def is_speech(words: str) -> bool:
    """True for quotation marks together with a verb or phrase of speech."""
    return bool(_QUOTATION_MARKS.search(words) and _rules("speech").search(fold(words)))


@cache
def _rules(scope: str) -> re.Pattern[str]:
    """The patterns of a scope as one; the group that matched gives the reason."""
    return re.compile(
        "|".join(f"(?P<r{index}>{pattern})" for index, (_, pattern) in enumerate(_table(scope)))
    )


@cache
def _table(scope: str) -> tuple[tuple[str, str], ...]:
    """The reasons and patterns of a scope in `set_aside.tsv`."""
    lines = files(__package__).joinpath("set_aside.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return tuple((reason, pattern) for reason, of, pattern in rows if of == scope)


@cache
def named_reasons() -> dict[str, str]:
    """The reason that each word in the class or id of an HTML element gives; strong reasons first."""
    return {name: reason for reason, names in _table("name") for name in names.split()}


def _row_reason(scope: str, match: re.Match[str] | None) -> str:
    group = match.lastgroup if match else None
    return _table(scope)[int(group[1:])][0] if group else ""


def reason_of(scope: str, passage: Passage) -> str:
    """The reason of the rule in `scope` that the whole of a line matches, or nothing."""
    return _row_reason(scope, _rules(scope).fullmatch(passage.folded)) if passage.is_line else ""


def reason_alone(passage: Passage) -> str:
    """The reason that the passage shows by itself, wherever it stands, or nothing."""
    if passage.is_title_like and (reason := reason_of("label", passage)):
        return reason
    if passage.is_speech:
        return ""
    counted = reason_of("comments", passage) if passage.folded[:1].isdigit() else ""
    if reason := line_reason(passage) or counted:
        return reason
    block = _rules("block").match(passage.folded) if len(passage.text) <= BLOCK_LENGTH else None
    return _row_reason("block", block) or bar_reason(passage)


def line_reason(passage: Passage) -> str:
    """The reason that the rules for a line by itself give, or nothing."""
    if reason := reason_of("line", passage):
        return reason
    if not passage.is_statement and (reason := reason_of("loose", passage)):
        return reason
    reason = reason_of("call", passage)
    return reason if reason and _rules("address").search(passage.folded) else ""


def reason_beside(passage: Passage) -> str:
    """The reason that the passage shows beside other junk, or nothing."""
    if passage.is_speech or not passage.is_line:
        return ""
    return next(filter(None, (reason_of(scope, passage) for scope in ("weak", "call", "loose", "menu"))), "")


def is_entry(words: str) -> bool:
    """True for a few words without the marks of a sentence, as the entries of a menu are."""
    if len(words) > _MENU_LENGTH or len(words.split()) > _MENU_WORDS:
        return False
    return not (_NO_ENTRY.search(words) or author_of(words))


def bar_reason(passage: Passage) -> str:
    """The reason for `Home | News | Sport`, `Print   Share   Comment` and `News > Region`, or nothing.

    Every part, also one below the other, is one that the rules know, or a short entry among at least two
    others.
    """
    if len(passage.text) > BLOCK_LENGTH:
        return ""
    clean = _MARKUP.sub(r"\1", passage.text)
    entries = [entry.strip() for entry in _BARS.split(clean) if entry.strip()]
    if len(entries) < 2:
        return ""
    reasons = [_entry_reason(Passage(passage.block, entry)) for entry in entries]
    known = next(filter(None, reasons), "")
    if all(reasons):
        return known
    if len(entries) >= _MENU_RUN and known:
        short = all(reason or is_entry(entry) for entry, reason in zip(entries, reasons, strict=True))
        return known if short else ""
    return "menu" if _is_trail(clean) else ""


def _entry_reason(entry: Passage) -> str:
    return line_reason(entry) or reason_of("menu", entry)


def _is_trail(line: str) -> bool:
    """True for `News > Region > North`: where the page stands in its site."""
    crumbs = [crumb.strip() for crumb in _CRUMBS.split(line)]
    if "\n" in line or len(crumbs) < 2 or not all(crumbs):
        return False
    return all(len(crumb) <= _CRUMB_LENGTH and len(crumb.split()) <= _CRUMB_WORDS for crumb in crumbs[:-1])

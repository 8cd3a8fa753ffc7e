r"""Rules of a project's own: regular expressions in a TOML file, each of which becomes a check `rule.ID`.

    [[rule]]
    id = "laicite"                     # letters, digits, hyphens and underscores
    on = "source"                      # where the pattern is looked for: "source", "target" or "both"
    pattern = '\blaïcité\b'
    unless = '\bla[iï]cité\b|\bsecularism\b'
    message = "“{found}” without “secularism” or “laïcité” in the target"

    [[rule]]
    id = "no-terrorist"
    on = "target"
    pattern = '\bterrorists?\b'
    unless = '\bterroristes?\b'
    severity = "error"

Without `unless` each match of the pattern is a finding; with it only where the text on the other side has no
match of that one. So a rule on the source says what the target must have, and a rule on the target what it
must not have. `severity` is error, warning (if not given) or note; `case = true` tells capitals from small
letters; `from` and `to` name the languages of the source and of the target for which the rule holds
(`from = "fr"`); `message` and `title` are words of one's own, in which `{found}` stands for the match.

What matches without a character (`x*` between others) is no finding.

Patterns are those of the `regex` module, https://pypi.org/project/regex/ (as of Python's `re`, and more). One
that takes longer than `TIME` for a text is given up there, and that is told as a note.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import regex

from db.errors import UnreadableInput, WrongUse
from db.records import LanguageTag, Severity, Span
from workbench.checks.check import Check, Example, Found
from workbench.checks.subject import Subject
from workbench.text.language import normalise, same_language

TIME = 0.1
"""Seconds that a pattern may take for one text."""
MOST_FOUND = 20
"""Findings of one rule in one text."""
MOST_SHOWN = 60
"""Characters of a match that a message shows."""
LONGEST_PATTERN = 2000
MOST_BYTES = 1_000_000
"""Bytes of a file of rules."""
SIDES = ("source", "target", "both")
KEYS = {"id", "on", "pattern", "unless", "severity", "message", "title", "case", "from", "to"}
NEEDED = ("id", "on", "pattern")
IDENTIFIER = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,59}")
MOST_TRIED = 100_000
"""Matches that are looked at when a pattern is read."""
_CHARACTERS = "".join(map(chr, range(0x20, 0x3100)))
"""Those of the alphabets, in their order, and signs."""
_ESCAPE = re.compile(r"\\.|\W")
SEVERITIES = tuple(severity.value for severity in Severity)


@dataclass(frozen=True, slots=True)
class _Rule:
    """One rule, read and found good."""

    on: str
    pattern: Any
    unless: Any
    message: str
    source_lang: LanguageTag | None
    target_lang: LanguageTag | None

    def find(self, subject: Subject) -> Iterator[Found]:
        """What the rule finds; a note where a pattern takes too long."""
        if not (
            _holds(self.source_lang, subject.source_lang) and _holds(self.target_lang, subject.target_lang)
        ):
            return
        try:
            yield from self._matches(subject)
        except TimeoutError:
            yield Found("this rule took too long and was given up for this text", severity=Severity.NOTE)

    def _matches(self, subject: Subject) -> Iterator[Found]:
        texts = {"source": subject.source, "target": subject.target}
        for side, other in (("source", "target"), ("target", "source")):
            if self.on not in (side, "both"):
                continue
            matches = self.pattern.finditer(texts[side], timeout=TIME)
            found = list(islice((match for match in matches if match.group()), MOST_FOUND))
            if found and self.unless is not None and self.unless.search(texts[other], timeout=TIME):
                continue
            for each in found:
                span = Span(*each.span())
                message = self._told(each.group(), side, other)
                yield Found(message, span, None) if side == "source" else Found(message, None, span)

    def _told(self, found: str, side: str, other: str) -> str:
        shown = found[:MOST_SHOWN] + " …" * (len(found) > MOST_SHOWN)
        if self.message:
            return self.message.replace("{found}", shown)
        beside = f", and nothing in the {other} that the rule asks for" if self.unless is not None else ""
        return f"“{shown}” stands in the {side}{beside}"


def _holds(wanted: LanguageTag | None, lang: LanguageTag) -> bool:
    return wanted is None or same_language(wanted, lang)


def read_rules(path: Path) -> tuple[Check, ...]:
    """The checks of a file of rules, in its order.

    Raises UnreadableInput with a sentence for every fault: what file, what rule, what to write instead.
    """
    table = _table(path)
    if set(table) - {"rule"}:
        unknown = ", ".join(sorted(set(table) - {"rule"}))
        raise UnreadableInput(f"{path} has “{unknown}” beside its rules; it may have [[rule]] only.")
    rules = table.get("rule", [])
    if not isinstance(rules, list) or not all(isinstance(rule, dict) for rule in rules):
        raise UnreadableInput(f"The rules in {path} are no list: begin each of them with [[rule]].")
    checks: dict[str, Check] = {}
    faults = []
    for number, rule in enumerate(rules, 1):
        found = list(_faults(rule, checks))
        faults += [f"{path}, rule {number}{_named(rule)}: {fault}." for fault in found]
        if not found:
            checks[rule["id"]] = _check(rule)
    if faults:
        raise UnreadableInput("\n".join(faults))
    return tuple(checks.values())


def _table(path: Path) -> dict[str, Any]:
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise UnreadableInput(f"There is no file {path}: check the path.") from None
    except OSError as error:
        raise UnreadableInput(f"{path} cannot be read ({error.strerror}): check the path.") from error
    if len(data) > MOST_BYTES:
        raise UnreadableInput(f"{path} is larger than {MOST_BYTES:,} bytes: that is no file of rules.")
    try:
        return tomllib.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise UnreadableInput(f"{path} is not UTF-8 at byte {error.start}: save it as UTF-8.") from error
    except tomllib.TOMLDecodeError as error:
        raise UnreadableInput(f"{path} is no TOML: {error}; put patterns between ''' marks.") from error
    except RecursionError:
        raise UnreadableInput(f"{path} is no TOML: it is nested too deeply.") from None


def _named(rule: Mapping[str, Any]) -> str:
    return f" “{rule['id'][:60]}”" if isinstance(rule.get("id"), str) else ""


def _faults(rule: Mapping[str, Any], earlier: Mapping[str, Check]) -> Iterator[str]:
    """What is wrong with a rule, each as the end of a sentence."""
    for key in sorted(set(rule) - KEYS):
        yield f"“{key}” is unknown; a rule may have {', '.join(sorted(KEYS))}"
    for key in NEEDED:
        if key not in rule:
            yield f"“{key}” is missing"
    for key in sorted(KEYS & set(rule)):
        kind, called = (bool, "true or false") if key == "case" else (str, "a text between quotation marks")
        if not isinstance(rule[key], kind):
            yield f"“{key}” must be {called}"
        elif reason := _JUDGES.get(key, _no_fault)(rule[key]):
            yield f"“{key}” {reason}"
    if isinstance(rule.get("id"), str) and rule["id"] in earlier:
        yield "an earlier rule has this id; give it another one"


def _no_fault(value: Any) -> str:
    return ""


def _wrong_pattern(pattern: str) -> str:
    if reason := _uncompiled(pattern):
        return reason
    if _is_always_empty(regex.compile(pattern, regex.IGNORECASE), pattern):
        return "matches only between characters; it must match one at least"
    return ""


def _wrong_unless(pattern: str) -> str:
    if reason := _uncompiled(pattern):
        return reason
    if _searched(regex.compile(pattern), ""):
        return "matches where nothing stands, so that the rule would never find anything"
    return ""


def _uncompiled(pattern: str) -> str:
    if len(pattern) > LONGEST_PATTERN:
        return f"is longer than {LONGEST_PATTERN} characters"
    try:
        regex.compile(pattern)
    except regex.error as error:
        return f"is no regular expression: {error}"
    except (OverflowError, RecursionError, TimeoutError, MemoryError):
        return "is too large a regular expression"
    return ""


def _is_always_empty(compiled: Any, pattern: str) -> bool:
    r"""Whether a pattern matches, but nothing that has a character: `\b`, `(?=word)`.

    It is tried on the characters of most scripts, and on its own words.
    """
    probe = f"{_CHARACTERS} {pattern} {_ESCAPE.sub(' ', pattern)}"
    try:
        sizes = [bool(match.group()) for match in islice(compiled.finditer(probe, timeout=TIME), MOST_TRIED)]
    except TimeoutError:
        return False
    return bool(sizes) and not any(sizes)


def _searched(compiled: Any, text: str) -> bool:
    try:
        return compiled.search(text, timeout=TIME) is not None
    except TimeoutError:
        return False


def _wrong_language(tag: str) -> str:
    try:
        normalise(tag)
    except WrongUse as error:
        return f"is no language: {str(error).rstrip('.')}"
    return ""


_JUDGES: dict[str, Callable[[Any], str]] = {
    "id": lambda one: "" if IDENTIFIER.fullmatch(one) else "must be letters, digits, hyphens and underscores",
    "on": lambda one: "" if one in SIDES else f"must be one of {', '.join(SIDES)}",
    "severity": lambda one: "" if one in SEVERITIES else f"must be one of {', '.join(SEVERITIES)}",
    "pattern": _wrong_pattern,
    "unless": _wrong_unless,
    "from": _wrong_language,
    "to": _wrong_language,
}


def _check(rule: Mapping[str, Any]) -> Check:
    flags = regex.UNICODE if rule.get("case") else regex.UNICODE | regex.IGNORECASE
    read = _Rule(
        on=rule["on"],
        pattern=regex.compile(rule["pattern"], flags),
        unless=regex.compile(rule["unless"], flags) if "unless" in rule else None,
        message=rule.get("message", ""),
        source_lang=normalise(rule["from"]) if "from" in rule else None,
        target_lang=normalise(rule["to"]) if "to" in rule else None,
    )
    return Check(
        id=f"rule.{rule['id']}",
        severity=Severity(rule.get("severity", Severity.WARNING.value)),
        title=rule.get("title", rule["id"]),
        explanation=f"A rule of this project: {rule['pattern']}",
        wrong=Example("", ""),
        right=(),
        find=read.find,
    )

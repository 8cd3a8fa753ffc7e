"""Planting one fault at a time into correct translations, to see which of them the checks find.

    python -m tests.quality.checks.planting PAIRS.jsonl …                 planted, found and share, by kind
    … --kind number --every 5 --show                                      one kind, fewer pairs, what was missed

A fault is planted only where the pair allows a real one: the number, name, date or denial stands in the French
as well. It counts as found when a family that is about it says something that it did not say before. Pairs are
read as `scoring` reads them. Nothing is left to chance: the same pairs always get the same faults.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

from tests.quality.checks.scoring import Examiner, rows_of

FAMILIES = {
    "number": {"num", "date"},
    "negation": {"neg"},
    "name": {"name", "term", "acr"},
    "mark": {"quo"},
    "marks": {"quo"},
    "bracket": {"brk"},
    "brackets": {"brk"},
    "date": {"date", "num"},
    "acronym": {"acr", "term", "name"},
}
"""The kinds of faults (`mark`: one quotation mark, `marks`: a pair of them) and the families that are about them."""

NUMBERS = dict(
    zip(
        [
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "fifteen",
            "twenty",
            "thirty",
            "forty",
            "fifty",
            "sixty",
        ],
        [
            "deux",
            "trois",
            "quatre",
            "cinq",
            "six",
            "sept",
            "huit",
            "neuf",
            "dix",
            "onze",
            "douze",
            "quinze",
            "vingt",
            "trente",
            "quarante",
            "cinquante",
            "soixante",
        ],
        strict=True,
    )
)
MONTHS = dict(
    zip(
        [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ],
        [
            "janvier",
            "février",
            "mars",
            "avril",
            "mai",
            "juin",
            "juillet",
            "août",
            "septembre",
            "octobre",
            "novembre",
            "décembre",
        ],
        strict=True,
    )
)
WEEKDAYS = dict(
    zip(
        ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
        ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"],
        strict=True,
    )
)
FRENCH_FIGURES = re.compile(r"\d+(?:[., \u00a0\u2009\u202f]\d+)*")
FIGURES = re.compile(r"\d+(?:[.,]\d+)*")
FRENCH_DENIAL = re.compile(
    r"\b(?:ne\s|n['’])[^.;!?]{1,50}?\b(?:pas|plus|jamais|rien|aucune?|personne|ni|guère|nullement)\b(?! que\b)"
    r"|\bsans\b",
    re.IGNORECASE,
)
DENIAL = re.compile(
    r"\b(?:not|never|no|none|nothing|nobody|nowhere|nor|neither|without|cannot)\b|n['’]t\b", re.IGNORECASE
)
NO_DENIAL = re.compile(r"\bnot (?:only|just|least)\b|\bor not\b|\bno\. ?\d|\bno matter\b", re.IGNORECASE)
AFFIRMED = {"nothing": "something", "nobody": "somebody", "nowhere": "somewhere", "none": "some"}
AFFIRMED |= {"without": "with", "cannot": "can", "neither": "both", "nor": "and"}
CONTRACTED = {"ca": "can", "wo": "will", "sha": "shall"}
NAME = re.compile(r"(?<=[\w,;:] )[A-ZÀ-Þ][^\W\d_]*[a-zà-ÿ][^\W\d_]*(?: [A-ZÀ-Þ][^\W\d_]*[a-zà-ÿ][^\W\d_]*)*")
ACRONYM = re.compile(r"\b[A-Z]{2,6}\b")
ROMAN = re.compile(r"[IVXLC]+")
DATED = re.compile(
    rf"\b(\d{{1,2}})(?:st|nd|rd|th)?(?: of)? ({'|'.join(MONTHS)})\b|\b({'|'.join(MONTHS)}) (\d{{1,2}})\b"
)
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
LATER = 3
"""Days by which a date is shifted, and years."""
SHORTEST_NAME = 4
NAME_BEFORE = re.compile(r"&\Z|\b[A-Z]\w*\.?\Z")
NAME_BEHIND = re.compile(r"[-‐'’&]| ?&| [A-Z0-9]")
"""What tells that the name goes on beyond the words that were found."""


class Fault(NamedTuple):
    """A translation with one fault in it."""

    kind: str
    what: str
    target: str


class Tally(NamedTuple):
    """How many faults of a kind were planted, and how many of them the checks found."""

    planted: int
    found: int

    @property
    def share(self) -> float:
        return self.found / self.planted if self.planted else 1.0


def faults(source: str, target: str) -> Iterator[Fault]:
    """At most one fault of each kind; which one, where there are several, depends on the text only."""
    for kind, plant in PLANTS.items():
        found = sorted(set(plant(source, target)))
        if found:
            what, changed = found[crc32(target.encode("utf-8", "surrogatepass")) % len(found)]
            yield Fault(kind, what, changed)


def _numbers(source: str, target: str) -> Iterator[tuple[str, str]]:
    """A figure, or a number word, that stands once on each side."""
    given = Counter(re.sub(r"\D", "", found) for found in FRENCH_FIGURES.findall(source))
    written = Counter(re.sub(r"\D", "", found) for found in FIGURES.findall(target))
    for found in FIGURES.finditer(target):
        digits = re.sub(r"\D", "", found[0])
        if given[digits] == written[digits] == 1:
            place = found.start() + len(found[0]) - 1 - len(digits) // 3
            while not target[place].isdigit():
                place -= 1
            yield _put(target, place, place + 1, _other_digit(target[place]))
    words = list(NUMBERS)
    for place, (english, french) in enumerate(NUMBERS.items()):
        once = list(re.finditer(rf"\b{english}\b", target, re.IGNORECASE))
        if len(once) == 1 and len(re.findall(rf"\b{french}\b", source, re.IGNORECASE)) == 1:
            yield _put(target, *once[0].span(), words[(place + 1) % len(words)])


def _other_digit(digit: str) -> str:
    return "8" if digit == "9" else str(int(digit) + 1)


def _negations(source: str, target: str) -> Iterator[tuple[str, str]]:
    """The only word that denies, where the French denies as well."""
    found = list(DENIAL.finditer(target))
    if len(found) != 1 or NO_DENIAL.search(target) or not FRENCH_DENIAL.search(source):
        return
    start, end = found[0].span()
    word = found[0][0].lower()
    if word in AFFIRMED:
        yield _put(target, start, end, AFFIRMED[word])
    elif word.startswith("n") and "t" in word and word != "not":
        verb = re.search(r"\w+$", target[:start])
        whole = CONTRACTED.get(verb[0].lower()) if verb else None
        yield _put(target, start - len(verb[0]) if verb and whole else start, end, whole or "")
    else:
        yield _put(target, start, end + target.startswith(" ", end), "")


def _names(source: str, target: str) -> Iterator[tuple[str, str]]:
    """A whole name that is written alike on both sides, and only once in the English.

    Part of a name is no removed name: without its surname or its "Saint" another name is left.
    """
    given = {word for found in NAME.finditer(source) for word in found[0].split()}
    for found in NAME.finditer(target):
        words = found[0].split()
        if not given.issuperset(words) or max(map(len, words)) < SHORTEST_NAME:
            continue
        before, after = target[: found.start()].rstrip(), target[found.end() :]
        if NAME_BEFORE.search(before) or NAME_BEHIND.match(after):
            continue
        if all(target.count(word) == 1 for word in words):
            yield _put(target, found.start() - 1, found.end(), "")


def _pairs_of(text: str, opening: str, closing: str) -> list[tuple[int, int]] | None:
    """Where paired marks stand that are not nested; None where they do not pair."""
    if opening == closing:
        places = [place for place, char in enumerate(text) if char == opening]
        return None if len(places) % 2 else list(zip(places[::2], places[1::2], strict=True))
    opened = [place for place, char in enumerate(text) if char == opening]
    closed = [place for place, char in enumerate(text) if char == closing]
    if len(opened) != len(closed) or any(one > other for one, other in zip(opened, closed, strict=True)):
        return None
    return list(zip(opened, closed, strict=True))


def _lost(marks: Iterable[str], *, both: bool) -> Callable[[str, str], Iterator[tuple[str, str]]]:
    """A plant that takes one or both of two marks, where both sides have as many pairs."""

    def plant(source: str, target: str) -> Iterator[tuple[str, str]]:
        sides = [[_pairs_of(text, *each) for each in marks] for text in (source, target)]
        if None in sides[0] + sides[1]:
            return
        given, written = ([pair for some in side for pair in some or ()] for side in sides)
        if len(given) != len(written):
            return
        for start, end in written:
            first, last = target[:start] + target[start + 1 : end], target[end + 1 :]
            if both:
                yield target[start : end + 1], first + last
            else:
                yield target[start], first + target[end:]
                yield target[end], target[:end] + last

    return plant


def _dates(source: str, target: str) -> Iterator[tuple[str, str]]:
    """A weekday, a month, the day of a month, or a year that goes with one."""
    for names in (WEEKDAYS, MONTHS):
        listed = list(names)
        for place, (english, french) in enumerate(names.items()):
            found = list(re.finditer(rf"\b{english}\b", target))
            if len(found) == 1 and len(re.findall(rf"\b{french}\b", source)) == 1:
                yield _put(target, *found[0].span(), listed[(place + 1) % len(listed)])
    for found in DATED.finditer(target):
        group, month = (1, found[2]) if found[1] else (4, found[3])
        day = int(found[group])
        if re.search(rf"\b{day}(?:er)? {MONTHS[month]}\b", source):
            yield _put(target, *found.span(group), str(day + LATER if day + LATER <= 28 else day - LATER))
    for found in YEAR.finditer(target):
        if any(month in target for month in MONTHS) and source.count(found[0]) == target.count(found[0]) == 1:
            yield _put(target, *found.span(), str(int(found[0]) - LATER))


def _acronyms(source: str, target: str) -> Iterator[tuple[str, str]]:
    """The one acronym of the English that the French has not, for the one of the French that it has not."""
    given, written = set(ACRONYM.findall(source)), set(ACRONYM.findall(target))
    ours, theirs = (
        [each for each in some - others if not ROMAN.fullmatch(each)]
        for some, others in ((given, written), (written, given))
    )
    if len(ours) != 1 or len(theirs) != 1 or len(ours[0]) != len(theirs[0]):
        return
    if target.count(theirs[0]) == 1:
        start = target.index(theirs[0])
        yield _put(target, start, start + len(theirs[0]), ours[0])


def _put(text: str, start: int, end: int, instead: str) -> tuple[str, str]:
    """What was changed to what, and the changed text; a capital stays one."""
    if text[start : start + 1].isupper() and instead.islower():
        instead = instead.capitalize()
    return f"{text[start:end]} → {instead}", text[:start] + instead + text[end:]


QUOTATION_MARKS = (("«", "»"), ("“", "”"), ('"', '"'))
BRACKETS = (("(", ")"), ("[", "]"))
PLANTS: Mapping[str, Callable[[str, str], Iterator[tuple[str, str]]]] = {
    "number": _numbers,
    "negation": _negations,
    "name": _names,
    "mark": _lost(QUOTATION_MARKS, both=False),
    "marks": _lost(QUOTATION_MARKS, both=True),
    "bracket": _lost(BRACKETS, both=False),
    "brackets": _lost(BRACKETS, both=True),
    "date": _dates,
    "acronym": _acronyms,
}


def measured(
    rows: Iterable[dict[str, Any]], examiner: Examiner, kinds: Iterable[str] = PLANTS
) -> tuple[dict[str, Tally], list[str]]:
    """How many faults of each kind are found in these pairs, and lines about those that are not."""
    wanted = frozenset(kinds)
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    missed = []
    for row in rows:
        planted = [fault for fault in faults(row["source"], row["target"]) if fault.kind in wanted]
        before = (
            Counter(finding.check.partition(".")[0] for finding in examiner.findings(row))
            if planted
            else None
        )
        for fault in planted:
            after = examiner.findings({**row, "target": fault.target})
            new = Counter(finding.check.partition(".")[0] for finding in after) - (before or Counter())
            found = not FAMILIES[fault.kind].isdisjoint(new)
            counts[fault.kind][0] += 1
            counts[fault.kind][1] += found
            if not found:
                missed.append(
                    f"MISSED {fault.kind} ({fault.what}) [{row['id']}]\n   {row['source']}\n   {fault.target}"
                )
    return {kind: Tally(*counts[kind]) for kind in PLANTS if kind in counts}, missed


def report(tallies: Mapping[str, Tally]) -> str:
    """A table of the kinds, and all of them together."""
    together = Tally(*(sum(column) for column in zip((0, 0), *tallies.values(), strict=True)))
    rows = [*tallies.items(), ("all", together)]
    lines = [f"{kind:10} {each.planted:5} {each.found:5}  {each.share:.3f}" for kind, each in rows]
    return "\n".join(["kind       planted found share", *lines])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--kind", action="append", choices=PLANTS)
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--show", action="store_true")
    arguments = parser.parse_args()
    rows = [row for path in arguments.files for row in rows_of(path)][:: arguments.every]
    kinds = arguments.kind or list(PLANTS)
    families = sorted(set().union(*(FAMILIES[kind] for kind in kinds)))
    examiner = Examiner(_registered(families))
    tallies, missed = measured(rows, examiner, kinds)
    if arguments.show:
        print("\n".join(missed))
    print(report(tallies))


def _registered(families: Iterable[str]) -> list[str]:
    """Those of the families that have checks."""
    known = {identifier.partition(".")[0] for identifier in Examiner().identifiers}
    return [family for family in families if family in known] or sorted(known)


if __name__ == "__main__":
    main()

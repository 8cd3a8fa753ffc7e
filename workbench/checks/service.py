"""The checks of a project: its pairs, glossary and own rules, and the findings that a person waived."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from db.errors import WrongUse
from db.records import Finding, PairFilter, PairRow, Severity, Status, Waiver
from workbench.checks.check import Check
from workbench.checks.counting import CheckCount as CheckCount
from workbench.checks.counting import Counting
from workbench.checks.examiner import Examiner
from workbench.checks.registry import checks, chosen
from workbench.checks.rules import read_rules
from workbench.checks.same_source import SameSource
from workbench.checks.waivers import about, texts_of
from workbench.draft.naming.names import date_of_pair
from workbench.project import Project

RULES_SUFFIX = ".rules.toml"
"""`work.db` has its own rules in `work.rules.toml` beside it."""


@dataclass(frozen=True, slots=True)
class PairFindings:
    """What the checks say of one pair."""

    pair_id: int
    findings: tuple[Finding, ...]
    """Those that nobody has waived, the gravest first."""
    waived: tuple[tuple[Finding, Waiver], ...] = ()
    touched: tuple[int, ...] = ()
    """Other pairs of the same source of which something else is to be told, as this one has changed."""

    @property
    def gravest(self) -> Severity | None:
        """The severity that asks most for a look; None where nothing was found."""
        return self.findings[0].severity if self.findings else None


def rules_file(project: Project) -> Path:
    """Where a project's own rules stand, whether there are any or not."""
    return project.path.with_suffix(RULES_SUFFIX)


def checks_of(project: Project, rules: Path | None = None, only: Iterable[str] = ()) -> tuple[Check, ...]:
    """The checks of a project: all that are known, and the rules of its own.

    `rules` is a file of rules in the place of the one beside the project, `only` identifiers or
    families of those wanted. Raises UnreadableInput for bad rules, WrongUse for unknown checks.
    """
    file = rules or rules_file(project)
    own = read_rules(file) if rules or file.is_file() else ()
    return chosen(only, own)


class Checking:
    """Checks the pairs of a project. What it has read of the glossary and of other pairs it keeps: make a
    new one, or call `reload`, when the project may have changed beside the pairs that `of` is asked about.
    """

    def __init__(self, project: Project, known: Sequence[Check] | None = None) -> None:
        """Check with these checks, else with all and the rules beside the project."""
        self._project = project
        self.checks = tuple(known) if known is not None else checks_of(project)
        self.reload()

    def reload(self) -> None:
        """Read glossary, choices, waivers and other renderings again when they are next needed."""
        store = self._project.store
        self._examiner = Examiner(self.checks, store.concepts.all)
        self._documents: dict[int, set[int]] = store.quotes.documents()
        self._meant: defaultdict[int, dict[str, str]] = defaultdict(dict)
        for mention in store.mentions.all():
            self._meant[mention.document_id][mention.name] = mention.concept
        self._same: SameSource[int] | None = None
        self.reload_waivers()

    def reload_waivers(self) -> None:
        """Read again what was waived."""
        self._waivers: defaultdict[tuple[int, str], list[Waiver]] = defaultdict(list)
        for waiver in self._project.store.waivers.all():
            self._waivers[waiver.quote_id, waiver.texts].append(waiver)

    def of(self, row: PairRow) -> PairFindings:
        """What the checks say of a pair as it stands in `row`; nothing where a side is missing."""
        touched, others = self._others(row)
        if row.missing_source or row.missing_target or row.status is Status.REJECTED:
            return PairFindings(row.id, (), touched=touched)
        found = self._examiner.findings(
            row.source,
            row.target,
            (row.source_lang, row.target_lang or self._project.target_lang),
            date=date_of_pair(row),
            chosen=self._chosen(row.quote_id),
            others=others,
        )
        standing, waived = self._parted(row, found)
        return PairFindings(row.id, standing, waived, touched)

    def all(self, wanted: PairFilter = PairFilter()) -> Iterator[tuple[PairRow, PairFindings]]:
        """Every pair that the filter lets through, in reading order, with what the checks say."""
        store = self._project.store
        for row in store.pairs.stream(store.pairs.ids(wanted)):
            yield row, self.of(row)

    def _parted(
        self, row: PairRow, found: Sequence[Finding]
    ) -> tuple[tuple[Finding, ...], tuple[tuple[Finding, Waiver], ...]]:
        """The findings that stand, and those that were waived, each with its waiver."""
        kept = self._waivers.get((row.quote_id, texts_of(row))) if self._waivers else None
        if not kept:
            return tuple(found), ()
        waivers = {(waiver.check, waiver.found): waiver for waiver in kept}
        known = {check.id: check for check in self.checks}
        given = [(one, waivers.get((one.check, about(row, one, known[one.check])))) for one in found]
        return (
            tuple(one for one, waiver in given if waiver is None),
            tuple((one, waiver) for one, waiver in given if waiver is not None),
        )

    def _chosen(self, quote_id: int) -> dict[str, str]:
        """The concepts that a person chose in the articles of a quote, by folded name."""
        meant: dict[str, str] = {}
        for document in sorted(self._documents.get(quote_id, ())):
            meant |= self._meant.get(document, {})
        return meant

    def _others(self, row: PairRow) -> tuple[tuple[int, ...], tuple[str, ...]]:
        """Take in what has become of a pair: other pairs that this touches, and what else its source has."""
        if not any(check.across for check in self.checks):
            return (), ()
        if self._same is None:
            self._same = SameSource()
            store = self._project.store
            approved = store.pairs.stream(store.pairs.ids(PairFilter(statuses=(Status.APPROVED,))))
            self._same.fill((one.id, one.source, one.target) for one in approved)
        touched = self._same.put(row.id, row.source, row.target if row.status is Status.APPROVED else "")
        return touched, self._same.others(row.source, row.target)


def summary(found: Iterable[PairFindings], known: Sequence[Check]) -> list[CheckCount]:
    """How often each check found something, the gravest and most frequent first; none that did not."""
    counting = Counting()
    for one in found:
        counting.take(one.findings, (finding for finding, _ in one.waived))
    return counting.counts(known)


def found_in(
    project: Project, pair_id: int, check: str, message: str = "", rules: Path | None = None
) -> tuple[PairRow, list[Finding]]:
    """A pair and what a check finds in it, waived or not; of its findings only the one with this message.

    `rules` is a file of rules in the place of the one beside the project. Raises WrongUse where nothing
    of the kind is found, or there is no such check.
    """
    row = project.store.pairs.row(pair_id)
    checked = Checking(project, checks_of(project, rules, [check])).of(row)
    meant = [
        finding
        for finding in (*checked.findings, *(finding for finding, _ in checked.waived))
        if finding.check == check and message in ("", finding.message)
    ]
    if not meant:
        raise WrongUse(
            f"“{check}” finds nothing of the kind in pair {pair_id}: `workbench check {project.path}` tells"
            " what is found."
        )
    return row, meant


def waive(project: Project, row: PairRow, findings: Sequence[Finding], reason: str) -> None:
    """Say that findings of a pair are no fault. It holds until either text changes.

    Raises WrongUse for an empty reason.
    """
    why = reason.strip()
    if not why:
        raise WrongUse("A waiver needs a reason, so that others understand it; write one.")
    named = ", ".join(dict.fromkeys(finding.check for finding in findings))
    with project.store.action("waive", f"{named} waived on pair {row.id}: {why}"):
        for finding in findings:
            project.store.waivers.add(_waiver(row, finding, why))


def unwaive(project: Project, row: PairRow, findings: Sequence[Finding]) -> None:
    """Take the waivers of these findings of a pair back."""
    take_back(project, row.id, [_waiver(row, finding, "") for finding in findings])


def take_back(project: Project, pair_id: int, waivers: Sequence[Waiver]) -> None:
    """Take waivers that hold for the texts of a pair back."""
    named = ", ".join(dict.fromkeys(waiver.check for waiver in waivers))
    with project.store.action("unwaive", f"{named} on pair {pair_id} no longer waived"):
        for waiver in waivers:
            project.store.waivers.remove(waiver)


def waived_in(
    project: Project, pair_id: int, check: str, message: str = "", rules: Path | None = None
) -> list[Waiver]:
    """The waivers of a check that hold for a pair, found again or not; with a message that of its finding.

    Raises WrongUse where nothing was waived.
    """
    row = project.store.pairs.row(pair_id)
    kept = [
        waiver
        for waiver in project.store.waivers.all()
        if (waiver.quote_id, waiver.texts, waiver.check) == (row.quote_id, texts_of(row), check)
    ]
    if kept and message:
        meant = {_waiver(row, one, "").found for one in found_in(project, pair_id, check, message, rules)[1]}
        kept = [waiver for waiver in kept if waiver.found in meant]
    if not kept:
        raise WrongUse(
            f"Nothing that “{check}” finds in pair {pair_id} was waived: `workbench check waivers"
            f" {project.path}` lists what was."
        )
    return kept


def waived(project: Project) -> list[tuple[Waiver, int | None]]:
    """Every waiver, oldest first, with the pair whose texts it holds for; None where they have changed."""
    waivers = project.store.waivers.all()
    store = project.store.pairs
    pairs = {
        (quote_id, texts_of(row)): row.id
        for quote_id in {waiver.quote_id for waiver in waivers}
        for row in store.stream(store.ids(PairFilter(quote_id=quote_id)))
    }
    return [(waiver, pairs.get((waiver.quote_id, waiver.texts))) for waiver in waivers]


def _waiver(row: PairRow, finding: Finding, reason: str) -> Waiver:
    place = about(row, finding, checks().get(finding.check))
    return Waiver(row.quote_id, texts_of(row), finding.check, place, reason)

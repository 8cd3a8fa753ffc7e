"""One sentence from hypotheses to a draft: looked over, chosen among, tried again, its names put right."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import Enum
from itertools import islice
from typing import NamedTuple

from db.records import Draft, Flag, LanguageTag
from workbench.draft.confidence.sentences import Calibration, Features, confidence
from workbench.draft.decoding.batches import Search
from workbench.draft.decoding.plans import CUT_OFF, TOO_LONG, Candidate, Plan, Planner
from workbench.draft.decoding.rounds import Outputs
from workbench.draft.flaws import flaws, weight
from workbench.draft.naming.forcing import Try
from workbench.draft.naming.names import Names, Naming
from workbench.draft.naming.patches import flag_after
from workbench.draft.naming.values import Judged
from workbench.draft.repair import second_try

CANDIDATES, SECOND_CANDIDATES = 4, 2
"""The most drafts of a sentence that are compared, of its first decoding and of the second."""
FORCED_SEARCH = Search(beam_size=2, hypotheses=1)
"""A name that is forced decides most of what follows, so that a narrow search is enough."""
NOTHING = Candidate("", 0.0, 0)
MOST_RIVALS = 3
"""How many drafts beside the chosen one a name is forced into, one after the other."""
MOST_FORCED = 5
"""How often a sentence is decoded to have names written."""


class Aim(Enum):
    """What a second decoding is for."""

    REPAIR = "repair"
    BARE = "bare"
    """To see what the package makes of a name alone."""
    FORCED = "forced"
    """To have a name written."""


class Attempt(NamedTuple):
    """A second way through the decoder."""

    aim: Aim
    plan: Plan
    search: Search
    prefix: tuple[str, ...] = ()
    """Pieces that the only part has to begin with; empty where it is free."""


class _Weighed(NamedTuple):
    """A candidate and what speaks against it."""

    candidate: Candidate
    flags: tuple[Flag, ...]
    faults: float
    """Nats."""
    how: str

    @property
    def cost(self) -> float:
        """Nats: improbable and faulty drafts cost more."""
        return self.faults - self.candidate.log_probability


@dataclass(frozen=True, slots=True)
class Mender:
    """What all sentences of a run have in common."""

    planner: Planner
    from_lang: LanguageTag
    to_lang: LanguageTag
    calibration: Calibration
    search: Search
    names: Names | None
    careful: bool
    bare: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """What the package makes of names alone."""

    def flaws(self, source: str, candidate: Candidate) -> tuple[Flag, ...]:
        """What is wrong with a candidate."""
        found = flaws(source, candidate.text, self.from_lang, self.to_lang) if self.careful else ()
        return found if candidate.complete else (CUT_OFF, *found)

    def naming(self, source: str, date: str) -> Naming | None:
        """The names that a sentence of a date asks for, where there is a glossary."""
        return Naming(self.names.on(date), source, self.bare) if self.names else None


class Mending:
    """A sentence on its way."""

    def __init__(self, mender: Mender, plan: Plan, date: str = "", wanted: int = 1) -> None:
        """`wanted` is how many candidates somebody wants to see; `date` decides which names are due."""
        self.plan = plan
        self.attempts: list[Attempt] = []
        """How it is to be decoded once more."""
        self._mender = mender
        self._date = date
        self._wanted = wanted
        self._naming: Naming | None = None
        self._weighed: list[_Weighed] = []
        """All candidates so far, the chosen one first; none when the model gave nothing."""
        self._shown: list[Candidate] = []
        """Further candidates that are only to be seen, so that whoever looks at more gets the same draft."""
        self._first = ""
        """What the model wrote unasked."""
        self._tries: list[Try] = []
        self._rival = 0
        """Which candidate a name is forced into."""
        self._forced = 0

    def look_over(self, outputs: Outputs) -> None:
        """Choose among the first outputs, and plan attempts where none of them is good."""
        candidates = self._mender.planner.candidates(self.plan, outputs, max(CANDIDATES, self._wanted))
        best = next(candidates, None)
        if best is None or TOO_LONG in self.plan.notes:
            return
        self._first = best.text
        self._naming = self._mender.naming(self.plan.source, self._date)
        self._weighed = [self._weigh(best, "model")]
        if self._weighed[0].faults:
            self._add(islice(candidates, CANDIDATES - 1))
            self._choose()
            self.attempts = [*self._repairs(), *self._bare_names()]
            if not self.attempts:
                self._force_names()
        if self._wanted > 1:
            self._shown = list(candidates)

    def go_on(self, outputs: Sequence[Outputs]) -> None:
        """Take in what came of the attempts, of which there is one at least; plan others if there is hope."""
        made = list(zip(self.attempts, outputs, strict=True))
        self.attempts = []
        if made[0][0].aim is Aim.FORCED:
            self._take_forced(made)
            return
        for attempt, found in made:
            candidates = self._mender.planner.candidates(attempt.plan, found, SECOND_CANDIDATES)
            if attempt.aim is Aim.BARE and self._naming:
                self._naming.learn(attempt.plan.source, [each.text for each in candidates])
            else:
                self._add(candidates)
        self._choose()
        self._force_names()

    def draft(self) -> Draft:
        """What came of it."""
        if not self._weighed:
            return Draft("", flags=(TOO_LONG,))
        chosen, judged = self._weighed[0], self._judged()
        candidate = chosen.candidate
        features = Features(candidate.log_probability, candidate.length, self.plan.size, len(chosen.flags))
        return Draft(
            text=judged.text,
            score=candidate.score,
            raw=candidate.text,
            confidence=confidence(features, self._mender.calibration),
            flags=(
                *self.plan.notes,
                *(flag_after(flag, judged.changes) for flag in chosen.flags),
                *judged.flags,
            ),
            terms=judged.terms,
            changes=judged.changes,
        )

    def candidates(self) -> list[Candidate]:
        """The chosen candidate and others, the better first, as many as are wanted."""
        all_texts = {each.candidate.text: each.candidate for each in self._weighed}
        for candidate in self._shown:
            all_texts.setdefault(candidate.text, candidate)
        return list(all_texts.values())[: self._wanted]

    def _weigh(self, candidate: Candidate, how: str) -> _Weighed:
        flags = self._mender.flaws(self.plan.source, candidate)
        faults = sum(weight(flag.kind) for flag in flags)
        if self._naming is not None:
            faults += self._naming.cost(candidate.text)
        return _Weighed(candidate, flags, faults, how)

    def _add(self, candidates: Iterable[Candidate]) -> None:
        """Weigh further candidates, those whose words are new."""
        texts = {weighed.candidate.text for weighed in self._weighed}
        for candidate in candidates:
            if candidate.text not in texts:
                texts.add(candidate.text)
                self._weighed.append(self._weigh(candidate, "hypothesis"))

    def _choose(self) -> None:
        self._weighed.sort(key=lambda weighed: weighed.cost)

    def _judged(self) -> Judged:
        chosen = self._weighed[0]
        if self._naming is None:
            return Judged(chosen.candidate.text)
        return self._naming.judged(chosen.candidate.text, best=self._first, how=chosen.how)

    def _repairs(self) -> list[Attempt]:
        wanted = second_try(self._weighed[0].flags)
        if wanted is None:
            return []
        planner = self._mender.planner
        plan = planner.plan(self.plan.source, wanted.most_pieces, around_links=wanted.around_links)
        return [Attempt(Aim.REPAIR, plan, wanted.search)]

    def _bare_names(self) -> list[Attempt]:
        if self._naming is None:
            return []
        planner, search = self._mender.planner, self._mender.search
        names = self._naming.unknown(self._weighed[0].candidate.text)
        return [Attempt(Aim.BARE, planner.plan(name), search) for name in names]

    def _force_names(self) -> None:
        """Plan to have a missing name written; only for sentences that are decoded in one go.

        Not where all names of the chosen draft stand or can be put right: forcing costs words. The chosen
        draft is tried first, then the others: the model may have garbled less there.
        """
        if self._naming is None or len(self.plan.pieces) != 1 or self.plan.capitals:
            return
        if not self._judged().flags:
            return
        rivals = self._weighed[: MOST_RIVALS + 1]
        while self._rival < len(rivals) and self._forced < MOST_FORCED:
            self._tries = self._naming.tries(rivals[self._rival].candidate.text)
            if self._tries:
                self._forced += 1
                encode = self._mender.planner.encoded
                self.attempts = [
                    Attempt(Aim.FORCED, self.plan, FORCED_SEARCH, tuple(encode(each.prefix)))
                    for each in self._tries
                ]
                return
            self._rival += 1

    def _take_forced(self, made: Sequence[tuple[Attempt, Outputs]]) -> None:
        """Take the best outcome of the tries if it is better than what there is, and go on from there."""
        if self._naming is None:
            return
        planner = self._mender.planner
        written = [next(planner.candidates(self.plan, found, 1), NOTHING) for _, found in made]
        texts = [(each.text, each.log_probability) for each in written]
        text = self._naming.accepted(self._weighed[self._rival].candidate.text, self._tries, texts)
        taken = [self._weigh(each, "forced") for each in written if each.text == text][:1]
        if taken and taken[0].faults < self._weighed[0].faults:
            self._weighed.insert(0, taken[0])
            self._rival = 0
        else:
            self._rival += 1
        self._force_names()

"""Every quote beside every text that may render it, and how probable it is that it does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from workbench.align.arrays import Floats, Ints
from workbench.align.bags import Bags, bags, distinct, grouped, tokens
from workbench.align.counterparts import links
from workbench.align.known_words import Lexicon
from workbench.match.agreement import by_date, by_speaker
from workbench.match.explained import Explainer, Step, usual
from workbench.match.measures import Fit, measures, weights
from workbench.match.rivals import contested
from workbench.match.score import Candidate
from workbench.match.shortlist import shortlist
from workbench.match.speakers import Speakers

Flags = npt.NDArray[np.bool_]

Progress = Callable[[int, int], None]
"""Called with the number of texts done and the number of all."""

CONCEPT = "@"
"""Tells the key of a concept that a text names from a word."""


@dataclass(frozen=True, slots=True)
class View:
    """One way to compare two collections: by the words of the quotes, or by those of their drafts."""

    ahead: Explainer
    back: Explainer

    @classmethod
    def of(
        cls,
        source: Sequence[Sequence[str]],
        target: Sequence[Sequence[str]],
        lexicon: Lexicon | None = None,
        step: Step = lambda: None,
    ) -> View:
        """The view of texts given as their words."""
        ours, theirs = bags(source), bags(target)
        ahead, back = links(ours.words, theirs.words, lexicon)
        our_usual, their_usual = usual(ours, theirs, lexicon)
        return cls(
            Explainer(ours, theirs, ahead, their_usual, step), Explainer(theirs, ours, back, our_usual, step)
        )

    def fit(self, source: Ints, target: Ints) -> Fit:
        """How well the words of pairs of texts explain each other."""
        ours, theirs = self.ahead.given, self.ahead.told
        return Fit(
            self.ahead.ratios(source, target),
            self.back.ratios(target, source),
            (ours.sizes[source], theirs.sizes[target]),
        )


@dataclass(frozen=True, slots=True)
class Comparison:
    """The pairs of quotes and texts that were compared; what is not among them does not match."""

    sources: Sequence[Candidate]
    targets: Sequence[Candidate]
    view: View
    source: Ints
    """The quote of each pair, ascending; the pairs of a quote begin with the most probable."""
    target: Ints
    probability: Floats
    odds_lost: Floats
    """What other quotes' claims to the same text took from the log odds of each pair."""
    speakers: Ints
    """How the speakers of each pair agree, as `speakers` says it."""
    dates: Ints
    """When the text of each pair was printed, as `agreement` says it."""

    def of_source(self, number: int) -> range:
        """The pairs of a quote, the most probable first."""
        return range(*np.searchsorted(self.source, [number, number + 1]).tolist())

    def of_targets(self, most: int) -> list[list[int]]:
        """For each text that may be a rendering its pairs, the most probable first, up to `most`."""
        ranked = np.lexsort((self.source, -self.probability))
        order, starts = grouped(self.target[ranked], len(self.targets))
        ends = np.minimum(starts[:-1] + most, starts[1:])
        return [ranked[order[start:end]].tolist() for start, end in zip(starts, ends, strict=False)]


def compare(
    sources: Sequence[Candidate],
    targets: Sequence[Candidate],
    *,
    lexicon: Lexicon | None = None,
    progress: Progress = lambda done, total: None,
) -> Comparison:
    """Compare quotes in one language with texts in another that may render them, or parts of them.

    The lexicon translates from the language of the quotes. Probabilities are calibrated on collections
    where half of the quotes have a rendering; they do not depend on the order of the texts.
    """
    steps = 3 * (len(sources) + len(targets))
    step = _steps(steps, progress)
    words = [_words(candidate) for candidate in targets]
    view = View.of([_words(candidate) for candidate in sources], words, lexicon, step)
    named = Speakers.of([c.speaker for c in sources], [c.speaker for c in targets], lexicon)
    source, target = shortlist(view.ahead, view.back, named)
    speaker = by_speaker(named, source, target)
    date = by_date([c.date for c in sources], [c.date for c in targets], source, target)
    measured = _Measured(sources, targets, source, target, view.fit(source, target), lexicon is not None)
    if measured.drafted.any():
        drafts = [tokens(candidate.draft or "") for candidate in sources]
        measured = replace(measured, draft_fit=View.of(drafts, words, None, step).fit(source, target))
    odds = measured.odds() + speaker.odds + date.odds
    left = contested(source, target, odds, copies(view.ahead.given))
    probability = measured.probability(left)
    order = np.lexsort((target, -probability, source))
    progress(steps, steps)
    return Comparison(
        sources,
        targets,
        view,
        source[order],
        target[order],
        probability[order],
        (odds - left)[order],
        speaker.kinds[order],
        date.kinds[order],
    )


@dataclass(frozen=True, slots=True)
class _Measured:
    """What is measured of the pairs, some of which have a draft to compare as well."""

    sources: Sequence[Candidate]
    targets: Sequence[Candidate]
    source: Ints
    target: Ints
    fit: Fit
    lexicon: bool
    draft_fit: Fit | None = None

    @property
    def drafted(self) -> Flags:
        """Whether there is a draft of the quote of each pair."""
        drafts = np.array([candidate.draft is not None for candidate in self.sources], dtype=bool)
        found: Flags = drafts[self.source]
        return found

    def odds(self) -> Floats:
        """The log odds of each pair by itself."""
        odds = weights(lexicon=self.lexicon, draft=False).odds(self._measures(self.fit))
        if self.draft_fit is None:
            return odds
        with_draft = weights(lexicon=self.lexicon, draft=True)
        return np.where(self.drafted, with_draft.odds(self._measures(self.fit, self.draft_fit)), odds)

    def probability(self, odds: Floats) -> Floats:
        """How probable each pair is when these are the log odds that are left."""
        plain, drafted = (weights(lexicon=self.lexicon, draft=draft) for draft in (False, True))
        return np.where(self.drafted, drafted.probability(odds), plain.probability(odds))

    def _measures(self, *fits: Fit) -> Floats:
        sides = self.sources, self.targets
        ours, theirs = (np.array([len(c.text) for c in side], dtype=float) for side in sides)
        others = max(len(self.sources), len(self.targets))
        return measures((ours[self.source], theirs[self.target]), others, *fits)


def _words(candidate: Candidate) -> list[str]:
    """The words of a text, and the concepts it names as words of their own."""
    return [*tokens(candidate.text), *(CONCEPT + key for key in sorted(candidate.concepts))]


def copies(texts: Bags) -> Ints:
    """A number for each text, the same for texts of the same words."""
    return distinct(texts.bag(number).tobytes() for number in range(len(texts)))[1]


def _steps(total: int, progress: Progress) -> Step:
    """A step that tells the progress; a hundred times in all, not for each text."""
    done = 0

    def step() -> None:
        nonlocal done
        done += 1
        if done * 100 // total > (done - 1) * 100 // total:
            progress(done, total)

    return step

"""What a package has to say to a person who writes: other drafts, other words, how to go on, its doubts."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import NamedTuple

from db.records import LanguageTag, Span
from workbench.draft.confidence.sentences import Calibration, Features, calibration_for, confidence, joined
from workbench.draft.confidence.words import word_confidences
from workbench.draft.decoding.batches import Batch, Hypothesis, Search, batches, output_bound
from workbench.draft.decoding.decoder import Decoder
from workbench.draft.decoding.parts import without_controls
from workbench.draft.decoding.plans import MAX_PIECES, Planner
from workbench.draft.decoding.typography import typeset
from workbench.draft.flaws import flaws
from workbench.draft.packages.digest import model_digest
from workbench.draft.packages.tokenizer import target_vocabulary
from workbench.draft.suggestions.continuations import (
    begun_word,
    filled_lines,
    first_word,
    line_at,
    rest_after,
    whole_words,
    word_at,
)
from workbench.draft.suggestions.differences import Difference, differences
from workbench.text.fold import fold

SHORT = 8
"""Pieces that a short continuation has at most: some five words."""
MOST_ALTERNATIVES = 5
TRIED = 8
"""First pieces that alternatives are made of; several may begin the same word."""
COMPLETING = Search(beam_size=4, hypotheses=4)
BRANCHING = Search(beam_size=TRIED, hypotheses=TRIED, alternatives=True)
MOST_BEGINNINGS = 32
"""Pieces of the vocabulary, the more frequent first, that are weighed as the beginning of a typed word."""
LIKELY_BEGINNINGS = 2
MOST_TARGET_PIECES = 2 * MAX_PIECES


class Alternative(NamedTuple):
    """One of the likeliest renderings of a sentence."""

    text: str
    score: float
    """Mean natural-log probability per piece, at most 0."""
    confidence: float | None
    differences: tuple[Difference, ...]
    """From the first one."""


class OtherWord(NamedTuple):
    """Another way to go on from a place in a rendering."""

    span: Span
    """The word in the rendering that it would stand for; empty at the end."""
    word: str
    rest: str
    """What may follow: the whole rest of the line, or its next words."""
    probability: float
    """Of the word, after what stands before it."""


class Judgement(NamedTuple):
    """How sure a package is of a rendering, whoever wrote it."""

    confidence: float | None
    """None where there is nothing to judge, or too much of it in one line."""
    words: tuple[tuple[Span, float], ...] = ()
    """Each word with the probability that it is right, in the order of the text."""


class Adviser:
    """Suggestions by one package. Several threads may ask; each answer takes one core.

    All texts may be anything. Where the package can say nothing (a line too long for it, lines that do not
    correspond, characters that it does not know) the answer is empty. Every method raises DraftingFailed,
    or WrongUse when the decoder is closed.
    """

    def __init__(
        self,
        decoder: Decoder,
        from_lang: LanguageTag,
        to_lang: LanguageTag,
        *,
        calibration: Calibration | None = None,
        reading: Callable[[str], str] = str,
    ) -> None:
        """Advise by a loaded package; `calibration` is the package's own unless given.

        `reading` says what the package gets of a source: a text in `from_lang`, line for line.
        """
        self._decoder = decoder
        self._langs = from_lang, to_lang
        self._reading = reading
        self._planner = Planner(decoder.tokenizer, decoder.vocabulary, to_lang)
        self._vocabulary = dict.fromkeys(target_vocabulary(decoder.package.path / "model"))
        self._calibration = calibration or calibration_for(model_digest(decoder.package))
        self._drafted: tuple[str, list[str]] = "", []

    def nbest(self, source: str, most: int = 5) -> list[Alternative]:
        """Up to `most` different renderings of a source, the likeliest first."""
        plan = self._planner.plan(self._reading(source))
        search = Search(beam_size=max(MOST_ALTERNATIVES, most), hypotheses=most)
        made = batches(plan.pieces, search, self._decoder.batch_pieces)
        for batch in made:
            self._decoder.submit(batch)
        outputs: list[list[Hypothesis]] = [[] for _ in plan.pieces]
        for batch in made:
            for number, place in enumerate(batch.places):
                outputs[place] = self._decoder.hypotheses(batch, number)
        found: list[Alternative] = []
        for candidate in self._planner.candidates(plan, outputs, most):
            wrong = len(flaws(plan.source, candidate.text, *self._langs)) + (not candidate.complete)
            features = Features(candidate.log_probability, candidate.length, plan.size, wrong)
            unlike = differences(found[0].text, candidate.text) if found else []
            sure = confidence(features, self._calibration)
            found.append(Alternative(candidate.text, candidate.score, sure, tuple(unlike)))
        return found

    def alternatives(
        self, source: str, target: str, at: int, *, most: int = MOST_ALTERNATIVES, whole: bool = False
    ) -> list[OtherWord]:
        """Other words for the one at a place of `target` (code points), the most probable first.

        The word is the one that the place touches, else the next one. Each answer is another word, none the
        one that stands there. `whole` carries the rests on to the end of the line.
        """
        line = line_at(self._reading(source), target, at)
        if line is None:
            return []
        text = line.span.of(target)
        word = word_at(text, at - line.span.start)
        before = without_controls(text[: word.start])
        prefix = self._pieces(line.source, before)
        pieces = self._encoded(line.source)
        if prefix is None or pieces is None:
            return []
        made = self._decode(pieces, prefix, BRANCHING, whole=whole)
        taken = {"", fold(word.of(text))}
        found = []
        for hypothesis in made:
            rest = rest_after(self._text(hypothesis.pieces), before) or ""
            if not hypothesis.complete:
                rest = whole_words(rest)
            other = first_word(rest)
            if fold(other) not in taken and not (before and rest[0].isspace()):
                taken.add(fold(other))
                found.append((hypothesis.pieces, other, rest))
        span = Span(line.span.start + word.start, line.span.start + word.end)
        chances = self._chances(pieces, prefix, before, [(made_of, other) for made_of, other, _ in found])
        offers = [
            OtherWord(span, other, rest, chance)
            for (_, other, rest), chance in zip(found, chances, strict=True)
        ]
        return sorted(offers, key=lambda offer: -offer.probability)[:most]

    def completion(self, source: str, typed: str, *, whole: bool = False) -> str:
        """How a rendering of `source` that has been typed so far goes on; empty where nobody can tell.

        What was typed may end within a word. The next words only, or the `whole` rest of the line. The
        answer begins with a space where one is due.
        """
        line = line_at(self._reading(source), typed, len(typed), unfinished=True)
        if line is None:
            return ""
        begun = without_controls(line.span.of(typed))
        word = begun_word(begun)
        before = begun[: len(begun) - len(word)]
        prefix, pieces = self._pieces(line.source, before), self._encoded(line.source)
        if prefix is None or pieces is None:
            return ""
        found = self._best_rest(self._decode(pieces, prefix, COMPLETING, whole=whole), begun)
        if not found and word:
            for beginning in self._beginnings(pieces, prefix, word, spaced=before[-1:].strip() == ""):
                made = self._decode(pieces, [*prefix, beginning], COMPLETING, whole=whole)
                found = found or self._best_rest(made, begun)
        return found

    def judge(self, source: str, target: str) -> Judgement:
        """How sure the package is of a rendering and of each of its words.

        Lines are judged beside those that they stand for, and count together.
        """
        source = self._reading(source)
        sources = [span.of(source) for span in filled_lines(source)]
        places = filled_lines(target)
        ours = [pieces for each in sources if (pieces := self._encoded(each)) is not None]
        theirs = [self._decoder.tokenizer.encode(without_controls(span.of(target))) for span in places]
        short = all(0 < len(pieces) <= MOST_TARGET_PIECES for pieces in theirs)
        if not (len(sources) == len(ours) == len(theirs) > 0 and short):
            return Judgement(None)
        weighed = self._decoder.log_probabilities(ours, theirs)
        wrong = len(flaws(source, target, *self._langs))
        parts = [
            Features(sum(each), len(each), len(pieces)) for each, pieces in zip(weighed, ours, strict=True)
        ]
        words = [
            (Span(line.start + word.start, line.start + word.end), chance)
            for line, pieces, each in zip(places, theirs, weighed, strict=True)
            for word, chance in word_confidences(line.of(target), pieces, each, self._calibration)
        ]
        whole = joined([*parts, Features(0.0, 0, 0, wrong)])
        return Judgement(confidence(whole, self._calibration), tuple(words))

    def _encoded(self, source: str) -> list[str] | None:
        """The pieces of a line of the source; None where it is empty or too long for one go."""
        pieces = self._decoder.tokenizer.encode(without_controls(source))
        return pieces if 0 < len(pieces) <= MAX_PIECES else None

    def _text(self, pieces: Sequence[str]) -> str:
        return typeset(self._planner.text(pieces), self._langs[1])

    def _pieces(self, source: str, begun: str) -> list[str] | None:
        """The pieces of the beginning of a rendering: the package's own where it would write the same.

        Else those of its tokenizer, which may have been made for the other language only. None where some
        are not in the vocabulary, since they would be lost, or where there are too many.
        """
        if not begun.strip():
            return []
        own = self._drafted_pieces(source)
        for count in range(1, len(own) + 1):
            text = self._text(own[:count])
            if rest_after(begun, text) is None:
                break
            if rest_after(text, begun) == "":
                return own[:count]
        pieces = self._decoder.tokenizer.encode(begun)
        known = not self._vocabulary or all(piece in self._vocabulary for piece in pieces)
        return pieces if known and len(pieces) <= MOST_TARGET_PIECES else None

    def _drafted_pieces(self, source: str) -> list[str]:
        """The pieces of the package's own rendering of a line; that of the last one is remembered."""
        known, pieces = self._drafted
        if known != source:
            encoded = self._encoded(source)
            made = self._decode(encoded, [], COMPLETING, whole=True) if encoded else []
            pieces = made[0].pieces if made else []
            self._drafted = source, pieces
        return pieces

    def _decode(
        self, source: list[str], prefix: list[str], search: Search, *, whole: bool
    ) -> list[Hypothesis]:
        bound = max(output_bound(len(source)), 2 * len(prefix)) if whole else len(prefix) + SHORT
        batch = Batch([0], [source], search, bound, [prefix])
        self._decoder.submit(batch)
        return self._decoder.hypotheses(batch, 0)

    def _best_rest(self, made: Sequence[Hypothesis], begun: str) -> str:
        """The rest of the likeliest hypothesis that goes on from what has been typed, or ends there."""
        for hypothesis in made:
            rest = rest_after(self._text(hypothesis.pieces), begun)
            if rest is None:
                continue
            if hypothesis.complete:
                return rest.rstrip()
            if shortened := whole_words(rest):
                return shortened
        return ""

    def _beginnings(self, source: list[str], prefix: list[str], word: str, *, spaced: bool) -> list[str]:
        """The likeliest pieces that a word which has been begun may begin with."""
        begun = fold(word)
        wanted = []
        for piece in self._vocabulary:
            bare = fold(piece.removesuffix("@@").removeprefix("▁"))
            fits = bare.startswith(begun) or (bare and begun.startswith(bare))
            if fits and (not self._marked or piece.startswith("▁") == spaced):
                wanted.append(piece)
        wanted = wanted[:MOST_BEGINNINGS]
        weighed = self._decoder.log_probabilities(
            [source] * len(wanted), [[*prefix, piece] for piece in wanted]
        )
        chances = {piece: each[len(prefix)] for piece, each in zip(wanted, weighed, strict=True)}
        return sorted(wanted, key=lambda piece: -chances[piece])[:LIKELY_BEGINNINGS]

    @property
    def _marked(self) -> bool:
        """Whether pieces show that they begin a word, as SentencePiece's do."""
        return self._decoder.package.tokenizer == "sentencepiece"

    def _chances(
        self, source: list[str], prefix: list[str], before: str, words: Sequence[tuple[list[str], str]]
    ) -> list[float]:
        """The probability of each word, given as the pieces of a text and what these have after `before`."""
        if not words:
            return []
        weighed = self._decoder.log_probabilities([source] * len(words), [pieces for pieces, _ in words])
        chances = []
        for (pieces, word), each in zip(words, weighed, strict=True):
            end = len(prefix) + 1
            while end < len(pieces) and len(rest_after(self._text(pieces[:end]), before) or "") < len(word):
                end += 1
            chances.append(math.exp(min(0.0, sum(each[len(prefix) : end]))))
        return chances

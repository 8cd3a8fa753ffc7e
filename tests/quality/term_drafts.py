"""Drafts with their names put right, sentence by sentence, as the engine makes them in batches."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import ctranslate2

from workbench.draft.decoding.typography import typeset
from workbench.draft.naming.terms import Bare, Terms
from workbench.draft.naming.values import Judged, Required
from workbench.draft.packages.installed import PackageInfo
from workbench.draft.packages.tokenizer import load_tokenizer

SETTINGS: dict[str, Any] = {
    "beam_size": 4,
    "length_penalty": 0.2,
    "max_decoding_length": 208,
    "max_batch_size": 512,
    "batch_type": "tokens",
    "replace_unknowns": True,
}


HYPOTHESES = 4


class Hypothesis(NamedTuple):
    text: str
    log_probability: float


class Stages(NamedTuple):
    """What became of a sentence: the model's own draft, the chosen one, what was made of it."""

    own: str
    chosen: str
    judged: Judged
    """After the choice and with known wrong forms replaced."""
    final: Judged
    """After forced decoding, and with the drafts of bare names."""


class Drafter:
    """A package and a glossary."""

    def __init__(self, package: PackageInfo, terms: Terms) -> None:
        self._tokenizer = load_tokenizer(package)
        self._to_lang = package.to_lang
        ctranslate2.set_log_level(50)
        model = str(package.path / "model")
        self._model: Any = ctranslate2.Translator(
            model, compute_type="int8", inter_threads=2, intra_threads=1
        )
        self._terms = terms

    def close(self) -> None:
        self._model.unload_model()

    def hypotheses(self, sentences: Sequence[str]) -> list[list[Hypothesis]]:
        pieces = [self._tokenizer.encode(sentence) for sentence in sentences]
        results = self._model.translate_batch(
            pieces, num_hypotheses=HYPOTHESES, return_scores=True, **SETTINGS
        )
        return [
            [
                Hypothesis(self._text(written), score * (len(written) + 1) ** SETTINGS["length_penalty"])
                for written, score in zip(result.hypotheses, result.scores, strict=True)
            ]
            for result in results
        ]

    def continued(self, begun: Sequence[tuple[str, str]]) -> list[Hypothesis]:
        """For each sentence and target prefix what the model makes of it."""
        if not begun:
            return []
        source, prefixes = (
            [self._tokenizer.encode(text) for text in side] for side in zip(*begun, strict=True)
        )
        results = self._model.translate_batch(source, target_prefix=prefixes, **SETTINGS)
        written = [result.hypotheses[0] for result in results]
        scored = self._model.score_batch(source, written)
        return [
            Hypothesis(self._text(pieces), sum(each.log_probs))
            for pieces, each in zip(written, scored, strict=True)
        ]

    def _text(self, pieces: Sequence[str]) -> str:
        return typeset(self._tokenizer.decode(pieces), self._to_lang)

    def drafts(self, sentences: Sequence[str]) -> list[Stages]:
        terms = self._terms
        required = [terms.required(sentence) for sentence in sentences]
        mentions = sorted({each.source for names in required for each in names})
        alone = zip(mentions, self.hypotheses(mentions), strict=True) if mentions else ()
        bare = {mention: [found[0].text] for mention, found in alone}
        hypotheses = self.hypotheses(sentences)
        places = [terms.chosen(*each) for each in zip(required, hypotheses, strict=True)]
        chosen = [found[place].text for found, place in zip(hypotheses, places, strict=True)]
        texts = self._forced(sentences, required, self._forced(sentences, required, chosen, bare), bare)
        for rank in range(HYPOTHESES):
            lost = [self._lost(*each) for each in zip(required, texts, strict=True)]
            begun = [
                found[rank].text if count else text
                for count, found, text in zip(lost, hypotheses, texts, strict=True)
            ]
            rivals = self._forced(sentences, required, begun, bare)
            texts = [
                rival if self._lost(names, rival) < count else text
                for names, count, text, rival in zip(required, lost, texts, rivals, strict=True)
            ]
        stages = []
        for names, found, text, last in zip(required, hypotheses, chosen, texts, strict=True):
            own, how = found[0].text, "forced" if text != last else "hypothesis"
            judged = terms.judged(names, text, best=own, how="hypothesis")
            final = terms.judged(names, last, best=own, how=how, bare=bare)
            stages.append(Stages(own, text, judged, final))
        return stages

    def _lost(self, required: list[Required], text: str) -> int:
        """How many names are missing in a draft, and cannot be written in."""
        return len(self._terms.missing(required, self._terms.judged(required, text).text))

    def _forced(
        self, sentences: Sequence[str], required: Sequence[list[Required]], texts: Sequence[str], bare: Bare
    ) -> list[str]:
        """The drafts in which one more missing name could be forced upon the model, in place of those before."""
        terms = self._terms
        tries = [
            terms.tries(names, sentence, text, bare)
            if terms.missing(names, terms.judged(names, text).text)
            else []
            for names, sentence, text in zip(required, sentences, texts, strict=True)
        ]
        begun = [(text, each.prefix) for text, own in zip(sentences, tries, strict=True) for each in own]
        written = iter(self.continued(begun))
        return [
            terms.accepted(names, text, own, [next(written) for _ in own]) or text
            for names, text, own in zip(required, texts, tries, strict=True)
        ]

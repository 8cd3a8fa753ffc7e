"""Drafts through a third language: what one package writes is the input of the next."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sized
from dataclasses import replace
from itertools import chain, repeat
from math import prod

from db.records import Draft, EngineSignature, Flag
from workbench.draft.decoding.plans import Candidate
from workbench.draft.drafter import Drafter, Progress
from workbench.draft.engine import Engine
from workbench.draft.naming.names import Names
from workbench.draft.naming.patches import flag_after
from workbench.draft.signature import chained


class Pivot(Drafter):
    """Two engines one after the other; it drafts like one."""

    def __init__(self, first: Engine, second: Engine, names: Names | None = None) -> None:
        """`names` are those of the two outer languages; the engines know none."""
        self._first = first
        self._second = second
        self._names = names

    def signature(self, date: str = "") -> EngineSignature:
        """What a draft for a text of this date has to say about how it was made."""
        both = chained(self._first.signature(), self._second.signature())
        return replace(both, glossary=self._names.version, date=date) if self._names else both

    def hypotheses(
        self,
        sentences: Iterable[str],
        *,
        most: int,
        dates: Iterable[str] | None = None,
        cancelled: Callable[[], bool] = lambda: False,
        progress: Progress | None = None,
    ) -> Iterator[tuple[Draft, list[Candidate]]]:
        """Drafts with hypotheses of the second engine; see `Drafter`.

        The doubts of both engines are told, those of the first without a place, since they stand in a
        text that nobody sees. A draft is as probable as both of them together.
        """
        total = len(sentences) if isinstance(sentences, Sized) else 0
        when = chain(dates or (), repeat(""))
        waiting: deque[tuple[str, str, Draft]] = deque()

        def passed_on() -> Iterator[str]:
            known: deque[tuple[str, str]] = deque()

            def noted() -> Iterator[str]:
                for sentence, date in zip(sentences, when, strict=False):
                    known.append((sentence, date))
                    yield sentence

            for first in self._first.translate(noted(), cancelled=cancelled):
                waiting.append((*known.popleft(), first))
                yield first.text

        for done, (second, others) in enumerate(
            self._second.hypotheses(passed_on(), most=most, cancelled=cancelled), start=1
        ):
            source, date, first = waiting.popleft()
            yield self._named(source, date, _joined(first, second)), others
            if progress is not None:
                progress(done, total)

    def _named(self, source: str, date: str, draft: Draft) -> Draft:
        """A draft with the names put right that stand in the text it is of."""
        if self._names is None:
            return draft
        terms = self._names.on(date)
        judged = terms.judged(terms.required(source), draft.text)
        return replace(
            draft,
            text=judged.text,
            terms=judged.terms,
            changes=judged.changes,
            flags=(*(flag_after(flag, judged.changes) for flag in draft.flags), *judged.flags),
        )


def _joined(first: Draft, second: Draft) -> Draft:
    flags = [Flag(flag.kind, flag.message) for flag in first.flags]
    sure = [draft.confidence for draft in (first, second) if draft.confidence is not None]
    return replace(
        second,
        score=first.score + second.score,
        confidence=prod(sure) if sure else None,
        flags=tuple(dict.fromkeys([*flags, *second.flags])),
    )

"""Drafting what is missing in a project, quote by quote, with the packages that are installed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, islice

from db.records import (
    EngineSignature,
    LanguageTag,
    Origin,
    PairEvent,
    PairFilter,
    PairRange,
    Quote,
    Rendering,
    Segment,
    Status,
)
from workbench.draft.engine import Engine
from workbench.draft.packages import NoPackage, choose, installed
from workbench.project import Project
from workbench.text.language import primary, same_language

Progress = Callable[[int, int], None]
"""Called with the number of sentences done and the number of all."""

QUOTES_AT_ONCE = 16
"""Quotes translated and committed together: large enough to fill a batch, small enough to stop soon."""


@dataclass(frozen=True, slots=True)
class DraftReport:
    """What a drafting run did."""

    drafted: int
    """Pairs that now have a draft."""
    left: int
    """Pairs that still have no rendering."""
    reasons: tuple[str, ...] = ()
    """Why pairs were left, as sentences."""


@dataclass(frozen=True, slots=True)
class _Job:
    """A quote with the pairs of it that nothing renders."""

    quote: Quote
    pairs: tuple[PairRange, ...]

    @property
    def segments(self) -> list[Segment]:
        """The quote's segments that these pairs cover."""
        wanted = {position for pair in self.pairs for position in range(*pair.source)}
        return [segment for segment in self.quote.segments if segment.position in wanted]


def draft(
    project: Project,
    *,
    pair_ids: Sequence[int] | None = None,
    source_lang: str = "",
    target_lang: str = "",
    limit: int = 0,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> DraftReport:
    """Draft the pairs that have no rendering: all of them, or those named.

    `limit` stops after that many pairs (0: no limit). Every quote is committed as it is done, so a
    run that was stopped goes on where it ended, and a rendering that a person typed meanwhile is
    never overwritten. A language without a package is reported, not an error.
    """
    target = LanguageTag(target_lang) if target_lang else project.target_lang
    jobs = _jobs(project, pair_ids, source_lang, limit)
    total = sum(len(job.segments) for job in jobs)
    done = drafted = 0
    reasons: list[str] = []
    for lang, of_lang in groupby(sorted(jobs, key=_language), key=_language):
        engine = _engine(lang, target, reasons)
        if engine is None:
            continue
        try:
            for part in _portions(list(of_lang)):
                if cancelled():
                    break
                drafted += _draft_portion(project, engine, target, part, cancelled, reasons)
                done += sum(len(job.segments) for job in part)
                if progress is not None:
                    progress(done, total)
        finally:
            engine.close()
    left = len(project.store.pairs.ids(PairFilter(missing_target=True)))
    return DraftReport(drafted, left, tuple(reasons))


def translations(lang: LanguageTag, target: LanguageTag) -> Callable[[Sequence[str]], list[str] | None]:
    """A function that machine-translates sentences, each only once; it returns None without a package."""
    known: dict[str, str] = {}

    def translate(sentences: Sequence[str]) -> list[str] | None:
        new = [s for s in dict.fromkeys(sentences) if s not in known]
        if new:
            engine = _engine(lang, target, [])
            if engine is None:
                return None
            known.update(zip(new, (made.text for made in engine.translate(new)), strict=True))
            engine.close()
        return [known[sentence] for sentence in sentences]

    return translate


def _jobs(project: Project, pair_ids: Sequence[int] | None, source_lang: str, limit: int) -> list[_Job]:
    """Quotes with pairs that nothing renders, in reading order."""
    missing = project.store.pairs.ids(PairFilter(missing_target=True, source_lang=source_lang))
    if pair_ids is not None:
        wanted = set(pair_ids)
        missing = [identifier for identifier in missing if identifier in wanted]
    pairs = [project.store.pairs.range(identifier) for identifier in missing[: limit or None]]
    return [
        _Job(project.store.quotes.get(quote_id), tuple(of_quote))
        for quote_id, of_quote in groupby(pairs, key=lambda pair: pair.quote_id)
    ]


def _language(job: _Job) -> LanguageTag:
    return job.quote.lang


def _portions(jobs: list[_Job]) -> Iterator[list[_Job]]:
    for start in range(0, len(jobs), QUOTES_AT_ONCE):
        yield jobs[start : start + QUOTES_AT_ONCE]


def _engine(lang: LanguageTag, target: LanguageTag, reasons: list[str]) -> Engine | None:
    if same_language(lang, target):
        reasons.append(f"Quotes in {lang} are not drafted: the target language is {target} as well.")
        return None
    try:
        return Engine.load(choose(LanguageTag(primary(lang)), LanguageTag(primary(target)), installed()))
    except NoPackage as error:
        reasons.append(str(error))
        return None


def _draft_portion(
    project: Project,
    engine: Engine,
    target: LanguageTag,
    jobs: list[_Job],
    cancelled: Callable[[], bool],
    reasons: list[str],
) -> int:
    """Translate the sentences of some quotes in one stream and store quote by quote."""
    sentences = [segment.text for job in jobs for segment in job.segments]
    made = engine.translate(sentences, cancelled=cancelled)
    drafted = 0
    for job in jobs:
        words = list(islice(made, len(job.segments)))
        if len(words) < len(job.segments):
            break
        drafts = {
            segment.position: Segment(draft.text, segment.after, segment.position, "; ".join(draft.doubts))
            for segment, draft in zip(job.segments, words, strict=True)
        }
        reasons += [
            f"A sentence of quote {job.quote.id} was left: {segment.doubt}."
            for segment in drafts.values()
            if not segment.text.strip()
        ]
        drafted += _store(project, job, drafts, engine.signature(), target)
    return drafted


def _store(
    project: Project, job: _Job, drafts: dict[int, Segment], signature: EngineSignature, target: LanguageTag
) -> int:
    """Give the pairs of a quote their drafts, except those that found a rendering meanwhile."""
    store = project.store
    with store.action("draft", f"quote {job.quote.id} drafted by {signature.package}") as action:
        waiting = {pair.id: pair for pair in store.pairs.ranges(job.quote.id) if pair.rendering_id is None}
        pairs = [
            pair
            for pair in job.pairs
            if waiting.get(pair.id) == pair and any(drafts[p].text.strip() for p in range(*pair.source))
        ]
        segments = [drafts[position] for pair in pairs for position in range(*pair.source)]
        if not segments:
            return 0
        rendering_id = _rendering(project, job.quote, signature, target, segments)
        for pair in pairs:
            store.pairs.change(
                pair.id,
                pair.revision,
                rendering_id=rendering_id,
                target_start=pair.source.start,
                target_end=pair.source.end,
                status=str(Status.DRAFT),
            )
            text = store.pairs.row(pair.id).target
            store.pairs.record(action, PairEvent(pair.id, "", text, pair.status, Status.DRAFT))
    return len(pairs)


def _rendering(
    project: Project,
    quote: Quote,
    signature: EngineSignature,
    target: LanguageTag,
    segments: Sequence[Segment],
) -> int:
    """The draft of this quote by this engine, made or continued with `segments`."""
    store = project.store
    pairs = store.pairs.ranges(quote.id)
    for rendering in store.renderings.of_quote(quote.id):
        taken = {segment.position for segment in rendering.segments}
        taken |= {p for pair in pairs if pair.rendering_id == rendering.id for p in range(*pair.target)}
        if (rendering.engine, rendering.author) == (signature, project.person) and taken.isdisjoint(
            s.position for s in segments
        ):
            store.renderings.extend(rendering.id, segments)
            return rendering.id
    return store.renderings.add(
        Rendering(
            quote_id=quote.id,
            lang=target,
            origin=Origin.DRAFT,
            segments=tuple(segments),
            engine=signature,
            author=project.person,
        )
    )

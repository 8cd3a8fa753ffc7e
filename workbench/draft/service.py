"""Drafting what is missing in a project, quote by quote, with the packages that are installed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from itertools import groupby

from db.records import (
    Draft,
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
from workbench.draft.drafter import Drafter, Progress
from workbench.draft.engines import Settings, engine
from workbench.draft.naming.names import date_of
from workbench.draft.packages.installed import NoPackage
from workbench.project import Project
from workbench.text.language import same_language


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What to draft, and how."""

    pair_ids: Sequence[int] | None = None
    """Only these pairs; all that have no rendering when None."""
    source_lang: str = ""
    target_lang: str = ""
    """The project's own unless given."""
    limit: int = 0
    """At most so many pairs; 0 for all."""
    again: bool = False
    """Whether drafts that were made in another way, and that nobody has touched, are made anew."""
    glossary: bool = True
    """Whether the project's glossary puts names right."""
    settings: Settings = Settings()


@dataclass(slots=True)
class DraftReport:
    """What a drafting run did."""

    drafted: int = 0
    """Pairs that now have a draft."""
    left: int = 0
    """Pairs that still have no rendering."""
    reasons: list[str] = field(default_factory=list)
    """Why pairs were left, as sentences."""
    signatures: list[str] = field(default_factory=list)
    """How the drafts were made; the same ones draft the same again."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """What a drafting run would do for quotes of one language."""

    lang: LanguageTag
    quotes: int
    pairs: int
    sentences: int
    known: int
    """Sentences that this project has drafted in the same way before."""
    signature: str
    """How they would be drafted; empty where nothing can draft them."""
    reason: str = ""
    """Why nothing can, as a sentence."""


@dataclass(frozen=True, slots=True)
class _Job:
    """A quote with the pairs of it that are to be drafted."""

    quote: Quote
    pairs: tuple[PairRange, ...]
    date: str

    @property
    def segments(self) -> list[Segment]:
        """The quote's segments that these pairs cover."""
        wanted = {position for pair in self.pairs for position in range(*pair.source)}
        return [segment for segment in self.quote.segments if segment.position in wanted]


def draft(
    project: Project,
    wish: Wish = Wish(),
    *,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> DraftReport:
    """Draft the pairs that have no rendering: all of them, or those wished for, and old drafts if wished.

    Every quote is committed as it is done, so a run that was stopped goes on where it ended, and a
    rendering that a person typed meanwhile is never overwritten. A text that was drafted in the same way
    before gets the same draft without the package. A language without a package is reported, not an error.
    """
    report = DraftReport()
    run = _Run(project, wish, report, cancelled)
    jobs = _jobs(project, wish)
    total, done = sum(len(job.segments) for job in jobs), 0
    for of_lang in _by_language(jobs):
        for sentences in run.draft(of_lang):
            done += sentences
            if progress is not None:
                progress(done, total)
    report.left = len(project.store.pairs.ids(PairFilter(missing_target=True)))
    return report


def outlook(project: Project, wish: Wish = Wish()) -> list[Outlook]:
    """What `draft` would do, language by language, without doing it."""
    found = []
    for jobs in _by_language(_jobs(project, wish)):
        sentences = [(segment.text, job.date) for job in jobs for segment in job.segments]
        counts = len(jobs), sum(len(job.pairs) for job in jobs), len(sentences)
        lang = jobs[0].quote.lang
        try:
            made = _engine(project, lang, wish)
        except NoPackage as error:
            found.append(Outlook(lang, *counts, 0, "", str(error)))
            continue
        drafts = project.store.drafts
        signatures = {date: str(made.signature(date)) for date in {job.date for job in jobs}}
        known = sum(drafts.get(signatures[date], text) is not None for text, date in sentences)
        found.append(Outlook(lang, *counts, known, str(made.signature())))
    return found


def translations(
    lang: LanguageTag, target: LanguageTag, settings: Settings = Settings()
) -> Callable[[Sequence[str]], list[str] | None]:
    """A function that machine-translates sentences, each only once; it returns None without a package.

    The texts are meant to be compared with others, so nothing in them is repaired.
    """
    known: dict[str, str] = {}

    def translate(sentences: Sequence[str]) -> list[str] | None:
        new = [s for s in dict.fromkeys(sentences) if s not in known]
        if new:
            if same_language(lang, target):
                return None
            try:
                made = engine(lang, target, settings=settings, careful=False)
            except NoPackage:
                return None
            known.update(zip(new, (draft.text for draft in made.translate(new)), strict=True))
        return [known[sentence] for sentence in sentences]

    return translate


class _Run:
    """Drafting the quotes of one language after the other."""

    def __init__(
        self, project: Project, wish: Wish, report: DraftReport, cancelled: Callable[[], bool]
    ) -> None:
        self._project = project
        self._wish = wish
        self._report = report
        self._cancelled = cancelled

    def draft(self, jobs: list[_Job]) -> Iterator[int]:
        """Draft quotes of one language; yields the number of sentences that each of them took."""
        try:
            made = _engine(self._project, jobs[0].quote.lang, self._wish)
        except NoPackage as error:
            self._report.reasons.append(str(error))
            return
        signatures = {date: made.signature(date) for date in dict.fromkeys(job.date for job in jobs)}
        drafts = self._drafts(made, signatures, jobs)
        for job in jobs:
            found: dict[int, Draft] = {}
            for segment in job.segments:
                draft = next(drafts, None)
                if draft is None:
                    return
                found[segment.position] = draft
            self._store(job, found, signatures[job.date])
            yield len(found)

    def _drafts(
        self, made: Drafter, signatures: Mapping[str, EngineSignature], jobs: list[_Job]
    ) -> Iterator[Draft]:
        """A draft for each segment of the jobs, in order: those made before, and one stream of new ones."""
        wanted = [(segment.text, job.date) for job in jobs for segment in job.segments]
        kept = self._project.store.drafts
        drafts = {
            (text, date): draft
            for date, signature in signatures.items()
            for text, draft in kept.known(str(signature), (t for t, on in wanted if on == date)).items()
        }
        new = [each for each in dict.fromkeys(wanted) if each not in drafts]
        stream = made.translate(
            [text for text, _ in new], dates=[date for _, date in new], cancelled=self._cancelled
        )
        made_new = zip(new, stream, strict=False)
        for each in wanted:
            while each not in drafts:
                following = next(made_new, None)
                if following is None:
                    return
                drafts[following[0]] = following[1]
            if self._cancelled():
                return
            yield drafts[each]

    def _store(self, job: _Job, drafts: Mapping[int, Draft], signature: EngineSignature) -> None:
        """Give the pairs of a quote their drafts, except those that found a rendering meanwhile."""
        store = self._project.store
        with store.action("draft", f"quote {job.quote.id} drafted by {signature.package}") as action:
            texts = {segment.position: segment.text for segment in job.segments}
            store.drafts.keep(str(signature), {texts[at]: draft for at, draft in drafts.items()})
            standing = {pair.id: pair for pair in store.pairs.ranges(job.quote.id)}
            pairs = [
                pair
                for pair in job.pairs
                if standing.get(pair.id) == pair and any(drafts[p].text.strip() for p in range(*pair.source))
            ]
            wanted = {position for pair in pairs for position in range(*pair.source)}
            segments = [
                Segment(drafts[s.position].text, s.after, s.position, "; ".join(drafts[s.position].doubts))
                for s in job.segments
                if s.position in wanted
            ]
            if segments:
                rendering_id = self._rendering(job.quote, signature, segments)
                for pair in pairs:
                    self._put(pair, rendering_id, action)
        self._report.drafted += len(pairs)
        self._report.reasons += [
            f"A sentence of quote {job.quote.id} was left: {'; '.join(draft.doubts)}."
            for draft in drafts.values()
            if not draft.text.strip()
        ]
        if pairs and str(signature) not in self._report.signatures:
            self._report.signatures.append(str(signature))

    def _put(self, pair: PairRange, rendering_id: int, action: int) -> None:
        pairs = self._project.store.pairs
        before = pairs.row(pair.id).target
        pairs.change(
            pair.id,
            pair.revision,
            rendering_id=rendering_id,
            target_start=pair.source.start,
            target_end=pair.source.end,
            status=str(Status.DRAFT),
        )
        pairs.record(action, PairEvent(pair.id, before, pairs.row(pair.id).target, pair.status, Status.DRAFT))

    def _rendering(self, quote: Quote, signature: EngineSignature, segments: Sequence[Segment]) -> int:
        """The draft of this quote by this engine, made or continued with `segments`."""
        store, person = self._project.store, self._project.person
        pairs = store.pairs.ranges(quote.id)
        for rendering in store.renderings.of_quote(quote.id):
            taken = {segment.position for segment in rendering.segments}
            taken |= {p for pair in pairs if pair.rendering_id == rendering.id for p in range(*pair.target)}
            if (rendering.engine, rendering.author) == (signature, person) and taken.isdisjoint(
                s.position for s in segments
            ):
                store.renderings.extend(rendering.id, segments)
                return rendering.id
        return store.renderings.add(
            Rendering(
                quote_id=quote.id,
                lang=_target(self._project, self._wish),
                origin=Origin.DRAFT,
                segments=tuple(segments),
                engine=signature,
                author=person,
            )
        )


def _jobs(project: Project, wish: Wish) -> list[_Job]:
    """Quotes with pairs that are to be drafted, in reading order."""
    store = project.store
    wanted = store.pairs.ids(PairFilter(missing_target=True, source_lang=wish.source_lang))
    if wish.again:
        drafted = PairFilter(origins=(Origin.DRAFT,), statuses=(Status.DRAFT,), source_lang=wish.source_lang)
        also = {*wanted, *store.pairs.ids(drafted)}
        wanted = [pair for pair in store.pairs.ids(PairFilter(source_lang=wish.source_lang)) if pair in also]
    if wish.pair_ids is not None:
        named = set(wish.pair_ids)
        wanted = [identifier for identifier in wanted if identifier in named]
    found = (store.pairs.range(identifier) for identifier in wanted)
    pairs = [pair for pair in found if not pair.touched]
    dates = {identifier: source.date for identifier, source in store.documents.sources().items()}
    jobs = []
    for quote_id, of_quote in groupby(pairs, key=lambda pair: pair.quote_id):
        quote = store.quotes.get(quote_id)
        printed = [dates.get(witness.document_id, "") for witness in quote.witnesses[:1]]
        jobs.append(_Job(quote, tuple(of_quote), date_of(quote.said_on, *printed)))
    if wish.again:
        jobs = _without_same(project, wish, jobs)
    return list(_first(jobs, wish.limit)) if wish.limit else jobs


def _without_same(project: Project, wish: Wish, jobs: list[_Job]) -> list[_Job]:
    """The jobs without the pairs that have been drafted already in the way that is wished for."""
    found = []
    for of_lang in _by_language(jobs):
        with suppress(NoPackage):  # told when it comes to drafting
            made = _engine(project, of_lang[0].quote.lang, wish)
            ways = {date: made.signature(date) for date in {job.date for job in of_lang}}
            of_lang = [_otherwise(project, job, ways[job.date]) for job in of_lang]
        found += [job for job in of_lang if job.pairs]
    order = {job.quote.id: place for place, job in enumerate(jobs)}
    return sorted(found, key=lambda job: order[job.quote.id])


def _otherwise(project: Project, job: _Job, way: EngineSignature) -> _Job:
    renderings = project.store.renderings.of_quote(job.quote.id)
    same = {rendering.id for rendering in renderings if rendering.engine == way}
    return replace(job, pairs=tuple(pair for pair in job.pairs if pair.rendering_id not in same))


def _first(jobs: list[_Job], limit: int) -> Iterator[_Job]:
    """The jobs with the first pairs, so many of them."""
    for job in jobs:
        if limit <= 0:
            return
        yield replace(job, pairs=job.pairs[:limit])
        limit -= len(job.pairs)


def _by_language(jobs: list[_Job]) -> list[list[_Job]]:
    """Jobs of one language together, the languages in the order of their tags."""
    ordered = sorted(jobs, key=lambda job: job.quote.lang)
    return [list(of_lang) for _, of_lang in groupby(ordered, key=lambda job: job.quote.lang)]


def _target(project: Project, wish: Wish) -> LanguageTag:
    return LanguageTag(wish.target_lang) if wish.target_lang else project.target_lang


def _engine(project: Project, lang: LanguageTag, wish: Wish) -> Drafter:
    """What drafts quotes in `lang`. Raises NoPackage."""
    target = _target(project, wish)
    if same_language(lang, target):
        raise NoPackage(f"Quotes in {lang} are not drafted: the target language is {target} as well.")
    concepts = project.store.concepts.all() if wish.glossary else ()
    return engine(lang, target, concepts=concepts, settings=wish.settings)

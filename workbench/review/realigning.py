"""Aligning the quotes of a project again: what persons have laid or judged stays, the rest is found anew."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from db.errors import Refused
from db.records import Bead, LanguageTag, Origin, Quote, QuoteKind, QuoteState, Rendering, Span
from db.tellings import DIGITS
from workbench.align.pool import Bitext, align_all
from workbench.align.service import Drafts, lexicon_for
from workbench.project import Project
from workbench.review.grouping import Group, Words, arrange
from workbench.review.laying import Family, family, lay

DraftsFrom = Callable[[LanguageTag], Drafts]
"""Machine translations out of a language."""
Translated = dict[tuple[LanguageTag, str], str]
"""The machine translation of a sentence, by its language and its words."""

TOGETHER = 200
"""Renderings that one lexicon is learned from: enough to learn, few enough to stop soon."""


@dataclass(frozen=True, slots=True)
class Realigned:
    """What a run did."""

    renderings: int
    """Printed renderings that were aligned again."""
    quotes: tuple[int, ...] = ()
    """Quotes that have other beads now."""
    crossing: tuple[int, ...] = ()
    """Renderings left as they are, because their order is not that of the quote."""
    stopped: bool = False
    """True when it was stopped before anything was written."""


@dataclass(frozen=True, slots=True)
class _Task:
    """A rendering to be aligned with its quote."""

    quote: Quote
    known: Family
    fixed: dict[Bead, Group]
    """The beads that stay, as indices into the sentences of both sides."""

    @property
    def rendering(self) -> Rendering:
        return self.known.members[0]


def realign(
    project: Project,
    quote_ids: Sequence[int] = (),
    drafts: DraftsFrom = lambda _: lambda _: None,
    *,
    progress: Callable[[int, int], None] = lambda done, total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Realigned:
    """Align printed renderings with their quotes again, all or those of some quotes, as one action.

    A bead stays that a person laid, approved, rejected, noted or wrote words for; only the stretches
    between those are found anew. A fragment was placed, not aligned, and stays too. What somebody
    changes meanwhile is left to them. Raises Refused for a quote that cannot be aligned.
    """
    tasks, crossing = [], []
    for quote in _quotes(project, quote_ids):
        for rendering in _renderings(project, quote):
            known = family(project, quote.id, rendering.id)
            fixed = _fixed(quote, known)
            if fixed is None:
                crossing.append(rendering.id)
            else:
                tasks.append(_Task(quote, known, fixed))
    translated = _translated(tasks, drafts)
    found: list[tuple[_Task, list[Bead]]] = []
    for portion in _portions(tasks):
        if cancelled():
            return Realigned(0, stopped=True)
        found += zip(portion, _aligned(project, portion, translated), strict=True)
        progress(len(found), len(tasks))
    changed: dict[int, None] = {}
    with project.store.action("bead align", f"{len(tasks)} renderings aligned again") as action:
        for task, beads in found:
            if _lay(project, action, task, beads):
                changed[task.quote.id] = None
    return Realigned(len(tasks), tuple(changed), tuple(crossing))


def _quotes(project: Project, quote_ids: Sequence[int]) -> Iterator[Quote]:
    """The quotes meant, with their words. Raises Refused for one that has none."""
    quotes = project.store.quotes
    if not quote_ids:
        yield from (quote for quote in quotes.all() if not quote.missing_original)
    for quote_id in dict.fromkeys(quote_ids):
        quote = quotes.get(quote_id)
        if quote.state is not QuoteState.ACTIVE or quote.missing_original:
            why = "its original is missing" if quote.state is QuoteState.ACTIVE else f"it is {quote.state}"
            raise Refused(f"Quote {quote_id} cannot be aligned: {why}.")
        yield quote


def _renderings(project: Project, quote: Quote) -> Iterator[Rendering]:
    """The printed renderings of a quote that were aligned with it as a whole."""
    for rendering in project.store.renderings.of_quote(quote.id):
        printed = rendering.origin is Origin.PUBLISHED and rendering.reprint_of is None
        if printed and not _fragment(project, quote, rendering):
            yield rendering


def _fragment(project: Project, quote: Quote, rendering: Rendering) -> bool:
    """Whether a rendering was read as a few words out of a sentence."""
    assert rendering.document_id is not None
    place = (rendering.document_id, rendering.pieces[0].start)
    quotes = project.store.quotes
    former = (quotes.get(number) for number in quotes.joined_from(quote.id, place))
    return len(rendering.segments) == 1 and any(q.kind is QuoteKind.PARTIAL for q in former)


def _fixed(quote: Quote, known: Family) -> dict[Bead, Group] | None:
    """The beads of a family that stay; None where the groups are not in the order of both sides."""
    ours = [segment.position for segment in quote.segments]
    theirs = [segment.position for segment in known.members[0].segments]
    fixed = {}
    row = column = 0
    for group in known.groups:
        spans = [words.span for words in group.target]
        covered = [p for p in theirs if any(span.start <= p < span.end for span in spans)]
        source, target = Span(row, row + len(group.source)), Span(column, column + len(covered))
        if list(group.source) != ours[slice(*source)] or covered != theirs[slice(*target)]:
            return None
        if _stays(known, group):
            fixed[Bead(source, target, 1.0)] = group
        row, column = source.end, target.end
    return fixed


def _stays(known: Family, group: Group) -> bool:
    """Whether a person has laid, judged or worded a group."""
    human = {member.id for member in known.members if member.origin is Origin.HUMAN}
    pairs = (known.pairs[pair] for pair in group.pairs)
    return any(pair.touched or pair.aligned_by or pair.rendering_id in human for pair in pairs)


def _translated(tasks: Sequence[_Task], drafts: DraftsFrom) -> Translated:
    """Machine translations of all sentences, each language in one batch; none without a package."""
    sentences: dict[LanguageTag, dict[str, None]] = {}
    for task in tasks:
        of_lang = sentences.setdefault(task.quote.lang, {})
        of_lang.update(dict.fromkeys(segment.text for segment in task.quote.segments))
    found = {}
    for lang, texts in sentences.items():
        lines = drafts(lang)(list(texts))
        if lines is not None:
            found.update({(lang, text): line for text, line in zip(texts, lines, strict=True)})
    return found


def _portions(tasks: Sequence[_Task]) -> Iterator[list[_Task]]:
    """Renderings that are aligned together, of two languages each."""

    def languages(task: _Task) -> tuple[LanguageTag, LanguageTag]:
        return task.quote.lang, task.rendering.lang

    for _, alike in groupby(sorted(tasks, key=languages), key=languages):
        waiting = list(alike)
        for start in range(0, len(waiting), TOGETHER):
            yield waiting[start : start + TOGETHER]


def _aligned(project: Project, tasks: Sequence[_Task], translated: Translated) -> list[list[Bead]]:
    """The beads of renderings in the same languages, as indices into the sentences of both sides."""
    texts = []
    for task in tasks:
        source = [segment.text for segment in task.quote.segments]
        target = [segment.text for segment in task.rendering.segments]
        keys = [(task.quote.lang, text) for text in source]
        drafts = [translated[key] for key in keys] if translated.keys() >= set(keys) else None
        texts.append(Bitext(source, target, drafts, fixed=list(task.fixed)))
    return align_all(texts, lexicon=lexicon_for(project.store, tasks[0].quote.lang, tasks[0].rendering.lang))


def _lay(project: Project, action: int, task: _Task, beads: Sequence[Bead]) -> bool:
    """Lay what was found, unless somebody has changed the pairs since; says whether beads changed."""
    now = family(project, task.quote.id, task.rendering.id)
    if _with_words(now) != _with_words(task.known) or any(
        now.pairs[pair].revision != task.known.pairs[pair].revision
        for group in _with_words(now)
        for pair in group.pairs
    ):
        return False
    linked, probabilities = _grouped(task, now, beads)
    positions = [segment.position for segment in task.quote.segments]
    after = arrange(positions, linked, [g for g in now.groups if g.pairs and not g.target])
    done = lay(project, action, now, after, probabilities=probabilities)
    _restate(project, now, probabilities)
    return bool(done.pairs or done.made or done.gone)


def _with_words(known: Family) -> list[Group]:
    return [group for group in known.groups if group.target]


def _grouped(task: _Task, now: Family, beads: Sequence[Bead]) -> tuple[list[Group], dict[Group, float]]:
    """Beads as groups, and how sure they are. Each takes over the pairs whose words begin in it."""
    free = [group for group in _with_words(now) if not _stays(now, group)]
    same = {(group.source, _segments(group)): group for group in free}
    ours, theirs = task.quote.segments, task.rendering.segments
    linked, probabilities = list(task.fixed.values()), {}
    left = {_segments(group)[0]: group.pairs for group in free}
    for bead in beads:
        if bead in task.fixed or bead.target.empty:
            continue
        source = tuple(segment.position for segment in ours[slice(*bead.source)])
        words = tuple(Words(Span(s.position, s.position + 1), s.id) for s in theirs[slice(*bead.target)])
        group = Group(source, words)
        pairs = tuple(pair for segment in _segments(group) for pair in left.get(segment, ()))
        group = same.get((source, _segments(group)), replace(group, pairs=pairs))
        linked.append(group)
        probabilities[group] = bead.probability
    return [group for group in linked if group.target], probabilities


def _segments(group: Group) -> tuple[int, ...]:
    return tuple(words.segment for words in group.target)


def _restate(project: Project, now: Family, probabilities: dict[Group, float]) -> None:
    """Say of beads that were found again how sure they are now."""
    for group in _with_words(now):
        if group not in probabilities:
            continue
        pairs = project.store.pairs
        row = pairs.row(group.pairs[0])
        if round(probabilities[group], DIGITS) != row.probability:
            pairs.change(row.id, row.revision, probability=probabilities[group])

"""The beads of a project as a person looks at them: sentences beside each other, and how sure that is."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, overload

from db.errors import WrongUse
from db.records import Origin, Segment, Status
from workbench.project import Project
from workbench.review.grouping import Group
from workbench.review.laying import Family, family, root_of

DOUBTFUL = 0.9
"""A bead that states less is worth a look: of those that state more, 97 in a hundred are right."""

OPEN = ("draft", "translated")
"""Statuses of pairs that nobody has decided about."""

PRINTED = "q.state = 'active' AND q.id IN (SELECT quote_id FROM rendering WHERE origin = 'published')"

PROGRESS = f"""
SELECT count(*) AS beads,
       total(p.aligned_by <> '' OR p.status NOT IN {OPEN}) AS seen,
       total(r.origin = 'published' AND p.aligned_by = '' AND p.status IN {OPEN} AND p.probability < ?1)
         AS doubtful
FROM pair p JOIN quote q ON q.id = p.quote_id LEFT JOIN rendering r ON r.id = p.rendering_id
WHERE {PRINTED} AND r.origin IS NOT 'draft' AND (?2 = 0 OR p.quote_id = ?2)
"""

LOWEST_FIRST = f"""
SELECT p.id FROM pair p JOIN quote q ON q.id = p.quote_id JOIN rendering r ON r.id = p.rendering_id
WHERE q.state = 'active' AND r.origin = 'published' AND p.aligned_by = '' AND p.probability < ?1
  AND (?2 OR p.status IN {OPEN})
ORDER BY p.probability, q.place_document, q.place_offset, q.id, p.source_start, p.target_start, p.id
"""

BETWEEN = """
SELECT w.quote_id, COALESCE(r.reprint_of, r.id) AS root
FROM witness w JOIN quote q ON q.id = w.quote_id AND q.state = 'active'
JOIN rendering r ON r.quote_id = q.id AND r.document_id = ?2
WHERE w.document_id = ?1
GROUP BY w.quote_id, root
ORDER BY min((SELECT min(start) FROM piece WHERE witness_id = w.id)), w.quote_id, root
"""

ARTICLES = """
SELECT r.document_id AS id FROM witness w JOIN quote q ON q.id = w.quote_id AND q.state = 'active'
JOIN rendering r ON r.quote_id = q.id AND r.document_id IS NOT NULL
WHERE w.document_id = ? GROUP BY r.document_id ORDER BY count(DISTINCT q.id) DESC, r.document_id
"""


class Sentence(NamedTuple):
    """A sentence of a bead."""

    position: int
    """Where it stands among the sentences of its side."""
    text: str
    start: int
    """Code points from the beginning of its side of the pair."""


@dataclass(frozen=True, slots=True)
class LaidBead:
    """Sentences of a quote beside sentences of a rendering; one side may be empty."""

    quote_id: int
    root_id: int | None
    """The rendering that is looked at, or from which its words were derived; None where there is none."""
    pair_id: int
    """The pair that this is; 0 for a sentence that this rendering leaves out while another has it."""
    revision: int
    source: tuple[Sentence, ...]
    target: tuple[Sentence, ...]
    probability: float | None
    """How sure the aligner is; None where it does not say: what has no rendering."""
    aligned_by: str = ""
    """Who laid or accepted it; empty where the aligner laid it."""
    status: Status = Status.DRAFT
    origin: Origin | None = None

    @property
    def decided(self) -> bool:
        """Whether a person laid or accepted it, or approved or rejected its pair."""
        return bool(self.aligned_by) or self.status in (Status.APPROVED, Status.REJECTED)

    @property
    def counts(self) -> bool:
        """Whether it is to be looked at: a machine's draft is beside its sentence by construction."""
        return bool(self.pair_id) and self.origin is not Origin.DRAFT

    def doubtful(self, below: float = DOUBTFUL) -> bool:
        """Whether the aligner laid it with a lower probability and nobody has decided about it."""
        laid = self.origin is Origin.PUBLISHED and not self.decided
        return laid and self.probability is not None and self.probability < below


class BeadsOfPairs(Sequence[LaidBead]):
    """The beads that pairs are, read in portions when they are looked at; many pairs cost nothing."""

    PORTION = 16
    KEPT = 512

    def __init__(self, project: Project, pair_ids: Sequence[int]) -> None:
        self._project = project
        self._read: dict[int, LaidBead] = {}
        self.pair_ids = list(pair_ids)

    def __len__(self) -> int:
        return len(self.pair_ids)

    @overload
    def __getitem__(self, index: int) -> LaidBead: ...
    @overload
    def __getitem__(self, index: slice) -> list[LaidBead]: ...
    def __getitem__(self, index: int | slice) -> LaidBead | list[LaidBead]:
        """A bead; one whose pair is gone has no sentences."""
        if isinstance(index, slice):
            return [self[number] for number in range(*index.indices(len(self)))]
        pair_id = self.pair_ids[index]
        if pair_id not in self._read:
            first = index - index % self.PORTION
            if len(self._read) >= self.KEPT:
                self._read.clear()
            self._read |= of_pairs(self._project, self.pair_ids[first : first + self.PORTION])
        return self._read.get(pair_id) or LaidBead(0, None, 0, 0, (), (), None)

    def changed(self, gone: Collection[int], made: Sequence[int], after: int) -> None:
        """Forget what was read; let pairs go, and others follow the one with the number `after`."""
        self._read.clear()
        before, behind = self.pair_ids[: after + 1], self.pair_ids[after + 1 :]
        known = set(self.pair_ids)
        new = [pair_id for pair_id in dict.fromkeys(made) if pair_id not in known]
        self.pair_ids = [pair_id for pair_id in (*before, *new, *behind) if pair_id not in gone]


class Progress(NamedTuple):
    """How many beads there are, how many a person has decided about, how many of the others are doubtful."""

    beads: int
    seen: int
    doubtful: int


class Articles(NamedTuple):
    """Two documents: one in which quotes stand, and one in which renderings of them do."""

    source: int
    target: int


def of_rendering(project: Project, quote_id: int, root_id: int | None) -> list[LaidBead]:
    """The beads of a quote and a rendering (its root, see `root_of`; None for none), in reading order."""
    store = project.store
    known = family(project, quote_id, root_id)
    ours = {segment.position: segment for segment in store.quotes.segments(quote_id)}
    theirs = {segment.id: segment for member in known.members for segment in member.segments}
    rows = store.rows("SELECT id, probability FROM pair WHERE quote_id = ?", (quote_id,))
    sure = {int(row["id"]): float(row["probability"]) for row in rows}
    return [_bead(known, root_id, group, ours, theirs, sure) for group in known.groups]


def of_pairs(project: Project, pair_ids: Sequence[int]) -> dict[int, LaidBead]:
    """The beads that some pairs are, by pair; those that are gone are left out."""
    store = project.store
    places: dict[tuple[int, int | None], list[int]] = {}
    for row in store.rows_in("SELECT id, quote_id, rendering_id FROM pair WHERE id IN (:ids)", pair_ids):
        root = root_of(project, row["rendering_id"]) if row["rendering_id"] else None
        places.setdefault((row["quote_id"], root), []).append(row["id"])
    found: dict[int, LaidBead] = {}
    for (quote_id, root), wanted in places.items():
        beads = {bead.pair_id: bead for bead in of_rendering(project, quote_id, root)}
        found.update({pair_id: beads[pair_id] for pair_id in wanted if pair_id in beads})
    return found


def renderings_of(project: Project, quote_id: int) -> list[int]:
    """The renderings of a quote that its pairs hold, by their roots, in the order they were added."""
    rows = project.store.rows(
        "SELECT DISTINCT COALESCE(r.derived_from, r.id) AS root FROM pair p"
        " JOIN rendering r ON r.id = p.rendering_id WHERE p.quote_id = ? ORDER BY root",
        (quote_id,),
    )
    return [int(row["root"]) for row in rows]


def numbered(
    project: Project,
    quote_id: int,
    rendering_id: int | None,
    sources: Collection[int],
    targets: Collection[int],
) -> tuple[int, list[int], list[int]]:
    """The root of a rendering, and the positions of sentences given by their numbers from 1.

    The quote's only rendering is meant where none is named. Raises WrongUse where there are several or
    none, where the rendering is not one of the quote, and for a number that is not there.
    """
    store = project.store
    known = renderings_of(project, store.quotes.get(quote_id).id)
    if rendering_id is None:
        if len(known) != 1:
            which = f"several: name one of {', '.join(map(str, known))}" if known else "none"
            raise WrongUse(f"Which rendering is meant? Pairs of quote {quote_id} have {which}.")
        rendering_id = known[0]
    root = root_of(project, rendering_id)
    if root not in known:
        raise WrongUse(f"Rendering {rendering_id} stands in no pair of quote {quote_id}.")
    ours, theirs = store.quotes.segments(quote_id), store.renderings.get(rendering_id).segments
    for given, side, name in ((sources, ours, "quote"), (targets, theirs, "rendering")):
        if max(given, default=0) > len(side):
            raise WrongUse(f"There is no sentence {max(given)}: the {name} has {len(side)}.")
    words = [w.span for group in family(project, quote_id, root).groups for w in group.target]
    places = (theirs[number - 1].position for number in targets)
    held = [next((span.start for span in words if span.start <= p < span.end), p) for p in places]
    return root, [ours[number - 1].position for number in sources], held


def between(
    project: Project, articles: Articles, cancelled: Callable[[], bool] = lambda: False
) -> list[LaidBead]:
    """The beads of all quotes of one article with their renderings in another, in the order of the first."""
    found: list[LaidBead] = []
    for row in project.store.rows(BETWEEN, tuple(articles)):
        if cancelled():
            break
        found += of_rendering(project, row["quote_id"], row["root"])
    return found


def articles_of(project: Project, quote_id: int) -> list[Articles]:
    """The article of a quote with each that renders any of its quotes, the one with most of them first."""
    source = project.store.value(
        "SELECT document_id FROM witness WHERE quote_id = ? ORDER BY position, id", (quote_id,)
    )
    if source is None:
        return []
    return [Articles(source, target) for target in project.store.integers(ARTICLES, (source,))]


def doubtful(project: Project, below: float = DOUBTFUL, *, decided: bool = False) -> list[int]:
    """The pairs whose beads are doubtful, the least probable first.

    These are beads with printed words that the aligner laid with a probability lower than `below`, and
    that nobody has accepted, approved or rejected; with `decided` also approved and rejected ones.
    """
    return project.store.integers(LOWEST_FIRST, (below, decided))


def progress(project: Project, quote_id: int = 0, below: float = DOUBTFUL) -> Progress:
    """How far the beads of printed renderings are looked through, in a quote or (0) the whole project."""
    row = project.store.row(PROGRESS, (below, quote_id))
    assert row is not None
    return Progress(*(int(row[name]) for name in Progress._fields))


def progress_of(beads: Iterable[LaidBead], below: float = DOUBTFUL) -> Progress:
    """How far these beads are looked through."""
    counted = [bead for bead in beads if bead.counts]
    seen = sum(bead.decided for bead in counted)
    return Progress(len(counted), seen, sum(bead.doubtful(below) for bead in counted))


def _bead(
    known: Family,
    root_id: int | None,
    group: Group,
    ours: Mapping[int, Segment],
    theirs: Mapping[int, Segment],
    sure: Mapping[int, float],
) -> LaidBead:
    source = _sentences((position, ours[position]) for position in group.source)
    target = _sentences((words.span.start, theirs[words.segment]) for words in group.target)
    if not group.pairs:
        return LaidBead(known.quote_id, root_id, 0, 0, source, target, None)
    pair = known.pairs[group.pairs[0]]
    origins = {member.id: member.origin for member in known.members}
    return LaidBead(
        quote_id=known.quote_id,
        root_id=root_id,
        pair_id=pair.id,
        revision=pair.revision,
        source=source,
        target=target,
        probability=sure[pair.id] if target or pair.aligned_by else None,
        aligned_by=pair.aligned_by,
        status=pair.status,
        origin=origins.get(pair.rendering_id or 0) if target else None,
    )


def _sentences(placed: Iterable[tuple[int, Segment]]) -> tuple[Sentence, ...]:
    found, start = [], 0
    for position, segment in placed:
        found.append(Sentence(position, segment.text, start))
        start += len(segment.text) + len(segment.after)
    return tuple(found)

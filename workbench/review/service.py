"""The verbs of a reviewer: approve, reject, reopen, edit, note, undo, redo.

Each is one action, committed before it returns. A verb that names a revision fails with Conflict
when somebody else has changed the pair since it was read.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from db.errors import Refused
from db.records import (
    Action,
    Bead,
    Origin,
    PairEvent,
    PairFilter,
    PairRange,
    PairRow,
    QuoteState,
    Rendering,
    Segment,
    Span,
    Status,
)
from workbench.project import Project

UNREVIEWED = (Status.DRAFT, Status.TRANSLATED)


def approve(project: Project, pair_id: int, revision: int | None = None) -> PairRow:
    """Approve a pair. Raises Refused while one of its sides is missing."""
    row = standing(project, pair_id)
    if missing := missing_side(row):
        raise Refused(f"Pair {pair_id} cannot be approved: its {missing}.")
    return _set_status(project, row, Status.APPROVED, revision)


def reject(project: Project, pair_id: int, revision: int | None = None) -> PairRow:
    """Reject a pair: it stays in the project and out of the approved corpus."""
    return _set_status(project, standing(project, pair_id), Status.REJECTED, revision)


def reopen(project: Project, pair_id: int, revision: int | None = None) -> PairRow:
    """Take an approval or a rejection back: the pair waits for review again."""
    row = standing(project, pair_id)
    return _set_status(project, row, waiting(row), revision)


def edit(project: Project, pair_id: int, text: str, revision: int | None = None) -> PairRow:
    """Set the rendering's words in a pair, exactly as given; the pair becomes `translated`.

    What was published or drafted is kept: the words go into a human rendering derived from it, or
    into a new one where nothing was. The same words again change nothing. Raises Refused for an
    empty text.
    """
    store = project.store
    row = standing(project, pair_id)
    if text == row.target:
        return row
    if not text.strip():
        raise Refused(
            f"The rendering of pair {pair_id} cannot be emptied: reject the pair, or undo the edit."
        )
    with store.action("edit", f"pair {pair_id} edited") as action:
        write_words(project, action, row, text, row.revision if revision is None else revision)
    return store.pairs.row(pair_id)


def note(project: Project, pair_id: int, text: str, revision: int | None = None) -> PairRow:
    """Set the note of a pair; an empty text removes it."""
    store = project.store
    row = standing(project, pair_id)
    if text != row.note:
        with store.action("note", f"note on pair {pair_id}") as action:
            store.pairs.change(pair_id, row.revision if revision is None else revision, note=text)
            store.pairs.record(action, PairEvent(pair_id, row.target, row.target, row.status, row.status))
    return store.pairs.row(pair_id)


def undo(project: Project) -> Action | None:
    """Take back this person's last action; None when there is none. Raises Conflict."""
    return project.store.history.undo(partial(_mend, project))


def redo(project: Project) -> Action | None:
    """Do again what this person last took back; None when there is none. Raises Conflict."""
    return project.store.history.redo(partial(_mend, project))


def unreviewed(project: Project) -> set[int]:
    """Ids of the pairs that wait for a decision."""
    return set(project.store.pairs.ids(PairFilter(statuses=UNREVIEWED)))


def _mend(project: Project, quote_ids: Sequence[int]) -> None:
    """Let each sentence of these quotes stand in a pair, and in one with a missing target at most;
    and let what goes with a rendering, such as a reprint that somebody else has imported since, go with it.

    What is taken back may have been all that showed a sentence since somebody else took it elsewhere,
    or may bring back a missing target that somebody else has laid since.
    """
    store = project.store
    for quote_id in quote_ids:
        for rendering in store.renderings.of_quote(quote_id):
            for member in store.renderings.family(rendering.id):
                if member.quote_id != quote_id:
                    store.renderings.join(member.id, quote_id)
        pairs = store.pairs.ranges(quote_id)
        missing: set[int] = set()
        for pair in sorted((p for p in pairs if p.target.empty), key=lambda p: not p.touched):
            if not pair.touched and missing.issuperset(range(*pair.source)):
                store.pairs.remove(pair.id)
            missing.update(range(*pair.source))
        covered = missing.union(*(range(*pair.source) for pair in pairs))
        for segment in store.quotes.segments(quote_id):
            if segment.position not in covered:
                alone = Span(segment.position, segment.position + 1)
                store.pairs.add(quote_id, None, Bead(alone, Span(0, 0), 1.0), Status.DRAFT)


def standing(project: Project, pair_id: int) -> PairRow:
    """A pair as it stands.

    Raises WrongUse when there is none, Refused when its quote has been dismissed or has joined another.
    """
    row = project.store.pairs.row(pair_id)
    state = project.store.quotes.get(row.quote_id).state
    if state is not QuoteState.ACTIVE:
        raise Refused(f"Pair {pair_id} belongs to quote {row.quote_id}, which is {state}: undo that first.")
    return row


def missing_side(row: PairRow) -> str:
    """What a pair lacks, for a sentence: `rendering is missing`; empty where it has both sides."""
    if row.missing_source:
        return "original words are missing"
    return "rendering is missing" if row.missing_target else ""


def waiting(row: PairRow) -> Status:
    """The status of a pair that nobody has decided about."""
    return Status.DRAFT if row.origin in (Origin.DRAFT, None) else Status.TRANSLATED


def write_status(project: Project, action: int, row: PairRow, status: Status, revision: int) -> None:
    """Give a pair a status and sign it; part of the running `action`. Raises Conflict."""
    store = project.store
    store.pairs.change(
        row.id, revision, status=str(status), reviewer=project.person, reviewed_at=store.clock()
    )
    store.pairs.record(action, PairEvent(row.id, row.target, row.target, row.status, status))


def write_words(project: Project, action: int, row: PairRow, text: str, revision: int) -> None:
    """Put `text` into a human rendering of a pair and sign it; part of the running `action`.

    Raises Conflict where the pair has moved on from `revision`.
    """
    store = project.store
    pair = store.pairs.range(row.id)
    rendering_id, target = _put_words(project, pair, text)
    store.pairs.change(
        row.id,
        revision,
        rendering_id=rendering_id,
        target_start=target.start,
        target_end=target.end,
        status=str(Status.TRANSLATED),
        reviewer=project.person,
        reviewed_at=store.clock(),
        aligned_by=pair.aligned_by,
    )
    store.pairs.record(action, PairEvent(row.id, row.target, text, row.status, Status.TRANSLATED))


def _set_status(project: Project, row: PairRow, status: Status, revision: int | None) -> PairRow:
    if row.status == status:
        return row
    with project.store.action(str(status), f"pair {row.id} {status}") as action:
        write_status(project, action, row, status, row.revision if revision is None else revision)
    return project.store.pairs.row(row.id)


def _put_words(project: Project, pair: PairRange, text: str) -> tuple[int, Span]:
    """Put `text` into the human rendering of a pair; returns that rendering and the range it fills.

    The new words take over the spacing of those they stand for, or else of the quote's own.
    """
    store = project.store
    if pair.rendering_id is None:
        target = Span(pair.source.start, max(pair.source.end, pair.source.start + 1))
        spaced = store.quotes.segments(pair.quote_id)
        rendering_id = _own_rendering(project, pair.quote_id, target)
    else:
        target = pair.target
        rendering = store.renderings.get(pair.rendering_id)
        spaced = rendering.segments
        rendering_id = rendering.id if rendering.origin is Origin.HUMAN else _derived(project, rendering)
    covered = [segment for segment in spaced if target.start <= segment.position < target.end]
    after = covered[-1].after if covered else " "
    store.renderings.replace(rendering_id, target, Segment(text, after, target.start, author=project.person))
    return rendering_id, target


def _derived(project: Project, parent: Rendering) -> int:
    child = project.store.renderings.human_child(parent.id)
    return child.id if child else project.store.renderings.derive(parent, author=project.person)


def _own_rendering(project: Project, quote_id: int, place: Span) -> int:
    """A human rendering of a quote that was made from nothing and has room at `place`, new if there is none.

    Words that stand beside other sentences by now keep the positions at which they were written.
    """
    store = project.store
    pairs = store.pairs.ranges(quote_id)
    for rendering in store.renderings.of_quote(quote_id):
        taken = (pair.target for pair in pairs if pair.rendering_id == rendering.id)
        free = all(span.end <= place.start or place.end <= span.start for span in taken)
        if rendering.origin is Origin.HUMAN and rendering.derived_from is None and free:
            return rendering.id
    return store.renderings.add(
        Rendering(quote_id=quote_id, lang=project.target_lang, origin=Origin.HUMAN, author=project.person)
    )

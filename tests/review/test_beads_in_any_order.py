"""Any order of work on beads leaves a sound project with all its words, and can be taken back.

All articles are fictional.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from db.errors import WorkbenchError
from db.records import Origin
from tests.db.making import contents, put_pairs, store_at
from tests.review.making import draft_of, put_rendering
from workbench.project import Project
from workbench.quotes import joining, splitting
from workbench.review import beads, service
from workbench.review.grouping import Side
from workbench.review.realigning import realign
from workbench.upkeep.doctor import examine

choices = st.integers(0, 999)
steps = st.sampled_from([beads.BEFORE, beads.AFTER])


class Beads(RuleBasedStateMachine):
    """Two people at work on one file; `choices` point into whatever there is."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        path = Path(self.folder.name) / "p.db"
        self.people = [Project(store_at(path)), Project(store_at(path, person="bob", create=False))]
        project = self.people[0]
        put_pairs(
            project.store,
            ("Le pont est fermé.", "The bridge is closed."),
            ("Nous attendons.", "We are waiting."),
            ("Les camions ne passent plus.", "No lorry gets through."),
            ("Revenez lundi.", "Come back on Monday."),
        )
        put_rendering(project, 1, ("The bridge is shut.", "We wait."))
        draft_of(project, "La trêve tient.", "Elle tiendra.", "Oui.", drafts=("The truce holds.", "It will."))
        put_rendering(project, None, ("Nobody was paid.", "Nobody will be."))
        beads.merge(project, 1)
        beads.merge(project, 1)

    def attempt(self, who: int, work: Callable[[Project], object]) -> None:
        """What cannot be done is refused with a sentence, and nothing is written."""
        project = self.people[who % 2]
        before = contents(project.store)
        try:
            work(project)
        except (WorkbenchError, IndexError):
            assert contents(project.store) == before

    @staticmethod
    def pair(project: Project, choice: int) -> int:
        found = project.store.pairs.ids()
        return found[choice % len(found)]

    @rule(who=choices, at=choices, other=st.none() | choices)
    def merge(self, who: int, at: int, other: int | None) -> None:
        self.attempt(
            who,
            lambda p: beads.merge(p, self.pair(p, at), None if other is None else self.pair(p, other)),
        )

    @rule(who=choices, at=choices, ours=st.none() | st.integers(0, 3), theirs=st.none() | st.integers(0, 3))
    def split(self, who: int, at: int, ours: int | None, theirs: int | None) -> None:
        self.attempt(who, lambda p: beads.split(p, self.pair(p, at), ours, theirs))

    @rule(who=choices, at=choices, side=st.sampled_from(Side), step=steps)
    def move(self, who: int, at: int, side: Side, step: int) -> None:
        self.attempt(who, lambda p: beads.move(p, self.pair(p, at), side, step))

    @rule(who=choices, at=choices, verb=st.sampled_from([beads.unlink, beads.accept]))
    def unlink(self, who: int, at: int, verb: Callable[[Project, int], object]) -> None:
        self.attempt(who, lambda p: verb(p, self.pair(p, at)))

    @rule(
        who=choices,
        at=choices,
        ours=st.sets(st.integers(0, 3), max_size=3),
        theirs=st.sets(st.integers(0, 3), max_size=3),
    )
    def link(self, who: int, at: int, ours: set[int], theirs: set[int]) -> None:
        def work(project: Project) -> None:
            pair = project.store.pairs.range(self.pair(project, at))
            beads.link(project, pair.quote_id, pair.rendering_id or 1, ours, theirs)

        self.attempt(who, work)

    @rule(who=choices, at=choices, side=st.sampled_from(Side), places=st.sets(st.integers(0, 3), max_size=2))
    def insert(self, who: int, at: int, side: Side, places: set[int]) -> None:
        def work(project: Project) -> None:
            pair = project.store.pairs.range(self.pair(project, at))
            beads.stand_alone(project, pair.quote_id, pair.rendering_id or 1, side, places)

        self.attempt(who, work)

    @rule(who=choices)
    def realign(self, who: int) -> None:
        self.attempt(who, realign)

    @rule(who=choices, at=choices, verb=st.sampled_from(["approve", "reject", "reopen", "edit", "note"]))
    def decide(self, who: int, at: int, verb: str) -> None:
        words = (f"Words {at}.",) if verb in ("edit", "note") else ()
        self.attempt(who, lambda p: getattr(service, verb)(p, self.pair(p, at), *words))

    @rule(one=choices, other=choices)
    def join_quotes(self, one: int, other: int) -> None:
        self.attempt(0, lambda p: joining.join(p, 1 + one % 3, 1 + other % 3))

    @rule(one=choices, rendering=choices)
    def split_quote(self, one: int, rendering: int) -> None:
        place = splitting.Place(True, 1 + rendering % 5)
        self.attempt(0, lambda p: splitting.split(p, 1 + one % 3, place))

    @rule(who=choices, redo=st.booleans())
    def reverse(self, who: int, redo: bool) -> None:
        self.attempt(who, service.redo if redo else service.undo)

    @precondition(lambda self: self.people[0].store.history.last_done() is not None)
    @rule()
    def back_and_forth(self) -> None:
        """What one person did last is taken back and done again to the same end."""
        project = self.people[0]
        before = contents(project.store)
        try:
            service.undo(project)
        except WorkbenchError:
            return
        service.redo(project)
        assert contents(project.store) == before

    @invariant()
    def sound(self) -> None:
        assert examine(self.people[0]) == []

    @invariant()
    def every_word_of_a_person_stands_in_a_pair(self) -> None:
        store = self.people[0].store
        for quote in store.quotes.all():
            pairs = store.pairs.ranges(quote.id)
            for rendering in store.renderings.of_quote(quote.id):
                for segment in rendering.segments if rendering.origin is Origin.HUMAN else ():
                    if segment.author:
                        assert any(
                            p.rendering_id == rendering.id
                            and p.target.start <= segment.position < p.target.end
                            for p in pairs
                        )

    @invariant()
    def no_sentence_is_missing_twice(self) -> None:
        store = self.people[0].store
        for quote in store.quotes.all():
            missing = Counter(
                position
                for pair in store.pairs.ranges(quote.id)
                if pair.target.empty
                for position in range(*pair.source)
            )
            assert set(missing.values()) <= {1}

    def teardown(self) -> None:
        for project in self.people:
            project.close()
        self.folder.cleanup()


TestBeads = Beads.TestCase
TestBeads.settings = settings(max_examples=12, stateful_step_count=20, deadline=None)

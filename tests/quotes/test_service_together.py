"""Any order of work by two people leaves a sound project, and what one person did can all be taken back.

All articles are fictional.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from db.errors import WorkbenchError
from db.records import Span
from tests.db.making import EN, FR, contents, store_at
from tests.quotes.importing import bring
from workbench.match.service import link, match
from workbench.project import Project
from workbench.quotes import joining, retelling, service, splitting
from workbench.review import service as review
from workbench.upkeep.doctor import examine

FRENCH = [
    "Le pont de Kérou est fermé depuis lundi matin",
    "La mairie a rendu toutes les clefs du marché",
    "Nous attendons les camions de mil depuis trois semaines",
]
ENGLISH = [
    "The bridge at Kérou has been closed since Monday morning",
    "The mayor has given back every key of the market",
    "We have been waiting three weeks for the lorries of millet",
]
choices = st.integers(0, 999)


class Together(RuleBasedStateMachine):
    """Two people at work on one file; `choices` point into whatever there is."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        path = Path(self.folder.name) / "p.db"
        self.people = [
            Project(store_at(path)),
            Project(store_at(path, person="bob", create=False)),
        ]
        self.articles = 0

    @initialize()
    def begin(self) -> None:
        self.article(0, 0, 3, 0, True)
        self.article(0, 0, 2, 1, False)

    def attempt(self, who: int, work: Callable[[Project], object]) -> None:
        """What cannot be done is refused with a sentence, and nothing is written."""
        project = self.people[who % 2]
        before = contents(project.store)
        try:
            work(project)
        except (WorkbenchError, IndexError):
            assert contents(project.store) == before

    @staticmethod
    def quote(project: Project, choice: int) -> int:
        found = project.store.integers("SELECT id FROM quote WHERE state = 'active' ORDER BY id")
        return found[choice % max(len(found), 1)]

    @rule(who=choices, first=st.integers(0, 2), length=st.integers(1, 3), style=choices, french=st.booleans())
    def article(self, who: int, first: int, length: int, style: int, french: bool) -> None:
        said = (FRENCH if french else ENGLISH)[first : first + length]
        self.articles += 1
        marks, verb = (
            ("« ", " »") if french else ("“", "”"),
            "a dit Awa Inventée" if french else "Awa Inventée said",
        )
        rest = ". ".join(said[1:])
        text = f"{marks[0]}{said[0]}{marks[1]}, {verb}"
        text = (
            f"{text}, {marks[0]}{rest}.{marks[1]}"
            if rest and style % 2
            else f"{text}. {marks[0]}{rest}{marks[1]}"
        )
        lang = FR if french else EN
        self.attempt(who, lambda project: bring(project, f"{text}\n\nFictif {self.articles}.", lang))

    @rule(who=choices, one=choices, other=choices)
    def join(self, who: int, one: int, other: int) -> None:
        self.attempt(who, lambda p: joining.join(p, self.quote(p, one), self.quote(p, other)))

    @rule(who=choices, one=choices, other=choices)
    def original(self, who: int, one: int, other: int) -> None:
        def work(project: Project) -> None:
            missing = project.store.quotes.all(missing=True)
            document = project.store.documents.get(1 + other % 2)
            span = Span(other % len(document.text), len(document.text))
            joining.find_original(project, missing[one % max(len(missing), 1)].id, document.id, span)

        self.attempt(who, work)

    @rule(who=choices, one=choices, at=choices)
    def split(self, who: int, one: int, at: int) -> None:
        def work(project: Project) -> None:
            quote = project.store.quotes.get(self.quote(project, one))
            printed = [r for r in project.store.renderings.of_quote(quote.id) if r.document_id]
            places = [
                splitting.Place(owner in printed, owner.id, piece)
                for owner in (*quote.witnesses, *printed)
                for piece in range(1, len(owner.pieces) + 1)
            ]
            splitting.split(project, quote.id, places[at % max(len(places), 1)])

        self.attempt(who, work)

    @rule(who=choices, one=choices, at=choices)
    def link(self, who: int, one: int, at: int) -> None:
        def work(project: Project) -> None:
            printed = project.store.integers(
                "SELECT id FROM rendering WHERE origin = 'published' ORDER BY id"
            )
            link(project, self.quote(project, one), printed[at % max(len(printed), 1)])

        self.attempt(who, work)

    @rule(who=choices)
    def match(self, who: int) -> None:
        self.attempt(who, match)

    @rule(
        who=choices,
        one=choices,
        speaker=st.sampled_from(["Awa Inventée", "Moussa Fictif"]),
        all_=st.booleans(),
    )
    def edit(self, who: int, one: int, speaker: str, all_: bool) -> None:
        correct = service.edit_everywhere if all_ else service.edit
        self.attempt(who, lambda p: correct(p, self.quote(p, one), speaker=speaker))

    @rule(who=choices, one=choices, other=choices)
    def retell(self, who: int, one: int, other: int) -> None:
        self.attempt(who, lambda p: retelling.link(p, self.quote(p, one), self.quote(p, other)))

    @rule(who=choices, at=choices, verb=st.sampled_from(["approve", "reject", "edit", "note"]))
    def decide(self, who: int, at: int, verb: str) -> None:
        def work(project: Project) -> None:
            pairs = project.store.pairs.ids()
            words = (f"Words {at}.",) if verb in ("edit", "note") else ()
            getattr(review, verb)(project, pairs[at % max(len(pairs), 1)], *words)

        self.attempt(who, work)

    @rule(who=choices, redo=st.booleans())
    def reverse(self, who: int, redo: bool) -> None:
        self.attempt(who, review.redo if redo else review.undo)

    @invariant()
    def sound(self) -> None:
        assert examine(self.people[0]) == []

    def teardown(self) -> None:
        for project in self.people:
            project.close()
        self.folder.cleanup()


TestTogether = Together.TestCase
TestTogether.settings = settings(max_examples=15, stateful_step_count=20, deadline=None)

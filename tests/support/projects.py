"""Small projects made through the store: fictional quotes, printed, drafted, missing on either side."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from db.records import (
    Basis,
    Bead,
    Document,
    EngineSignature,
    LanguageTag,
    Origin,
    Quote,
    Rendering,
    Segment,
    Span,
    Status,
    Witness,
    joined,
)
from db.store import Store
from workbench.glossary.tables import bundled
from workbench.project import TARGET, Project, open_project
from workbench.text.fold import fold

PERSON = "Nadia"
NOW = "2012-06-02T09:30:00Z"
FRENCH, ENGLISH = LanguageTag("fr"), LanguageTag("en")
ENGINE = EngineSignature("translate-fr_en", "0.2", "beam 4")
QUOTES_PER_ARTICLE = 20


@dataclass(frozen=True, kw_only=True)
class Said:
    """A quote as a test wants it: one sentence per pair on each side; an empty side is missing."""

    source: Sequence[str] = ()
    target: Sequence[str] = ()
    origin: Origin = Origin.PUBLISHED
    status: Status | None = None
    speaker: str = "Amadou Kéravel"
    role: str = "porte-parole"
    note: str = ""
    lang: LanguageTag = FRENCH


def make_project(path: Path, quotes: Iterable[Said], *, person: str = PERSON) -> Project:
    """A new project that holds these quotes in order, opened, with a clock that stands still."""
    path.write_bytes(_new(person))
    project = open_project(path, person=person, clock=lambda: NOW)
    with project.store.action("import", "fictional quotes"):
        waiting = iter(quotes)
        number = 0
        while article := list(islice(waiting, QUOTES_PER_ARTICLE)):
            number += 1
            _add_article(project, number, article)
    return project


GLOSSARIES = {"shipped/groups", "shipped/forces", "shipped/institutions", "shipped/offices"}
"""What these projects know: the larger shipped glossaries would cost every test of a screen 0.1 s."""


@cache
def _new(person: str) -> bytes:
    """The file of a new project. It is made once: the schema and the glossaries take 100 ms of every test."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "new.db"
        store = Store(path, fold=fold, person=person, create=True, clock=lambda: NOW)
        with store, store.action("create", "project created, glossaries loaded"):
            store.concepts.add(concept for concept in bundled() if concept.glossary in GLOSSARIES)
            store.set_setting(TARGET, ENGLISH)
        return path.read_bytes()


def fictional(count: int) -> Iterator[Said]:
    """Quotes that come to `count` pairs, always the same, with every origin and status among them."""
    chance = random.Random(count)
    left = count
    for number in range(count):
        length = min(left, chance.randint(1, 3))
        if not length:
            return
        left -= length
        yield _fictional(number, length, chance)


def pair_ids(project: Project) -> list[int]:
    """Every pair of a project in reading order."""
    return project.store.pairs.ids()


def _fictional(number: int, length: int, chance: random.Random) -> Said:
    source = [_sentence(chance, FRENCH_PARTS) + "." for _ in range(length)]
    target = [_sentence(chance, ENGLISH_PARTS) + "." for _ in range(length)]
    speaker, role = SPEAKERS[number % len(SPEAKERS)]
    turn = number % 8
    if turn == 3:
        return Said(source=source, speaker=speaker, role=role)
    if turn == 5:
        return Said(target=target, speaker=speaker, role=role)
    origin = Origin.DRAFT if turn in (2, 6) else Origin.PUBLISHED
    status = {1: Status.APPROVED, 7: Status.REJECTED}.get(turn)
    return Said(source=source, target=target, origin=origin, status=status, speaker=speaker, role=role)


def _sentence(chance: random.Random, parts: Sequence[Sequence[str]]) -> str:
    return " ".join(chance.choice(part) for part in parts)


def _add_article(project: Project, number: int, quotes: Sequence[Said]) -> None:
    """One French and one English article, and the quotes that stand in them."""
    french = _Article(project, f"entretien-{number}.txt", FRENCH, "Le Courrier du Fleuve", "2012-05-31")
    english = _Article(project, f"dispatch-{number}.txt", ENGLISH, "Harbour Wire", "2012-06-01")
    for said in quotes:
        french.write(_segments(said.source))
        english.write(_segments(said.target) if said.origin is Origin.PUBLISHED else ())
    french.store()
    english.store()
    for index, said in enumerate(quotes):
        _add_quote(project, said, french, english, index)


class _Article:
    """An article under construction: its text, and where each quote stands in it."""

    def __init__(self, project: Project, name: str, lang: LanguageTag, outlet: str, date: str) -> None:
        self.project, self.name, self.lang, self.outlet, self.date = project, name, lang, outlet, date
        self.text = f"{outlet} {name}\n\n"
        self.pieces: list[Span] = []
        self.id = 0

    def write(self, segments: Sequence[Segment]) -> None:
        start = len(self.text)
        self.text += joined(tuple(segments))
        self.pieces.append(Span(start, len(self.text)))
        self.text += "\n\n"

    def store(self) -> None:
        raw = self.text.encode("utf-8", "surrogatepass")
        self.id = self.project.store.documents.add(
            Document(
                name=self.name,
                sha256=sha256(raw).hexdigest(),
                format="text",
                encoding="utf-8",
                text=self.text,
                lang=self.lang,
                lang_basis=Basis.STATED,
                title=self.name,
                outlet=self.outlet,
                date=self.date,
                url=f"https://example.org/{self.name}",
            ),
            raw,
        ).id


def _add_quote(project: Project, said: Said, french: _Article, english: _Article, index: int) -> None:
    store = project.store
    original = french if said.source else english
    witness = Witness(french.id, (french.pieces[index],), cue="after", confidence=0.9)
    quote_id = store.quotes.add(
        Quote(
            lang=said.lang,
            lang_basis=Basis.STATED,
            speaker=said.speaker,
            role=said.role,
            witnesses=(witness,) if said.source else (),
            segments=_segments(said.source),
        ),
        place=(original.id, original.pieces[index].start),
    )
    rendering_id = _add_rendering(project, said, quote_id, english, index) if said.target else None
    initial = Status.TRANSLATED if said.target and said.origin is not Origin.DRAFT else Status.DRAFT
    for i in range(max(len(said.source), len(said.target))):
        source, target = (
            Span(i, i + 1) if i < len(side) else Span(0, 0) for side in (said.source, said.target)
        )
        pair_id = store.pairs.add(
            quote_id,
            rendering_id if not target.empty else None,
            Bead(source, target, 0.9),
            said.status or initial,
        )
        if said.note:
            store.pairs.change(pair_id, 1, note=said.note)


def _add_rendering(project: Project, said: Said, quote_id: int, english: _Article, index: int) -> int:
    published = said.origin is Origin.PUBLISHED
    return project.store.renderings.add(
        Rendering(
            quote_id=quote_id,
            lang=ENGLISH,
            origin=said.origin,
            segments=_segments(said.target),
            document_id=english.id if published else None,
            pieces=(english.pieces[index],) if published else (),
            engine=ENGINE if said.origin is Origin.DRAFT else None,
            author=project.person,
        )
    )


def _segments(texts: Sequence[str]) -> tuple[Segment, ...]:
    return tuple(Segment(text, " ", position) for position, text in enumerate(texts))


SPEAKERS = [
    ("Amadou Kéravel", "porte-parole"),
    ("Oumou Tessaly", "ministre de la Réconciliation"),
    ("Colonel Iba Sarrhan", ""),
    ("", ""),
]
FRENCH_PARTS = [
    ["Nous", "Les habitants", "Mes hommes", "Les anciens du village"],
    ["avons quitté", "ont rejoint", "gardent", "attendent"],
    ["la ville", "le fleuve", "la piste du nord", "les greniers"],
    ["avant l’aube", "sans tirer un coup de feu", "comme convenu avec la CÉDÉAO", "pour la deuxième fois"],
    ["et nous ne reviendrons pas", "; c’est notre dernier mot", "malgré la pluie", "dès que le bac passera"],
]
ENGLISH_PARTS = [
    ["We", "The people here", "My men", "The village elders"],
    ["have left", "have reached", "are guarding", "are waiting for"],
    ["the town", "the river", "the northern track", "the granaries"],
    ["before dawn", "without firing a shot", "as agreed with ECOWAS", "for the second time"],
    ["and we will not come back", "; that is our last word", "in spite of the rain", "once the ferry runs"],
]

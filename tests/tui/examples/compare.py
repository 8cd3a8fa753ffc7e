"""One quote in four renderings, and two that vary less. All texts, names and outlets are fictional."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from db.records import Basis, Bead, Document, LanguageTag, Origin, Quote, Rendering, Span, Status, Witness
from db.records import Segment as Sentence
from tests.support.projects import ENGINE, ENGLISH, FRENCH, make_project
from workbench.align.service import INITIAL, cover_source
from workbench.project import Project

Beads = Sequence[tuple[tuple[int, int], tuple[int, int]]]
"""Ranges of sentences of the quote beside ranges of the rendering's."""

FRENCH_WORDS = (
    "Nous avons quitté Aguelmoussa avant l’aube, sans tirer un seul coup de feu.",
    "Personne ne nous l’a demandé.",
    "Nous n’y reviendrons que si la trêve est respectée par tous, et d’abord par le gouvernement.",
)
HARBOUR = (
    "We left Aguelmoussa before dawn, without firing a single shot.",
    "Nobody asked us to.",
    "We will only go back if everyone respects the truce, the government first.",
)
DELTA = (
    "We pulled out of Aguelmoussa before daybreak without firing a shot, and nobody asked us to.",
    "We shall not return unless the truce is respected by all.",
)
GAZETTE = (
    "We abandoned Aguelmoussa at dawn, without a single shot being fired.",
    "No one asked us.",
    "We will not return unless the truce is respected by everybody, beginning with the government.",
)
DRAFTED = (
    "We have left Aguelmoussa before dawn, without firing a single shot.",
    "No one has asked us.",
    "We will only come back there if the truce is respected by all, and first by the government.",
)


def example(folder: Path) -> Project:
    """The project, with quote 1 in four renderings (ids 1 to 4) and a reprint, quotes 2 and 3 in two."""
    project = make_project(folder / "compare.db", [])
    first = add_quote(project, FRENCH_WORDS, "Amadou Kéravel", "porte-parole")
    straight: Beads = [((n, n + 1), (n, n + 1)) for n in range(3)]
    print_rendering(project, first, HARBOUR, straight, "Harbour Wire", "2012-06-01", agency="HW")
    print_rendering(project, first, DELTA, [((0, 2), (0, 1)), ((2, 3), (1, 2))], "Delta Post", "2012-06-02")
    printed = print_rendering(project, first, GAZETTE, straight, "River Gazette", "2012-06-03")
    draft(project, first, DRAFTED)
    reprint(project, first, printed, GAZETTE, "Sunday Gazette")
    second = add_quote(project, ("La trêve tient.",), "Oumou Tessaly", "ministre")
    for words, outlet in (("The truce is holding.", "Harbour Wire"), ("The truce holds.", "Delta Post")):
        print_rendering(project, second, (words,), straight[:1], outlet, "2012-06-04")
    third = add_quote(project, ("Rien à ajouter.",), "Oumou Tessaly", "ministre")
    for words, outlet in (("Nothing to add.", "Harbour Wire"), ("I have nothing to add.", "Delta Post")):
        print_rendering(project, third, (words,), straight[:1], outlet, "2012-06-05")
    return project


def add_quote(project: Project, sentences: Sequence[str], speaker: str = "", role: str = "") -> int:
    """A French quote; without sentences its original is missing."""
    store = project.store
    words = " ".join(sentences)
    with store.action("extract", "a quote"):
        article, place = _document(project, words, "Le Courrier du Fleuve", "2012-05-31", FRENCH)
        witness = Witness(article, (place,), cue="after", confidence=0.9)
        quote = Quote(
            lang=FRENCH,
            lang_basis=Basis.STATED,
            speaker=speaker,
            role=role,
            witnesses=(witness,) if words else (),
            segments=_sentences(sentences),
        )
        quote_id = store.quotes.add(quote, place=(article, place.start))
        cover_source(store, quote_id)
    return quote_id


def print_rendering(
    project: Project,
    quote_id: int,
    sentences: Sequence[str],
    beads: Beads,
    outlet: str = "Harbour Wire",
    date: str = "2012-06-01",
    *,
    agency: str = "",
) -> int:
    """A published rendering beside a quote."""
    store = project.store
    words = " ".join(sentences)
    with store.action("match", "a rendering"):
        article, place = _document(project, words, outlet, date, ENGLISH, agency=agency)
        rendering = Rendering(
            quote_id=quote_id,
            lang=ENGLISH,
            origin=Origin.PUBLISHED,
            segments=_sentences(sentences),
            document_id=article,
            pieces=(place,),
        )
        rendering_id = store.renderings.add(rendering)
        for source, target in beads:
            store.pairs.add(
                quote_id, rendering_id, Bead(Span(*source), Span(*target), 0.9), INITIAL[Origin.PUBLISHED]
            )
        cover_source(store, quote_id)
    return rendering_id


def reprint(project: Project, quote_id: int, of: int, sentences: Sequence[str], outlet: str) -> int:
    """The same words printed again elsewhere."""
    words = " ".join(sentences)
    with project.store.action("match", "a reprint"):
        article, place = _document(project, words, outlet, "2012-06-03", ENGLISH)
        rendering = Rendering(
            quote_id=quote_id,
            lang=ENGLISH,
            origin=Origin.PUBLISHED,
            segments=_sentences(sentences),
            document_id=article,
            pieces=(place,),
            reprint_of=of,
        )
        return project.store.renderings.add(rendering)


def draft(project: Project, quote_id: int, sentences: Sequence[str], *, paired: bool = False) -> int:
    """A machine's draft; its pairs have given way to what was printed unless they are `paired`."""
    store = project.store
    with store.action("draft", "a draft"):
        rendering = Rendering(
            quote_id=quote_id,
            lang=ENGLISH,
            origin=Origin.DRAFT,
            segments=_sentences(sentences),
            engine=ENGINE,
            author=project.person,
        )
        rendering_id = store.renderings.add(rendering)
        if paired:
            for place in (Span(n, n + 1) for n in range(len(sentences))):
                store.pairs.add(quote_id, rendering_id, Bead(place, place, 1.0), Status.DRAFT)
            cover_source(store, quote_id)
    return rendering_id


def _document(
    project: Project, words: str, outlet: str, date: str, lang: LanguageTag, *, agency: str = ""
) -> tuple[int, Span]:
    """An article that holds the words of one quote, and where they stand."""
    number = int(project.store.value("SELECT count(*) FROM document")) + 1
    text = f"{outlet}, article {number}\n\n{words}"
    raw = text.encode()
    stored = project.store.documents.add(
        Document(
            name=f"article-{number}.txt",
            sha256=sha256(raw).hexdigest(),
            format="text",
            encoding="utf-8",
            text=text,
            lang=lang,
            lang_basis=Basis.STATED,
            outlet=outlet,
            date=date,
            agency=agency,
        ),
        raw,
    )
    return stored.id, Span(len(text) - len(words), len(text))


def _sentences(texts: Sequence[str]) -> tuple[Sentence, ...]:
    return tuple(Sentence(text, " ", position) for position, text in enumerate(texts))

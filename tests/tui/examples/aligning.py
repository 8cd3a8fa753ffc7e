"""Two articles whose sentences are linked well and badly. All texts, names and outlets are fictional."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from db.records import Basis, Bead, Document, LanguageTag, Origin, Quote, Rendering, Span, Witness
from db.records import Segment as Sentence
from tests.support.projects import ENGLISH, FRENCH, make_project
from workbench.align.service import INITIAL, cover_source
from workbench.project import Project

Laid = tuple[tuple[int, int], tuple[int, int], float]
"""A range of sentences of a quote beside a range of its rendering's, and how sure that is."""

BRIDGE = (
    "Nous avons fermé le pont d’Aguelmoussa hier soir, à la demande des anciens.",
    "Personne n’a été blessé.",
    "Les camions attendent sur la rive nord, et le bac ne passera pas avant lundi.",
    "C’est une décision difficile.",
    "Nous la prenons ensemble.",
    "Je le répète.",
)
BRIDGE_ENGLISH = (
    "We closed the Aguelmoussa bridge last night at the elders’ request.",
    "No one was hurt.",
    "The lorries are waiting on the north bank.",
    "The ferry will not cross before Monday.",
    "It is a hard decision, and we are taking it together.",
    "He paused.",
)
BRIDGE_BEADS: tuple[Laid, ...] = (
    ((0, 1), (0, 1), 0.99),
    ((1, 2), (1, 2), 0.97),
    ((2, 3), (2, 4), 0.62),
    ((3, 5), (4, 5), 0.94),
    ((5, 5), (5, 6), 0.41),
)
TRUCE = ("La trêve tient.", "Elle tiendra jusqu’aux récoltes, si chacun reste chez soi.")
TRUCE_ENGLISH = ("The truce is holding.", "It will hold until the harvest if everybody stays at home.")
TRUCE_BEADS: tuple[Laid, ...] = (((0, 1), (0, 1), 0.98), ((1, 2), (1, 2), 0.83))
AGAIN_ENGLISH = ("The truce holds, and it will until the harvest.",)
AGAIN_BEADS: tuple[Laid, ...] = (((0, 2), (0, 1), 0.91),)


def example(folder: Path) -> Project:
    """Quotes 1 and 2 of one French article in one English one, quote 2 in another as well.

    Pairs 1 to 5 and 6 (an omission) are of quote 1, 7 and 8 of quote 2, 9 of its other rendering.
    """
    project = make_project(folder / "aligning.db", [])
    french = _document(project, "Le Courrier du Fleuve", [BRIDGE, TRUCE], FRENCH, "2012-05-31")
    english = _document(project, "Harbour Wire", [BRIDGE_ENGLISH, TRUCE_ENGLISH], ENGLISH, "2012-06-01")
    other = _document(project, "Delta Post", [AGAIN_ENGLISH], ENGLISH, "2012-06-02")
    first = add_quote(project, french, 0, BRIDGE, "Amadou Kéravel")
    add_rendering(project, first, english, 0, BRIDGE_ENGLISH, BRIDGE_BEADS)
    second = add_quote(project, french, 1, TRUCE, "Oumou Tessaly")
    add_rendering(project, second, english, 1, TRUCE_ENGLISH, TRUCE_BEADS)
    add_rendering(project, second, other, 0, AGAIN_ENGLISH, AGAIN_BEADS)
    return project


Article = tuple[int, Sequence[Span]]
"""A document, and where its quotes stand in it."""


def add_quote(project: Project, article: Article, place: int, sentences: Sequence[str], speaker: str) -> int:
    """A French quote of an article."""
    span = article[1][place]
    with project.store.action("extract", "a quote"):
        return project.store.quotes.add(
            Quote(
                lang=FRENCH,
                lang_basis=Basis.STATED,
                speaker=speaker,
                witnesses=(Witness(article[0], (span,), cue="after", confidence=0.9),),
                segments=_sentences(sentences),
            ),
            place=(article[0], span.start),
        )


def add_rendering(
    project: Project, quote_id: int, article: Article, place: int, words: Sequence[str], beads: Sequence[Laid]
) -> int:
    """A published rendering with its beads."""
    store = project.store
    with store.action("match", "a rendering"):
        rendering = Rendering(
            quote_id=quote_id,
            lang=ENGLISH,
            origin=Origin.PUBLISHED,
            segments=_sentences(words),
            document_id=article[0],
            pieces=(article[1][place],),
        )
        rendering_id = store.renderings.add(rendering)
        for source, target, probability in beads:
            bead = Bead(Span(*source), Span(*target), probability)
            store.pairs.add(quote_id, rendering_id, bead, INITIAL[Origin.PUBLISHED])
        cover_source(store, quote_id)
    return rendering_id


def _document(
    project: Project, outlet: str, quotes: Sequence[Sequence[str]], lang: LanguageTag, date: str
) -> Article:
    text, places = f"{outlet}\n\n", []
    for sentences in quotes:
        words = " ".join(sentences)
        places.append(Span(len(text), len(text) + len(words)))
        text += words + "\n\n"
    raw = text.encode("utf-8", "surrogatepass")
    with project.store.action("import", outlet):
        document = project.store.documents.add(
            Document(
                name=f"{outlet}.txt",
                sha256=sha256(raw).hexdigest(),
                format="text",
                encoding="utf-8",
                text=text,
                lang=lang,
                lang_basis=Basis.STATED,
                outlet=outlet,
                date=date,
            ),
            raw,
        )
    return document.id, places


def _sentences(texts: Sequence[str]) -> tuple[Sentence, ...]:
    return tuple(Sentence(text, " ", position) for position, text in enumerate(texts))

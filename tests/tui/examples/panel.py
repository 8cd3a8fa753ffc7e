"""A quote in an article with a menu around it, rendered twice, beside approved ones like it. All is fictional."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from db.records import (
    Basis,
    Bead,
    Block,
    BlockKind,
    Document,
    LanguageTag,
    Origin,
    Quote,
    Rendering,
    Segment,
    Span,
    Status,
    Telling,
    Witness,
)
from tests.support.projects import ENGINE, ENGLISH, FRENCH, make_project
from workbench.project import Project
from workbench.review import comments, service

MENU = "Accueil | Région | Sports | Météo"
ADVERTISEMENT = "Abonnez-vous : le fleuve chez vous chaque matin"
LEAD = "Le porte-parole des habitants s’est exprimé jeudi soir au bord du fleuve."
SAID = (
    "Nous avons quitté la ville avant l’aube, comme convenu avec la CÉDÉAO.",
    "Personne ne nous l’a demandé.",
)
OTHER = "Rien n’est décidé"
BETWEEN = f"« {OTHER} », répond la ministre Oumou Tessaly."
CLOSING = "Le bac ne passera pas avant dimanche."
PRINTED = ("We left the town before dawn, as agreed with the Cedeao.", "Nobody asked us to.")
ELSEWHERE = ("We pulled out before daybreak, as agreed with ECOWAS.", "No one asked us.")
LIKE = "Nous avons quitté la ville avant midi, comme convenu avec la CÉDÉAO."
LIKE_TARGET = "We left the town before noon, as agreed with ECOWAS."


def example(folder: Path) -> Project:
    """The project: pairs 1 and 2 are the quote's, 3 and 4 the other rendering's, 5 to 7 others like it."""
    project = make_project(folder / "panel.db", [])
    quote_id, article = _quote(project)
    _print(project, quote_id, PRINTED, "Harbour Wire", "2012-06-01")
    _print(project, quote_id, ELSEWHERE, "Delta Post", "2012-06-02", reprinted="Sunday Gazette")
    _other(project, article)
    _others_like_it(project)
    with_history(project)
    return project


def with_history(project: Project) -> None:
    """Give pair 1 a past: an edit, a note, what somebody said."""
    service.approve(project, 6)
    service.edit(project, 1, "We left the town before dawn, as agreed with Cedeao.")
    service.note(project, 1, "Ask the desk which name is meant.")
    comments.comment(project, 1, "ECOWAS, I should think.")


def _quote(project: Project) -> tuple[int, int]:
    blocks: list[tuple[str, str]] = [
        (MENU, "menu"),
        (ADVERTISEMENT, "advertisement"),
        (LEAD, ""),
        (f"« {' '.join(SAID)} »", ""),
        (ADVERTISEMENT, "advertisement"),
        (BETWEEN, ""),
        (CLOSING, ""),
    ]
    text, placed = "", []
    for words, reason in blocks:
        kind = BlockKind.OTHER if reason else BlockKind.PARAGRAPH
        placed.append(Block(len(text), len(text) + len(words), kind, reason))
        text += words + "\n\n"
    piece = span_in(text, " ".join(SAID))
    with project.store.action("extract", "a quote"):
        article = _document(project, text, "Le Courrier du Fleuve", "2012-05-31", FRENCH, tuple(placed))
        witness = Witness(
            article, (piece,), cue="after", confidence=0.9, telling=Telling(occasion="statement")
        )
        quote = Quote(
            lang=FRENCH,
            lang_basis=Basis.STATED,
            speaker="Amadou Kéravel",
            role="porte-parole",
            witnesses=(witness,),
            segments=_segments(SAID),
        )
        return project.store.quotes.add(quote, place=(article, piece.start)), article


def _other(project: Project, article: int) -> None:
    """The minister’s quote, which stands in the same article and which nobody has rendered."""
    text = project.store.documents.get(article).text
    with project.store.action("extract", "another quote"):
        piece = span_in(text, OTHER)
        quote = Quote(
            lang=FRENCH,
            lang_basis=Basis.STATED,
            speaker="Oumou Tessaly",
            role="ministre",
            witnesses=(Witness(article, (piece,), cue="after", confidence=0.9),),
            segments=_segments([OTHER]),
        )
        quote_id = project.store.quotes.add(quote, place=(article, piece.start))
        project.store.pairs.add(quote_id, None, Bead(Span(0, 1), Span(0, 0), 1.0), Status.DRAFT)


def _print(
    project: Project, quote_id: int, words: Sequence[str], outlet: str, date: str, reprinted: str = ""
) -> None:
    store = project.store
    with store.action("match", "a rendering"):
        rendering_id = store.renderings.add(_rendering(project, quote_id, words, outlet, date))
        for number in range(len(words)):
            place = Span(number, number + 1)
            store.pairs.add(quote_id, rendering_id, Bead(place, place, 0.9), Status.TRANSLATED)
        if reprinted:
            again = store.renderings.add(_rendering(project, quote_id, words, reprinted, date))
            store.execute("UPDATE rendering SET reprint_of = ? WHERE id = ?", (rendering_id, again))


def _rendering(project: Project, quote_id: int, words: Sequence[str], outlet: str, date: str) -> Rendering:
    text = f"{outlet}\n\n“{' '.join(words)}”\n"
    return Rendering(
        quote_id=quote_id,
        lang=ENGLISH,
        origin=Origin.PUBLISHED,
        segments=_segments(words),
        document_id=_document(project, text, outlet, date, ENGLISH),
        pieces=(span_in(text, " ".join(words)),),
    )


def _others_like_it(project: Project) -> None:
    """An approved pair with a like original, and a draft that waits."""
    store = project.store
    for sentence, rendering, engine in (
        (LIKE, LIKE_TARGET, None),
        ("Les greniers sont vides.", "The granaries are empty.", ENGINE),
    ):
        with store.action("import", "a pair"):
            article = _document(project, sentence, "La Gazette des Dunes", "2012-05-20", FRENCH)
            witness = Witness(article, (Span(0, len(sentence)),), cue="after", confidence=0.9)
            quote = Quote(
                lang=FRENCH,
                lang_basis=Basis.STATED,
                speaker="Oumou Tessaly",
                witnesses=(witness,),
                segments=_segments([sentence]),
            )
            quote_id = store.quotes.add(quote, place=(article, 0))
            drafted = Rendering(
                quote_id=quote_id,
                lang=ENGLISH,
                origin=Origin.DRAFT if engine else Origin.HUMAN,
                segments=_segments([rendering]),
                engine=engine,
                author="" if engine else "Nadia",
            )
            one = Span(0, 1)
            store.pairs.add(quote_id, store.renderings.add(drafted), Bead(one, one, 0.9), Status.DRAFT)


def _document(
    project: Project, text: str, outlet: str, date: str, lang: LanguageTag, blocks: tuple[Block, ...] = ()
) -> int:
    name = f"{outlet.lower().replace(' ', '-')}-{date}.txt"
    raw = f"{name} {text}".encode()
    document = Document(
        name=name,
        sha256=sha256(raw).hexdigest(),
        format="text",
        encoding="utf-8",
        text=text,
        blocks=blocks,
        lang=lang,
        lang_basis=Basis.STATED,
        outlet=outlet,
        date=date,
    )
    return project.store.documents.add(document, raw).id


def _segments(sentences: Sequence[str]) -> tuple[Segment, ...]:
    return tuple(Segment(words, " ", position) for position, words in enumerate(sentences))


def span_in(text: str, words: str) -> Span:
    """Where words stand in a text."""
    start = text.index(words)
    return Span(start, start + len(words))

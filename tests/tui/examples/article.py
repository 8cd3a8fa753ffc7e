"""A small project for the article screen: one interview, the dispatch that renders it. All is fictional."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from db.records import Basis, Block, BlockKind, Document, LanguageTag
from tests.support.projects import ENGLISH, FRENCH, make_project
from workbench.project import Project
from workbench.quotes.service import dismiss, extract

FRENCH_BLOCKS: tuple[tuple[BlockKind, str, str], ...] = (
    (BlockKind.LIST_ITEM, "menu", "Accueil | Fleuve | Marchés | Abonnement"),
    (BlockKind.HEADING, "", "Le bac de Kérou ne passera pas avant la crue"),
    (
        BlockKind.PARAGRAPH,
        "",
        "La gérante du bac, Awa Inventée, a reçu notre correspondant sur la rive nord. « Le bac est à quai"
        " depuis lundi. Nous attendons une pièce de Tessaly », a déclaré Awa Inventée.",
    ),
    (
        BlockKind.PARAGRAPH,
        "",
        "Le maire, Moussa Fictif, se veut rassurant : « Le mil passera par la piste du nord. » Personne ici"
        " ne parle de « pénurie ».",
    ),
    (BlockKind.OTHER, "advertisement", "Publicité : pirogues neuves et d’occasion, quai sud"),
    (
        BlockKind.PARAGRAPH,
        "",
        "Les anciens, eux, attendent la crue. On nous a promis un pont il y a dix ans, dit Oumou Tessaly en"
        " regardant l’eau.",
    ),
    (
        BlockKind.PARAGRAPH,
        "",
        "« Nous n’avons rien reçu », a ajouté Awa Inventée. « Rien du tout. »",
    ),
    (BlockKind.PARAGRAPH, "reader comments", "Commentaires\nPasse-muraille : « Quelle honte ! »"),
)
ENGLISH_BLOCKS: tuple[tuple[BlockKind, str, str], ...] = (
    (BlockKind.HEADING, "", "Kérou ferry idle until the flood"),
    (
        BlockKind.PARAGRAPH,
        "",
        "“The ferry has been at the quay since Monday. We are waiting for a part from Tessaly,” Awa Inventée"
        " told Le Courrier du Fleuve.",
    ),
    (BlockKind.PARAGRAPH, "", "“They promised us a bridge ten years ago,” said Oumou Tessaly."),
)


def example(folder: Path) -> Project:
    """An interview with set-aside parts and a dismissed quote, and a dispatch in English."""
    project = make_project(folder / "kerou.db", ())
    facts = {
        "title": "Le bac de Kérou ne passera pas",
        "outlet": "Le Courrier du Fleuve",
        "date": "2012-05-31",
    }
    _add(project, "entretien.html", FRENCH, FRENCH_BLOCKS, author="Ali Imaginé", **facts)
    facts = {"title": "Kérou ferry idle", "outlet": "Harbour Wire", "date": "2012-06-01"}
    _add(project, "dispatch.html", ENGLISH, ENGLISH_BLOCKS, **facts)
    fragment = next(q for q in project.store.quotes.all() if any(s.text == "pénurie" for s in q.segments))
    dismiss(project, fragment.id)
    return project


def _add(
    project: Project,
    name: str,
    lang: LanguageTag,
    parts: tuple[tuple[BlockKind, str, str], ...],
    **facts: str,
) -> None:
    """Store an article with its blocks, and its quotes."""
    text, blocks = "", []
    for kind, reason, words in parts:
        blocks.append(Block(len(text), len(text) + len(words), kind, reason))
        text += words + "\n\n"
    raw = text.encode()
    document = Document(
        name=name,
        sha256=sha256(raw).hexdigest(),
        format="html",
        encoding="utf-8",
        text=text,
        blocks=tuple(blocks),
        lang=lang,
        lang_basis=Basis.STATED,
        url=f"https://example.org/{name}",
        **facts,  # type: ignore[arg-type]
    )
    with project.store.action("import", name):
        extract(project, project.store.documents.add(document, raw))

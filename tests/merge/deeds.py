"""Whatever people do in a project, by number. All texts are fictional."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from db.errors import WorkbenchError
from db.records import Concept, LanguageTag, Name, NameStatus, Span
from tests.db.making import EN, FR, document, put_pairs, store_at
from tests.quotes.importing import bring
from tests.review.making import draft_of, put_rendering
from workbench.glossary import service as glossary
from workbench.project import TARGET, Project
from workbench.quotes import joining, splitting
from workbench.quotes import service as quotes
from workbench.review import beads, service
from workbench.review.grouping import Side

Deed = tuple[int, int, int]
"""What is done, to what, and how."""

ARTICLE = "« Le puits est plein. Venez. », a dit Awa Inventée.\n\n« Non. », a dit Moussa Fictif."


def begin(path: Path) -> None:
    """A project with printed and drafted renderings, and with quotes that miss one side."""
    with Project(store_at(path)) as project:
        put_pairs(
            project.store,
            ("Le pont est fermé.", "The bridge is closed."),
            ("Nous attendons.", "We are waiting."),
            ("Revenez lundi.", "Come back on Monday."),
        )
        put_rendering(project, 1, ("The bridge is shut.", "We wait."))
        draft_of(project, "La trêve tient.", "Elle tiendra.", "Oui.", drafts=("The truce holds.", "It will."))
        put_rendering(project, None, ("Nobody was paid.", "Nobody will be."))
        with project.store.action("create", "a project without glossaries"):
            project.store.set_setting(TARGET, EN)
        bring(project, "« La route est coupée. Revenez demain. », a dit Awa Inventée.")


def do(project: Project, deeds: Sequence[Deed]) -> None:
    """Do these one after the other; what cannot be done is left out."""
    for what, at, how in deeds:
        try:
            DEEDS[what % len(DEEDS)](project, at, how)
        except (WorkbenchError, IndexError, ZeroDivisionError):
            continue


def _pair(project: Project, at: int) -> int:
    found = project.store.pairs.ids()
    return found[at % len(found)]


def _quote(project: Project, at: int) -> int:
    found = project.store.quotes.all()
    return found[at % len(found)].id


def _edit(project: Project, at: int, how: int) -> None:
    service.edit(
        project, _pair(project, at), ["Words.", f"Words of {project.person}.", f"Text {how}."][how % 3]
    )


def _name(project: Project, at: int, how: int) -> None:
    status = [NameStatus.PREFERRED, NameStatus.ADMITTED][how % 2]
    name = Name(lang=FR, text=["Groupe du Nord", f"Groupe {project.person}"][how // 2 % 2], status=status)
    key = f"fictive-{at % 2}"
    if any(concept.key == key for concept in glossary.concepts(project)):
        glossary.put_name(project, key, name)
    else:
        glossary.add_concept(project, Concept(key=key, kind="group", names=(name,)))


def _bring(project: Project, text: str, lang: LanguageTag, outlet: str = "") -> None:
    if project.store.documents.with_sha256(document(text).sha256) is None:
        bring(project, text, lang, outlet=outlet)


def _mark(project: Project, at: int, how: int) -> None:
    document = project.store.documents.all()[at % len(project.store.documents.all())]
    start = how % max(len(document.text) - 6, 1)
    quotes.add(project, document.id, Span(start, start + 6), speaker="Issa Fictif", marks=False, anyway=True)


DEEDS: list[Callable[[Project, int, int], object]] = [
    _edit,
    _edit,
    _edit,
    lambda p, at, how: service.approve(p, _pair(p, at)),
    lambda p, at, how: service.approve(p, _pair(p, at)),
    lambda p, at, how: service.reject(p, _pair(p, at)),
    lambda p, at, how: service.note(p, _pair(p, at), f"note {how % 3}"),
    lambda p, at, how: service.undo(p),
    lambda p, at, how: service.redo(p),
    lambda p, at, how: beads.merge(p, _pair(p, at)),
    lambda p, at, how: beads.split(p, _pair(p, at), how % 3, how // 3 % 3),
    lambda p, at, how: beads.move(
        p, _pair(p, at), list(Side)[how % 2], [beads.BEFORE, beads.AFTER][how // 2 % 2]
    ),
    lambda p, at, how: beads.unlink(p, _pair(p, at)),
    lambda p, at, how: beads.accept(p, _pair(p, at)),
    lambda p, at, how: quotes.edit(p, _quote(p, at), speaker=f"Awa {how % 2}"),
    lambda p, at, how: quotes.edit(p, _quote(p, at), said_on=f"2012-05-0{how % 3 + 1}"),
    lambda p, at, how: quotes.dismiss(p, _quote(p, at)),
    lambda p, at, how: joining.join(p, _quote(p, at), _quote(p, how)),
    lambda p, at, how: splitting.split(p, _quote(p, at), splitting.Place(how % 2 == 0, 1 + how % 5)),
    _name,
    _mark,
    lambda p, at, how: _bring(p, ARTICLE, FR, f"Radio {how % 2}"),
    lambda p, at, how: _bring(p, f"“The well is full number {how % 4},” Issa Fictif said.", EN),
]

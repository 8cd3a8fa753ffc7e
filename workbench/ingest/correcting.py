"""Correcting what is known about a document."""

from __future__ import annotations

from dataclasses import replace

from db.errors import Conflict, Refused
from db.records import Basis, Document, LanguageTag, QuoteState
from workbench.ingest.given import stated_date
from workbench.project import Project
from workbench.text.language import normalise


def correct(project: Project, document_id: int, **facts: str) -> Document:
    """Write facts of a document (`outlet`, `agency`, `date` …) as a person states them; returns it.

    Its text and bytes stay what they are. `date` takes any usual spelling and `lang` what `normalise` takes;
    the quotes that were read in the document's language follow it. Raises WrongUse when there is no such
    document or what is stated is no date, LanguageTagError for what is no language, and Refused for a
    language that would make originals of renderings or the other way round.
    """
    store = project.store
    stated: dict[str, str] = dict(facts)
    if facts.get("date"):
        stated["date"] = stated_date(facts["date"])
    if "lang" in facts:
        stated |= {"lang": normalise(facts["lang"]), "lang_basis": Basis.STATED}
    with store.action("document edit", f"facts of document {document_id} corrected"):
        known = store.documents.get(document_id)
        corrected = replace(known, **stated)  # type: ignore[arg-type]
        if corrected.lang != known.lang:
            _follow(project, known, corrected.lang)
        if corrected != known:
            store.documents.correct(corrected)
    return store.documents.get(document_id)


def correct_shown(project: Project, shown: Document, **facts: str) -> Document:
    """`correct` a document that a person has looked at. Raises Conflict when it has changed since."""
    with project.store.action("document edit", f"facts of document {shown.id} corrected"):
        if project.store.documents.get(shown.id).revision != shown.revision:
            raise Conflict(
                f"Somebody else has corrected document {shown.id} meanwhile. Nothing was written; look at it"
                " again, then repeat."
            )
        return correct(project, shown.id, **facts)


def _follow(project: Project, document: Document, lang: LanguageTag) -> None:
    """Let the quotes of a document be in the language that it is in."""
    quotes = project.store.quotes.all(states=QuoteState, document_id=document.id)
    if quotes and project.is_target(document.lang) != project.is_target(lang):
        what = "renderings" if project.is_target(document.lang) else "originals"
        raise Refused(
            f"The {len(quotes)} quotes of document {document.id} were read as {what}, since it was taken for"
            f" {document.lang}: undo its import, then import it again with `--lang {lang}`."
        )
    for quote in quotes:
        first = quote.witnesses[:1]
        if first and first[0].document_id == document.id and quote.lang == document.lang:
            project.store.quotes.correct(replace(quote, lang=lang, lang_basis=Basis.STATED))

"""Small things to put into a store. All texts, names and outlets are fictional."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from itertools import count
from pathlib import Path

from db.records import (
    Bead,
    Block,
    Document,
    LanguageTag,
    Origin,
    Quote,
    Rendering,
    Segment,
    Span,
    Status,
    Witness,
)
from db.store import Store
from workbench.text.fold import fold

FR = LanguageTag("fr")
EN = LanguageTag("en")


def ticking() -> Callable[[], str]:
    """A clock that moves one second a look."""
    seconds = count()
    return lambda: f"2024-05-01T00:{(n := next(seconds)) // 60 % 60:02d}:{n % 60:02d}Z"


def store_at(path: Path, *, person: str = "ada", create: bool = True) -> Store:
    return Store(path, fold=fold, person=person, create=create, clock=ticking())


def document(text: str, lang: LanguageTag = FR, **facts: str) -> Document:
    digest = sha256(text.encode()).hexdigest()
    block = Block(0, len(text))
    return Document(
        name=facts.pop("name", f"article-{lang}.txt"),
        sha256=digest,
        format="text",
        encoding="utf-8",
        text=text,
        blocks=(block,),
        lang=lang,
        **facts,  # type: ignore[arg-type]
    )


def segments(*texts: str) -> tuple[Segment, ...]:
    return tuple(Segment(text, " ", position) for position, text in enumerate(texts))


def put_document(store: Store, text: str, lang: LanguageTag = FR, **facts: str) -> int:
    with store.action("import", "an article"):
        return store.documents.add(document(text, lang, **facts), text.encode()).id


def put_quote(store: Store, document_id: int, *sentences: str, speaker: str = "Aminata Fictive") -> int:
    """A quote with its words, its witness at the start of the document, and no pairs."""
    words = " ".join(sentences)
    quote = Quote(
        lang=FR,
        speaker=speaker,
        witnesses=(Witness(document_id, (Span(0, len(words)),), None, "after", 0.9),),
        segments=segments(*sentences),
    )
    with store.action("extract", "a quote"):
        return store.quotes.add(quote, place=(document_id, 0))


def put_pairs(store: Store, *sentences: tuple[str, str]) -> list[int]:
    """One quote, one published rendering, and a translated pair for each couple of sentences."""
    french = " ".join(source for source, _ in sentences)
    english = " ".join(target for _, target in sentences)
    source = put_document(store, french, outlet="Radio fictive", date="2019-03-12")
    printed = put_document(store, english, EN, outlet="Agence fictive")
    quote_id = put_quote(store, source, *(source for source, _ in sentences))
    with store.action("match", "a rendering"):
        rendering_id = store.renderings.add(
            Rendering(
                quote_id=quote_id,
                lang=EN,
                origin=Origin.PUBLISHED,
                segments=segments(*(target for _, target in sentences)),
                document_id=printed,
                pieces=(Span(0, len(english)),),
            )
        )
        return [
            store.pairs.add(
                quote_id,
                rendering_id,
                Bead(Span(n, n + 1), Span(n, n + 1), 0.9),
                Status.TRANSLATED,
            )
            for n in range(len(sentences))
        ]


def contents(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """Everything recorded in a store except revisions, which only ever grow."""
    from db.recorded import RECORDED

    found = {}
    for table, columns in RECORDED.items():
        kept = [f'"{column}"' for column in columns if column != "revision"]
        found[table] = [tuple(r) for r in store.rows(f"SELECT {', '.join(kept)} FROM {table} ORDER BY id")]
    return found

"""A large fictional project written by plain SQL: a million pairs take a minute or two and not hours.

Words are made up and as frequent as words are (Zipf); a few stand in known shares of the pairs. It is kept
in the system's folder for passing files and used again.
"""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path
from tempfile import gettempdir

from db.migrations import migrations
from db.store import Store
from workbench.glossary.tables import bundled
from workbench.project import TARGET, Project, open_project
from workbench.text.fold import fold

PER_QUOTE = 2
PER_DOCUMENT = 20
SPEAKERS = 400
OUTLETS = ("Le Courrier du Fleuve", "Harbour Wire", "La Gazette des Dunes", "Radio Escale")
TENTH, HUNDREDTH = "caravane", "aiguade"
"""Words in every tenth and every hundredth original."""
STATUSES = ("approved",) * 5 + ("translated",) * 3 + ("draft", "rejected")
VOCABULARY = 30_000
SYLLABLES = (
    *("ba", "cor", "dé", "fu", "gran", "ha", "jou", "ki", "lan", "mé", "no", "pra"),
    *("qui", "ro", "sa", "tem", "vu", "xan", "yé", "zo", "bla", "cré", "dro", "flo"),
)


def large_project(pairs: int) -> Project:
    """A project with this many pairs, two of each quote; made where it is not there yet."""
    schema = len(migrations._migrations)
    path = Path(gettempdir()) / f"workbench-search-{pairs}-{schema}.db"
    if not path.exists():
        making = path.with_suffix(".part")
        making.unlink(missing_ok=True)
        _make(making, pairs)
        making.rename(path)
    return open_project(path, person="bench")


def _make(path: Path, pairs: int) -> None:
    with Store(path, fold=fold, person="bench", create=True) as store, store.action("create", "bench"):
        store.concepts.add(concept for concept in bundled() if concept.glossary == "shipped/groups")
        store.set_setting(TARGET, "en")
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA synchronous = OFF")
    triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    connection.execute("BEGIN")
    for name, _ in triggers:
        connection.execute(f"DROP TRIGGER {name}")
    _fill(connection, pairs)
    connection.execute("INSERT INTO segment_fts(segment_fts) VALUES ('rebuild')")
    for _, sql in triggers:
        connection.execute(sql)
    connection.execute("COMMIT")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


def _fill(connection: sqlite3.Connection, pairs: int) -> None:
    """Documents, quotes with two sentences each, their renderings, and the pairs."""
    quotes = range(1, pairs // PER_QUOTE + 1)
    documents = range(1, pairs // PER_DOCUMENT + 2)
    chance = random.Random(7)
    article = "Lorem. " * 300
    connection.executemany(
        "INSERT INTO document (id, sha256, name, format, encoding, text, lang, lang_basis, title, outlet,"
        " author, translator, date, url, imported_at) VALUES (?, ?, ?, 'text', 'utf-8', ?, ?, 'stated',"
        " '', ?, '', '', ?, '', '')",
        (
            (
                number,
                str(number),
                f"article-{number}.txt",
                article,
                "fr" if number % 2 else "en",
                OUTLETS[number % len(OUTLETS)],
                f"20{number % 20 + 1:02}-{number % 12 + 1:02}-01",
            )
            for number in documents
        ),
    )
    many = connection.executemany
    per_article = PER_DOCUMENT // PER_QUOTE
    many(
        "INSERT INTO quote (id, lang, lang_basis, kind, speaker, role, said_on, state, place_document,"
        " place_offset) VALUES (?, 'fr', 'stated', 'direct', ?, '', '', 'active', ?, ?)",
        (
            (q, f"Locuteur {chance.randrange(SPEAKERS)}", q // per_article + 1, q % per_article * 200)
            for q in quotes
        ),
    )
    many(
        "INSERT INTO witness (id, quote_id, document_id, cue, confidence) VALUES (?, ?, ?, '', 1)",
        ((q, q, q // per_article + 1) for q in quotes),
    )
    many(
        "INSERT INTO rendering (id, quote_id, lang, origin, translator, engine, author, created_at)"
        " VALUES (?, ?, 'en', 'human', '', '', 'bench', '2012-06-01')",
        ((q, q) for q in quotes),
    )
    many(
        "INSERT INTO segment (id, text, after, doubt, author, folded) VALUES (?, ?, ' ', '', '', ?)",
        _segments(pairs),
    )
    for side in ("quote", "rendering"):
        first = 0 if side == "quote" else 2
        many(
            f"INSERT INTO {side}_segment ({side}_id, position, segment_id) VALUES (?, ?, ?)",
            ((q, at, (q - 1) * 4 + first + at + 1) for q in quotes for at in range(PER_QUOTE)),
        )
    many(
        "INSERT INTO pair (quote_id, rendering_id, source_start, source_end, target_start, target_end,"
        " probability, status, note, reviewer, reviewed_at) VALUES (?, ?, ?, ?, ?, ?, 0.9, ?, '', ?, ?)",
        (
            (q, q, at, at + 1, at, at + 1, status, "bench", f"2012-06-{q % 28 + 1:02}T09:00:00Z")
            for q in quotes
            for at in range(PER_QUOTE)
            for status in (chance.choice(STATUSES),)
        ),
    )


def _segments(pairs: int) -> Iterator[tuple[int, str, str]]:
    """The texts of each quote: two sentences of the original, two of the rendering."""
    chance = random.Random(11)
    sides = [_vocabulary(chance), _vocabulary(chance)]
    weights = list(accumulate(1 / (rank + 2.7) for rank in range(VOCABULARY)))
    number = 0
    for quote in range(pairs // PER_QUOTE):
        for side in range(2):
            drawn = chance.choices(sides[side], cum_weights=weights, k=26)
            for at in range(PER_QUOTE):
                number += 1
                said = drawn[:14] if at else drawn[14:]
                pair = quote * PER_QUOTE + at
                if not side and pair % 10 == 3:
                    said.insert(3, TENTH)
                if not side and pair % 100 == 7:
                    said.insert(3, HUNDREDTH)
                if not side and pair % 50_000 == 777:
                    said[2:2] = ["le", "puits", "oublié"]
                text = " ".join(said) + "."
                yield number, text.capitalize(), text.replace("é", "e")


def _vocabulary(chance: random.Random) -> list[str]:
    """Made-up words, short ones first."""
    words = dict.fromkeys(
        "".join(chance.choices(SYLLABLES, k=1 + rank // 400 % 3 + rank // 9000))
        for rank in range(VOCABULARY * 3)
    )
    return sorted(words, key=len)[:VOCABULARY]

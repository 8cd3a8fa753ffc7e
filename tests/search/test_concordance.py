"""The concordance over a project: which pairs it finds, by either way, and what it marks in them."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest

from db.errors import WrongUse
from db.records import Origin, PairRow, Span, Status
from tests.support.projects import LanguageTag, Said, fictional, make_project
from tests.tui.examples.concordance import QUOTES
from workbench.project import Project
from workbench.review import service as review
from workbench.search import finding
from workbench.search.finding import Portion
from workbench.search.hit_files import COLUMNS
from workbench.search.kwic import kwic
from workbench.search.service import (
    Concordance,
    Hit,
    concordance,
    counterparts,
    export_hits,
    ordered,
    read_query,
)
from workbench.search.words import words

HOSTILE = 'E\u0301cole\x1b]0;x\x07 [/x] \u202e=1+1 <b>&"'


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    """What was said of a truce, and 60 more pairs."""
    more = [
        Said(source=[HOSTILE, "Deuxième trêve, phrase deux."], target=["A school.", "Second truce."]),
        Said(
            source=["停火协议今天生效。"],
            target=["Terrorist groups such as AQIM lost 12 men."],
            lang=LanguageTag("zh"),
        ),
        Said(source=["AQMI a perdu 12 hommes."], target=["AQIM lost 13 men."], origin=Origin.DRAFT),
    ]
    path = tmp_path_factory.mktemp("search") / "p.db"
    with make_project(path, [*QUOTES, *more, *fictional(60)]) as made:
        yield made


@pytest.fixture(params=["by the index", "in order"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Small numbers, so that both ways are gone in portions; the second one also where a word is rare."""
    monkeypatch.setattr(finding, "FIRST", 4)
    monkeypatch.setattr(finding, "LARGEST", 8)
    if request.param == "in order":
        monkeypatch.setattr(finding, "FEW", -1)


def found(project: Project, query: str) -> list[Hit]:
    return list(concordance(project, read_query(query)))


def naive(project: Project, *wanted: str, side: str = "") -> list[int]:
    """Pairs in reading order whose sides have all of these words, told by looking at every one."""

    def has(row: PairRow, word: str) -> bool:
        texts = [row.source] * (side != "target") + [row.target] * (side != "source")
        return any(word in [each.folded for each in words(text)] for text in texts)

    rows = project.store.pairs.rows(project.store.pairs.ids())
    return [row.id for row in rows if all(has(row, word) for word in wanted)]


@pytest.mark.usefixtures("way")
def test_words_are_found_by_both_ways_in_reading_order(project: Project) -> None:
    for query, wanted, side in (
        ("trêve", ["treve"], ""),
        ("TREVE truce", ["treve", "truce"], ""),
        ("the", ["the"], ""),
        ("target:la", ["la"], "target"),
        ("fr:ecowas", ["ecowas"], "source"),
        ("en:the en:river", ["the", "river"], "target"),
        ("zzz", ["zzz"], ""),
    ):
        ids = [hit.pair.id for hit in found(project, query)]
        assert ids == naive(project, *wanted, side=side), query
    assert [hit.pair.id for hit in found(project, "status:approved the")] == [
        row.id for row in project.store.pairs.rows(naive(project, "the")) if row.status is Status.APPROVED
    ]


@pytest.mark.usefixtures("way")
@pytest.mark.parametrize(
    ("query", "keys"),
    [
        ('"la trêve" speaker:tessaly', ["la trêve"]),
        ("puits profond", ["puits", "profond"]),
        ('"sans tirer" outlet:courrier date:2012-05 status:approved status:rejected', None),
        ("tie* truce", ["tient", "tiendrons", "truce"]),
        ('"trêve phrase"', ["trêve, phrase"]),
        ("ecole", ["E\u0301cole"]),
        ("停火", ["停火"]),
        ("/tr[eê]ve,/c", ["trêve,"]),
        (r"source:/\bL. puits\b/", ["Le puits"]),
        ("concept:aqim origin:draft", ["AQMI", "AQIM"]),
        ("concept:aqmi lang:zh", ["AQIM"]),
    ],
)
def test_what_is_found_is_marked(project: Project, query: str, keys: list[str] | None) -> None:
    hits = found(project, query)
    assert hits
    if keys is not None:
        marked = [s.of(hits[0].pair.source) for s in hits[0].in_source]
        assert marked + [s.of(hits[0].pair.target) for s in hits[0].in_target] == keys


def test_conditions_alone_find_pairs_without_places(project: Project) -> None:
    hits = found(project, "speaker:fictive missing:rendering")
    assert [(hit.in_source, hit.in_target) for hit in hits] == [((), ())]
    assert [hit.pair.source for hit in hits] == ["Nous demandons une trêve de dix jours."]
    assert {hit.pair.quote_id for hit in found(project, "quote:3")} == {3}
    assert all(hit.pair.source_outlet == "Le Courrier du Fleuve" for hit in found(project, "outlet:fleuve"))
    assert found(project, "date:2013..") == []
    assert len(found(project, "date:2012")) == len(project.store.pairs.ids())
    english_only = [hit.pair for hit in found(project, "date:2012-06-01..")]
    assert {row.source_date for row in english_only} <= {"", "2012-05-31"}
    assert {row.target_date for row in english_only} == {"2012-06-01"}


def test_a_check_finds_the_pairs_in_which_it_finds_something(project: Project) -> None:
    assert [hit.pair.target for hit in found(project, "check:num.value aqmi")] == ["AQIM lost 13 men."]
    assert found(project, "check:num.value trêve") == []


@pytest.mark.parametrize(
    "query", ["document:999", "quote:999", "check:no.such", "concept:nobody", "trêve foo:x"]
)
def test_what_the_project_has_not_is_refused(project: Project, query: str) -> None:
    with pytest.raises(WrongUse, match=r"999|no.such|nobody|foo"):
        found(project, query)


def test_hits_stream_and_the_search_can_be_left(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "FIRST", 4)
    monkeypatch.setattr(finding, "LARGEST", 4)
    search = Concordance(project, read_query("/the/"))
    first, *rest = islice(search.portions(), 3)
    assert isinstance(first, Portion)
    assert first.looked_at < rest[0].looked_at < rest[1].looked_at < rest[1].total
    ended = list(search.portions())[-1]
    assert (ended.looked_at, ended.given_up) == (ended.total, 0)
    count = sum(len(portion.pair_ids) for portion in search.portions())
    assert 0 < count == len(found(project, "/the/")) <= search.at_most()
    words = Concordance(project, read_query("truce status:approved"))
    assert len(list(words)) <= words.at_most() < len(project.store.pairs.ids())


def test_as_many_hits_as_foretold_at_most_where_many_say_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    same = Said(source=["La trêve tient."], target=["The truce is holding."])
    with make_project(tmp_path / "p.db", [*[same] * 8, Said(source=["Oui."], target=["Yes."])]) as project:
        search = Concordance(project, read_query("truce"))
        assert search.at_most() == len(list(search)) == 8
        monkeypatch.setattr(finding, "FEW", 0)
        assert len(list(search)) == 8 <= search.at_most()


def test_an_expression_that_takes_too_long_is_given_up(tmp_path: Path) -> None:
    evil = Said(source=["a" * 5_000 + "!"], target=["Oui."])
    with make_project(tmp_path / "p.db", [evil, Said(source=["aab"], target=["ab"])]) as project:
        last = list(Concordance(project, read_query("/(a|aa)+b/")).portions())[-1]
        assert (last.pair_ids, last.given_up) == ([2], 1)


def test_what_was_edited_or_dismissed_is_found_as_it_is_now(tmp_path: Path) -> None:
    with make_project(tmp_path / "p.db", QUOTES) as project:
        row = next(hit.pair for hit in found(project, "ferry"))
        review.edit(project, row.id, "No boat without a truce.")
        assert found(project, "ferry") == []
        assert [hit.pair.id for hit in found(project, "boat")] == [row.id]
        review.undo(project)
        assert [hit.pair.id for hit in found(project, "ferry")] == [row.id]


def test_the_other_side_of_a_word_is_guessed(project: Project) -> None:
    hit = found(project, "fr:puits")[0]
    ours, theirs = counterparts(hit)
    assert ours == ()
    assert "well" in [span.of(hit.pair.target) for span in theirs]
    missing = found(project, "fr:trêve missing:rendering")[0]
    assert counterparts(missing) == ((), ())


def test_hits_are_ordered_by_what_stands_around_them(project: Project) -> None:
    hits = [hit for hit in found(project, "fr:trêve") if hit.pair.quote_id <= 5]
    nexts = {hit.pair.id: hit.pair.source[hit.in_source[0].end :].strip(" ,") for hit in hits}
    by_right = [nexts[identifier] for identifier in ordered(hits, left=False)]
    assert by_right == sorted(by_right)
    by_left = ordered(hits, left=True)
    assert [
        re.split(" trêve", h.pair.source)[0].lower() for i in by_left for h in hits if h.pair.id == i
    ] == [
        "la",
        "personne n’a rompu la",
        "sans",
        "une",
        "nous demandons une",
    ]


def test_hits_are_written_with_their_provenance(project: Project, tmp_path: Path) -> None:
    hits = found(project, "ecole OR".replace(" OR", ""))
    assert hits[0].in_source == (Span(0, 6),)
    for ending in ("csv", "tsv", "jsonl", "html"):
        assert export_hits(hits, project, "<école>", tmp_path / f"h.{ending}") == 1
    rows = list(csv.DictReader(io.StringIO((tmp_path / "h.csv").read_bytes().decode(), newline="")))
    assert [(row["side"], row["key"], row["speaker"]) for row in rows] == [
        ("source", "E\u0301cole", "Amadou Kéravel")
    ]
    lines = (tmp_path / "h.tsv").read_bytes().decode().split("\n")
    assert [line.count("\t") for line in lines[:-1]] == [len(COLUMNS) - 1] * 2
    told = json.loads((tmp_path / "h.jsonl").read_text())
    assert (told["in_source"], told["source_outlet"]) == ([[0, 6]], "Le Courrier du Fleuve")
    page = (tmp_path / "h.html").read_text()
    assert "<h1>&lt;école&gt;</h1>" in page
    assert "<mark>E\u0301cole</mark>" in page
    assert "&lt;b&gt;&amp;" in page
    assert "\x1b" not in page
    assert kwic(hits[0].pair.source, hits[0].in_source[0], 30).key == "E\u0301cole"


def test_a_file_of_hits_is_refused_where_it_would_do_harm(project: Project, tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match="end its name in"):
        export_hits([], project, "", tmp_path / "hits.doc")
    beside = project.path.with_name("q.csv")
    beside.hardlink_to(project.path)
    with pytest.raises(WrongUse, match="belongs to the project"):
        export_hits([], project, "", beside)
    beside.unlink()

"""Comparisons as files: HTML that parsers accept without repair, Markdown whose tables hold. Texts are fictional."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path

import pytest
from lxml import html as lxml_html

from db.errors import WrongUse
from tests.support.projects import make_project
from tests.tui.examples.compare import GAZETTE, HARBOUR, add_quote, example, print_rendering
from workbench.compare.service import compare, export, export_to, format_of
from workbench.project import Project

EVIL = "</td><script>alert(1)</script> \x1b[31m\x00 | `code` **bold** [x](http://e.org) & <b> \u202e “q”"
VOID = {"meta", "br"}
KNOWN = {
    *("html", "head", "meta", "title", "style", "body", "header", "h1", "h2", "h3", "p", "nav", "ol", "ul"),
    *("li", "a", "main", "section", "div", "table", "caption", "thead", "tbody", "tr", "th", "td", "small"),
    *("b", "i", "br", "mark", "ins", "del", "span", "q"),
}


class Strict(HTMLParser):
    """Accepts only known elements that are closed in their order, and no attribute that runs or fetches."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.ids: list[str] = []
        self.targets: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in KNOWN, tag
        for name, value in attrs:
            assert not name.startswith("on")
            assert name not in ("src", "style")
            if name == "href":
                assert value is not None
                assert value.startswith("#")
                self.targets.append(value[1:])
            if name == "id":
                self.ids.append(value or "")
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with example(tmp_path) as opened:
        yield opened


def written(project: Project, format_name: str, *quotes: int, base: int | None = None) -> str:
    out = BytesIO()
    export_to(project, quotes, format_name, out, base)
    return out.getvalue().decode()


def strict(text: str) -> Strict:
    parser = Strict()
    parser.feed(text)
    parser.close()
    assert not parser.open
    assert len(parser.ids) == len(set(parser.ids))
    assert set(parser.targets) <= set(parser.ids)
    return parser


def test_the_page_is_well_formed_and_stands_alone(project: Project) -> None:
    page = written(project, "html")
    parser = strict(page)
    assert page.startswith('<!DOCTYPE html>\n<html lang="en">')
    assert [target for target in parser.targets if target.startswith("quote-")] == [
        "quote-2",
        "quote-1",
        "quote-3",
    ]
    assert "url(" not in page
    assert "http" not in page.replace("doi", "")
    assert "prefers-color-scheme" in page
    assert "@media print" in page


def test_the_page_is_a_table_that_can_be_read_aloud(project: Project) -> None:
    tree = lxml_html.document_fromstring(written(project, "html", 1))
    (table,) = tree.iter("table")
    rows = list(table.iter("tr"))
    assert [len(row) for row in rows] == [6, 6, 6]
    assert all(cell.get("scope") == "col" for cell in rows[0])
    assert [row[0].get("scope") for row in rows[1:]] == ["row", "row"]
    assert [cell.get("lang") for cell in rows[1][1:]] == ["fr", "en", "en", "en", "en"]
    assert "Harbour Wire" in rows[0][2].text_content()
    assert "also in Sunday Gazette" in rows[0][4].text_content()
    assert rows[2][2].text_content().startswith(HARBOUR[2])
    alone = [mark.text for mark in rows[2][4].iter("mark") if mark.get("class") == "alone"]
    assert alone == ["everybody", "beginning with"]


def test_a_base_shows_insertions_and_deletions(project: Project) -> None:
    tree = lxml_html.document_fromstring(written(project, "html", 1, base=1))
    rows = list(tree.iter("tr"))
    assert not list(rows[1][2].iter("ins", "del"))
    assert next(e.text for e in rows[1][4].iter("del")) == "left"
    assert next(e.text for e in rows[1][4].iter("ins")) == "abandoned"
    assert "abandoned" in written(project, "md", 1, base=1)
    assert "~~left~~ **abandoned**" in written(project, "md", 1, base=1)


def test_hostile_texts_stay_texts(tmp_path: Path) -> None:
    with make_project(tmp_path / "p.db", []) as project:
        quote = add_quote(project, (EVIL,), EVIL, EVIL)
        for words in (EVIL, f"Other {EVIL}"):
            print_rendering(project, quote, (words,), [((0, 1), (0, 1))], EVIL, EVIL, agency=EVIL)
        page, table = written(project, "html"), written(project, "md")
    strict(page)
    assert "<script" not in page
    assert not re.search(r"[\x00-\x08\x0b-\x1f]", page)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\u202e]", table)
    rows = [line for line in table.split("\n") if line.startswith("| ")]
    assert len({len(re.findall(r"(?<!\\)\|", row)) for row in rows}) == 1
    assert "\\[x\\]" in table
    assert not re.search(r"(?<!\\)<(?!br>)", table)


def test_markdown_holds_the_words_and_their_marks(project: Project) -> None:
    text = written(project, "md", 1)
    assert "**everybody**, **beginning with** *the government*." in text
    assert "- **C** River Gazette (published, 2012-06-03, also in Sunday Gazette): Eddy 0.39" in text
    assert "- Segment 1: A left / B pulled out of / C abandoned / D have left" in text
    plain = re.sub(r"[*\\]", "", text)
    assert GAZETTE[2] in plain


def test_the_same_project_gives_the_same_bytes(project: Project) -> None:
    assert written(project, "html") == written(project, "html")


def test_a_file_is_written_whole_or_not_at_all(project: Project, tmp_path: Path) -> None:
    out = tmp_path / "c.html"
    assert export(project, [1, 2], format_of(out), out) == 2
    before = out.read_bytes()
    with pytest.raises(WrongUse):
        export(project, [1, 99], "html", out)
    assert out.read_bytes() == before
    for wrong in (
        lambda: export(project, [1], "html", project.path),
        lambda: export(project, [1], "docx", out),
        lambda: export(project, [1, 2], "html", out, 1),
        lambda: export(project, [1], "html", tmp_path / "none" / "c.html"),
        lambda: format_of(tmp_path / "c.docx"),
    ):
        with pytest.raises(WrongUse):
            wrong()
    assert [format_of(Path(name)) for name in ("a.HTM", "b.md", "c.markdown")] == ["html", "md", "md"]


def test_a_comparison_without_a_rendering_can_be_written(tmp_path: Path) -> None:
    with make_project(tmp_path / "p.db", []) as project:
        quote = add_quote(project, ("Rien.",))
        assert compare(project, quote).versions == ()
        strict(written(project, "html", quote))
        assert "0 quotes" not in written(project, "md", quote)
        strict(written(project, "html"))

"""What the names that a person gives stand for."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.errors import UnreadableInput
from workbench.ingest.files import HIDDEN, NO_ARTICLE, SAVED_WITH_PAGE, Found, expand, read_bytes

ARTICLES = ["article 10.html", "article 2.html", "b/x.txt", "b/c/y.md", "b/c/z.docx"]
OTHERS = ["photo.jpg", "b/style.css", ".hidden.txt", ".git/a.txt", "article 2_files/frame.html"]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ARTICLES + OTHERS:
        path = tmp_path / "corpus" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Texte fictif.")
    monkeypatch.chdir(tmp_path)
    return tmp_path / "corpus"


def taken(*names: str) -> list[str]:
    return [
        file.name.removeprefix("corpus/") for file in expand(names) if not file.left_out and not file.problem
    ]


def test_a_folder_stands_for_its_articles_in_natural_order(folder: Path) -> None:
    found = expand(["corpus"])
    assert taken("corpus") == ["article 2.html", "article 10.html", "b/x.txt", "b/c/y.md", "b/c/z.docx"]
    assert {Path(file.name).name: file.left_out for file in found if file.left_out} == {
        ".git": HIDDEN,
        ".hidden.txt": HIDDEN,
        "photo.jpg": NO_ARTICLE,
        "style.css": NO_ARTICLE,
        "article 2_files": SAVED_WITH_PAGE,
    }


@pytest.mark.parametrize(
    ("pattern", "names"),
    [
        ("corpus/*.html", ["article 2.html", "article 10.html"]),
        ("corpus/**/*.md", ["b/c/y.md"]),
        ("corpus/**/*.html", ["article 2.html", "article 10.html", "article 2_files/frame.html"]),
        ("corpus/**/c/*", ["b/c/y.md", "b/c/z.docx"]),
        ("corpus/b/**", ["b/x.txt", "b/c/y.md", "b/c/z.docx"]),
        ("corpus/?", ["b/x.txt", "b/c/y.md", "b/c/z.docx"]),
        ("c*/b/[xy].txt", ["b/x.txt"]),
        ("corpus/**/**/x.txt", ["b/x.txt"]),
        ("corpus/.h*", [".hidden.txt"]),
    ],
)
def test_patterns(folder: Path, pattern: str, names: list[str]) -> None:
    assert taken(pattern) == names


def test_a_file_that_several_names_mean_is_read_once(folder: Path) -> None:
    assert taken("corpus/b", "corpus/b/*", "corpus/**/x.txt") == ["b/x.txt", "b/c/y.md", "b/c/z.docx"]


def test_a_file_that_is_named_is_read_whatever_it_is(folder: Path) -> None:
    assert expand(["corpus/photo.jpg", "-", "nowhere.txt"]) == [
        Found("corpus/photo.jpg"),
        Found("-"),
        Found("nowhere.txt"),
    ]


def test_a_file_whose_name_looks_like_a_pattern_is_that_file(folder: Path) -> None:
    (folder / "a[1].txt").write_text("Texte fictif.")
    assert expand(["corpus/a[1].txt"]) == [Found("corpus/a[1].txt")]


@pytest.mark.parametrize("name", ["corpus/*.odt", "empty", "nowhere/**/*.txt"])
def test_where_nothing_is_found_it_is_told(folder: Path, name: str) -> None:
    Path("empty").mkdir()
    (problem,) = (file.problem for file in expand([name]) if file.problem)
    assert problem.startswith(("No article matches", "There is no article in"))


def test_circles_of_links_broken_links_and_pipes(folder: Path) -> None:
    (folder / "b" / "up").symlink_to(folder)
    (folder / "b" / "again").symlink_to(folder / "b")
    (folder / "broken.txt").symlink_to("nowhere")
    os.mkfifo(folder / "pipe.txt")
    (folder / "linked-pipe.txt").symlink_to("pipe.txt")
    found = taken("corpus")
    assert found.count("b/x.txt") == 1
    assert len(found) == len(set(found)) == len(ARTICLES) + 1
    assert "broken.txt" in found
    assert sorted(taken("corpus/**/*.txt")) == ["b/x.txt", "broken.txt"]


def test_what_is_our_own_is_passed_over(folder: Path) -> None:
    found = expand(["corpus"], lambda path: path.name == "photo.jpg")
    assert not any("photo" in file.name for file in found)


def test_a_folder_that_cannot_be_read_is_left_out_with_the_reason(folder: Path) -> None:
    (folder / "b").chmod(0)
    try:
        if os.access(folder / "b", os.R_OK):
            pytest.skip("this user may read everything")
        assert any("cannot be read" in file.left_out for file in expand(["corpus"]))
    finally:
        (folder / "b").chmod(0o755)


@given(st.lists(st.text(max_size=30), max_size=3))
def test_no_name_raises(names: list[str]) -> None:
    safe = [f"/nowhere-at-all/{name}" for name in names]
    assert len(expand([*safe, "x" * 5000, "a\0b*"])) == len(names) + 2


def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(UnreadableInput, match="no file but a pipe"):
        read_bytes(str(tmp_path / "pipe.txt"))

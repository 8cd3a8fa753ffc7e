"""Downloads from a server on this machine, which the rest of the tests may not reach either."""

from __future__ import annotations

import ast
import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from db.errors import Refused, UnreadableInput
from tests.draft.packages.web import Manners, Site, serving
from workbench.draft.packages.download import DownloadFailed, downloaded, fetch
from workbench.draft.packages.places import download_folder

ROOT = Path(__file__).parents[3]
HTTP = frozenset({"http", "https"})
LIMIT = 10 << 20
BODY = bytes(range(256)) * 2000
PATH = "/v1/translate-fr_en-1_9.argosmodel"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in [name for name in os.environ if name.lower().endswith("_proxy")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as opened:
        yield opened


def got(site: Site, path: str = PATH, limit: int = LIMIT) -> bytes:
    with downloaded(site.link(path), HTTP, limit) as file:
        assert file.name == "translate-fr_en-1_9.argosmodel"
        return file.read_bytes()


def kept(site: Site) -> list[str]:
    folder = download_folder(site.link(PATH))
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def test_a_download_arrives_and_leaves_nothing_in_the_cache(site: Site) -> None:
    site.paths[PATH] = Manners(BODY)
    told: list[tuple[int, int]] = []
    with downloaded(site.link(PATH), HTTP, LIMIT, lambda done, total: told.append((done, total))) as file:
        assert file.read_bytes() == BODY
    assert told[-1] == (len(BODY), len(BODY))
    assert [done for done, _ in told] == sorted({done for done, _ in told})
    assert kept(site) == []


@pytest.mark.parametrize("cut", [1, 1000, len(BODY) - 1])
def test_a_download_that_broke_off_is_gone_on_with(site: Site, cut: int) -> None:
    site.paths[PATH] = Manners(BODY, cut_after=cut)
    with pytest.raises(
        DownloadFailed, match=rf"broke off after {cut:,} of {len(BODY):,} bytes: run the command"
    ):
        got(site)
    site.paths[PATH] = Manners(BODY)
    assert got(site) == BODY
    assert site.asked == [(PATH, ""), (PATH, f"bytes={cut}-")]


def broken_off(site: Site, cut: int = 1000, **manners: object) -> None:
    site.paths[PATH] = Manners(BODY, cut_after=cut, **manners)  # type: ignore[arg-type]
    with pytest.raises(DownloadFailed):
        got(site)


def test_a_file_that_has_changed_is_begun_anew(site: Site) -> None:
    broken_off(site)
    site.paths[PATH] = Manners(BODY[::-1], etag='"2"')
    assert got(site) == BODY[::-1]


@pytest.mark.parametrize("etag", ["", 'W/"1"'])
def test_without_a_sure_sign_that_it_is_the_same_file_it_is_begun_anew(site: Site, etag: str) -> None:
    broken_off(site, etag=etag)
    site.paths[PATH] = Manners(BODY)
    assert got(site) == BODY
    assert site.asked[-1] == (PATH, "")


def test_a_server_that_sends_no_parts_sends_the_whole(site: Site) -> None:
    broken_off(site)
    site.paths[PATH] = Manners(BODY, ranges=False)
    assert got(site) == BODY


def test_a_part_from_another_place_is_not_taken(site: Site) -> None:
    broken_off(site)
    site.paths[PATH] = Manners(BODY, misplaced=True)
    assert got(site) == BODY
    assert site.asked[1:] == [(PATH, "bytes=1000-"), (PATH, "")]


def test_a_file_that_has_become_shorter_is_begun_anew(site: Site) -> None:
    broken_off(site)
    site.paths[PATH] = Manners(BODY[:500])
    assert got(site) == BODY[:500]


def test_what_was_complete_when_the_program_was_killed_is_not_downloaded_again(site: Site) -> None:
    site.paths[PATH] = Manners(BODY)
    with pytest.raises(KeyboardInterrupt), downloaded(site.link(PATH), HTTP, LIMIT):
        raise KeyboardInterrupt
    assert kept(site) == ["translate-fr_en-1_9.argosmodel", "validator.json"]
    assert got(site) == BODY
    assert site.asked[-1] == (PATH, f"bytes={len(BODY)}-")


def test_a_file_that_proved_to_be_bad_is_not_kept(site: Site) -> None:
    site.paths[PATH] = Manners(b"<html>")
    with pytest.raises(UnreadableInput), downloaded(site.link(PATH), HTTP, LIMIT):
        raise UnreadableInput("no zip archive.")
    assert kept(site) == []


@pytest.mark.parametrize("note", [b"", b"[]", b'{"validator": 7}', b'{"validator": "\\u001b\\r\\nX: y"}'])
def test_a_damaged_note_means_a_new_beginning(site: Site, note: bytes) -> None:
    broken_off(site)
    (download_folder(site.link(PATH)) / "validator.json").write_bytes(note)
    site.paths[PATH] = Manners(BODY)
    assert got(site) == BODY
    assert site.asked[-1] == (PATH, "")


def test_a_length_that_nobody_says_is_taken_as_it_comes(site: Site) -> None:
    site.paths[PATH] = Manners(BODY, says_length=False)
    assert got(site) == BODY


@pytest.mark.parametrize("says_length", [True, False])
def test_what_is_too_large_is_not_taken(site: Site, says_length: bool) -> None:
    site.paths[PATH] = Manners(bytes(3 << 20), says_length=says_length)
    with pytest.raises(DownloadFailed, match="larger than 1 MiB"):
        got(site, limit=1 << 20)
    part = download_folder(site.link(PATH)) / "translate-fr_en-1_9.argosmodel.part"
    assert part.stat().st_size == 0
    with pytest.raises(DownloadFailed, match="larger than 1 MiB"):
        fetch(site.link(PATH), HTTP, 1 << 20)


def test_two_processes_do_not_write_one_file(site: Site) -> None:
    site.paths[PATH] = Manners(BODY)
    with (
        downloaded(site.link(PATH), HTTP, LIMIT) as file,
        pytest.raises(Refused, match="being downloaded by another process"),
    ):
        got(site)
    assert not file.exists()


def test_redirections_are_followed_within_the_kinds_of_links_that_are_allowed(site: Site) -> None:
    site.paths["/old"] = Manners(status=302, location=PATH)
    site.paths[PATH] = Manners(b"it")
    assert fetch(site.link("/old"), HTTP, LIMIT) == b"it"
    for location in ("file:///etc/passwd", "ftp://127.0.0.1/x", "data:text/plain,x"):
        site.paths["/old"] = Manners(status=302, location=location)
        with pytest.raises(DownloadFailed, match=r"^[^\n]*\.$"):
            fetch(site.link("/old"), frozenset({"http"}), LIMIT)
    site.paths["/old"] = Manners(status=302, location="https://127.0.0.1:1/x")
    with pytest.raises(DownloadFailed, match=r"leads on to https://127.0.0.1:1/x, and only http links"):
        fetch(site.link("/old"), frozenset({"http"}), LIMIT)
    site.paths["/old"] = Manners(status=302, location="/old")
    with pytest.raises(DownloadFailed, match="302"):
        fetch(site.link("/old"), HTTP, LIMIT)


def test_plain_http_is_not_spoken_unless_it_is_allowed(site: Site) -> None:
    site.paths[PATH] = Manners(BODY)
    with pytest.raises(DownloadFailed, match="only https links are followed"):
        fetch(site.link(PATH), frozenset({"https"}), LIMIT)
    assert site.asked == []


def test_what_the_server_says_is_told(site: Site) -> None:
    with pytest.raises(DownloadFailed, match=r"the server answered 404 Not Found\): check the connection"):
        fetch(site.link("/nothing"), HTTP, LIMIT)
    site.paths["/short"] = Manners(BODY, cut_after=5)
    with pytest.raises(DownloadFailed, match="broke off after 5 of"):
        fetch(site.link("/short"), HTTP, LIMIT)


@pytest.mark.parametrize(
    "link", ["http://127.0.0.1:1/x", "http://[::1/x", "http://", "http://127.0.0.1:99999/x"]
)
def test_a_server_that_is_not_there_is_one_sentence(link: str) -> None:
    with pytest.raises(DownloadFailed, match=r"^[^\n]*cannot be had \([^\n]+\)[^\n]*FILE\.argosmodel`\.$"):
        fetch(link, HTTP, LIMIT)


def test_a_cache_that_cannot_be_written_is_a_sentence(site: Site, home: Path) -> None:
    (home / "cache").write_text("")
    site.paths[PATH] = Manners(BODY)
    with pytest.raises(DownloadFailed, match=r"cannot be kept on the disk: .*\.$"):
        got(site)


def test_one_module_alone_knows_the_network() -> None:
    """`socketserver` and the rest are not needed to say so: these are the doors of the standard library."""
    doors = {"socket", "ssl", "http.client", "urllib.request", "http.server", "ftplib", "asyncio.streams"}
    opening = set()
    for folder in ("workbench", "db", "tui"):
        for file in (ROOT / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(file.read_bytes())):
                names = (
                    [alias.name for alias in node.names]
                    if isinstance(node, ast.Import)
                    else [f"{node.module}", *(f"{node.module}.{alias.name}" for alias in node.names)]
                    if isinstance(node, ast.ImportFrom)
                    else []
                )
                if doors & set(names):
                    opening.add(file.relative_to(ROOT).as_posix())
    assert opening <= {"workbench/draft/packages/download.py"}


def test_the_note_says_nothing_of_the_machine(site: Site) -> None:
    broken_off(site)
    note = json.loads((download_folder(site.link(PATH)) / "validator.json").read_text())
    assert note == {"validator": '"1"'}

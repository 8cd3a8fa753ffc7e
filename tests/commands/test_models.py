"""`workbench models` as a user types it, with and without a network."""

from __future__ import annotations

import hashlib
import json
import os
import pty
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.commands.run import Program
from tests.draft.packages.web import Manners, Site, serving
from tests.support.analytic_package import archive, make_package

ROOT = Path(__file__).parents[2]
PAIRS = (("fr", "en"), ("en", "de"), ("es", "en"))


@pytest.fixture(scope="module")
def archives(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Small packages of three pairs of languages; the last of the three is the second one's model."""
    folder = tmp_path_factory.mktemp("made")
    return {
        f"{source}_{target}": archive(
            make_package(
                folder, from_code=source, to_code=target, sentences=["Bonjour Tambora"], version="1.9"
            )
        )
        for source, target in PAIRS
    }


@pytest.fixture
def program(tmp_path: Path) -> Program:
    program = Program(tmp_path)
    program.env["OMP_NUM_THREADS"] = "1"
    return program


@pytest.fixture
def site(archives: dict[str, Path]) -> Iterator[Site]:
    """An index and the packages that it names."""
    with serving() as opened:
        entries = []
        for pair, file in archives.items():
            source, target = pair.split("_")
            opened.paths[f"/{file.name}"] = Manners(file.read_bytes())
            entries.append(
                {"from_code": source, "to_code": target, "package_version": "1.9", "links": [file.name]}
            )
        opened.paths["/index.json"] = Manners(json.dumps(entries).encode())
        yield opened


def online(program: Program, *arguments: str, before: str = "") -> subprocess.CompletedProcess[str]:
    """The program in a process that may use the network, after some lines of Python."""
    start = f"import sys; sys.path.insert(0, {str(ROOT)!r}); {before}\nfrom workbench.commands.main import main; main()"
    return subprocess.run(
        [sys.executable, "-c", start, *arguments],
        cwd=program.folder,
        env=program.env,
        capture_output=True,
        text=True,
        check=False,
    )


def done(program: Program, *arguments: str) -> list[str]:
    ended = online(program, *arguments)
    assert (ended.returncode, ended.stderr) == (0, "")
    return ended.stdout.splitlines()


def names(program: Program) -> list[str]:
    return [package["name"] for package in program.objects("models", "list") if not package["bundled"]]


def test_a_file_is_installed_listed_described_and_removed(
    program: Program, archives: dict[str, Path]
) -> None:
    file = archives["es_en"]
    told = program.run("models", "install", str(file))
    assert told == "translate-es_en-1_9 installed: es → en.\n"
    [package, starter] = program.objects("models", "list")
    assert starter["bundled"]
    model = Path(package["path"]) / "model" / "model.bin"
    assert package["sha256"] == hashlib.sha256(model.read_bytes()).hexdigest()
    assert len(starter["sha256"]) == 64
    [facts] = program.objects("models", "info", "translate-es_en-1_9")
    assert facts.items() >= package.items()
    assert facts["archive_sha256"] == hashlib.sha256(file.read_bytes()).hexdigest()
    assert (facts["origin"], facts["model_size"]) == (file.name, model.stat().st_size)
    for field in ("sha256", "installed at", "origin", "tokenizer", "quantization"):
        assert f"\n{field}: " in program.run("models", "info", "translate-es_en-1_9")
    program.run("models", "remove", "translate-es_en-1_9")
    assert names(program) == []


def test_the_starter_is_described_and_not_removed(program: Program) -> None:
    told = program.run("models", "info", "translate-fr_en-0_2")
    assert "licence: " in told
    assert told.index("bundled: True") < told.index("# ")
    assert "comes with the workbench" in program.sentence("models", "remove", "translate-fr_en-0_2", expect=1)
    assert "There is no package nothing" in program.sentence("models", "info", "nothing")


def test_several_files_are_installed_at_once(program: Program, archives: dict[str, Path]) -> None:
    files = [str(archives[pair]) for pair in ("fr_en", "en_de")]
    assert len(program.run("models", "install", *files).splitlines()) == 2
    assert sorted(names(program)) == ["translate-en_de-1_9", "translate-fr_en-1_9"]


def test_a_pair_is_taken_from_a_file_without_any_network(program: Program, archives: dict[str, Path]) -> None:
    file = str(archives["fr_en"])
    wrong = program.sentence("models", "install", "es", "en", "--from-file", file)
    assert "translates from fr to en, not from es to en" in wrong
    assert names(program) == []
    program.run("models", "install", "--from", "French", "--to", "eng", "--from-file", file)
    assert names(program) == ["translate-fr_en-1_9"]


OFFLINE = (
    "workbench: https://raw.githubusercontent.com/argosopentech/argospm-index/main/index.json cannot be had ("
)


@pytest.mark.parametrize("words", [("fr", "de"), ("--from", "fr", "--to", "de")])
def test_a_pair_without_a_network_is_one_sentence(program: Program, words: tuple[str, ...]) -> None:
    ended = program.result("models", "install", *words)
    assert (ended.returncode, ended.stdout) == (2, b"")
    [sentence] = ended.stderr.decode().splitlines()
    assert sentence.startswith(OFFLINE)
    assert "no network in this test" in sentence
    assert sentence.endswith("`workbench models install FILE.argosmodel`.")
    assert ". " not in sentence
    assert [path.name for path in program.folder.rglob("*") if path.is_file()] == []


@pytest.mark.parametrize("fault", ["RuntimeError", "OSError"])
def test_sockets_that_are_forbidden_are_one_sentence(program: Program, fault: str) -> None:
    hook = f"""
def refuse(event, arguments):
    if event.startswith("socket."):
        raise {fault}("sockets are disabled")
sys.addaudithook(refuse)"""
    ended = online(program, "models", "install", "fr", "de", before=hook)
    assert (ended.returncode, ended.stdout) == (2, "")
    [sentence] = ended.stderr.splitlines()
    assert sentence.startswith(OFFLINE + "sockets are disabled)")


def test_listing_and_files_open_no_socket(program: Program, archives: dict[str, Path]) -> None:
    hook = """
def refuse(event, arguments):
    if event.startswith("socket."):
        raise SystemExit(event)
sys.addaudithook(refuse)"""
    for words in (("list",), ("info", "translate-fr_en-0_2"), ("install", str(archives["es_en"]))):
        ended = online(program, "models", *words, before=hook)
        assert (ended.returncode, ended.stderr) == (0, ""), words


def test_a_pair_is_installed_from_an_index(program: Program, site: Site) -> None:
    link = site.link("/index.json")
    assert done(program, "models", "install", "fr", "en", "--index", link) == [
        "translate-fr_en-1_9 installed: fr → en."
    ]
    [facts] = program.objects("models", "info", "translate-fr_en-1_9")
    assert facts["origin"] == site.link("/translate-fr_en-1_9.argosmodel")
    asked = len(site.asked)
    assert done(program, "models", "install", "fr", "en", "--index", link) == [
        "translate-fr_en-1_9 is installed already: fr → en."
    ]
    assert site.asked[asked:] == [("/index.json", "")]
    downloads = program.folder / "home" / ".cache" / "workbench" / "downloads"
    assert list(downloads.iterdir()) == []


def test_a_pair_that_no_package_translates_is_installed_through_a_third_language(
    program: Program, site: Site
) -> None:
    link = site.link("/index.json")
    told = done(program, "models", "install", "--from", "fr", "--to", "de", "--index", link)
    assert told == [
        "The index has no package from fr to de; two of them do it together, fr → en and en → de.",
        "translate-fr_en-1_9 installed: fr → en.",
        "translate-en_de-1_9 installed: en → de.",
    ]
    told = done(program, "models", "install", "es", "de", "--index", link)
    assert told[1:] == [
        "translate-es_en-1_9 installed: es → en.",
        "translate-en_de-1_9 is installed already: en → de.",
    ]


def test_what_the_index_does_not_offer_is_said(program: Program, site: Site) -> None:
    ended = online(program, "models", "install", "fr", "ja", "--index", site.link("/index.json"))
    assert ended.returncode == 2
    assert "offers no package from fr to ja, and no two that meet in a third language" in ended.stderr


def test_the_index_is_fetched_kept_and_listed_without_a_network(program: Program, site: Site) -> None:
    link = site.link("/index.json")
    assert "models update" in program.sentence("models", "list", "--available", "--index", link)
    assert done(program, "models", "update", "--index", link) == [
        "The index offers 3 packages: `workbench models list --available` shows them."
    ]
    assert program.run("models", "list", "--available", "--index", link).splitlines() == [
        "en → de  1.9",
        "es → en  1.9",
        "fr → en  1.9",
    ]
    site.paths["/index.json"] = Manners(b"<html>Log in to the network</html>")
    ended = online(program, "models", "update", "--index", link)
    assert ended.returncode == 2
    assert "is no index of packages" in ended.stderr
    done(program, "models", "install", "es", "en", "--index", self_made(program, site))
    offered = program.objects("models", "list", "--available", "--index", link)
    assert [package["installed"] for package in offered] == ["", "1.9", ""]


def self_made(program: Program, site: Site) -> str:
    """An index of one's own, as a file: it may name http links only if they are https or files."""
    index = program.folder / "mine.json"
    (program.folder / "es.argosmodel").write_bytes(site.paths["/translate-es_en-1_9.argosmodel"].body)
    entry = {"from_code": "es", "to_code": "en", "package_version": "1.9", "links": ["es.argosmodel"]}
    index.write_text(json.dumps([entry]))
    return "mine.json"


def test_http_links_of_an_index_that_came_another_way_are_refused(program: Program, site: Site) -> None:
    link = site.link("/translate-es_en-1_9.argosmodel")
    entry = {"from_code": "es", "to_code": "en", "package_version": "1.9", "links": [link]}
    (program.folder / "mine.json").write_text(json.dumps([entry]))
    ended = online(program, "models", "install", "es", "en", "--index", "mine.json")
    assert ended.returncode == 2
    assert "offered over plain http" in ended.stderr
    assert site.asked == []


def test_the_second_link_serves_where_the_first_does_not(program: Program, site: Site) -> None:
    whole = site.link("/translate-es_en-1_9.argosmodel")
    entry = {
        "from_code": "es",
        "to_code": "en",
        "package_version": "1.9",
        "links": ["/gone.argosmodel", whole],
    }
    site.paths["/index.json"] = Manners(json.dumps([entry]).encode())
    done(program, "models", "install", "es", "en", "--index", site.link("/index.json"))
    assert names(program) == ["translate-es_en-1_9"]


def test_a_download_that_broke_off_is_gone_on_with_by_the_same_command(program: Program, site: Site) -> None:
    words = ("models", "install", "es", "en", "--index", site.link("/index.json"))
    path = "/translate-es_en-1_9.argosmodel"
    site.paths[path].cut_after = 5000
    ended = online(program, *words)
    assert ended.returncode == 2
    assert "broke off after 5,000 of" in ended.stderr
    site.paths[path].cut_after = None
    done(program, *words)
    assert (path, "bytes=5000-") in site.asked


def test_a_page_in_place_of_a_package_is_refused_and_not_kept(program: Program, site: Site) -> None:
    path = "/translate-es_en-1_9.argosmodel"
    genuine, site.paths[path] = site.paths[path], Manners(b"<html>Log in to the network</html>")
    words = ("models", "install", "es", "en", "--index", site.link("/index.json"))
    ended = online(program, *words)
    assert ended.returncode == 2
    assert "translate-es_en-1_9.argosmodel was not installed: it is damaged or no zip archive" in ended.stderr
    site.paths[path] = genuine
    done(program, *words)


def test_a_terminal_sees_how_far_a_download_is(program: Program, site: Site) -> None:
    ours, theirs = pty.openpty()
    start = f"import sys; sys.path.insert(0, {str(ROOT)!r}); from workbench.commands.main import main; main()"
    words = ("models", "install", "es", "en", "--index", site.link("/index.json"))
    child = subprocess.Popen(
        [sys.executable, "-c", start, *words],
        cwd=program.folder,
        env=program.env | {"TERM": "xterm"},
        stdout=subprocess.DEVNULL,
        stderr=theirs,
    )
    os.close(theirs)
    assert child.wait() == 0
    shown = b""
    while True:
        try:
            shown += os.read(ours, 1 << 16)
        except OSError:
            break
    os.close(ours)
    assert "es → en 1.9".encode() in shown
    assert b"100%" in shown


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((), "Say what to install"),
        (("--from", "fr"), "Give both languages"),
        (("fr", "xx"), "not a known language"),
        (("none.argosmodel",), "none.argosmodel was not installed: No such file"),
        (("fr", "en", "--index", "none.json"), "The index none.json cannot be read"),
        (("fr", "en", "--index", "http://["), "cannot be read"),
    ],
)
def test_mistakes_are_sentences(program: Program, words: tuple[str, ...], told: str) -> None:
    assert told in program.sentence("models", "install", *words)

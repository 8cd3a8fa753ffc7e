"""What users do by mistake, and what they meet outside a terminal of their own."""

from __future__ import annotations

import json
import os
import shlex
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.commands.run import Program

FRENCH = """La route du puits

Article fictif, écrit pour un essai. Le 3 mars, le conseil s’est réuni à Bourg-Imaginaire.

« Nous avons rouvert l’école. Les élèves sont revenus », a déclaré Oumar Inventé, maire de la commune.

Selon Awa Fictive, « la route vers le puits reste coupée depuis trois semaines ».
"""

ENGLISH = """The road to the well

A fictional article, written for a test. On 3 March the council met in Bourg-Imaginaire.

“We have reopened the school. The pupils have come back,” said Oumar Inventé, the mayor of the commune.

According to Awa Fictive, “the road to the well has been cut off for three weeks”.
"""

TOO_LARGE = str(2**70)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Program:
    program = Program(tmp_path_factory.mktemp("made"))
    (program.folder / "fr.txt").write_text(FRENCH, encoding="utf-8")
    (program.folder / "en.txt").write_text(ENGLISH, encoding="utf-8")
    program.run("import", "p.db", "fr.txt", "en.txt")
    return program


@pytest.fixture
def program(made: Program, tmp_path: Path) -> Program:
    """A folder of its own with both articles and a project of them."""
    for name in ("fr.txt", "en.txt", "p.db"):
        (tmp_path / name).write_bytes((made.folder / name).read_bytes())
    return Program(tmp_path)


def in_shell(program: Program, line: str, **environment: str) -> tuple[int, bytes, str]:
    """Run a line of bash in which `workbench` is the program; exit code, output and what was told."""
    workbench = f"{shlex.quote(sys.executable)} -m workbench"
    done = subprocess.run(
        ["bash", "-c", f'set -o pipefail; workbench() {{ {workbench} "$@"; }}; {line}'],
        cwd=program.folder,
        env=program.env | {"PYTHONPATH": str(Path(__file__).parents[2])} | environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        timeout=60,
    )
    told = done.stderr.decode("utf-8", "replace")
    assert "Traceback" not in told
    assert "unexpected fault" not in told
    assert "Exception ignored" not in told
    return done.returncode, done.stdout, told


@pytest.mark.parametrize("ending", ["", "-wal", "-journal"])
def test_an_export_never_replaces_the_project(program: Program, ending: str) -> None:
    (program.folder / "link.db").symlink_to("p.db")
    for name in ("p.db", "link.db"):
        told = program.sentence("export", name, "-f", "csv", "-o", f"p.db{ending}")
        assert "the project itself" in told
    assert program.run("doctor", "p.db") == "Nothing is wrong.\n"


def test_a_backup_replaces_no_file(program: Program) -> None:
    for name in ("fr.txt", "p.db", "p.db-wal"):
        before = (program.folder / "fr.txt").read_bytes()
        program.sentence("backup", "p.db", name)
        assert (program.folder / "fr.txt").read_bytes() == before
    for _ in range(3):
        program.run("backup", "p.db")
    assert len(list(program.folder.glob("p-*.db"))) == 3


@pytest.mark.parametrize("fresh", [[], ["--fresh"]])
def test_the_demo_stays_out_of_a_project_of_ones_own(program: Program, fresh: list[str]) -> None:
    before = program.objects("stats", "p.db")
    told = program.sentence("demo", "p.db", "--no-ui", *fresh)
    assert "articles of your own" in told
    assert program.objects("stats", "p.db") == before
    assert not (program.folder / "p.tmx").exists()


def test_a_project_that_is_open_elsewhere_is_not_removed(program: Program) -> None:
    from db.errors import WrongUse
    from workbench.upkeep.backup import remove

    other = sqlite3.connect(program.folder / "p.db")
    other.execute("SELECT count(*) FROM quote").fetchall()
    with pytest.raises(WrongUse, match="open in another program"):
        remove(program.folder / "p.db")
    other.close()
    remove(program.folder / "p.db")
    assert list(program.folder.glob("p.db*")) == []


def test_merged_quotes_are_listed_with_their_state(program: Program) -> None:
    assert program.run("match", "p.db").count("joined: ") == 2
    assert "merged" in program.run("quote", "list", "p.db", "--all")
    assert "merged" not in program.run("quote", "list", "p.db")


def test_the_same_file_from_several_programs_at_once(program: Program) -> None:
    with ThreadPoolExecutor(6) as pool:
        results = list(pool.map(lambda _: program.objects("import", "n.db", "fr.txt")[0], range(6)))
    assert sum(report["new"] for report in results) == 1
    assert sum(report["unchanged"] for report in results) == 5
    assert program.run("doctor", "n.db") == "Nothing is wrong.\n"


def test_file_names_and_words_that_are_not_utf_8(program: Program) -> None:
    name = os.fsdecode(b"entretien-\xe9.txt")
    (program.folder / name).write_text(FRENCH + "\n", encoding="utf-8")
    program.run("import", "n.db", name)
    assert program.objects("document", "list", "n.db")[0]["name"] == "entretien-\ufffd.txt"
    assert "not UTF-8" in program.sentence("pair", "edit", "p.db", "1", os.fsdecode(b"caf\xe9"))
    assert "not UTF-8" in program.sentence("import", "p.db", "fr.txt", "--outlet", os.fsdecode(b"\xe9"))
    program.env["WORKBENCH_PERSON"] = os.fsdecode(b"Ren\xe9e")
    program.run("pair", "edit", "p.db", "1", "We have reopened it.")
    assert program.objects("history", "p.db", "--limit", "1")[0]["who"] == "Ren\ufffde"


def test_a_rendering_that_is_not_utf_8_is_told(program: Program) -> None:
    done = program.result("pair", "edit", "p.db", "1", "-", input=b"caf\xe9")
    assert done.returncode == 2
    assert "not UTF-8" in done.stderr.decode()


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_output_that_is_not_utf_8(program: Program, encoding: str) -> None:
    for command in ("quote list p.db --all", "pair list p.db", "document show p.db 1", "--help"):
        assert in_shell(program, f"workbench {command}", PYTHONIOENCODING=encoding)[0] == 0
    code, printed, _ = in_shell(program, "workbench quote list p.db --json", PYTHONIOENCODING=encoding)
    quotes = [json.loads(line) for line in printed.decode("ascii").splitlines()]
    assert (code, quotes[0]["speaker"]) == (0, "Oumar Inventé")


def test_lone_surrogates_go_out_as_escapes(program: Program) -> None:
    line = b'{"id": "\\ud800", "lang": "fr", "text": "\\u00ab Oui \\udce9 \\u00bb, a dit Awa Fictive."}\n'
    found = program.objects("extract", "-", input=line)[0]
    assert found["id"] == "\ud800"
    assert "\udce9" in found["quotes"][0]["text"]


@pytest.mark.parametrize(
    "line",
    [
        "workbench import p.db - <&-",
        "workbench pair edit p.db 1 - <&-",
        "workbench translate --from fr --to en <&-",
        "workbench extract - <&-",
        "workbench stats p.db >&-",
        "workbench stats p.db --json >&-",
        "workbench pair list p.db >&-",
        "workbench stats p.db >/dev/full",
        "workbench pair list p.db >/dev/full",
        "workbench --help >/dev/full",
        "workbench export p.db -f tmx -o - >/dev/full",
    ],
)
def test_streams_that_are_closed_or_full(program: Program, line: str) -> None:
    code, printed, told = in_shell(program, line)
    assert code == 2
    assert "cannot be" in printed.decode() + told


def test_a_project_survives_closed_streams(program: Program) -> None:
    assert in_shell(program, "workbench draft p.db <&- >&- 2>&-")[0] in (0, 2)
    assert program.run("doctor", "p.db") == "Nothing is wrong.\n"


@pytest.mark.parametrize(
    "command", ["quote list p.db --json", "pair list p.db", "--help", "document show p.db 1"]
)
def test_a_reader_that_has_seen_enough_is_no_failure(program: Program, command: str) -> None:
    code, _, told = in_shell(program, f"workbench {command} | true")
    assert (code, told) == (0, "")


@pytest.mark.parametrize(
    "command",
    [
        "pair show p.db {}",
        "pair approve p.db {}",
        "pair edit p.db {} words",
        "pair edit p.db 1 words --revision {}",
        "pair list p.db --document {}",
        "pair list p.db --quote {}",
        "quote show p.db {}",
        "quote dismiss p.db {}",
        "quote link p.db {} 1",
        "quote link p.db 1 {}",
        "quote add p.db --document {} --start 0 --end 3",
        "document show p.db {}",
        "draft p.db --pair {}",
        "history p.db --pair {}",
        "search p.db words --document {}",
        "export p.db -f csv -o out.csv --quote {}",
    ],
)
def test_ids_that_no_project_can_have(program: Program, command: str) -> None:
    assert "is no id" in program.sentence(*command.format(TOO_LARGE).split())


@pytest.mark.parametrize(
    "command",
    [
        "draft p.db --pair 999",
        "history p.db --pair 999",
        "pair list p.db --quote 999",
        "pair list p.db --document 999",
        "search p.db route --document 999",
        "export p.db -f csv -o out.csv --quote 999",
        "pair approve p.db 999",
        "document show p.db 999",
    ],
)
def test_an_unknown_id_is_named(program: Program, command: str) -> None:
    told = program.sentence(*command.split())
    assert " 999 " in told
    if "document" in command:
        assert "workbench document list" in told


@pytest.mark.parametrize("page", ["import", "completion", ""])
def test_help_keeps_the_lines_of_its_examples(program: Program, page: str) -> None:
    printed = program.run(*page.split(), "--help")
    assert "\\b" not in printed
    assert any(line.strip().startswith(("workbench import work.db", "zsh:")) for line in printed.split("\n"))


def test_an_unknown_pair_does_not_stop_the_others(program: Program) -> None:
    whole = program.objects("match", "p.db")
    pair = next(r["id"] for r in program.objects("pair", "list", "p.db") if r["source"] and r["target"])
    assert whole
    done = program.result("pair", "approve", "p.db", "999", str(pair))
    assert done.returncode == 1
    assert "999" in done.stderr.decode()
    assert done.stdout.decode() == f"Pair {pair}: approved.\n"


@pytest.mark.parametrize("words", ["-2 oui", "- Oh oui, la haie", "-Oui", "-- Oui", "-"])
def test_words_may_begin_with_a_dash(program: Program, words: str) -> None:
    given = None if words != "-" else b"-"
    assert program.objects("pair", "edit", "p.db", "1", words, input=given)[0]["target"] == words
    if words != "-":
        assert program.objects("pair", "note", "p.db", "1", words)[0]["note"] == words
        program.objects("search", "p.db", words, "--lang", "fr", expect=0 if "ui" in words else 1)
        program.run("glossary", "find", "p.db", words, "--lang", "fr")


def test_options_stay_options_beside_words(program: Program) -> None:
    assert "--jsn" in program.sentence("pair", "edit", "p.db", "1", "--jsn")
    assert "-x" in program.sentence("search", "p.db", "-x")
    assert "Usage" in program.run("pair", "edit", "-h")
    assert "'--lang' requires" in program.sentence("search", "p.db", "route", "--lang")
    program.run("pair", "edit", "p.db", "--revision=1", "1", "--", "--json")
    assert program.objects("pair", "show", "p.db", "1")[0]["target"] == "--json"


def test_a_date_is_a_date(program: Program) -> None:
    assert "not a date" in program.sentence("quote", "edit", "p.db", "1", "--said-on", "yesterday")
    edited = program.objects("quote", "edit", "p.db", "1", "--said-on", "12 mars 2019")[0]
    assert edited["said_on"] == "2019-03-12"
    assert program.objects("quote", "edit", "p.db", "1", "--said-on", "")[0]["said_on"] == ""


def test_the_language_of_a_project_stays(program: Program) -> None:
    told = program.sentence("import", "p.db", "fr.txt", "--target", "es")
    assert "en" in told
    assert "es" in told
    program.run("import", "p.db", "fr.txt", "--target", "en")


@pytest.mark.parametrize(
    "words", ["fr.txt --target §§", "fr.txt --lang §§", "fr.txt --date soon", "none.txt", "none.txt nowhere"]
)
def test_what_fails_leaves_no_new_project_behind(program: Program, words: str) -> None:
    done = program.result("import", "n.db", *words.split())
    assert done.returncode == 2
    assert list(program.folder.glob("n.db*")) == []


@pytest.mark.parametrize("command", ["doctor", "stats", "quote list", "backup"])
def test_an_empty_file_does_not_become_a_project_by_being_read(program: Program, command: str) -> None:
    (program.folder / "empty.db").touch()
    told = program.sentence(*command.split(), "empty.db")
    assert "workbench import" in told
    assert (program.folder / "empty.db").read_bytes() == b""
    program.run("import", "empty.db", "fr.txt")


def test_a_damaged_project_is_sent_to_its_backups(program: Program) -> None:
    whole = (program.folder / "p.db").read_bytes()
    (program.folder / "short.db").write_bytes(whole[:-4096])
    (program.folder / "holes.db").write_bytes(whole[:4096] + b"\xa5" * (len(whole) - 4096))
    for name in ("short.db", "holes.db"):
        told = program.sentence("doctor", name)
        assert "o back to a backup" in told
        assert "workbench doctor" not in told


@pytest.mark.parametrize("form", ["tmx", "csv", "jsonl"])
def test_an_export_to_standard_output(program: Program, form: str) -> None:
    program.run("export", "p.db", "-f", form, "-o", "file")
    done = program.result("export", "p.db", "-f", form, "-o", "-")
    assert done.returncode == 0
    assert done.stdout == (program.folder / "file").read_bytes()
    assert "written" in done.stderr.decode()
    assert not (program.folder / "-").exists()


def test_what_is_no_file_is_refused_for_an_export(program: Program) -> None:
    os.mkfifo(program.folder / "pipe")
    (program.folder / "loop").symlink_to("loop")
    for out in ("loop", "x" * 300):
        assert "cannot be written" in program.sentence("export", "p.db", "-f", "csv", "-o", out)
    for out in ("pipe", "/dev/null", "."):
        assert "`-o -`" in program.sentence("export", "p.db", "-f", "csv", "-o", out)
    code, _, told = in_shell(program, "workbench export p.db -f csv -o /dev/stdout | cat")
    assert code == 2
    assert "`-o -`" in told


def test_the_size_of_a_large_file_is_its_own(program: Program) -> None:
    with (program.folder / "huge.txt").open("wb") as file:
        file.truncate(50 * 2**20)
    assert "50.0 MiB" in program.objects("import", "p.db", "huge.txt", expect=2)[0]["skipped"][0]["reason"]


def test_a_note_is_answered_as_a_note(program: Program) -> None:
    assert program.run("pair", "note", "p.db", "1", "check the recording") == "Pair 1: noted.\n"


def test_the_demo_says_where_its_project_lies(program: Program) -> None:
    assert "current folder" in " ".join(program.run("demo", "--help").split())

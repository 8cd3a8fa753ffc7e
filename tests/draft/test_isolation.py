"""What drafting loads, and that it needs no network, seen in processes of their own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from workbench.draft.packages.installed import PackageInfo

ROOT = Path(__file__).parents[2]
NO_SOCKETS = """
import sys
def refuse(event, arguments):
    if event.startswith("socket."):
        raise RuntimeError(event)
sys.addaudithook(refuse)
"""
DRAFT = """
from workbench.draft.engine import Engine
from workbench.draft.packages.installed import choose, installed, read_package
from pathlib import Path
package = {package}
[draft] = Engine.load(package).translate([{sentence!r}])
print(draft.text)
"""
LOADED = "print(*sorted({name.partition('.')[0] for name in sys.modules} | set(sys.modules)))"


def run(script: str, home: Path) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        env={"HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return done.stdout.splitlines()


@pytest.mark.parametrize(
    "module",
    [
        *("engine", "packages.tokenizer", "decoding.decoder", "naming.terms", "flaws"),
        *("packages.installed", "packages.install", "packages.trial", "packages.index", "packages.about"),
    ],
)
def test_importing_loads_no_engine_and_creates_nothing(tmp_path: Path, module: str) -> None:
    [loaded] = run(f"import sys; import workbench.draft.{module}; {LOADED}", tmp_path)
    heavy = {
        "ctranslate2",
        "numpy",
        "sentencepiece",
        "argostranslate",
        "sacremoses",
        "sqlite_utils",
        "textual",
    }
    assert not heavy & set(loaded.split())
    assert list(tmp_path.iterdir()) == []


def test_opening_a_project_and_its_services_loads_no_engine(tmp_path: Path) -> None:
    project = f"with open_project(Path({str(tmp_path / 'p.db')!r}), create=True): pass"
    imports = (
        "import sys; from pathlib import Path; import workbench; from workbench.project import open_project"
    )
    services = "import workbench.draft.service, workbench.draft.suggestions.advisers"
    [loaded] = run(f"{imports}\n{project}\n{services}\n{LOADED}", tmp_path)
    assert not {"ctranslate2", "sentencepiece", "argostranslate", "torch", "textual"} & set(loaded.split())


def test_drafting_needs_no_network_and_loads_no_sentence_splitter(tmp_path: Path) -> None:
    script = DRAFT.format(package='choose("fr", "en", installed())', sentence="Merci")
    draft, loaded = run(NO_SOCKETS + script + LOADED, tmp_path)
    assert "hank you" in draft
    unwanted = {
        "torch",
        "stanza",
        "spacy",
        "minisbd",
        "onnxruntime",
        "argostranslate.translate",
        "argostranslate",
    }
    assert not unwanted & set(loaded.split())
    assert list(tmp_path.iterdir()) == []


def test_bpe_packages_load_argos_tokenizer_alone(tmp_path: Path, bpe_package: PackageInfo) -> None:
    package = f"read_package(Path({str(bpe_package.path)!r}))"
    script = DRAFT.format(package=package, sentence="Bonjour, monde !")
    draft, loaded = run(NO_SOCKETS + script + LOADED, tmp_path)
    assert draft == "Hello, world!"
    modules = {name for name in loaded.split() if name.startswith("argostranslate.")}
    assert modules == {"argostranslate.tokenizer", "argostranslate.apply_bpe"}
    assert not {"torch", "stanza", "spacy", "minisbd", "onnxruntime"} & set(loaded.split())
    assert list(tmp_path.iterdir()) == []

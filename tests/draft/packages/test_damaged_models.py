"""Packages whose archive is sound and whose model, tokenizer or vocabulary is not."""

from __future__ import annotations

import json
import random
import shutil
import struct
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.errors import UnreadableInput
from tests.draft.packages.archives import NAME, left, rewritten
from tests.support.analytic_package import archive
from workbench.draft.packages import trial
from workbench.draft.packages.install import install
from workbench.draft.packages.installed import PackageInfo
from workbench.draft.packages.trial import try_out
from workbench.draft.packages.unfit import Unfit
from workbench.draft.packages.weights import Layout, Tensor, layout

MODEL = "model/model.bin"
NOT_A_NUMBER = struct.pack("<f", float("nan"))


@pytest.fixture
def packages(tmp_path: Path) -> Path:
    return tmp_path / "data" / "packages"


def refused(bad: Path, packages: Path, reason: str) -> None:
    with pytest.raises(UnreadableInput, match=rf"was not installed: .*{reason}.*Get the package again\.$"):
        install(bad, packages)
    assert left(packages) == []


def of(package: PackageInfo) -> tuple[bytes, Layout]:
    model = package.path / MODEL
    found = layout(model)
    assert found is not None
    return model.read_bytes(), found


def floats(found: Layout, ending: str) -> Tensor:
    return next(t for t in found.tensors if t.type == "float32" and t.name.endswith(ending) and t.size > 64)


def overwritten(raw: bytes, place: int, data: bytes) -> bytes:
    return raw[:place] + data + raw[place + len(data) :]


def all_infinite(raw: bytes, found: Layout) -> bytes:
    tensor = floats(found, "gamma")
    return overwritten(raw, tensor.offset, struct.pack("<f", float("inf")) * (tensor.size // 4))


def without_end(raw: bytes, found: Layout) -> bytes:
    """No piece is ever as likely as the first one, which is not the end of a sentence."""
    tensor = next(t for t in found.tensors if t.name == "decoder/projection/bias")
    return overwritten(raw, tensor.offset, struct.pack("<f", 1e9) + bytes(tensor.size - 4))


def with_a_tensor_of(raw: bytes, found: Layout, size: int) -> bytes:
    """The first tensor claims another number of bytes than its dimensions make."""
    return overwritten(raw, found.tensors[0].offset - 4, struct.pack("<I", size))


def with_dimensions_of(raw: bytes, found: Layout, most: int) -> bytes:
    first = next(tensor for tensor in found.tensors if len(tensor.shape) > 1)
    rank = len(first.shape)
    return overwritten(raw, first.offset - 5 - 4 * rank, struct.pack("<I", most) * rank)


Damage = Callable[[bytes, Layout], bytes]
DAMAGES: dict[str, tuple[Damage, str]] = {
    "empty": (lambda raw, found: b"", "cut off"),
    "the version alone": (lambda raw, found: raw[:4], "cut off"),
    "cut in the header": (lambda raw, found: raw[:30], "cut off"),
    "cut in a tensor": (lambda raw, found: raw[: found.tensors[3].offset + 5], "cut off"),
    "cut in the middle": (lambda raw, found: raw[: len(raw) // 2], "cut off"),
    "the last byte missing": (lambda raw, found: raw[:-1], "cut off"),
    "bytes after the end": (lambda raw, found: raw + b"\0" * 9, "9 bytes more than it says"),
    "zeros": (lambda raw, found: bytes(len(raw)), "no CTranslate2 model"),
    "noise": (lambda raw, found: random.Random(1).randbytes(5000), "no CTranslate2 model"),
    "a pickle": (lambda raw, found: b"\x80\x04\x95" + raw, "no CTranslate2 model"),
    "a version to come": (lambda raw, found: overwritten(raw, 0, b"\x07"), "no CTranslate2 model"),
    "an old version that is none": (lambda raw, found: overwritten(raw, 0, b"\x03"), "cannot be loaded"),
    "another kind of model": (
        lambda raw, found: raw.replace(b"TransformerSpec", b"TransformerXXXX"),
        "cannot",
    ),
    "no tensors": (lambda raw, found: overwritten(raw, 26, bytes(4)), "0 tensors"),
    "more tensors than can be": (lambda raw, found: overwritten(raw, 26, b"\xff" * 4), "4294967295 tensors"),
    "a tensor too many": (
        lambda raw, found: overwritten(raw, 26, struct.pack("<I", len(found.tensors) + 1)),
        "cut off|contradicts|claims|no names",
    ),
    "dimensions beyond memory": (
        lambda raw, found: with_dimensions_of(raw, found, 0xFFFFFFFF),
        "contradicts",
    ),
    "dimensions of nothing": (lambda raw, found: with_dimensions_of(raw, found, 0), "contradicts"),
    "a tensor with a byte too many": (
        lambda raw, found: with_a_tensor_of(raw, found, found.tensors[0].size + 1),
        "contradicts",
    ),
    "a tensor larger than the file": (
        lambda raw, found: with_a_tensor_of(raw, found, 0xFFFFFFFF),
        "contradicts",
    ),
    "a type that is none": (
        lambda raw, found: overwritten(raw, found.tensors[0].offset - 5, b"\x63"),
        "contradicts",
    ),
    "names that are none": (lambda raw, found: raw.replace(b"decoder/", b"d\xff\xfeoder/"), "no names"),
    "a tensor of another name": (
        lambda raw, found: raw.replace(b"/linear_0/weight", b"/linear_0/wright"),
        "do not fit each other",
    ),
    "one weight that is no number": (
        lambda raw, found: overwritten(raw, floats(found, "gamma").offset, NOT_A_NUMBER),
        "computes no numbers",
    ),
    "infinite weights": (all_infinite, "computes no numbers"),
    "no end of a sentence": (without_end, "never comes to the end"),
}


@pytest.mark.parametrize(("damage", "reason"), DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_model_is_not_installed(
    tmp_path: Path, packages: Path, spanish: PackageInfo, damage: Damage, reason: str
) -> None:
    raw, found = of(spanish)
    spoilt = damage(raw, found)
    assert spoilt != raw
    refused(rewritten(spanish, tmp_path, MODEL, spoilt), packages, reason)


MISFITS = {
    "queries, keys and values": ("encoder/layer_0/self_attention/linear_0/weight", (2, 1)),
    "the way out of attention": ("decoder/layer_0/self_attention/linear_1/weight", (1, 2)),
    "keys of the source": ("decoder/layer_0/attention/linear_1/weight", (2, 1)),
    "the way into the feed-forward layer": ("encoder/layer_0/ffn/linear_0/weight", (2, 1)),
    "the way out of it": ("decoder/layer_0/ffn/linear_1/weight", (1, 2)),
    "the vocabulary": ("decoder/projection/weight", (2, 1)),
}


@pytest.mark.parametrize(("name", "by"), MISFITS.values(), ids=MISFITS)
def test_matrices_that_do_not_fit_each_other_never_reach_the_engine(
    tmp_path: Path, packages: Path, spanish: PackageInfo, name: str, by: tuple[int, int]
) -> None:
    """The bytes are as many as before: the engine would look for more beyond their end."""
    raw, found = of(spanish)
    tensor = next(tensor for tensor in found.tensors if tensor.name == name)
    rows, columns = tensor.shape
    shape = struct.pack("<2I", rows * by[0] // by[1], columns * by[1] // by[0])
    spoilt = overwritten(raw, tensor.offset - 5 - len(shape), shape)
    refused(rewritten(spanish, tmp_path, MODEL, spoilt), packages, "do not fit each other|vocabulary has")


BAD_PARTS: dict[str, tuple[str, bytes | None, str]] = {
    "no tokenizer": ("sentencepiece.model", None, "neither sentencepiece.model nor bpe.model"),
    "an empty tokenizer": ("sentencepiece.model", b"", "tokenizer"),
    "a tokenizer of noise": ("sentencepiece.model", random.Random(2).randbytes(900), "tokenizer"),
    "no model": (MODEL, None, "no model/model.bin"),
    "no vocabulary": ("model/shared_vocabulary.json", None, "cannot be loaded"),
    "a vocabulary that is no JSON": ("model/shared_vocabulary.json", b'["<unk>", ', "not JSON"),
    "a vocabulary too short": (
        "model/shared_vocabulary.json",
        b'["<unk>", "<s>", "</s>"]',
        "has 3 pieces",
    ),
    "a vocabulary too long": (
        "model/shared_vocabulary.json",
        json.dumps(["<unk>", "<s>", "</s>", *map(str, range(9000))]).encode(),
        "has 9003 pieces",
    ),
    "a vocabulary of numbers": ("model/shared_vocabulary.json", b"[1, 2]", "no list of pieces"),
    "settings that are no JSON": ("model/config.json", b"{", "cannot be loaded"),
}


@pytest.mark.parametrize(("file", "data", "reason"), BAD_PARTS.values(), ids=BAD_PARTS)
def test_what_is_incomplete_is_not_installed(
    tmp_path: Path, packages: Path, spanish: PackageInfo, file: str, data: bytes | None, reason: str
) -> None:
    refused(rewritten(spanish, tmp_path, file, data), packages, reason)


@pytest.mark.parametrize("codes", [b"#version: 0.2\na\n", b"\xff\xfe\0"])
def test_damaged_bpe_codes_are_refused_or_harmless(
    tmp_path: Path, packages: Path, bpe_package: PackageInfo, codes: bytes
) -> None:
    try:
        install(rewritten(bpe_package, tmp_path, "bpe.model", codes), packages)
    except UnreadableInput as error:
        assert "tokenizer" in str(error)
        assert left(packages) == []


def test_what_other_programs_would_unpickle_is_never_loaded(
    tmp_path: Path, packages: Path, spanish: PackageInfo
) -> None:
    """Argos packages bring a sentence splitter's weights, which are a pickle; ours would leave a trace."""
    trace = tmp_path / "trace"
    pickle = f"cos\nsystem\n(S'touch {trace}'\ntR.".encode()
    copy = tmp_path / "copies" / NAME
    shutil.copytree(spanish.path, copy)
    for file in ("stanza/es/tokenize/gsd.pt", "model/extra.pkl", "conftest.py", "sitecustomize.py"):
        (copy / file).parent.mkdir(parents=True, exist_ok=True)
        (copy / file).write_bytes(pickle)
    installed = install(archive(copy), packages)
    assert (installed.path / "stanza" / "es" / "tokenize" / "gsd.pt").read_bytes() == pickle
    assert not trace.exists()


def test_a_crash_of_the_engine_is_a_sentence(
    tmp_path: Path, packages: Path, spanish_archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A module that is found before CTranslate2 stands for one that a model has made to crash."""
    (tmp_path / "ctranslate2.py").write_text("import os\nos.abort()\n")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(trial, "__file__", str(tmp_path / "workbench" / "draft" / "packages" / "trial.py"))
    refused(spanish_archive, packages, r"the engine breaks down over it \(signal 6\)")


def test_a_model_that_never_answers_is_given_up(
    tmp_path: Path, packages: Path, spanish_archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "ctranslate2.py").write_text("while True: pass\n")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(trial, "__file__", str(tmp_path / "workbench" / "draft" / "packages" / "trial.py"))
    monkeypatch.setattr(trial, "TIMEOUT_SECONDS", 1)
    refused(spanish_archive, packages, "did not translate a few words in 1 seconds")


def test_a_trial_loads_no_program_that_lies_around(
    tmp_path: Path, spanish: PackageInfo, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "workbench").mkdir()
    (tmp_path / "workbench" / "__init__.py").write_text("raise SystemExit(9)\n")
    (tmp_path / "json.py").write_text("raise SystemExit(9)\n")
    monkeypatch.chdir(tmp_path)
    try_out(spanish.path)


def test_a_trial_uses_no_network_and_writes_nothing(tmp_path: Path, spanish: PackageInfo) -> None:
    script = (
        "import sys\n"
        "def refuse(event, arguments):\n"
        "    if event.startswith('socket.') or event == 'open' and arguments[1] in ('w', 'a', 'x', 'wb'):\n"
        "        raise RuntimeError(event)\n"
        "sys.addaudithook(refuse)\n"
        "from pathlib import Path\n"
        "from workbench.draft.packages.trial import _fault\n"
        f"print(_fault(Path({str(spanish.path)!r})) or 'sound', *(n for n in ('torch', 'stanza') if n in sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[3],
        env={"HOME": str(tmp_path), "PYTHONDONTWRITEBYTECODE": "1"},
        check=True,
    )
    assert done.stdout.split() == ["sound"]


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 5000), st.integers(1, 255)), min_size=1, max_size=6))
def test_no_bytes_whatever_upset_the_reader_of_a_model(
    tmp_path_factory: pytest.TempPathFactory, spanish: PackageInfo, flips: list[tuple[int, int]]
) -> None:
    raw = bytearray((spanish.path / MODEL).read_bytes()[:6000])
    for place, mask in flips:
        raw[place] ^= mask
    model = tmp_path_factory.mktemp("fuzz") / "model.bin"
    model.write_bytes(raw)
    with pytest.raises(Unfit, match="model"):
        raise Unfit("an old version of a model") if layout(model) is None else AssertionError

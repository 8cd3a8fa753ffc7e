from __future__ import annotations

import dataclasses
import shutil
from pathlib import Path

import pytest

from db.errors import UnreadableInput
from workbench.draft.packages.installed import PackageInfo
from workbench.draft.packages.tokenizer import has_unknown, load_tokenizer, source_vocabulary, without_bytes

LINES = (
    "El gobierno no aceptará nunca esta decisión, dijo el portavoz.",
    "Escriba a prensa_1@ejemplo.es; gracias.",
    "Hola, amigos: https://ejemplo.es/nuevo_plan?n=1",
)


@pytest.mark.parametrize("line", LINES)
def test_sentencepiece_gives_a_line_back_with_its_underscores(spanish: PackageInfo, line: str) -> None:
    tokenizer = load_tokenizer(spanish)
    assert tokenizer.decode(tokenizer.encode(line)) == line


def test_byte_pieces_become_characters_again(starter: PackageInfo) -> None:
    tokenizer = load_tokenizer(starter)
    pieces = tokenizer.encode("un_deux 👍")
    assert "<0x5F>" in pieces
    assert tokenizer.decode(pieces) == "un_deux 👍"


def test_bpe_splits_and_joins_as_moses_does(bpe_package: PackageInfo) -> None:
    tokenizer = load_tokenizer(bpe_package)
    assert tokenizer.encode("Le gouvernement, jamais !") == ["Le", "gouvernement", ",", "jamais", "!"]
    assert tokenizer.decode(["The", "gover@@", "nment", ",", "never", "!"]) == "The government, never!"


def test_what_the_package_does_not_know_is_noticed(starter: PackageInfo, spanish: PackageInfo) -> None:
    for package, line in ((starter, "Merci 👍"), (spanish, "Hola 日本")):
        pieces = load_tokenizer(package).encode(line)
        vocabulary = without_bytes(source_vocabulary(package.path / "model"))
        assert has_unknown(pieces, vocabulary)
        assert not has_unknown(pieces[:1], vocabulary)


@pytest.mark.parametrize("suffix", ["json", "txt"])
def test_vocabularies_of_both_formats_are_read(tmp_path: Path, suffix: str) -> None:
    text = '["▁un", "deux"]' if suffix == "json" else "▁un\ndeux\n"
    (tmp_path / f"source_vocabulary.{suffix}").write_text(text, encoding="utf-8")
    assert {"▁un", "deux"} <= source_vocabulary(tmp_path)
    assert source_vocabulary(tmp_path / "nothing") == frozenset()


@pytest.mark.parametrize("damage", [b"", b"\xff\xfe\x00", b"one two three\n", b"no"])
def test_a_damaged_tokenizer_is_refused_in_silence(
    tmp_path: Path,
    bpe_package: PackageInfo,
    spanish: PackageInfo,
    damage: bytes,
    capfd: pytest.CaptureFixture[str],
) -> None:
    for package, file in ((bpe_package, "bpe.model"), (spanish, "sentencepiece.model")):
        copy = dataclasses.replace(package, path=tmp_path / package.name)
        shutil.copytree(package.path, copy.path)
        (copy.path / file).write_bytes(damage)
        if damage or file != "bpe.model":  # BPE codes may be empty
            with pytest.raises(UnreadableInput, match=f"tokenizer of the package {package.name} is damaged"):
                load_tokenizer(copy)
    assert capfd.readouterr() == ("", "")

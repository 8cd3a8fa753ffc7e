"""The engine on packages whose output can be told beforehand."""

from __future__ import annotations

import dataclasses
import hashlib
import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.errors import UnreadableInput, WrongUse
from db.records import Draft, EngineSignature
from tests.draft.conftest import SPANISH, described
from tests.support.analytic_package import make_package
from workbench.draft.decoding import batches, plans
from workbench.draft.engine import Engine
from workbench.draft.packages.installed import PackageInfo
from workbench.text.visible import visible

ENGLISH = [
    "The government not aceptará never this decision, said the spokesman.",
    "“We lost fifteen men”, answered Sira.",
    "Hello, friends: https://ejemplo.es/nuevo_plan?n=1",
    "Escriba a prensa_1@ejemplo.es; gracias.",
    "¡Viva Tambora! ¿Y ahora?…",
]


def texts(drafts: list[Draft]) -> list[str]:
    return [draft.text for draft in drafts]


def test_every_sentence_gets_its_draft_in_order(spanish_engine: Engine) -> None:
    drafts = list(spanish_engine.translate(SPANISH))
    assert [draft.text.replace("...", "…") for draft in drafts] == ENGLISH
    assert all(-0.1 < draft.score < 0 for draft in drafts)


def test_a_batch_says_what_single_sentences_say(spanish_engine: Engine) -> None:
    many = [f"{sentence} {number}" for number in range(20) for sentence in SPANISH]
    assert texts(list(spanish_engine.translate(many))) == [
        next(spanish_engine.translate([sentence])).text for sentence in many
    ]


@pytest.mark.parametrize(
    "space",
    ["", " ", "\n", "\u00a0", "\t \u202f\r\n"],
)
def test_outer_white_space_is_kept_and_nothing_stays_nothing(spanish_engine: Engine, space: str) -> None:
    [draft, nothing] = spanish_engine.translate([f"{space}Hola amigos{space}", space])
    assert draft.text == f"{space}Hello friends{space}"
    assert nothing == Draft(space, raw=space)


def test_line_ends_are_kept(spanish_engine: Engine) -> None:
    [draft] = spanish_engine.translate(["Hola amigos\n\n  Hemos perdido\u2028dijo\r\n…\nel gobierno"])
    assert draft.text == "Hello friends\n\n  We lost\u2028said\r\n…\nthe government"


def test_what_has_no_words_goes_round_the_model(spanish_engine: Engine) -> None:
    lines = ["…", "123 ½", "👍", "« »", "***", "?!"]
    drafts = list(spanish_engine.translate(lines))
    assert texts(drafts) == ["…", "123 ½", "👍", "“”", "***", "?!"]
    assert all(draft.score == 0 and not draft.doubts for draft in drafts)


def test_typographic_spaces_guillemets_and_underscores(spanish_engine: Engine) -> None:
    [draft] = spanish_engine.translate(["«\u00a0Hola\u00a0amigos\u202f», dijo  a_b\u00a0; no"])
    assert draft.text == "“Hello friends”, said a_b; not"


def test_unknown_characters_are_copied_and_told(spanish_engine: Engine) -> None:
    [draft] = spanish_engine.translate(["Hola 👍 amigos"])
    assert draft.text == "Hello 👍 friends"
    assert draft.doubts == (plans.UNKNOWN_CHARACTERS.message,)


def test_no_control_character_comes_through(spanish_engine: Engine) -> None:
    [draft] = spanish_engine.translate(["Hola\x1b]0;x\x07 amigos\x9b2J \u202edijo \ud800nunca"])
    assert visible(draft.text) == draft.text
    assert draft.doubts[0] == plans.CONTROLS_DROPPED.message


@settings(max_examples=50, deadline=None)
@given(st.lists(st.text(max_size=60), max_size=6))
def test_any_text_gives_a_harmless_draft_with_the_same_lines(
    spanish_engine: Engine, sentences: list[str]
) -> None:
    drafts = list(spanish_engine.translate(sentences))
    assert len(drafts) == len(sentences)
    for sentence, draft in zip(sentences, drafts, strict=True):
        assert visible(draft.text.replace("\t", "").replace("\r", ""), keep_newlines=True).count("␤") == (
            sentence.count("\u2028") + sentence.count("\u2029")
        )
        assert draft.text.count("\n") == sentence.count("\n")
        assert draft.score <= 0


def test_a_long_sentence_is_drafted_in_parts_and_nothing_is_lost(spanish_engine: Engine) -> None:
    clause = "el gobierno no aceptará nunca esta decisión"
    english = "the government not aceptará never this decision"
    [draft] = spanish_engine.translate(["; ".join([clause] * 150)])
    assert draft.text == "; ".join([english] * 150)
    assert plans.IN_PARTS.message in draft.doubts


def test_a_long_word_is_not_lost_either(spanish_engine: Engine) -> None:
    [draft] = spanish_engine.translate(["q" * 1000])
    assert draft.text == "q" * 1000


def test_a_text_that_is_no_sentence_is_refused(spanish_engine: Engine) -> None:
    sentences = ["Hola amigos", "hola " * 5000, "Hola"]
    assert texts(list(spanish_engine.translate(sentences))) == ["Hello friends", "", "Hello"]
    [_, refused, _] = spanish_engine.translate(sentences)
    assert refused.doubts == (plans.TOO_LONG.message,)


def test_a_sentence_beyond_the_table_of_positions_spoils_no_other(tmp_path: Path) -> None:
    package = make_package(tmp_path, from_code="es", to_code="en", sentences=SPANISH, positions=60)
    small = Engine.load(described(package))
    fitting = "Hola" + " nunca" * 50
    long = "Hola" + " nunca" * 80
    drafts = list(small.translate([fitting, long, fitting, "Hola"]))
    assert texts(drafts) == [fitting, "", fitting, "Hola"]
    assert drafts[1].doubts == (plans.TOO_LONG.message,)


def test_an_output_that_grows_too_long_breaks_off_and_says_so(
    spanish_engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batches, "OUTPUT_BOUNDS", (2,))
    [broken, whole] = spanish_engine.translate(["hola amigos", "hola"])
    assert (broken.text, broken.doubts) == ("hello friends", (plans.CUT_OFF.message,))
    assert (whole.text, whole.doubts) == ("hello", ())
    assert broken.score < 0


def many(count: int) -> list[str]:
    return [f"Hola amigos, dijo el portavoz {number}" for number in range(count)]


def test_drafting_stops_soon_and_goes_on_where_it_ended(spanish_engine: Engine) -> None:
    sentences = many(600)
    first: list[Draft] = []
    for draft in spanish_engine.translate(sentences, cancelled=lambda: bool(first)):
        first.append(draft)
    assert 0 < len(first) < len(sentences)
    rest = list(spanish_engine.translate(sentences[len(first) :]))
    assert texts(first + rest) == texts(list(spanish_engine.translate(sentences)))


def test_nothing_is_drafted_when_cancelled_at_once(spanish_engine: Engine) -> None:
    assert list(spanish_engine.translate(SPANISH, cancelled=lambda: True)) == []


def test_progress_rises_to_the_whole(spanish_engine: Engine) -> None:
    seen: list[tuple[int, int]] = []
    list(spanish_engine.translate(many(600), progress=lambda done, total: seen.append((done, total))))
    assert len(seen) > 1
    assert seen == sorted(set(seen))
    assert seen[-1] == (600, 600)


def test_a_closed_engine_says_so(spanish: PackageInfo) -> None:
    opened = Engine.load(spanish)
    opened.close()
    opened.close()
    with pytest.raises(WrongUse, match="closed"):
        list(opened.translate(["Hola"]))


def test_the_signature_is_a_line_that_says_how_a_draft_was_made(spanish: PackageInfo) -> None:
    signature = Engine.load(spanish, beam_size=2, careful=False).signature()
    assert isinstance(signature, EngineSignature)
    parts = dict(part.split(":", 1) for part in str(signature).split("|"))
    assert parts.pop("ct2").startswith("4.")
    assert (
        parts.pop("sha256")
        == hashlib.sha256((spanish.path / "model" / "model.bin").read_bytes()).hexdigest()[:12]
    )
    assert parts.pop("engine").isdigit()
    assert parts == {
        "package": "translate-es_en-1_0",
        "version": "1.0",
        "tokenizer": "sentencepiece",
        "beam": "2",
        "compute": "int8_float32",
        "repair": "no",
    }


def test_a_package_with_bpe_codes(bpe_package: PackageInfo) -> None:
    drafts = Engine.load(bpe_package).translate(["Le gouvernement, jamais !", "Bonjour, cher monde.", ""])
    assert texts(list(drafts)) == ["The government, never!", "Hello, cher world.", ""]


def test_a_target_prefix_leads_the_decoder_and_is_not_shown(tmp_path: Path) -> None:
    mapping = {"uno": "one", "dos": "two", "tag": "tag"}
    package = make_package(tmp_path, from_code="es", to_code="en", sentences=["tag uno dos"], mapping=mapping)
    info = dataclasses.replace(described(package), target_prefix="▁tag")
    [draft] = Engine.load(info).translate(["tag uno dos"])
    assert draft.text == "one two"


@pytest.mark.parametrize(("beam_size", "threads"), [(0, 1), (4, 0)])
def test_impossible_settings(spanish: PackageInfo, beam_size: int, threads: int) -> None:
    with pytest.raises(WrongUse, match="from 1 up"):
        Engine.load(spanish, beam_size=beam_size, threads=threads)


@pytest.mark.parametrize("damage", ["truncated", "empty", "gone"])
def test_a_damaged_model_is_a_sentence(tmp_path: Path, spanish: PackageInfo, damage: str) -> None:
    copy = dataclasses.replace(spanish, path=tmp_path / "copy")
    shutil.copytree(spanish.path, copy.path)
    weights = copy.path / "model" / "model.bin"
    if damage == "gone":
        weights.unlink()
    else:
        weights.write_bytes(weights.read_bytes()[:5000] if damage == "truncated" else b"")
    with pytest.raises(
        UnreadableInput, match=r"model of the package translate-es_en-1_0 cannot be loaded.*again\."
    ):
        Engine.load(copy)


def test_a_broken_package_is_not_loaded(spanish: PackageInfo) -> None:
    with pytest.raises(UnreadableInput, match="It has no model"):
        Engine.load(dataclasses.replace(spanish, broken="It has no model/model.bin."))

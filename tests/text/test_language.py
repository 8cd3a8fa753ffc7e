"""Language tags."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.errors import WorkbenchError
from workbench.text.language import LanguageTagError, english_name, normalise, primary, same_language


@pytest.mark.parametrize(
    ("written", "tag"),
    [
        ("fr", "fr"),
        ("FR", "fr"),
        (" fr_FR ", "fr-FR"),
        ("fr_FR.UTF-8", "fr-FR"),
        ("ca_ES@valencia", "ca-ES"),
        ("fra", "fr"),
        ("fre", "fr"),
        ("eng", "en"),
        ("spa", "es"),
        ("ara", "ar"),
        ("iw", "he"),
        ("french", "fr"),
        ("Français", "fr"),
        ("anglais", "en"),
        ("العربية", "ar"),
        ("Tamasheq", "tmh"),
        ("ZH-hant-tw", "zh-Hant-TW"),
        ("es-419", "es-419"),
        ("de-1996", "de-1996"),
        ("EN-us-X-Desk", "en-US-x-desk"),
        ("x-Desk", "x-desk"),
        ("und", "und"),
        ("mos", "mos"),
    ],
)
def test_one_spelling(written: str, tag: str) -> None:
    assert normalise(written) == tag


@pytest.mark.parametrize(
    "written", ["", "  ", "jp", "klingonish", "fr--FR", "fr-", "f", "12", "C", "fr FR", "fr-x", "\x1b"]
)
def test_everything_else_is_a_sentence(written: str) -> None:
    with pytest.raises(LanguageTagError) as raised:
        normalise(written)
    assert isinstance(raised.value, WorkbenchError)
    assert str(raised.value).endswith(".")
    assert str(raised.value).isprintable()


@given(st.text(st.sampled_from("frenzhabx019-_. "), max_size=20) | st.text(max_size=12))
def test_normalising_twice_changes_nothing(written: str) -> None:
    try:
        tag = normalise(written)
    except LanguageTagError:
        return
    assert normalise(tag) == tag


def test_primary_subtag() -> None:
    assert primary(normalise("pt_BR")) == "pt"
    assert primary(normalise("x-desk")) == "x-desk"


def test_same_language() -> None:
    assert same_language(normalise("fr-CA"), normalise("fra"))
    assert not same_language(normalise("fr"), normalise("en"))
    assert not same_language(normalise("x-desk"), normalise("x-field"))


@pytest.mark.parametrize(
    ("tag", "name"), [("fr", "French"), ("en-GB", "English"), ("pt-BR", "Portuguese"), ("qaa", "qaa")]
)
def test_english_names(tag: str, name: str) -> None:
    assert english_name(normalise(tag)) == name

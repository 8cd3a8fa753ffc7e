"""Language detection."""

from __future__ import annotations

import subprocess
import sys

import pytest

from db.records import UNDETERMINED
from workbench.text.detect import detect


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Les combattants ont quitté la ville dans la nuit, selon un habitant.", "fr"),
        ("The fighters left the town during the night, a resident said.", "en"),
        ("Los combatientes abandonaron la ciudad durante la noche.", "es"),
        ("قال أحد السكان إن المقاتلين غادروا المدينة خلال الليل", "ar"),
        ("LES COMBATTANTS ONT QUITTÉ LA VILLE DANS LA NUIT.", "fr"),
    ],
)
def test_a_sentence(text: str, lang: str) -> None:
    found, probability = detect(text)
    assert found == lang
    assert 0.3 <= probability <= 1.0
    assert detect(text) == (found, probability)


@pytest.mark.parametrize(("sign", "times"), [("x", 100_000), ("ha ", 33_000), ("é", 40_000)])
def test_a_text_with_a_repetition_all_over_it_is_in_the_language_of_the_rest(sign: str, times: int) -> None:
    noise = sign * times
    french = "Les combattants ont quitté la ville dans la nuit, selon un habitant du quartier. " * 25
    for text in (french + noise, noise + french, french[:1_000] + noise + french[:1_000]):
        found, probability = detect(text)
        assert found == "fr" and 0.3 <= probability <= 1.0
    assert detect(noise) == (UNDETERMINED, 0.0)


@pytest.mark.parametrize("text", ["", " \n", "12 34", "ok", "…", "\ud800"])
def test_too_little_text(text: str) -> None:
    assert detect(text) == (UNDETERMINED, 0.0)


def test_the_model_is_loaded_when_it_is_asked() -> None:
    code = "import sys, workbench.text.detect; sys.exit('py3langid' in sys.modules or 'numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0

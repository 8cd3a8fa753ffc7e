from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.records import LanguageTag
from workbench.draft import doubts as d

FR, EN, ZH = LanguageTag("fr"), LanguageTag("en"), LanguageTag("zh")
LONG = "Nous avons perdu beaucoup d'hommes dans cette bataille et nous ne voulons plus de guerre."

DOUBTFUL = [
    (LONG, "", d.EMPTY),
    ("Nous avons vu des physiciens", "We saw physician physician physician physician", d.REPEATS),
    ("Nous avons perdu", "We lost men and we lost men and we lost men and we lost", d.REPEATS),
    ("La situation reste très grave ici", "La situation reste très grave here", d.UNTRANSLATED),
    ("NOUS NE PARTIRONS JAMAIS", "NOUS NE PARTIRONS JAMAIS", d.UNTRANSLATED),
    (LONG, "We have lost.", d.SHORT),
    ("Merci", "Thank you for the economy of the hundred produced, abandoned by all", d.LONG),
    ("Il y avait 1 500 hommes", "There were 500 men", d.NUMBERS),
    ("En 2012, tout a changé", "In 2021, everything changed", d.NUMBERS),
    ("Voir https://exemple.ml/a_b.", "See https://exemple.ml/a b.", d.LINKS),
    ("Écrire à presse_1@exemple.ml !", "Write to presse @ exemple.ml!", d.LINKS),
]


@pytest.mark.parametrize(("source", "draft", "doubt"), DOUBTFUL)
def test_a_doubtful_draft_is_told(source: str, draft: str, doubt: str) -> None:
    assert doubt in d.doubts(source, draft, FR, EN)


SOUND = [
    ("", ""),
    (" ", " "),
    ("Merci", "Thank you"),
    ("AQMI", "AQMI"),
    ("Boko Haram et Ansar Dine", "Boko Haram and Ansar Dine"),
    ("Moussa Tamboura, Awa Sirane, Ibra Kolo", "Moussa Tamboura, Awa Sirane, Ibra Kolo"),
    ("Ha ha ha ha ha !", "Ha ha ha ha ha!"),
    ("Il a perdu 3 hommes et 12,5 millions d'euros", "He lost three men and 12.5 million euros"),
    ("Il y avait 1\u202f500 hommes", "There were 1,500 men"),
    ("Quinze hommes le 31 mars", "15 men on 31 March"),
    ("Voir (https://exemple.ml/a_b).", "See (https://exemple.ml/a_b)."),
    ("C'est non, non et non.", "It is no, no and no."),
]


@pytest.mark.parametrize(("source", "draft"), SOUND)
def test_a_sound_draft_raises_none(source: str, draft: str) -> None:
    assert d.doubts(source, draft, FR, EN) == ()


def test_lengths_are_not_compared_across_kinds_of_script() -> None:
    assert d.doubts(LONG, "我们失去了许多人。", FR, ZH) == ()


@given(st.text(), st.text())
def test_any_two_texts_can_be_compared(source: str, draft: str) -> None:
    found = d.doubts(source, draft, FR, EN)
    assert len(set(found)) == len(found)

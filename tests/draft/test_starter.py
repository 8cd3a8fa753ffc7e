"""The package that comes with the workbench translates; what it says is judged by words, not letter by letter."""

from __future__ import annotations

import pytest

from db.records import LanguageTag
from workbench.draft.decoding import plans
from workbench.draft.engine import Engine
from workbench.draft.packages.installed import PackageInfo
from workbench.text.visible import visible

SENTENCES = (
    "« Nous n'accepterons jamais cette décision », a déclaré le porte-parole.",
    "Le ministre a dit : « Nous avons perdu 15 hommes le 3 mars. »",
    "Le gouvernement veut la paix dans le nord du pays.",
    "Merci",
    "Les enfants mangent une pomme dans la maison.",
    "La population attend une réponse depuis 2012.",
)
EXPECTED = (
    ("“We", "never accept", "decision", "spokes"),
    ("minister said", "lost", "15 men", "3 march"),
    ("government", "peace", "north", "country"),
    ("thank",),
    ("children", "apple", "house"),
    ("population", "waiting", "since 2012"),
)


@pytest.mark.parametrize(("sentence", "words"), zip(SENTENCES, EXPECTED, strict=True))
def test_french_becomes_plausible_english(
    starter_engine: Engine, sentence: str, words: tuple[str, ...]
) -> None:
    [draft] = starter_engine.translate([sentence])
    assert all(word.casefold() in draft.text.casefold() for word in words), draft.text
    assert "«" not in draft.text
    assert -1.5 < draft.score < 0
    assert draft.doubts == ()


def test_the_same_list_gives_the_same_drafts_on_any_number_of_threads(
    starter: PackageInfo, starter_engine: Engine
) -> None:
    sentences = [f"{sentence} {number}" for number in range(10) for sentence in SENTENCES]
    alone = Engine.load(starter, threads=1)
    drafts = list(starter_engine.translate(sentences))
    assert drafts == list(alone.translate(sentences)) == list(starter_engine.translate(sentences))


def test_a_batch_says_what_single_sentences_say(starter_engine: Engine) -> None:
    batch = [draft.text for draft in starter_engine.translate(SENTENCES)]
    assert batch == [next(starter_engine.translate([sentence])).text for sentence in SENTENCES]


def test_a_typographic_apostrophe_and_no_break_spaces_change_little(starter_engine: Engine) -> None:
    [draft] = starter_engine.translate(["«\u00a0Nous n’accepterons jamais cette décision\u202f!\u00a0»"])
    assert "never accept" in draft.text
    assert not set(draft.text) & set("«»\u00a0\u202f")


def test_a_paragraph_of_a_thousand_pieces_is_drafted_whole(starter_engine: Engine) -> None:
    [draft] = starter_engine.translate([" ; ".join(SENTENCES[2:] * 20)])
    assert plans.IN_PARTS.message in draft.doubts
    assert 15 <= draft.text.count("apple") <= 25
    assert "2012" in draft.text[-60:]


def test_foreign_text_gives_no_control_character(starter_engine: Engine) -> None:
    drafts = list(starter_engine.translate(["Bonjour\x1b[31m rouge", "السلام عليكم", "日本", "\x00\x01\x7f"]))
    assert all(visible(draft.text) == draft.text for draft in drafts)
    assert drafts[-1].text == ""


def test_the_signature_is_the_packages(starter_engine: Engine) -> None:
    signature = starter_engine.signature()
    assert str(signature).startswith("package:translate-fr_en-0_2|version:0.2|sha256:")


def test_its_card_names_the_licence_of_all_it_was_trained_on(starter: PackageInfo) -> None:
    card = (starter.path / "README.md").read_text(encoding="utf-8")
    for name in ("Europarl", "Tatoeba", "Multi30k", "WMT", "TICO-19"):
        assert name in card.partition("## Licences")[2]
    assert (starter.from_lang, starter.to_lang) == (LanguageTag("fr"), LanguageTag("en"))


@pytest.mark.parametrize(
    ("source", "copied"),
    [
        ("😀 Le maire est parti. 🇲🇱", ["😀 ", " 🇲🇱"]),
        ("Le maire est parti 👩‍👩‍👧‍👦, dit-il.", [" 👩‍👩‍👧‍👦,"]),
        ("مرحبا بالعالم", ["مرحبا بالعالم"]),
        ("Le mot привет est russe.", [" привет "]),
        ("Voir https://exemple.ml/a_b?x=1 ici.", [" https://exemple.ml/a_b?x=1 "]),
        ("Bravo 👍 à tous", [" 👍 "]),
        ("Lisez mon_texte_1.txt et __init__ demain.", [" mon_texte_1.txt ", " __init__ "]),
    ],
)
def test_what_the_package_cannot_read_is_copied(
    starter_engine: Engine, source: str, copied: list[str]
) -> None:
    [draft] = starter_engine.translate([source])
    assert [stretch for stretch in copied if stretch not in draft.text] == []
    assert plans.UNKNOWN_CHARACTERS.message in draft.doubts


def test_a_soft_hyphen_parts_no_word(starter_engine: Engine) -> None:
    parted, whole = starter_engine.translate(
        ["La coo\u00adpé\u00adration est utile.", "La coopération est utile."]
    )
    assert (parted.text, parted.doubts) == (whole.text, whole.doubts)


@pytest.mark.parametrize(
    ("source", "links"),
    [
        ("https://example.org/a?b=c&d=é", ["https://example.org/a?b=c&d=é"]),
        ("Écrivez à jean.fictif@example.org ou à @jean.", [" jean.fictif@example.org ", " @jean"]),
        ("Pour en savoir plus : https://exemple.org/texte/2012.", [" https://exemple.org/texte/2012."]),
    ],
)
def test_addresses_stay_letter_for_letter(starter_engine: Engine, source: str, links: list[str]) -> None:
    [draft] = starter_engine.translate([source])
    assert [link for link in links if link not in draft.text] == []
    assert "link" not in [flag.kind for flag in draft.flags]

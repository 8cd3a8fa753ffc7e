"""Which stretches of text the quotation marks enclose."""

from __future__ import annotations

import pytest

from db.records import LanguageTag
from workbench.quotes.lexicon import load
from workbench.quotes.marks import marked_stretches
from workbench.quotes.paragraphs import paragraphs
from workbench.quotes.stretches import CLOSES_TWO, NEVER_CLOSES, NEVER_OPENS, Marked


def stretches(text: str, lang: str = "fr") -> list[Marked]:
    return marked_stretches(text, paragraphs(text), load(LanguageTag(lang)))


def inner(text: str) -> list[str]:
    return [stretch.inner.of(text) for stretch in stretches(text)]


@pytest.mark.parametrize(
    "text",
    [
        "«\u00a0la route est coupée\u00a0», dit-elle",
        "«\u202fla route est coupée\u202f», dit-elle",
        "“la route est coupée”, dit-elle",
        "„la route est coupée“, dit-elle",
        "„la route est coupée”, dit-elle",
        "‘‘la route est coupée’’, dit-elle",
        "``la route est coupée'', dit-elle",
        ",,la route est coupée'', dit-elle",
        "''la route est coupée'', dit-elle",
        '"la route est coupée", dit-elle',
        '" la route est coupée ", dit-elle',
        "‹ la route est coupée ›, dit-elle",
        "<< la route est coupée >>, dit-elle",
        "‘la route est coupée’, dit-elle",
        "'la route est coupée', dit-elle",
        "“la route est coupée“, dit-elle",
        "”la route est coupée”, dit-elle",
        '“la route est coupée", dit-elle',
        '"la route est coupée”, dit-elle',
    ],
)
def test_every_family_of_marks(text: str) -> None:
    assert inner(text) == ["la route est coupée"]
    assert stretches(text)[0].note == ""


def test_straight_mark_behind_an_elided_article() -> None:
    assert inner('il réaffirme l\'"exigence" et d’"autres" mots') == ["exigence", "autres"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("« 261 cas de « vraie » fraude »", "261 cas de « vraie » fraude"),
        ("“They said ‘come tomorrow’ twice”", "They said ‘come tomorrow’ twice"),
        ("‘They said “come tomorrow” twice’", "They said “come tomorrow” twice"),
        (
            '"They want the "green line", and the "end of fear,"" she said',
            'They want the "green line", and the "end of fear,"',
        ),
        ("« un “vrai” ‹ bilan › »", "un “vrai” ‹ bilan ›"),
    ],
)
def test_nested_marks_belong_to_the_outer_stretch(text: str, expected: str) -> None:
    assert inner(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "the players’ bus, the workers’ tram and Tom’s car",
        "it's the boys' room, isn't it",
        "l’avenir d’Awa n’est pas l’affaire qu’on croit",
        "back in the ’90s, rock ’n’ roll, get ’em",
        "né 'en 1994-95 et 97",
        'a 5" nail',
    ],
)
def test_apostrophes_and_inches_are_no_marks(text: str) -> None:
    assert inner(text) == []


def test_single_marks_among_apostrophes() -> None:
    text = "‘I can’t find the players’ bus,’ he said. The club’s ‘fortress’ wasn't full."
    assert inner(text) == ["I can’t find the players’ bus,", "fortress"]


def test_a_quotation_may_run_over_lines_without_repeating_its_mark() -> None:
    assert inner('He said: "One.\nTwo.\nThree." Then "four".') == ["One.\nTwo.\nThree.", "four"]


def test_a_mark_repeated_at_each_paragraph_is_a_continuation() -> None:
    text = "“One. Two.\n\n“Three ‘x’.\n\n“Four,” she said."
    found = stretches(text)
    assert [stretch.inner.of(text) for stretch in found] == ["One. Two.", "Three ‘x’.", "Four,"]
    assert [(s.repeated, s.continues) for s in found] == [(True, False), (True, True), (False, True)]
    assert all(not stretch.note for stretch in found)


def test_a_closing_guillemet_may_repeat_the_opening_one() -> None:
    assert inner("« Un. Deux.\n» Trois. »") == ["Un. Deux.", "Trois."]


def test_single_marks_may_continue_too() -> None:
    assert inner("‘One. Two.\n\n‘Three,’ she said.") == ["One. Two.", "Three,"]


def test_an_unclosed_mark_ends_with_its_paragraph_and_says_so() -> None:
    found = stretches('Elle parle de "la fin.\n\nPuis "le début" vient.')
    assert [(s.inner.of('Elle parle de "la fin.\n\nPuis "le début" vient.'), s.note) for s in found] == [
        ("la fin.", NEVER_CLOSES),
        ("le début", ""),
    ]


def test_an_unclosed_mark_ends_where_somebody_is_said_to_speak() -> None:
    text = "“We were told to wait, said Ana Ruiz.\n\n“It never came,” said Paul Dunne."
    found = stretches(text, "en")
    assert [(s.inner.of(text), s.note) for s in found] == [
        ("We were told to wait,", NEVER_CLOSES),
        ("It never came,", ""),
    ]


def test_an_unclosed_mark_does_not_flip_the_pairs_behind_it() -> None:
    assert inner('He spoke of "rain. Then "go" was heard in town. A "no" too.') == ["rain.", "go", "no"]


def test_one_mark_may_close_two_quotations() -> None:
    text = "« Je lui ai dit : « Papa, viens », a-t-il raconté.\n« Il est venu »"
    found = stretches(text)
    assert [s.inner.of(text) for s in found] == ["Je lui ai dit : « Papa, viens", "Il est venu"]
    assert [s.note for s in found] == [CLOSES_TWO, ""]


def test_a_closing_mark_alone_is_taken_from_the_start_of_its_paragraph() -> None:
    text = "Un.\nSans confiance, nous ne ferons rien. »\nDeux."
    found = stretches(text)
    assert [(s.inner.of(text), s.note) for s in found] == [
        ("Sans confiance, nous ne ferons rien.", NEVER_OPENS)
    ]

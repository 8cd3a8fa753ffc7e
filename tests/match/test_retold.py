"""Stories told twice, and near misses: the same speaker on the same subject. All of it is fictional."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.match.retold import ACCEPT, content, likeness, rarity

RETOLD = [
    (
        "Un soir, vers minuit, le ministre de la Défense m’a appelé. Il m’a dit : libère les prisonniers de"
        " Tin-Almaz et tu auras ta route. J’ai raccroché et j’ai réveillé mes hommes.",
        "Le ministre de la Défense m’a téléphoné à minuit. Si tu libères les prisonniers, m’a-t-il promis, la"
        " route est à toi. Je n’ai pas répondu, j’ai fait réveiller mes hommes.",
    ),
    (
        "My father had forty goats. When the soldiers came through the valley they slaughtered eleven of them"
        " for a feast and left him a paper with a stamp. He kept that paper in his trunk until he died.",
        "There were forty goats in my father’s herd. The soldiers killed eleven for their feast and handed him"
        " a stamped paper. Until his death he kept the paper folded in the trunk.",
    ),
    (
        "À douze ans, j’ai traversé le fleuve sur une porte arrachée. Le courant m’a déposée devant la case du"
        " pêcheur, et sa femme m’a donné du poisson séché avant même de demander mon nom.",
        "J’avais douze ans quand j’ai passé le fleuve, couchée sur une porte. Le courant m’a jetée chez un"
        " pêcheur ; sa femme m’a tendu du poisson séché sans demander mon nom.",
    ),
    (
        "The well went dry on a Thursday. My grandmother tied a lamp to the rope, let it down and counted the"
        " knots. At thirty she stopped and told us to load the camels.",
        "It was my grandmother who knew. The well was dry, so she lowered a lamp on the rope, counting knots,"
        " and at thirty she said: load the camels.",
    ),
]

DIFFERENT = [
    (
        "L’école de Ténéri est fermée depuis mars parce que les trois enseignants sont partis sans avoir été"
        " payés. Les parents gardent les clefs.",
        "Nous rouvrirons l’école de Ténéri en octobre. Deux enseignants ont été nommés et les parents ont"
        " repeint les salles de classe.",
    ),
    (
        "Le ministre de la Défense m’a appelé hier soir. Nous avons parlé de la route de Tin-Almaz et des"
        " prisonniers. Une délégation partira jeudi.",
        "Un soir, vers minuit, le ministre de la Défense m’a appelé. Il m’a dit : libère les prisonniers de"
        " Tin-Almaz et tu auras ta route. J’ai raccroché et j’ai réveillé mes hommes.",
    ),
    (
        "Le prix du mil a doublé en un an sur le marché de Kérou. Les familles vendent leurs chèvres pour"
        " acheter trois sacs.",
        "Sur le marché de Kérou, le prix du mil baisse enfin. Les commerçants attendaient la récolte et les"
        " familles rachètent des chèvres.",
    ),
    (
        "We want peace in the north, and we want schools, roads and hospitals for our people. The government"
        " has promised them for twenty years.",
        "The government promised us a hospital and two roads. Our people in the north are tired of promises;"
        " they want peace and the schools open.",
    ),
    (
        "The commission names nine officers in its report. Not one of them has been questioned by a judge, and"
        " two have been promoted since the massacre at the bridge.",
        "A judge will question the nine officers next week. The report of the commission was clear, and the"
        " families of the bridge have waited long enough for a trial.",
    ),
    (
        "Nous avons joué sans notre gardien, sur un terrain noyé, et nous avons tenu le score jusqu’à la"
        " dernière minute. L’arbitre a ajouté sept minutes.",
        "L’arbitre n’a rien à se reprocher. Notre gardien reviendra dimanche, le terrain sera sec, et le score"
        " de ce soir ne dit rien du championnat.",
    ),
]


def found(one: str, other: str) -> float:
    both = content(one), content(other)
    return likeness(*both, rarity(both))


@pytest.mark.parametrize(("one", "other"), RETOLD)
def test_a_story_told_again_is_recognised(one: str, other: str) -> None:
    assert found(one, other) >= ACCEPT
    assert found(other, one) >= ACCEPT


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_another_statement_on_the_same_subject_is_none(one: str, other: str) -> None:
    assert found(one, other) < ACCEPT
    assert found(other, one) < ACCEPT


def test_stories_are_told_apart() -> None:
    told = [text for pair in RETOLD for text in pair]
    for number, one in enumerate(told):
        for other in told[number + 1 + (number % 2 == 0) :]:
            assert found(one, other) < ACCEPT


def test_few_words_are_no_story() -> None:
    assert found("Le pont est fermé.", "Le pont est fermé.") == 0


def test_what_a_speaker_always_says_tells_less() -> None:
    one, other = RETOLD[0]
    often = [content(one + f" {number}") for number in range(30)]
    rare = rarity([content(one), content(other), *often])
    assert likeness(content(one), content(other), rare) < found(one, other)


@given(st.text(), st.text())
def test_any_two_texts_can_be_compared(one: str, other: str) -> None:
    assert 0 <= found(one, other) <= 1
    assert found(one, other) == pytest.approx(found(other, one))

"""Dates: what differs is found, what is only said otherwise is not.

Every line is a French text and an English one, written for the purpose.
"""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from db.records import Finding, LanguageTag
from workbench.checks.checker import findings
from workbench.checks.families import dates
from workbench.checks.subject import Subject

FR, EN = LanguageTag("fr"), LanguageTag("en")
WEDNESDAY = "2013-06-05"
SAME = """
Le 1er mai, ils défilent.|On May Day they march.
Le 25 décembre, tout ferme.|Everything closes on Christmas Day.
Le jour de l'An 2010.|New Year's Day 2010.
Du 1er au 15 mars.|From 1 to 15 March.
Du 1er au 15 mars.|From March 1 through March 15.
Les 1er, 2 et 3 mai.|On May 1, 2 and 3.
Fin janvier-début février.|In late January or early February.
Mi-avril 2010.|Mid-April 2010.
Courant mai.|During May.
Le lundi 5 et le mardi 6 juin.|On Monday June 5 and Tuesday June 6.
Le 5 juin au matin.|On the morning of June 5.
C'était un 5 juin.|It was on a June 5th.
Depuis le 5 juin 2010, date de sa mort.|Since he died on June 5th, 2010.
Le 2 mars, 15 personnes sont mortes.|On March 2, 15 people died.
Le 2 mars, 15 personnes sont mortes.|Fifteen people died on 2 March.
En juin 2012, 500 soldats.|In June 2012, 500 soldiers.
Il est né en août 1962 ou 1963.|He was born in August 1962 or 1963.
En avril et en mai.|In April and May.
D'avril à mai 2012.|From April to May 2012.
La révolution d'octobre 1917.|The October 1917 revolution.
La révolution d'Octobre.|The October Revolution.
Mardi gras tombe en février.|Mardi Gras falls in February.
Samedi prochain.|Next Saturday.
Ce lundi.|This Monday.
Dimanche soir, 20 heures.|Sunday evening, 8 pm.
Le week-end du 5 juin.|The weekend of June 5.
Jeudi 3 mai 2012 - Le ministre arrive.|Thursday, May 3, 2012 - The minister arrives.
Mars est une planète.|Mars is a planet.
Il marche dans la rue en mars.|He walks down the street in March.
Il pourrait venir en mai.|He may come in May.
Mme May a parlé en mai.|Mrs May spoke in May.
Avril Lavigne a chanté.|Avril Lavigne sang.
Le sept juin.|The seventh of June.
Le vingt-deux septembre.|September 22.
Le 22 sept. 2012.|22 Sept 2012.
Le 22/09/2012.|September 22, 2012.
Le 22/09/12.|22 September 2012.
Le 05/06/2012.|06/05/2012.
Le 05/06/2012.|05/06/2012.
L'accord du 15 avril 1994.|The April 15, 1994 agreement.
L'accord du 15-Avril.|The April 15 agreement.
Hier soir, il pleuvait.|Last night it was raining.
Aujourd'hui encore, on en parle.|Even now people talk about it.
De nos jours et demain.|Today and tomorrow.
Demain est un autre jour.|Tomorrow is another day.
Hier, lundi, il a plu.|It rained on Monday.
Il est parti avant-hier.|He left two days ago.
Il est parti avant-hier.|He left the day before yesterday.
L'année dernière, en juin.|In June of last year.
En juin de l'année dernière.|Last June.
Le 3 du mois.|On the third of the month.
Le mois dernier, le 3 juin.|Last month, on 3 June.
Le Premier ministre a parlé lundi.|The prime minister spoke on Monday.
Les événements du 8 mai 1945.|The events of VE Day.
Les « mardis de l'Europe ».|The “Europe Tuesdays”.
La nuit de lundi à mardi.|Monday night.
Dans la nuit du 5 au 6 juin.|On the night of June 5-6.
Dans la nuit du 5 au 6 juin.|Overnight on June 5.
Le dimanche 5, il est parti.|On Sunday 5 he left.
Un jour de mai 1958.|One day in May of 1958.
En mai-juin 2012.|In May-June 2012.
Le putsch du 22 mars.|The March 22 coup.
Le Mouvement du 23 mars (M23).|The March 23 Movement (M23).
Le mouvement du 5-Juin.|The June 5 movement.
Le 11 janvier dernier.|On January 11.
Au premier trimestre de 2012.|In the first quarter of 2012.
Le 30 juin 2012 à 15h30.|At 3:30 pm on June 30, 2012.
Du mardi 4 au jeudi 6 juin.|From Tuesday 4 to Thursday 6 June.
Du mardi 4 au jeudi 6 juin.|From Tuesday June 4 to Thursday June 6.
Le sommet des 5 et 6 juin.|The June 5-6 summit.
Du 30 avril au 1er mai.|From April 30 to May 1.
Publié le 12/03/2013 à 10:45.|Published on 12 March 2013 at 10:45.
La guerre d'octobre 73.|The October '73 war.
La guerre d'octobre 73.|The October 1973 war.
Le 3e mardi du mois.|The third Tuesday of the month.
En l'an 2000.|In the year 2000.
Il y a eu mardi un mort.|One person died on Tuesday.
Le Monde du 5 juin.|Le Monde, June 5.
Vendredi 13.|Friday the 13th.
À la mi-août.|In mid-August.
L'été 2012.|The summer of 2012.
En automne, en octobre.|In the fall, in October.
Le 2 août, il a dix ans.|On 2 August he turns ten.
Le premier avril.|April Fools' Day.
Le premier avril.|On April 1.
Il a fêté ses 20 ans le 20 mai.|He celebrated his 20th birthday on May 20.
"""
OTHER_DATE = """
Le 1er juin 2012.|June 2, 2012.
Le 1er juin 2012.|July 1, 2012.
Le 1er juin 2012.|June 1, 2011.
Le 5/6/2012.|5/7/2012.
Le 05.06.2012.|2012-05-06.
Lundi matin.|Sunday morning.
Le lundi 4 juin.|Monday, June 5.
Le lundi 4 juin.|Tuesday, June 4.
Fin janvier.|Late June.
Début février.|In early March.
En mars.|In May.
En mai.|In March.
En mars.|In August.
Entre mars et juin.|Between March and July.
Du 3 au 5 juin.|From 3 to 6 June.
Du 3 juin au 5 juillet.|From 3 June to 5 August.
Le 14 juillet.|On 4 July.
Le 11 septembre 2001.|9/12.
Hier, il a plu.|Tomorrow it will rain.
Aujourd'hui, il a plu.|Yesterday it rained.
Né en octobre 1980.|Born in October 1990.
Né en octobre 1980.|Born in November 1980.
Il est mort le 3 mai.|He died in May.
Il est mort en mai.|He died on 3 May.
Il est mort mardi.|He died on Wednesday.
Il est mort en mai 2010.|He died in 2010.
Le vendredi 13.|Thursday the 13th.
Le 8 déc. 2012.|8 Nov. 2012.
Depuis le 20 janvier.|Since 30 January.
Il viendra en juin.|He will come.
Le mois de ramadan, en juillet.|The month of Ramadan, in June.
Lundi et mardi.|Monday and Wednesday.
Le 2 juin, puis le 4 juin.|On June 2, then June 5.
La semaine dernière.|Next week.
L'an dernier.|Next year.
Le mois prochain.|Last month.
Lundi dernier.|Next Monday.
"""


def found(source: str, target: str, date: str = "", source_lang: str = "fr") -> list[Finding]:
    subject = Subject(source, target, LanguageTag(source_lang), EN, date=date)
    return findings(subject, dates.CHECKS)


def pieces(line: str) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(line.split()), max_size=12)


def rows(table: str) -> list[tuple[str, ...]]:
    return [tuple(line.split("|")) for line in table.strip().splitlines()]


@pytest.mark.parametrize(("source", "target"), rows(SAME))
def test_what_is_only_said_otherwise_never_alarms(source: str, target: str) -> None:
    assert not found(source, target)


@pytest.mark.parametrize(("source", "target"), rows(OTHER_DATE))
def test_another_date_is_found(source: str, target: str) -> None:
    assert found(source, target)


def test_a_date_that_differs_is_shown_on_both_sides() -> None:
    (finding,) = found("Signé le 3 juin 2013.", "Signed on June 4, 2013.")
    assert finding.message == "“3 juin 2013” in the source, “June 4, 2013” in the target"
    assert (finding.source_span, finding.target_span) == ((9, 20), (10, 22))


@pytest.mark.parametrize(
    ("source", "target", "right"),
    [
        ("Lundi, il a parlé.", "He spoke on 3 June.", True),
        ("Lundi, il a parlé.", "He spoke on 4 June.", False),
        ("Hier, il a parlé.", "He spoke on Tuesday.", True),
        ("Hier, il a parlé.", "He spoke on Monday.", False),
        ("Aujourd'hui, il a parlé.", "He spoke on Wednesday.", True),
        ("Il a parlé le 4 juin.", "He spoke yesterday.", True),
        ("Il a parlé le 2 juin.", "He spoke yesterday.", False),
        ("Il viendra vendredi.", "He will come on June 7.", True),
    ],
)
def test_the_day_of_the_article_tells_which_day_is_meant(source: str, target: str, right: bool) -> None:
    assert bool(found(source, target, WEDNESDAY)) is not right


@pytest.mark.parametrize("date", ["", "2013", "2013-06", "tomorrow", "0001-01-01", "9999-12-31"])
def test_without_the_day_of_the_article_a_weekday_may_be_any_date(date: str) -> None:
    assert not found("Lundi, il a parlé.", "He spoke on 4 June.", date)


def test_a_year_tells_the_weekday_of_a_date() -> None:
    assert not found("Il a parlé lundi.", "He spoke on 3 June 2013.")
    assert found("Il a parlé lundi.", "He spoke on 4 June 2013.")


def test_figures_may_be_read_both_ways_in_english_only() -> None:
    assert not found("Le 5 juin 2012.", "On 6/5/2012.")
    assert not found("Le 5 juin 2012.", "On 5/6/2012.")
    assert found("Le 5/6/2012.", "On May 6, 2012.")


def test_nothing_is_found_where_the_words_of_a_language_are_not_known() -> None:
    assert not found("3 июня 2012 г.", "On 4 June 2012.", source_lang="ru")


@given(
    pieces("le 3 31 1er deux juin mars mai lundi hier 2012 3/6/2012 et au - , . ' de la nuit du 9/11 \ud800"),
    pieces(
        "on 3 31 1st second June March May Monday yesterday 2012 6/3/2012 and to - , . ' of the night "
        "9/11 christmas \udfff"
    ),
    st.sampled_from(["", WEDNESDAY, "x"]),
)
@example(["30", "février", "0000"], ["2012-02-31"], "2012-02-31")
def test_any_text_can_be_compared(words: list[str], others: list[str], date: str) -> None:
    source, target = " ".join(words), " ".join(others)
    for finding in found(source, target, date):
        for text, span in ((source, finding.source_span), (target, finding.target_span)):
            assert span is None or 0 <= span.start < span.end <= len(text)


@given(pieces("le 3 31 1er deux juin mars mai lundi hier 2012 3/6/2012 et au"))
def test_a_text_has_the_dates_of_itself(words: list[str]) -> None:
    text = " ".join(words)
    assert not findings(Subject(text, text, FR, FR), dates.CHECKS)

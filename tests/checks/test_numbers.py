"""Numbers and units: what differs is found, what is only said otherwise is not.

Every line is a French text and an English one, written for the purpose.
"""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from db.records import Finding, LanguageTag
from workbench.checks.checker import findings
from workbench.checks.families import numbers
from workbench.checks.subject import Subject

FR, EN = LanguageTag("fr"), LanguageTag("en")
SAME = """
Elle coûte 1,2 million d'euros.|It costs €1.2m.
Elle coûte 1,2 million d'euros.|It costs 1,200,000 euros.
10 000 hommes sont partis.|10,000 men have left.
10 000 hommes sont partis.|Ten thousand men have left.
C'est 3 milliards de dollars.|That's $3bn.
Nonante-neuf pages.|Ninety-nine pages.
Au Ier siècle, tout changea.|In the first century everything changed.
La moitié des voix lui sont acquises.|50% of the votes are his.
Trois habitants sur quatre sont partis.|Three quarters of the inhabitants have left.
Trois habitants sur quatre sont partis.|75% of the inhabitants have left.
C'est le triple du budget.|It is three times the budget.
Il a tenu vingt-quatre heures.|He held out for a day.
Dans les 24 heures, il faudra partir.|They must leave within a day.
Il a vécu là six mois.|He lived there for half a year.
Le contrat court sur un semestre.|The contract runs for six months.
Il a purgé 18 mois.|He served a year and a half.
Il part pour une quinzaine de jours.|He is leaving for about two weeks.
Il part pour quinze jours.|He is leaving for a fortnight.
Deux fois plus de monde est venu.|Twice as many people came.
Un milliard et demi d'euros a disparu.|1.5 billion euros have disappeared.
Le match s'est achevé sur le score de 2-1.|The match ended two-one.
Le match s'est achevé sur le score de 2 à 1.|The match ended 2-1.
À midi, tout était fini.|At 12 pm it was all over.
Il est arrivé à 12 heures.|He arrived at noon.
Rendez-vous à 20 heures.|Let's meet at eight o'clock in the evening.
Rendez-vous à 20 heures.|Let's meet at 8 pm.
Une femme dans la trentaine attend.|A woman in her thirties is waiting.
La musique des années 60.|The music of the sixties.
La musique des années 60.|The music of the 1960s.
La musique des années soixante.|The music of the 60s.
Au XIXe siècle.|In the nineteenth century.
Louis XIV régnait.|Louis XIV reigned.
Trois 4x4 ont brûlé.|Three four-wheel drive vehicles burned.
La résolution 2100 du Conseil de sécurité.|Security Council Resolution 2100.
Le n° 7 du journal.|Issue No. 7 of the paper.
Une baisse de 0,5 %.|A fall of half a percent.
Entre 5 et 10 blessés.|Between five and 10 injured.
Deux douzaines d'œufs.|Two dozen eggs.
Une centaine de milliers de fidèles.|Around 100,000 worshippers.
Une dizaine de millions d'euros.|Some ten million euros.
Il reste un mois et demi.|There are six weeks left.
Il reste 48 heures.|There are two days left.
Cela durera un an.|It will last 12 months.
Les prix ont été multipliés par cinq.|Prices have risen fivefold.
Un tiers des élus.|33% of the elected members.
Un tiers des élus.|One third of the elected members.
1/3 des élus.|A third of the elected members.
Mille soldats.|A thousand soldiers.
Mille soldats.|1,000 soldiers.
En deux mille treize.|In 2013.
En mille neuf cent soixante.|In 1960.
Quelques centaines de soldats.|A few hundred soldiers.
Plusieurs centaines de soldats.|Hundreds of soldiers.
Plus d'un millier de soldats.|More than 1,000 soldiers.
Près de deux cents soldats.|Nearly 200 soldiers.
Une soixantaine de soldats.|Some sixty soldiers.
Ils ont gagné 3 à 0.|They won three-nil.
Appelez le +33 6 12 34 56 78.|Call +33 612 345 678.
Le pain coûte 3,50 €.|Bread costs €3.50.
Le pain coûte 3 euros 50.|Bread costs €3.50.
Il est 10 h.|It is 10am.
Il est huit heures et demie.|It is half past eight.
Il est trois heures et quart.|It is a quarter past three.
Il est trois heures moins le quart.|It is a quarter to three.
Elle avait 17 ans et demi.|She was seventeen and a half.
De 10 % à 15 % des puits.|10-15% of the wells.
Le PIB a évolué de -3,4 %.|GDP fell 3.4%.
Il a acheté 500 grammes de riz.|He bought half a kilo of rice.
Cela fait un quart de siècle.|It has been 25 years.
Depuis une décennie, rien.|Nothing for ten years.
Depuis un siècle, rien.|Nothing for 100 years.
Pour un quinquennat.|For a five-year term.
Le trimestre écoulé.|The past three months.
Tous les deux jours, il vient.|He comes every other day.
Un jour sur deux, il vient.|He comes every other day.
La Ve République.|The Fifth Republic.
Jean XXIII a prié.|John XXIII prayed.
Le 2e régiment.|The 2nd Regiment.
80 % des gens.|Four in five people.
80 % des gens.|Four fifths of the people.
Il roulait à 90 km/h.|He was driving at 56 mph.
Une dette de 1 000 milliards.|A debt of one trillion.
Une dette de mille milliards.|A debt of a trillion.
Douze cents hommes.|1,200 men.
Mille cinq cents hommes.|Fifteen hundred men.
Cinq cent mille hommes.|Half a million men.
Un million deux cent mille hommes.|1.2 million men.
Il a fini deuxième.|He was runner-up.
Une fois, trois fois.|Once, three times.
Une bonne dizaine de balles.|A good ten bullets.
Une demi-douzaine de balles.|Half a dozen bullets.
Une demi-douzaine de balles.|Six bullets.
Il a attendu 1 h 15.|He waited an hour and a quarter.
Il a attendu 1 h 15.|He waited 75 minutes.
Il a attendu deux heures vingt.|He waited two hours and twenty minutes.
Il a attendu 36 heures.|He waited a day and a half.
Un des deux pilotes.|One of the two pilots.
L'un des trois pilotes a survécu.|One of the three pilots survived.
Le premier des deux.|The former.
Il a 40 ans.|He is forty.
Une femme de 40 ans.|A 40-year-old woman.
Un enfant de huit ans.|An eight-year-old child.
Les quinquagénaires votent.|People in their fifties vote.
Un octogénaire est mort.|A man in his eighties has died.
Un octogénaire est mort.|An eighty-year-old man has died.
Cinq à six mille personnes.|Five to six thousand people.
500 à 600 personnes.|500-600 people.
Le bilan est de 5 morts et 12 blessés.|The toll stands at five dead and twelve wounded.
La loi de 1905.|The 1905 law.
À 200 mètres d'altitude.|At an altitude of 656 feet.
Il pèse 80 kg.|He weighs 176 pounds.
Il mesure 1,80 m.|He is 5ft 11in tall.
Il mesure 1m80.|He is 1.80 metres tall.
Il mesure 1,80 m.|He is five foot eleven.
Le tour de table des Vingt-Sept.|The 27 member states' discussion.
Le baril à 100 dollars.|Oil at $100 a barrel.
300 000 personnes.|300k people.
Ils sont une trentaine.|There are thirty or so of them.
Une poignée d'hommes.|A few men.
Des milliers d'euros.|Thousands of euros.
Trois millions cinq cent mille.|3.5 million.
La deux-centième victime.|The two-hundredth victim.
Il a tiré à deux reprises.|He fired twice.
Il est revenu une deuxième fois.|He came back again.
Il a parlé pour la troisième fois en deux ans.|He spoke for the third time in two years.
Dix pour cent.|10%.
Une hausse de 2 points.|A rise of two percentage points.
Le taux de 0,25 point.|A quarter-point rate.
La 1re armée.|The 1st Army.
Le G20 et le G8.|The G20 and the G8.
Un vol de MH370.|An MH370 flight.
Le Covid-19.|Covid-19.
Le trajet fait 5 km.|The journey is three miles.
Ils sont à 1 km.|They are half a mile away.
De 1914 à 1918.|From 1914 to 1918.
De 1914 à 1918.|In 1914-18.
Dans les années 1990-2000.|In the 1990s and 2000s.
La guerre de 14-18.|The 1914-1918 war.
La génération de 68.|The '68 generation.
Deux cent cinquante mille francs.|250,000 francs.
Dix mille huit cent cinquante.|10,850.
Le dernier tiers.|The last third.
Les deux camps.|Both camps.
Ni l'un ni l'autre des deux.|Neither of them.
Trois cents et quelques.|Three hundred odd.
Il y a une semaine.|Seven days ago.
Il y a sept jours.|A week ago.
Dans trois semaines.|In 21 days.
Entre 18 et 25 ans.|Aged 18 to 25.
Une peine de 10 ans à 20 ans.|A sentence of 10 to 20 years.
La moitié nord du pays.|The northern half of the country.
En première mi-temps.|In the first half.
À la mi-temps.|At half-time.
Le premier semestre.|The first half of the year.
Deux mille dollars et cent euros.|$2,000 and €100.
Il a reçu 2 balles : une dans la tête, l'autre dans le dos.|He was shot twice: once in the head, once in the back.
Ils sont six frères et sœurs.|There are six siblings.
Les 35 heures.|The 35-hour week.
Un salaire de 1.500 euros.|A wage of 1,500 euros.
Il a payé 12.000 francs.|He paid 12,000 francs.
Plus de 120.000 personnes.|More than 120,000 people.
"""
OTHER_NUMBER = """
Trois soldats ont été tués.|Soldiers were killed.
Deux soldats ont été tués.|Three soldiers were killed.
Deux soldats ont été tués.|One soldier was killed.
Les deux hommes sont partis.|The three men have left.
Cent manifestants ont défilé.|Hundreds of demonstrators marched.
Une centaine de manifestants ont défilé.|Hundreds of demonstrators marched.
Des centaines de manifestants ont défilé.|A hundred demonstrators marched.
Des milliers de gens.|People came.
Une trentaine de blessés.|About forty wounded.
Une trentaine de blessés.|Dozens of wounded.
Un milliard de dollars.|One million dollars.
Un milliard de dollars.|A trillion dollars.
Un billion de dollars.|A billion dollars.
Des millions de gens.|Billions of people.
Plusieurs millions d'euros.|Several thousand euros.
Les trois quarts des élus.|Two thirds of the members.
Un quart des élus.|A third of the members.
La moitié des élus.|A quarter of the members.
La moitié des élus ont signé.|The members signed.
50 % des élus.|A third of the members.
La IIIe République.|The Fourth Republic.
Jean-Paul II est venu.|John Paul I came.
Le 21e régiment.|The 12th Regiment.
Le premier tour.|The second round.
Le second tour.|The first round.
Le troisième homme.|The second man.
Un quinquagénaire.|A man in his forties.
Il a 52 ans.|He is 25.
Les années 90.|The eighties.
Les années 1960.|The 1970s.
En 1914, la guerre.|In 1941, the war.
En 1912, la guerre.|In 2012, the war.
Le G7 se réunit.|The G8 is meeting.
Un Airbus A320 s'est écrasé.|An Airbus A330 crashed.
La résolution 2100.|Resolution 2200.
Ils ont gagné 3-0.|They won 3-1.
Ils ont gagné 1-0.|They won 1-1.
Il est 20h15.|It is 8.50 pm.
Il est 20h.|It is 8 am.
Il est 15 heures.|It is 5 pm.
À midi.|At 2 pm.
Trois heures et demie.|Three hours.
Un an et demi.|Two and a half years.
Un an et demi.|A year.
Deux millions et demi.|Two million.
1,5 million.|15 million.
2,5 millions.|25 million.
300 000 euros.|300 euros.
12 morts et 12 blessés.|12 dead and 13 wounded.
12 morts et 15 blessés.|12 dead.
12 morts.|12 dead and 15 wounded.
Dix ans de prison.|Twenty years in prison.
Une peine de six mois.|A sentence of six years and two months.
Dans quinze jours.|In three weeks.
Dans 48 heures.|In three days.
Dans huit jours.|In two weeks.
À 10 km d'ici.|Ten kilometres... 20 km from here.
À 10 km d'ici.|12 miles from here.
Appelez le 01 23 45 67 89.|Call 01 23 45 67 98.
+3,5 % en un an.|+5.3% in one year.
Le double du budget.|Three times the budget.
Deux fois plus.|Three times more.
Il a triplé ses ventes.|He doubled his sales.
Un habitant sur dix.|One in five residents.
Neuf fois sur dix.|Eight times out of ten.
Une dizaine de jours.|Some twenty days.
Plus de 80 morts.|More than 18 dead.
Quatre-vingts morts.|Twenty-four dead.
Soixante-quinze morts.|Sixty-five dead.
Quatre-vingt-onze morts.|Eighty-one dead.
Dix-sept morts.|Seven dead.
Mille deux cents morts.|Two hundred dead.
Des dizaines de milliers.|Hundreds of thousands.
Les douze otages.|The ten hostages.
Sept otages sur onze.|Seven hostages.
40 000 FCFA.|4,000 CFA francs.
Moins 15 degrés.|15 degrees.
Un blessé.|Two wounded.
3 Md€ de pertes.|€3m in losses.
100 k€.|€100m.
La Ve République.|The Sixth Republic.
Au XXe siècle.|In the 19th century.
L'article 49-3.|Article 47.3.
Le match a duré 90 minutes.|The match lasted 80 minutes.
"""
OTHER_UNIT = """
12 % des voix.|12 of the votes.
12 % des voix.|12 votes.
100 euros.|$100.
100 €.|£100.
10 km.|10 miles.
10 km.|10 metres.
30 kg.|30 tonnes.
30 kg.|30 pounds.
2 heures.|2 minutes.
dix jours.|ten weeks.
deux mois de prison.|two years in prison.
50 hectares.|50 acres.
50 hectares.|50 square kilometres.
37 °C.|37°F.
20 litres.|20 gallons.
100 km/h.|100 mph.
100 dollars.|100 euros.
5 000 FCFA.|5,000 euros.
3 points.|3 percent.
500 mètres.|500 yards.
8 Go.|8 MB.
200 MW.|200 kW.
200 m2.|200 metres.
Une amende de 200 euros.|A fine of 200.
À 200 km de là.|200 from there.
Ils sont 200.|They are 200%.
20 barils.|20 litres.
Un débit de 3 m3.|A flow of 3 litres.
"""


def found(source: str, target: str, source_lang: str = "fr") -> list[Finding]:
    subject = Subject(source, target, LanguageTag(source_lang), EN)
    return findings(subject, numbers.CHECKS)


def pieces(line: str) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(line.split()), max_size=12)


def rows(table: str) -> list[tuple[str, ...]]:
    return [tuple(line.split("|")) for line in table.strip().splitlines()]


@pytest.mark.parametrize(("source", "target"), rows(SAME))
def test_what_is_only_said_otherwise_never_alarms(source: str, target: str) -> None:
    assert not found(source, target)


@pytest.mark.parametrize(("source", "target"), rows(OTHER_NUMBER))
def test_another_number_is_found(source: str, target: str) -> None:
    assert "num.value" in {finding.check for finding in found(source, target)}


@pytest.mark.parametrize(("source", "target"), rows(OTHER_UNIT))
def test_another_unit_is_found(source: str, target: str) -> None:
    assert "num.unit" in {finding.check for finding in found(source, target)}


def test_a_changed_number_is_shown_on_both_sides() -> None:
    (finding,) = found("Il reste 43 otages et 12 gardes.", "There are 12 guards and 42 hostages left.")
    assert finding.message == "“43” in the source, “42” in the target"
    assert (finding.source_span, finding.target_span) == ((9, 11), (24, 26))


def test_a_lost_number_is_shown_where_it_stands() -> None:
    (finding,) = found("Il reste 43 otages.", "The hostages are still there.")
    assert finding.message == "no number in the target for “43”"
    assert finding.source_span == (9, 11)
    assert finding.target_span is None


def test_a_number_takes_the_place_of_the_one_it_is_most_like() -> None:
    said = [finding.message for finding in found("18 chars et 250 obus.", "280 shells and 16 tanks.")]
    assert sorted(said) == [
        "“18” in the source, “16” in the target",
        "“250” in the source, “280” in the target",
    ]


def test_a_date_that_differs_is_no_number_that_differs() -> None:
    assert not found("Le 3 juin 2012, deux hommes.", "On 4 June 2012, two men.")


def test_a_number_of_a_date_answers_a_number_of_the_other_text() -> None:
    assert not found("Le communiqué du 10 juin.", "The statement of the 10th.")


def test_figures_are_compared_where_nothing_is_known_of_the_language() -> None:
    assert found("Там 43 человека.", "There are 42 people.", "ru")
    assert not found("Там 43 человека.", "There are 43 people.", "ru")
    assert not found("Там сорок человек.", "There are people.", "ru")


def test_number_words_are_not_missed_in_a_language_whose_words_are_not_all_known() -> None:
    assert not found("Ellos volvieron.", "The two of them came back with thirty men.", "xx")


def test_the_same_units_by_other_names_are_the_same_in_any_language() -> None:
    assert found("12 km", "12 miles", "de")
    assert not found("12 km", "12 kilometres", "de")


@given(
    st.text(st.sampled_from("0123456789 .,:/-'’ \u00a0%€$IVXabdehimtu()²\ud800"), max_size=40),
    st.text(st.sampled_from("0123456789 .,:/-'’ \u00a0%€$IVXabdehimtu()²\ud800"), max_size=40),
)
@example("9" * 400 + " Md€", "1,5 milliard")
@example("½ ² ³ ٣ ๓", "1/0 0/0 0:60")
def test_any_text_can_be_compared(source: str, target: str) -> None:
    for finding in found(source, target):
        for text, span in ((source, finding.source_span), (target, finding.target_span)):
            assert span is None or 0 <= span.start < span.end <= len(text)
        assert finding.source_span or finding.target_span


@given(
    pieces(
        "deux trois vingt cent mille million millions milliards et demi quart tiers sur dizaine de dizaines "
        "premier second 3 1,5 12 20h30 XXe % km euros heures années le les moins à"
    )
)
def test_a_text_has_the_numbers_of_itself(words: list[str]) -> None:
    text = " ".join(words)
    assert not findings(Subject(text, text, FR, FR), numbers.CHECKS)


def test_a_long_text_is_compared_in_no_time() -> None:
    source = "Il a vu 12 hommes, deux chars et 3,5 km de route. " * 400
    target = "He saw 13 men, three tanks and 4.5 km of road. " * 400
    assert len(found(source, target)) > 400


def test_a_number_of_many_figures_is_compared_in_no_time() -> None:
    assert len(found("9" * 30_000, "8" * 30_000)) == 1

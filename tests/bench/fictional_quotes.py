"""Quotes to draft for measuring: fictional French ones, or news where a test set lies beside the checkout."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

NEWS = Path(__file__).resolve().parents[2].parent / "shared" / "gold" / "mt" / "newstest2013.fr"
"""The development set of the machine translation workshop of 2013, one sentence a line."""

QUOTES_OF_LENGTH = {1: 75, 2: 66, 3: 34, 4: 25}
"""How many quotes have so many sentences: 200 quotes, 409 sentences, as in a folder of articles."""

OPENINGS = (
    *("depuis {number} jours", "à la fin de la saison des pluies", "selon le conseil des anciens"),
    *("contrairement à ce que l’on raconte à {place}", "avec l’accord du commandant {name}"),
)
SUBJECTS = (
    *("les habitants de {place}", "mes hommes", "les familles déplacées", "les deux délégations"),
    *("la ministre {name} et ses conseillers", "les chauffeurs de camion", "les soldats du colonel {name}"),
)
VERBS = (
    *("ont quitté", "n’ont jamais accepté", "attendent toujours", "veulent protéger", "ont refusé de payer"),
    *("demandent que l’on rouvre", "ont trouvé en {number} semaines", "ne peuvent plus surveiller"),
)
OBJECTS = (
    *("la route du nord", "le vieux pont de {place}", "les {number} puits de la vallée", "l’accord de paix"),
    *("les greniers de la commune", "le cessez-le-feu", "une aide de {number} millions de francs", "l’école"),
)
CIRCUMSTANCES = (
    *("avant l’aube", "sans tirer un seul coup de feu", "malgré la promesse faite au mois de mars"),
    *("comme convenu avec la CÉDÉAO", "parce que le bac de {place} ne passe plus", "pour la {number}e fois"),
)
JOINTS = (", et", ", mais", " ; or", ", puis")
PLACES = ("Tambora", "Kéréwal", "Sansara", "Ouldé", "Port-Maïssa")
NAMES = ("Amadou Kéravel", "Oumou Tessaly", "Iba Sarrhan", "Mariam Doulé")

GLOSSES = """
accepté accepted, accord agreement, aide aid, anciens elders, attendent await, aube dawn, avant before,
avec with, bac ferry, camion truck, cessez cease, chauffeurs drivers, colonel colonel, commandant commander,
comme as, commune district, conseil council, conseillers advisers, contrairement contrary, convenu agreed,
coup shot, demandent ask, depuis since, deux two, délégations delegations, déplacées displaced, faite made,
familles families, feu fire, fin end, fois time, francs francs, greniers granaries, habitants people,
hommes men, jamais never, jours days, malgré despite, mars March, millions million, ministre minister,
mois month, ne not, nord north, ont have, paix peace, parce because, passe crosses, payer pay, peuvent can,
pluies rains, plus more, pont bridge, pour for, promesse promise, protéger protect, puis then, puits wells,
quitté left, raconte tells, refusé refused, route road, rouvre reopens, saison season, sans without,
selon per, semaines weeks, ses her, seul single, soldats soldiers, surveiller watch, tirer firing,
toujours still, trouvé found, vallée valley, veulent want, vieux old, école school, à at, au at, ce that,
de of, des of, du of, en in, et and, la the, le the, les the, mais but, mes my, on one, or yet, que that,
un a, une a, CÉDÉAO ECOWAS
"""


def word_for_word() -> dict[str, str]:
    """An English word for each French one of these quotes, for a package that renders word for word."""
    return dict(gloss.split() for gloss in GLOSSES.split(","))


def fictional() -> list[list[str]]:
    """200 quotes of one to four sentences, 409 in all, always the same; nobody ever said them."""
    chance = random.Random(2013)
    return _grouped(iter(lambda: _sentence(chance), ""), chance)


def news() -> list[list[str]]:
    """The same shape filled with consecutive sentences of newstest2013. Raises OSError where it is not."""
    return _grouped(iter(NEWS.read_text(encoding="utf-8").splitlines()), random.Random(2013))


def _grouped(sentences: Iterator[str], chance: random.Random) -> list[list[str]]:
    lengths = [length for length, count in QUOTES_OF_LENGTH.items() for _ in range(count)]
    chance.shuffle(lengths)
    return [list(islice(sentences, length)) for length in lengths]


def _sentence(chance: random.Random) -> str:
    """One to three clauses: from five words to some sixty."""
    clauses = [_clause(chance) for _ in range(chance.choice((1, 1, 1, 1, 2, 2, 2, 3)))]
    text = clauses[0] + "".join(f"{chance.choice(JOINTS)} {clause}" for clause in clauses[1:])
    return text[0].upper() + text[1:] + chance.choice((".", ".", ".", " !", " ?", "…"))


def _clause(chance: random.Random) -> str:
    parts = [_filled(chance, part) for part in (SUBJECTS, VERBS, OBJECTS)]
    if chance.random() < 0.4:
        parts.append(_filled(chance, CIRCUMSTANCES))
    opening = f"{_filled(chance, OPENINGS)}, " if chance.random() < 0.2 else ""
    return opening + " ".join(parts)


def _filled(chance: random.Random, phrases: Sequence[str]) -> str:
    return chance.choice(phrases).format(
        number=chance.randint(2, 98), place=chance.choice(PLACES), name=chance.choice(NAMES)
    )

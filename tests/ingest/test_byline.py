from __future__ import annotations

import pytest

from workbench.ingest.byline import (
    address_of,
    author_of,
    date_of,
    dateline_of,
    is_published,
    name_of,
    outlet_of,
    owner_of,
    translator_of,
)


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Par Aïssata Kéïta-Morel", "Aïssata Kéïta-Morel"),
        ("PAR AÏSSATA KÉÏTA", "AÏSSATA KÉÏTA"),
        ("By I. Marchetti", "I. Marchetti"),
        ("By A. B. Cole and D. Evans.", "A. B. Cole and D. Evans"),
        ("Par Lina Sow, à Bamako", "Lina Sow"),
        ("By Ada Bell | March 12, 2019", "Ada Bell"),
        ("Par Moussa ag Tamat et Luc Petit (Agence)", "Moussa ag Tamat et Luc Petit"),
        ("Por María de la Cruz", "María de la Cruz"),
        ("Propos recueillis par Lina Sow", "Lina Sow"),
        ("Auteur : Lina Sow", "Lina Sow"),
        ("Publié le 12 mars 2019 par Lina Sow", "Lina Sow"),
        ("Posted on March 12, 2019 by tolw", "tolw"),
        ("Par ailleurs, le maire viendra", ""),
        ("By Tuesday the army had left", ""),
        ("Par Gao", ""),
        ("Par la route du Nord, dit-il, on arrive à Gao", ""),
        ("Traduit par Lina Sow", ""),
        ("Par " + "Lina Sow " * 40, ""),
    ],
)
def test_authors(line, name):
    assert author_of(line) == name


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Traduit par Lina Sow", "Lina Sow"),
        ("Traduit de l'anglais par Lina Sow.", "Lina Sow"),
        ("(Translated from the French by Ada Bell)", "Ada Bell"),
        ("Translation: Ada Bell", "Ada Bell"),
        ("By Luc Petit. Translated by Ada Bell", "Ada Bell"),
        ("Traducido por Ana Gil", "Ana Gil"),
        ("My translation:", ""),
        ("my translation", ""),
        ("(my translation):", ""),
        ("Translation: mine", ""),
        ("Traduit par nos soins", ""),
        ("Un livre traduit par Ada Bell", ""),
    ],
)
def test_translators(line, name):
    assert translator_of(line) == name


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("BAMAKO, 12 mars (Agence du Fleuve) — Le maire", ("Agence du Fleuve", "")),
        ("BAMAKO, 12 mars 2019 (Agence) - Le maire", ("Agence", "2019-03-12")),
        ("GAO, March 3, 2012 (Agency) -- The mayor", ("Agency", "2012-03-03")),
        ("Gao (Agence) – Le maire", ("Agence", "")),
        ("GAO — Le maire", ("", "")),
        ("16 juin 2012. - Le maire", ("", "2012-06-16")),
        ("— Oui, dit-il", None),
        ("Marie - une amie de toujours", None),
        ("La route — coupée depuis mai — rouvre", None),
    ],
)
def test_datelines(line, found):
    assert dateline_of(line) == found


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("Publié le 12 mars 2019 à 10h15", "2019-03-12"),
        ("Mercredi 13 mars 2019", "2019-03-13"),
        ("March 12, 2019 at 10:30", "2019-03-12"),
        ("By Ada Bell | March 12, 2019", "2019-03-12"),
        ("Attentat du 11 septembre 2011 : la suite", ""),
        ("Gao : l'accord du 12 mars 2019", ""),
        ("Publié ce matin", ""),
    ],
)
def test_dates(line, date):
    assert date_of(line) == date


def test_outlets_and_addresses():
    assert outlet_of("Source : Le Courrier du Fleuve") == "Le Courrier du Fleuve"
    assert outlet_of("Source: https://fleuve.example/a") == ""
    assert owner_of("© 2012-2019 Le Courrier du Fleuve. Tous droits réservés.") == "Le Courrier du Fleuve"
    assert owner_of("Copyright Sand Notes, all rights reserved") == "Sand Notes"
    assert owner_of("Le Courrier") == ""
    assert address_of("Source: https://fleuve.example/a") == "https://fleuve.example/a"
    assert address_of("<https://fleuve.example/a>") == "https://fleuve.example/a"
    assert address_of("Voir https://fleuve.example/a et la suite") == ""


def test_bylines_of_content_systems_and_names_alone():
    assert author_of("Soumis par Cellule information le jeu 15/03/2018 - 10:21") == "Cellule information"
    assert author_of("Submitted by river_desk on Thu, 03/15/2018") == "river_desk"
    assert name_of("Aïssata Kéïta-Morel") == "Aïssata Kéïta-Morel"
    assert name_of("Aïssata est partie") == ""
    assert is_published("Publié le mercredi 5 février 2014 à 18h20")
    assert not is_published("Le 5 février 2014, la route a rouvert")
    assert owner_of("© 2018 Northmoor Herald Ltd. All rights reserved.") == "Northmoor Herald"

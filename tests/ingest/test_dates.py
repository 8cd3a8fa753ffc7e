from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.ingest.dates import find_date, iso_date


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Publié le 12 mars 2019 à 10h15", "2019-03-12"),
        ("1er avril 2012", "2012-04-01"),
        ("le 7\xa0décembre\xa02012", "2012-12-07"),
        ("AOÛT : 3 AOÛT 2013", "2013-08-03"),
        ("March 12, 2019", "2019-03-12"),
        ("Friday, Sept. 7th, 2012", "2012-09-07"),
        ("10 August 2013", "2013-08-10"),
        ("12 de marzo de 2019", "2019-03-12"),
        ("2019-03-12T10:15:00Z", "2019-03-12"),
        ("31/05/2012", "2012-05-31"),
        ("05.05.2012", "2012-05-05"),
        ("31 février 2011, puis le 1 mars 2011", "2011-03-01"),
        ("12 mars 2019, mis à jour le 13 mars 2019", "2019-03-12"),
        ("03/05/2012", ""),
        ("mai 2012", ""),
        ("12 marches 2019", ""),
        ("12 mars", ""),
        ("", ""),
    ],
)
def test_the_first_full_date(text, date):
    assert find_date(text) == date


def test_numbers_alone_are_read_day_first_where_that_is_known():
    assert find_date("03/05/2012", day_first=True) == "2012-05-03"


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2012", "2012"),
        ("2012-05", "2012-05"),
        ("2012-05-31", "2012-05-31"),
        ("2012-05-31T23:30:00+01:00", "2012-05-31"),
        ("2012-02-31", ""),
        ("2012-13", ""),
        ("31 mai 2012", ""),
    ],
)
def test_iso_dates_keep_their_precision(text, date):
    assert iso_date(text) == date


MONTHS = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"


@given(st.dates(datetime.date(1900, 1, 1), datetime.date(2099, 12, 31)))
def test_every_day_is_found_however_it_is_written(day):
    months = MONTHS.split()
    assert find_date(f"Le {day.day} {months[day.month - 1]} {day.year}.") == day.isoformat()
    assert find_date(day.isoformat()) == iso_date(day.isoformat()) == day.isoformat()


def test_a_date_with_slashes_is_no_year_alone():
    assert iso_date("2015/11/30") == ""
    assert find_date("2015/11/30") == find_date("2015.11.30") == "2015-11-30"
    assert iso_date("2015") == "2015"

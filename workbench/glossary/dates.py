"""Dates of the glossary: ISO dates of any precision (2012, 2012-05, 2012-05-31), empty where unknown."""

from __future__ import annotations

import re
from datetime import date as day

_ISO = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


def is_date(text: str) -> bool:
    """True for an ISO date that there is, to the year, month or day; not for an empty text."""
    match = _ISO.fullmatch(text)
    if match is None:
        return False
    year, month, number = (int(part or 1) for part in match.groups())
    try:
        return bool(day(year, month, number))
    except ValueError:
        return False


def period_fault(since: str, until: str) -> str:
    """What is wrong with a period, as a sentence that begins in lower case; empty where nothing is."""
    for date in filter(None, (since, until)):
        if not is_date(date):
            return f"“{date}” is no date; write 2012, 2012-05 or 2012-05-31."
    shared = min(len(since), len(until))
    if since[:shared] > until[:shared]:
        return f"it ends ({until}) before it begins ({since}); exchange the dates."
    return ""


def within_dates(since: str, until: str, date: str) -> bool:
    """True when `date` lies from `since` to `until`; all are ISO dates of any precision or empty.

    What only differs in precision counts as equal: 2013 lies within a period that begins in 2013-08.
    """
    if not date:
        return True
    begun = not since or since[: len(date)] <= date[: len(since)]
    return begun and (not until or date[: len(until)] <= until[: len(date)])

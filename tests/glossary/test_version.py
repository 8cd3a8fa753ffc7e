from __future__ import annotations

from dataclasses import replace

import pytest

from db.records import CaseRule, Concept, LanguageTag, Name, NameForm, NameStatus, Relation
from workbench.glossary.tables import bundled
from workbench.glossary.version import glossary_version

NAME = Name(lang=LanguageTag("fr"), text="Ligue", since="2001")
OTHER = Name(lang=LanguageTag("en"), text="League")
LEAGUE = Concept(key="ligue", kind="association", names=(NAME, OTHER), since="2001")
UNION = Concept(key="union", kind="association")


def test_it_is_eight_digits_whatever_the_order() -> None:
    version = glossary_version([LEAGUE, UNION])
    assert len(version) == 8 and int(version, 16) >= 0
    assert glossary_version([UNION, replace(LEAGUE, names=(OTHER, NAME))]) == version
    assert glossary_version([]) == ""
    assert glossary_version(bundled()) == glossary_version(reversed(bundled()))


@pytest.mark.parametrize(
    "changed",
    [
        replace(LEAGUE, key="league"),
        replace(LEAGUE, until="2009"),
        replace(LEAGUE, names=(NAME,)),
        replace(LEAGUE, names=(NAME, replace(OTHER, text="The League"))),
        replace(LEAGUE, names=(NAME, replace(OTHER, status=NameStatus.FORBIDDEN))),
        replace(LEAGUE, names=(NAME, replace(OTHER, form=NameForm.SHORT))),
        replace(LEAGUE, names=(NAME, replace(OTHER, case=CaseRule.EXACT))),
        replace(LEAGUE, names=(NAME, replace(OTHER, lang=LanguageTag("de")))),
        replace(LEAGUE, names=(replace(NAME, since="2002"), OTHER)),
        replace(LEAGUE, names=(NAME, replace(OTHER, text="\udc80"))),
    ],
)
def test_it_changes_with_what_drafts_depend_on(changed: Concept) -> None:
    assert glossary_version([changed]) != glossary_version([LEAGUE])


def test_it_does_not_change_with_anything_else() -> None:
    noted = replace(LEAGUE, note="seen", relations=(Relation("part-of", "union"),), confirmed=False, id=7)
    assert glossary_version([noted]) == glossary_version([LEAGUE])

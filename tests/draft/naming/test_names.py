"""Names of any date from a bounded store, and what one sentence may know of another: nothing."""

from __future__ import annotations

from weakref import ref

from db.records import Concept, LanguageTag, Name, NameForm, NameStatus
from workbench.draft.naming.names import Names, Naming
from workbench.draft.naming.terms import Terms

FR, EN = LanguageTag("fr"), LanguageTag("en")


def name(lang: LanguageTag, text: str, since: str = "", until: str = "") -> Name:
    return Name(
        lang=lang, text=text, form=NameForm.FULL, status=NameStatus.PREFERRED, since=since, until=until
    )


UNION = Concept(
    key="union",
    kind="body",
    names=(
        name(FR, "Union des ports"),
        name(EN, "Ports League", until="2012-06"),
        name(EN, "Union of Ports", since="2012-07"),
    ),
)
GUARD = Concept(key="guard", kind="body", names=(name(FR, "Garde du lac"), name(EN, "Lake Guard")))
DATES = ("", "2011", "2012", "2012-06", "2012-06-30", "2012-07", "2012-07-01", "2013", "2014-01-02")


def test_each_date_has_the_names_that_it_would_have_alone() -> None:
    names = Names([UNION, GUARD], FR, EN)
    for date in [*DATES, *reversed(DATES)]:
        alone = Terms([UNION, GUARD], FR, EN, date=date)
        source = "L'Union des ports appelle la Garde du lac."
        assert names.on(date).required(source) == alone.required(source)
        assert names.on(date).judged([], "The Ports League waits.") == alone.judged(
            [], "The Ports League waits."
        )


def test_dates_with_the_same_names_share_them_and_few_are_kept() -> None:
    names = Names([UNION, GUARD], FR, EN)
    assert names.on("2013-01-02") is names.on("2019")
    assert names.on("2013-01-02") is not names.on("2012-01-02")
    first = names.on("2010")
    many = Names([UNION, *(_dated(year) for year in range(1950, 1980))], FR, EN)
    made = [ref(many.on(str(year))) for year in range(1950, 1980)]
    assert sum(each() is not None for each in made) < 10
    assert names.on("2010") is first


def _dated(year: int) -> Concept:
    names = (name(FR, f"Comité {year}", since=str(year)), name(EN, f"Committee {year}"))
    return Concept(key=f"committee-{year}", kind="body", names=names)


def test_a_sentence_knows_only_of_names_that_it_has_asked_for() -> None:
    terms = Names([UNION, GUARD], FR, EN).on("")
    source, draft = "La Garde du lac attend.", "The keeping of water waits."
    bare: dict[str, tuple[str, ...]] = {"Garde du lac": ("The keeping of water",)}
    silent, asking = Naming(terms, source, bare), Naming(terms, source, bare)
    assert asking.unknown(draft) == []
    assert silent.judged(draft, best=draft, how="model").text == draft
    assert asking.judged(draft, best=draft, how="model").text == "The Lake Guard waits."

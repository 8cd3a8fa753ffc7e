from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.records import LanguageTag
from workbench.draft.packages.installed import NoPackage, PackageInfo
from workbench.draft.packages.routes import route


def package(from_lang: str, to_lang: str, version: str = "1.0", broken: str = "") -> PackageInfo:
    name = f"translate-{from_lang}_{to_lang}-{version}"
    return PackageInfo(
        path=Path(name),
        name=name,
        from_lang=LanguageTag(from_lang),
        to_lang=LanguageTag(to_lang),
        version=version,
        broken=broken,
    )


def way(from_lang: str, to_lang: str, packages: list[PackageInfo]) -> list[str]:
    found = route(LanguageTag(from_lang), LanguageTag(to_lang), packages)
    return [f"{each.from_lang}-{each.to_lang}" for each in found]


def test_a_package_for_the_pair_comes_before_any_pivot() -> None:
    packages = [package("fr", "en"), package("en", "de"), package("fr", "de", "0.1")]
    assert way("fr", "de", packages) == ["fr-de"]


def test_english_is_the_preferred_pivot_whatever_comes_first() -> None:
    packages = [package("fr", "es"), package("es", "de"), package("fr", "en"), package("en", "de")]
    assert way("fr", "de", packages) == ["fr-en", "en-de"]
    assert way("fr", "de", packages[:2]) == ["fr-es", "es-de"]


def test_of_other_pivots_the_preferred_packages_win_and_then_the_tag() -> None:
    packages = [package("fr", "pt"), package("fr", "es"), package("es", "de"), package("pt", "de")]
    assert way("fr", "de", packages) == ["fr-es", "es-de"]  # 1 + 2 and 0 + 3: the tag decides
    assert way("fr", "de", [packages[0], packages[3], *packages[1:3]]) == ["fr-pt", "pt-de"]


def test_the_first_of_several_packages_is_taken_for_each_leg() -> None:
    packages = [package("fr", "en", "1.9"), package("fr", "en", "0.2"), package("en", "de")]
    assert [each.version for each in route(LanguageTag("fr"), LanguageTag("de"), packages)] == ["1.9", "1.0"]


def test_damaged_packages_are_no_legs() -> None:
    packages = [
        package("fr", "en"),
        package("en", "de", broken="It has no model/model.bin."),
        package("es", "de"),
    ]
    with pytest.raises(NoPackage, match="There are packages for es → de, fr → en"):
        route(LanguageTag("fr"), LanguageTag("de"), packages)


def test_regional_tags_fall_back_and_meet_in_the_middle() -> None:
    packages = [package("fr", "pt-BR"), package("pt", "en"), package("en", "zh-Hant")]
    assert way("fr-ML", "en-GB", packages) == ["fr-pt-BR", "pt-en"]
    assert way("pt-BR", "zh-Hant", packages) == ["pt-en", "en-zh-Hant"]


def test_one_language_needs_no_package_but_may_have_one_for_another_script() -> None:
    assert way("zh", "zh-Hant", [package("zh", "zh-Hant")]) == ["zh-zh-Hant"]
    with pytest.raises(NoPackage, match="it is one language"):
        route(LanguageTag("pt-BR"), LanguageTag("pt-PT"), [package("pt", "en"), package("en", "pt")])


def test_no_route_has_three_legs() -> None:
    packages = [package("fr", "en"), package("en", "es"), package("es", "de")]
    with pytest.raises(NoPackage, match=r"from fr to de\..*workbench models install fr de`"):
        route(LanguageTag("fr"), LanguageTag("de"), packages)


def test_a_refusal_lists_some_of_many_pairs() -> None:
    packages = [package("en", chr(97 + n) + "a") for n in range(20)]
    with pytest.raises(NoPackage, match="and 8 more") as refusal:
        route(LanguageTag("fr"), LanguageTag("de"), packages)
    assert len(str(refusal.value)) < 400


TAGS = st.sampled_from(["fr", "en", "de", "es", "pt", "pt-BR"])


@given(st.lists(st.tuples(TAGS, TAGS), max_size=8, unique=True), TAGS, TAGS)
def test_a_route_leads_from_here_to_there(pairs: list[tuple[str, str]], here: str, there: str) -> None:
    packages = [package(*pair) for pair in pairs]
    try:
        found = route(LanguageTag(here), LanguageTag(there), packages)
    except NoPackage as refusal:
        assert str(refusal).endswith(".")
        assert (here, there) not in pairs or here == there
        return
    assert 1 <= len(found) <= 2
    assert here.startswith(found[0].from_lang)
    assert there.startswith(found[-1].to_lang)
    assert all(found[0].to_lang.startswith(leg.from_lang) for leg in found[1:])


def test_equal_pairs_give_equal_routes_in_any_order_of_the_other_packages() -> None:
    packages = [package("fr", "en"), package("en", "de"), package("es", "it"), package("it", "ru")]
    assert {tuple(way("fr", "de", list(order))) for order in permutations(packages)} == {("fr-en", "en-de")}

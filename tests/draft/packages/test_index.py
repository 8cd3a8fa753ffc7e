from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.errors import UnreadableInput
from workbench.draft.packages.index import (
    ARGOS_INDEX,
    Available,
    links,
    read_index,
    store_index,
    stored_index,
)
from workbench.draft.packages.places import index_file

LINK = "https://index.example/v1/index.json"
LOGIN_PAGE = b"<!DOCTYPE html><html><title>Welcome to the hotel</title></html>"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    return tmp_path


def entry(source: object, target: object, version: object = "1.0", **more: object) -> dict[str, object]:
    link = f"https://packages.example/translate-{source}_{target}.argosmodel"
    return {"from_code": source, "to_code": target, "package_version": version, "links": [link]} | more


def index(*entries: object) -> bytes:
    return json.dumps(entries).encode()


def pairs(found: list[Available] | None) -> list[str]:
    assert found is not None
    return [f"{each.from_lang}-{each.to_lang} {each.version}" for each in found]


def test_the_newest_package_of_each_pair_is_offered() -> None:
    raw = index(
        entry("fr", "en", "1.9"), entry("en", "zt"), entry("fr", "en", "1.10"), entry("fr", "en", "1.2")
    )
    assert pairs(read_index(raw, "it")) == ["en-zh-Hant 1.0", "fr-en 1.10"]


def test_entries_that_translate_nothing_are_passed_over() -> None:
    raw = index(
        entry("fr", "en"),
        {"type": "sbd", "from_codes": ["fr"]},
        entry("../fr", "en"),
        entry(None, "en"),
        entry("fr", 7),
        {},
        entry("de", "en", {"version": 1}, links="https://packages.example/"),
    )
    assert pairs(read_index(raw, "it")) == ["de-en ", "fr-en 1.0"]


NO_INDEX = {
    "a login page": LOGIN_PAGE,
    "nothing": b"",
    "an object": b'{"packages": []}',
    "a list of texts": b'["fr", "en"]',
    "an empty list": b"[]",
    "no package that translates": index({"type": "sbd"}),
    "deep": b"[" * 100_000,
    "latin-1": b'[{"from_name": "fran\xe7ais"}]',
    "many": index(*[{}] * 10_001),
    "large": b" " * (8 << 20) + index(entry("fr", "en")),
}


@pytest.mark.parametrize("raw", NO_INDEX.values(), ids=NO_INDEX)
def test_what_is_no_index_never_replaces_one(raw: bytes) -> None:
    store_index(LINK, index(entry("fr", "en")))
    with pytest.raises(
        UnreadableInput, match=r"index\.example/v1/index\.json is no index of packages: .*\.$"
    ):
        store_index(LINK, raw)
    assert pairs(stored_index(LINK)) == ["fr-en 1.0"]
    assert [path.name for path in index_file(LINK).parent.iterdir()] == [index_file(LINK).name]


def test_an_index_is_kept_for_each_link() -> None:
    assert stored_index(LINK) is None
    store_index(LINK, index(entry("fr", "en")))
    store_index(ARGOS_INDEX, index(entry("de", "en")))
    assert (pairs(stored_index(LINK)), pairs(stored_index(ARGOS_INDEX))) == (["fr-en 1.0"], ["de-en 1.0"])


def test_the_index_that_argos_has_kept_will_do_until_there_is_one(home: Path) -> None:
    argos = home / "data" / "argos-translate"
    argos.mkdir(parents=True)
    (argos / "index.json").write_bytes(index(entry("ar", "en")))
    assert pairs(stored_index(ARGOS_INDEX)) == ["ar-en 1.0"]
    assert stored_index(LINK) is None
    store_index(ARGOS_INDEX, index(entry("fr", "en")))
    assert pairs(stored_index(ARGOS_INDEX)) == ["fr-en 1.0"]
    index_file(ARGOS_INDEX).write_bytes(b"damaged")
    assert pairs(stored_index(ARGOS_INDEX)) == ["ar-en 1.0"]


def test_an_index_may_be_a_file(home: Path) -> None:
    file = home / "my index.json"
    file.write_bytes(index(entry("fr", "en")))
    assert pairs(stored_index(str(file))) == pairs(stored_index(file.as_uri())) == ["fr-en 1.0"]
    with pytest.raises(UnreadableInput, match=r"none\.json cannot be read: No such file"):
        stored_index(str(home / "none.json"))


def offered(*given_links: str) -> Available:
    [package] = read_index(index(entry("fr", "en", links=list(given_links))), "it")
    return package


def test_links_are_followed_as_far_as_the_index_is_trusted(home: Path) -> None:
    package = offered(
        "https://a.example/p",
        "http://b.example/p",
        "file:///etc/passwd",
        "ipfs://c",
        "p.argosmodel",
        "ftp://d/p",
    )
    base = "https://index.example/v1/p.argosmodel"
    assert links(package, LINK) == ["https://a.example/p", base]
    plain = LINK.replace("https", "http")
    assert links(package, plain) == [
        "https://a.example/p",
        "http://b.example/p",
        base.replace("https", "http"),
    ]
    local = links(package, str(home / "index.json"))
    assert local == ["https://a.example/p", "file:///etc/passwd", (home / "p.argosmodel").as_uri()]


def test_links_that_are_none_are_left_out() -> None:
    assert links(offered("https://[", "https://a\n.example", "x" * 3000, "https://ok.example/p"), LINK) == [
        "https://ok.example/p"
    ]


@given(
    st.one_of(
        st.binary(max_size=200),
        st.recursive(
            st.none() | st.integers() | st.text(),
            lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(["from_code", "links"]), inner),
        ).map(lambda value: json.dumps(value).encode()),
    )
)
def test_no_bytes_whatever_raise_anything_but_a_sentence(raw: bytes) -> None:
    try:
        assert read_index(raw, "it")
    except UnreadableInput as error:
        assert str(error).startswith("it is no index of packages: ")

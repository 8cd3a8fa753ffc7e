"""Who may come in: hosts, origins and tokens, as headers say them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.errors import WrongUse
from tui.serving.access import Access, headers, is_local, token_of

TOKEN = "a-token_of-16-chars"
HERE = Access("127.0.0.1", 8000, TOKEN)


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost:8000", "LOCALHOST:8000", "[::1]:8000"])
def test_this_machine_is_known_by_its_names(host: str) -> None:
    assert HERE.knows_host(host)
    assert HERE.is_own_origin(f"http://{host}", host)


@pytest.mark.parametrize(
    "host",
    [
        *(
            "",
            "127.0.0.1",
            "localhost",
            "127.0.0.1:80",
            "127.0.0.1:80000",
            "localhost.:8000",
            "127.0.0.2:8000",
        ),
        *(
            "evil.example:8000",
            "localhost.evil.example:8000",
            "localhost:8000.evil.example",
            "[::1]",
            "::1:8000",
        ),
        *("localhost:8000 ", "user@localhost:8000", "192.168.0.7:8000", "0.0.0.0:8000"),
    ],
)
def test_no_other_name_is(host: str) -> None:
    assert not HERE.knows_host(host)
    assert not HERE.is_own_origin(f"http://{host}", host)


@pytest.mark.parametrize(
    "origin",
    [
        "",
        "null",
        "https://localhost:8000",
        "http://localhost",
        "http://localhost:8001",
        "http://evil.example",
    ],
)
def test_pages_from_elsewhere_are_told_apart(origin: str) -> None:
    assert not HERE.is_own_origin(origin, "localhost:8000")


def test_names_and_addresses_on_a_network() -> None:
    one = Access("192.168.0.7", 80, TOKEN, names=("desk.example",))
    assert all(map(one.knows_host, ("192.168.0.7", "192.168.0.7:80", "desk.example", "Desk.Example:80")))
    assert not any(map(one.knows_host, ("localhost", "127.0.0.1:80", "evil.example", "192.168.0.8")))
    every = Access("0.0.0.0", 8000, TOKEN)
    assert all(map(every.knows_host, ("10.0.0.3:8000", "[fe80::1]:8000", "127.0.0.1:8000")))
    assert not any(
        map(every.knows_host, ("10.0.0.3", "desk.example:8000", "10.0.0.3.evil.example:8000", ":8000"))
    )
    assert every.address == "http://127.0.0.1:8000/"
    assert Access("::1", 8000, TOKEN).address == "http://[::1]:8000/"


@settings(max_examples=30)
@given(st.text())
def test_only_the_token_opens(guess: str) -> None:
    assert HERE.opens(TOKEN)
    assert HERE.opens(guess) == (guess == TOKEN)
    HERE.knows_host(guess)


def test_tokens_that_are_easily_guessed_are_refused() -> None:
    assert token_of(TOKEN) == TOKEN
    assert len(token_of("")) >= 43
    assert token_of("") != token_of("")
    for bad in ("short", "x" * 201, "with a space in it", "with;semicolons;x", "ünïcödé-ünïcödé-ü"):
        with pytest.raises(WrongUse, match="16 characters"):
            token_of(bad)


def test_what_is_local() -> None:
    assert all(map(is_local, ("127.0.0.1", "localhost", "::1", "127.8.0.1")))
    assert not any(map(is_local, ("0.0.0.0", "::", "192.168.0.7", "desk.example", "")))


def test_an_unknown_host_is_not_repeated_in_the_policy() -> None:
    assert "ws://127.0.0.1:8000" in headers("127.0.0.1:8000")["Content-Security-Policy"]
    assert "connect-src 'self';" in headers("")["Content-Security-Policy"]

"""Alt with a digit, as terminals send it."""

from __future__ import annotations

from textual._ansi_sequences import ANSI_SEQUENCES_KEYS

DIGITS = "123456789"


def free_alt_digits() -> None:
    """Let escape and a digit, which is how terminals send alt with it, be that key.

    Textual takes them for what option and the digit type on a Mac's keyboard (`¡`, `™` …); such a
    terminal sends these characters themselves.
    """
    assert isinstance(ANSI_SEQUENCES_KEYS, dict)
    for digit in DIGITS:
        ANSI_SEQUENCES_KEYS.pop(f"\x1b{digit}", None)

from __future__ import annotations

import pytest

from workbench.ingest.kind import TextKind, text_kind


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("<!DOCTYPE html><p>Bonjour", "page.txt", TextKind.HTML),
        ("\n<!-- saved -->\n<html lang=fr>", "page", TextKind.HTML),
        ('<?xml version="1.0"?><html>', "page", TextKind.HTML),
        ("<div class=a><p>Bonjour</p></div>", "-", TextKind.HTML),
        ("Bonjour <b>à</b> tous", "page.html", TextKind.HTML),
        ("Bonjour <b>à</b> tous", "page.txt", TextKind.TEXT),
        ("Bonjour à tous, 1 < 2", "page.html", TextKind.TEXT),
        ("<p align=center>Logo</p>\n\n# Titre", "page.md", TextKind.MARKDOWN),
        ("Bonjour", "page.MD", TextKind.MARKDOWN),
        ("---\ntitle: Bonjour\n---\nTexte", "page.txt", TextKind.MARKDOWN),
        ("# Titre\n\nUn [lien](https://fleuve.example/) ici.", "-", TextKind.MARKDOWN),
        ("# Mali\n\nUn mot-dièse, pas un titre.", "page.txt", TextKind.TEXT),
        ("Plus petit : <p", "page.txt", TextKind.TEXT),
    ],
)
def test_content_decides_before_the_name(text, name, kind):
    assert text_kind(text, name) is kind


@pytest.mark.parametrize("text", ["<!--a-->" * 500 + "b", "<?xml a?>" * 500, "[" * 50_000, " " * 50_000])
def test_hostile_beginnings_take_no_time(text):
    assert text_kind(text, "page.txt") is TextKind.TEXT

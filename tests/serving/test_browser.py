"""The review screen in a real headless Chromium, from the address that is printed to the project file."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from db.records import Status
from tests.serving import chromium
from tests.serving.served import served
from tests.support.projects import Said, make_project
from workbench.project import open_project

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.skipif(chromium.found() is None, reason="no Chromium is installed"),
]

QUOTES = (
    Said(source=["Nous restons ici."], target=["We are staying here."]),
    Said(source=["\x1b]0;owned\x07Titre [red]"], target=["\x9b31m https://example.org/ \u202e"]),
)


def status(path: Path) -> Status:
    with open_project(path) as opened:
        return opened.store.pairs.row(1).status


async def test_a_pair_is_approved_in_a_browser(tmp_path: Path) -> None:
    path = tmp_path / 'it\'s $(work) ; "x".db'
    make_project(path, QUOTES).close()
    async with served(path, "--as", "Zoé") as server, chromium.page(tmp_path / "profile") as tab:
        await tab.open(server.url)
        await tab.wait_for("We are staying here.")
        await tab.wait_for("Titre [red]")
        await tab.until("document.activeElement.className == 'xterm-helper-textarea'")
        assert "token" not in await tab.said("location.href")
        assert await tab.said("document.cookie") == ""
        await tab.press("a")
        await chromium.until(lambda: status(path) is Status.APPROVED, "the approval")
        if "WORKBENCH_PICTURES" in os.environ:
            await tab.picture(Path(os.environ["WORKBENCH_PICTURES"]) / "browser.png")
        assert tab.complaints == []
        await tab.press("q")
        await chromium.until(lambda: not server.screens, "the end of the session")
        assert await tab.said("getComputedStyle(document.querySelector('#over')).display") == "grid"
        hosts = {urlsplit(url).netloc for url in tab.requests if not url.startswith(("data:", "about:"))}
        assert hosts == {server.host}
    with open_project(path) as opened:
        row = opened.store.pairs.row(1)
        assert (row.status, row.reviewer) == (Status.APPROVED, "Zoé")

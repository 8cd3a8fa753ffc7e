"""`workbench serve`: the review screen in a browser."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from workbench.commands.output import emit, json_option, project_argument, say, warn


@click.command("serve")
@project_argument
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 takes a free one."
)
@click.option(
    "--token",
    default="",
    envvar="WORKBENCH_TOKEN",
    help="The secret in the address, of 16 characters or more; a new one unless given.",
)
@click.option("--name", "names", multiple=True, help="Another name by which browsers may ask for it.")
@click.option(
    "--open-to-network", is_flag=True, help="Allow a --host that other machines reach, without encryption."
)
@json_option
def command(project: Path, as_json: bool, **settings: Any) -> None:
    """Show the review screen in a browser, on this machine; a new project is created.

    The address that is printed holds a token: whoever has it can read and change the project. Each
    browser tab is a session of its own, and ends when the tab is closed; Ctrl-C ends all. Nothing is
    fetched from other machines.
    """
    from workbench.project import open_project
    from workbench.screen import serve

    with open_project(project, create=True) as opened:
        if opened.store.notice:
            warn(opened.store.notice)
    if settings["open_to_network"]:
        warn("What is sent is not encrypted: others on the network may read the token and the project.")

    def ready(access: Any) -> None:
        url = f"{access.address}?token={access.token}"
        if as_json:
            emit({"url": url, "host": access.host, "port": access.port, "token": access.token})
        else:
            say(f"{project.name} is open at {url}")
            say("Whoever has this address can change the project. Ctrl-C ends it.")

    serve(project, ready=ready, **settings)

"""Running the program as a user does, in a process of its own with a private home."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

NO_NETWORK = """
import socket, sys

def refuse(*arguments, **options):
    raise OSError("no network in this test")

socket.socket.connect = refuse
socket.create_connection = refuse
socket.getaddrinfo = refuse
from workbench.commands.main import main
main()
"""


class Program:
    """The `workbench` command in a folder, with nothing of the machine's own settings."""

    def __init__(self, folder: Path, *, person: str = "ada") -> None:
        self.folder = folder
        kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
        self.env = kept | {"HOME": str(folder / "home"), "WORKBENCH_PERSON": person, "PYTHONUTF8": "1"}

    def run(self, *arguments: str, input: bytes | None = None, expect: int = 0) -> str:
        """Run a command without any network; returns its output. Fails on another exit code."""
        done = self.result(*arguments, input=input)
        told = done.stdout.decode() + done.stderr.decode()
        assert done.returncode == expect, told
        assert "Traceback" not in told
        return done.stdout.decode()

    def result(self, *arguments: str, input: bytes | None = None) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [sys.executable, "-c", NO_NETWORK, *arguments],
            cwd=self.folder,
            env=self.env,
            input=input if input is not None else b"",
            capture_output=True,
            check=False,
            timeout=120,
        )

    def objects(self, *arguments: str, input: bytes | None = None, expect: int = 0) -> list[dict[str, Any]]:
        """The JSON lines that a command prints."""
        printed = self.run(*arguments, "--json", input=input, expect=expect)
        return [json.loads(line) for line in printed.split("\n") if line]

    def sentence(self, *arguments: str, expect: int = 2) -> str:
        """What a failing command says."""
        done = self.result(*arguments)
        assert done.returncode == expect, done.stdout.decode() + done.stderr.decode()
        told = done.stderr.decode()
        assert "Traceback" not in told
        return told

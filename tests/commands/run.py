"""Running the program as a user does, in a process of its own with a private home."""

from __future__ import annotations

import atexit
import json
import os
import socket
import subprocess
import sys
from functools import cache
from pathlib import Path
from tempfile import TemporaryFile
from threading import Lock
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
"""The program in a process that is started for it, for tests of signals, pipes and terminals."""

_PATIENCE = 120


@cache
def _nursery() -> tuple[socket.socket, Lock]:
    """The socket to the process that forks the programs of this one, and who may write to it."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    nursery = subprocess.Popen(
        [sys.executable, "-X", "utf8", "-m", "tests.commands.nursery", str(theirs.fileno())],
        pass_fds=[theirs.fileno()],
        cwd=Path(__file__).parents[2],
        env=os.environ | {"OPENBLAS_NUM_THREADS": "1"},
    )
    theirs.close()

    def close() -> None:
        ours.close()
        nursery.wait()

    atexit.register(close)
    return ours, Lock()


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
        """Run a command; its exit code, and the bytes it printed."""
        request = {"arguments": arguments, "folder": str(self.folder), "env": self.env}
        requests, lock = _nursery()
        answers, answer = socket.socketpair()
        with TemporaryFile() as stdin, TemporaryFile() as stdout, TemporaryFile() as stderr, answers:
            stdin.write(input or b"")
            stdin.seek(0)
            streams = [stream.fileno() for stream in (stdin, stdout, stderr)]
            with answer, lock:
                socket.send_fds(requests, [json.dumps(request).encode()], [*streams, answer.fileno()])
            answers.settimeout(_PATIENCE)
            code = int(answers.recv(16))
            printed = []
            for stream in (stdout, stderr):
                stream.seek(0)
                printed.append(stream.read())
        return subprocess.CompletedProcess(list(arguments), code, *printed)

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

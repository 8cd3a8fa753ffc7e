"""A real terminal for tests: tmux on a socket of its own, read by polling."""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

PATIENCE = 30.0
"""Seconds until something that should appear is given up; machines under load are slow."""


class Terminal:
    """The `workbench` command in a terminal of a given size, with a home of its own."""

    def __init__(
        self,
        folder: Path,
        *arguments: str,
        size: tuple[int, int] = (100, 30),
        settings: Mapping[str, str] | None = None,
    ) -> None:
        """Start it; `settings` are further environment variables."""
        self._socket = folder / "tmux"
        config = folder / "tmux.conf"
        config.write_text("set -g remain-on-exit on\nset -g escape-time 0\n", encoding="utf-8")
        env = {
            "HOME": str(folder / "home"),
            "PATH": os.environ["PATH"],
            "LANG": "C.UTF-8",
            "TERM": "xterm-256color",
            "WORKBENCH_PERSON": "ada",
            **(settings or {}),
        }
        self._pid, self._status = folder / "pid", folder / "status"
        program = shlex.join([sys.executable, "-m", "workbench", *arguments])
        noting = shlex.quote(f"echo $$ > {shlex.quote(str(self._pid))}; exec {program}")
        command = f"sh -c {noting}; echo $? > {shlex.quote(str(self._status))}"
        self._tmux = ["tmux", "-u", "-S", str(self._socket), "-f", str(config)]
        wide = ["-x", str(size[0]), "-y", str(size[1])]
        subprocess.run(
            [*self._tmux, "new-session", "-d", "-c", str(folder), *wide, command],
            env=env,
            check=True,
        )
        self._env = env

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, *_: object) -> None:
        subprocess.run([*self._tmux, "kill-server"], env=self._env, check=False, capture_output=True)

    @property
    def shown(self) -> str:
        """What stands on the screen now."""
        return self._ask("capture-pane", "-p")

    @property
    def title(self) -> str:
        """What the program has called its window."""
        return self._ask("display-message", "-p", "#{pane_title}").strip()

    @property
    def shown_with_codes(self) -> str:
        """What stands on the screen, with the codes of its styles."""
        return self._ask("capture-pane", "-p", "-e")

    @property
    def exit_status(self) -> int | None:
        """How the program ended, as a shell says it; None while it runs."""
        told = self._status.read_text() if self._status.exists() else ""
        return int(told) if told else None

    def press(self, *keys: str) -> None:
        """Press keys by tmux's names: `Down`, `C-s`, `a`."""
        self._ask("send-keys", *keys)

    def type(self, text: str) -> None:
        """Type characters."""
        self._ask("send-keys", "-l", text)

    def paste(self, text: str) -> None:
        """Paste text as terminals do, in brackets that tell it from typing."""
        file = self._pid.with_name("pasted")
        file.write_text(text, encoding="utf-8")
        self._ask("load-buffer", str(file))
        self._ask("paste-buffer", "-p")

    def wait_for(self, text: str) -> None:
        """Wait until a text stands on the screen."""
        self.wait_until(lambda: text in self.shown, f"{text!r} on the screen")

    def wait_for_exit(self) -> int:
        """Wait until the program has ended; returns its exit status."""
        self.wait_until(lambda: self.exit_status is not None, "the program to end")
        status = self.exit_status
        assert status is not None
        return status

    def wait_until(self, condition: Callable[[], bool], what: str) -> None:
        """Look again and again until something is so."""
        end = time.monotonic() + PATIENCE
        while not condition():
            assert time.monotonic() < end, f"waited for {what}; the screen shows\n{self.shown}"
            time.sleep(0.05)

    def signal(self, number: signal.Signals) -> None:
        """Send the program a signal."""
        os.kill(int(self._pid.read_text()), number)

    @property
    def runs(self) -> bool:
        """Whether the program is there and not stopped."""
        stat = Path(f"/proc/{self._pid.read_text().strip()}/stat")
        return stat.exists() and stat.read_text().rsplit(")", 1)[1].split()[0] not in "TZ"

    def close(self) -> None:
        """Close the window, as a person does who is done with it or a connection that breaks."""
        self._ask("kill-session")

    def kill(self) -> None:
        """End the program without any warning to it."""
        self.signal(signal.SIGKILL)
        assert self.wait_for_exit() == 128 + signal.SIGKILL

    def _ask(self, *arguments: str) -> str:
        done = subprocess.run([*self._tmux, *arguments], env=self._env, check=True, capture_output=True)
        return done.stdout.decode("utf-8")

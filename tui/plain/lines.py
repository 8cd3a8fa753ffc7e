"""Lines out and lines in: a terminal whose cursor stays behind what was last said, or a pipe."""

from __future__ import annotations

import errno
import sys
from typing import BinaryIO, TextIO

from db.errors import UnreadableInput
from tui.plain import spelling
from workbench.text.visible import visible

PROMPT = " > "
"""Stands behind the last line, where the answer is typed."""

LEAVE = "."
"""The answer that leaves words as they are."""


class Lines:
    """What is said and what is answered.

    On a terminal the last line waits for the prompt, so that the real cursor, and with it a braille
    display, stands at the end of the item and not on a line of its own. In a pipe there is no prompt,
    and each line is written at once.
    """

    def __init__(self, answers: BinaryIO, out: TextIO, *, interactive: bool, encoding: str = "utf-8") -> None:
        """Read `answers` as lines in `encoding`, and write to `out`; `interactive` for a terminal."""
        self.interactive = interactive
        self._answers = answers
        self._out = out
        self._encoding = encoding
        self._waiting: str | None = None
        self._number = 0

    def say(self, sentence: str) -> None:
        """Say a line; nothing in it can steer the terminal. The terminal alone wraps it."""
        if not self.interactive:
            self._write(visible(sentence) + "\n")
            return
        self.settle()
        self._waiting = visible(sentence)

    def settle(self) -> None:
        """End the line that waits for a prompt, as what follows may take its time."""
        if self._waiting is not None:
            self._write(self._waiting + "\n")
            self._waiting = None

    def ask(self) -> str | None:
        """The next line that is typed, without its end; None when there will be no more.

        Raises UnreadableInput for a line from a pipe that is no text, KeyboardInterrupt for Ctrl-C.
        """
        if self.interactive:
            self._write((self._waiting or "") + PROMPT)
            self._waiting = None
        try:
            line = self._answers.readline()
        except OSError as error:
            if error.errno != errno.EIO:
                raise
            line = b""  # the terminal has gone
        if not line:
            if self.interactive:
                self._write("\n")
            return None
        self._number += 1
        return self._decoded(line.removesuffix(b"\n").removesuffix(b"\r"))

    def edit(self, name: str, words: str, *, by_name: bool = False) -> str | None:
        """Words typed over `words`, which stand on the line for a start; None where these are to stay.

        `name` says what is typed. Characters that a line cannot hold stand there by name and come back
        as they were. A lone full stop, Ctrl-C and Ctrl-D leave the words; a pipe gives the next line.
        """
        if not self.interactive:
            typed = self.ask()
        else:
            self.settle()
            try:
                typed = _typed_over(f"{name}: ", spelling.written(words, by_name=by_name))
            except (KeyboardInterrupt, EOFError):
                self._write("\n")
                typed = None
            self._refuse_bytes(typed or "")
        return None if typed is None or typed == LEAVE else spelling.read(typed)

    def _decoded(self, line: bytes) -> str:
        try:
            return line.decode(self._encoding)
        except UnicodeDecodeError as error:
            raise UnreadableInput(
                f"Line {self._number} of the input is not {self._encoding.upper()} text (byte {error.start}):"
                " convert it first."
            ) from error

    def _refuse_bytes(self, typed: str) -> None:
        """What was typed may hold bytes that are no text, which Python hands on as lone surrogates."""
        try:
            typed.encode("utf-8")
        except UnicodeEncodeError as error:
            raise UnreadableInput(
                f"Character {error.start + 1} of what was typed is no text in {self._encoding.upper()}:"
                " type it anew."
            ) from error

    def _write(self, text: str) -> None:
        self._out.write(text)
        self._out.flush()


def system_lines() -> Lines:
    """The lines of standard input and output."""
    interactive = sys.stdin.isatty() and sys.stdout.isatty()
    encoding = sys.stdin.encoding if interactive else "utf-8"
    return Lines(sys.stdin.buffer, sys.stdout, interactive=interactive, encoding=encoding)


def _typed_over(prompt: str, words: str) -> str:
    """A line of the terminal, edited with the keys of GNU readline; without it, typed anew."""
    try:
        import readline
    except ImportError:
        return input(prompt)
    readline.set_auto_history(False)
    readline.set_startup_hook(lambda: readline.insert_text(words))
    try:
        return input(prompt)
    finally:
        readline.set_startup_hook(None)

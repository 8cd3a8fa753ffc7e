"""Options that all commands which draft have in common."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from workbench.draft.engines import Settings

Command = TypeVar("Command", bound=Callable[..., Any])


def drafting_options(command: Command) -> Command:
    """`--beam`, `--device` and `--threads`."""
    for option in (
        click.option(
            "--threads",
            type=click.IntRange(min=1),
            default=None,
            help="Cores to use; all of them unless given. It changes no draft.",
        ),
        click.option(
            "--device",
            type=click.Choice(["auto", "cpu", "cuda"]),
            default="auto",
            help="Where to decode; auto takes a GPU when CTranslate2 finds one.",
        ),
        click.option(
            "--beam",
            "beam_size",
            type=click.IntRange(1, 64),
            default=Settings().beam_size,
            show_default=True,
            help="How many hypotheses to follow at a time: more is slower, and better up to a point.",
        ),
    ):
        command = option(command)
    return command

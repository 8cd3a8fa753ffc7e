"""`workbench completion`: the script that completes commands in a shell."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class


@click.command("completion")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def command(shell: str) -> None:
    """Print the completion script for SHELL.

    \b
    bash: workbench completion bash > ~/.local/share/bash-completion/completions/workbench
    zsh:  workbench completion zsh > ~/.zfunc/_workbench      (a folder of your fpath)
    fish: workbench completion fish > ~/.config/fish/completions/workbench.fish
    """  # noqa: D301
    from workbench.commands.main import COMPLETION
    from workbench.commands.main import command as workbench

    completion = get_completion_class(shell)
    assert completion is not None
    click.echo(completion(workbench, {}, "workbench", COMPLETION).source())

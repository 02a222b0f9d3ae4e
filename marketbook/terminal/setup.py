"""Commands about the installation: what is there, and how the shell completes."""

from __future__ import annotations

from pathlib import Path

import click

from marketbook.terminal.completion import SHELLS, write_script
from marketbook.terminal.console import console
from marketbook.terminal.program import COMPLETE, PACKAGE, PROGRAM, commands


@commands.command()
@PACKAGE
def doctor(package: Path) -> int:
    """Show what is installed and what is out of date.

    Exit codes: 0 all in order, 1 something needs attention, 2 could not look.
    """
    from marketbook.terminal.doctor import examine

    bad = False
    for line in examine(package):
        bad |= line.state == "bad"
        say = console.say if line.state == "bad" else console.tell
        say(f"{line.what:<12} {line.says}")
    return 1 if bad else 0


@commands.command()
@click.argument("shell", type=click.Choice(SHELLS))
def completion(shell: str) -> None:
    """Print the completion script for SHELL.

    \b
    bash  eval "$(marketbook completion bash)" in ~/.bashrc
    zsh   eval "$(marketbook completion zsh)" in ~/.zshrc
    fish  marketbook completion fish > ~/.config/fish/completions/marketbook.fish
    """
    console.hand_over(write_script(commands, PROGRAM, COMPLETE, shell))

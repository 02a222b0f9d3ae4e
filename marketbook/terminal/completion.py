"""What a shell may complete: names that are read quickly, or not at all."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click
from click.shell_completion import CompletionItem, get_completion_class

from marketbook.terminal.options import complete

SHELLS = ("bash", "zsh", "fish")


def write_script(commands: click.Command, program: str, variable: str, shell: str) -> str:
    """The script that makes a shell ask ``program`` for completions.

    Args:
        commands: The command line.
        program: Its name.
        variable: The environment variable that the shell asks through.
        shell: One of `SHELLS`.
    """
    kind = get_completion_class(shell)
    if kind is None:
        raise click.UsageError(f"there is no completion for {shell}")
    return kind(commands, {}, program, variable).source()


def complete_markets(
    _context: click.Context, _parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Ids of the markets of the package here."""
    return complete(_read_markets(Path()).items(), incomplete)


def _read_markets(root: Path) -> Mapping[str, str]:
    """Id and name of each market; nothing where that cannot be read without a thorough look."""
    try:
        descriptor: Any = json.loads((root / "datapackage.json").read_bytes())
        paths = [one["path"] for one in descriptor["resources"] if one["name"] == "markets"]
        with (root / paths[0]).open(encoding="utf-8", newline="") as file:
            return {row["market_id"]: row["name"] for row in csv.DictReader(file)}
    except (OSError, ValueError, LookupError, TypeError, csv.Error):
        return {}


def complete_rules(
    _context: click.Context, _parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Ids of the rules."""
    from marketbook.audit.catalogue import list_rules

    lines = [line.split(maxsplit=2) for line in list_rules().splitlines()]
    return complete([(rule, says) for rule, _, says in lines], incomplete)


def complete_tables(
    _context: click.Context, _parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Names of Marketbook's own tables."""
    from marketbook.schema.standard import list_standard_tables

    return complete([(name, "") for name in list_standard_tables()], incomplete)

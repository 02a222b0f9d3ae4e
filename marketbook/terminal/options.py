"""Options that all commands share, and names that are looked up only where they are needed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from importlib import import_module
from typing import TYPE_CHECKING, Any

import click
from click.shell_completion import CompletionItem

from marketbook.terminal.console import console


def _set(context: click.Context, parameter: click.Parameter, value: bool) -> None:  # noqa: ARG001
    if value and parameter.name:
        setattr(console, parameter.name, True)


def _list_shared() -> list[click.Parameter]:
    return [
        click.Option(
            ["-q", "--quiet"],
            is_flag=True,
            expose_value=False,
            callback=_set,
            help="Print only what needs attention.",
        ),
        click.Option(
            ["-v", "--verbose"],
            is_flag=True,
            expose_value=False,
            callback=_set,
            help="Print timings, and the details of errors.",
        ),
    ]


if TYPE_CHECKING:
    _Text = click.ParamType[str]
else:
    # click 8.2 names no type here
    _Text = click.ParamType


class Names(_Text):
    """One of a few names, which are fetched from their one home when they are needed.

    Args:
        module: Where the names are.
        table: The mapping there whose keys they are; what it holds may say what it ``says``.
        metavar: How the help calls the name; without it the help lists the names.
    """

    name = "name"

    def __init__(self, module: str, table: str = "FORMATS", *, metavar: str = "") -> None:
        self._module = module
        self._table = table
        self._metavar = metavar

    def _load(self) -> dict[str, str]:
        table: Mapping[str, object] = getattr(import_module(self._module), self._table)
        return {name: str(getattr(one, "says", "")) for name, one in table.items()}

    def describe(self) -> list[tuple[str, str]]:
        """Each name with its meaning, where they have any."""
        return [(name, says) for name, says in self._load().items() if says]

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The name itself, where it is one of them."""
        known = self._load()
        if value in known:
            return str(value)
        near = get_close_matches(str(value), known, 1)
        meant = f"; did you mean '{near[0]}'?" if near else ""
        message = f"'{value}' is not one of {', '.join(known)}{meant}"
        raise click.BadParameter(message, ctx, param)

    def get_metavar(self, param: click.Parameter, ctx: click.Context | None = None) -> str:  # noqa: ARG002
        """How the help shows what is wanted."""
        return self._metavar or f"[{'|'.join(self._load())}]"

    def shell_complete(
        self,
        ctx: click.Context,  # noqa: ARG002
        param: click.Parameter,  # noqa: ARG002
        incomplete: str,
    ) -> list[CompletionItem]:
        """The names that begin so, for the shell."""
        return complete(self._load().items(), incomplete)


def complete(names: Iterable[tuple[str, str]], incomplete: str) -> list[CompletionItem]:
    """Names that begin so, each with its meaning."""
    return [
        CompletionItem(name, help=says or None)
        for name, says in names
        if name.startswith(incomplete)
    ]


class Command(click.Command):
    """A command with the shared options, which explains the names that it takes."""

    def __init__(self, *args: Any, **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.params += _list_shared()

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The names that arguments take, then the options."""
        for parameter in self.params:
            if isinstance(parameter.type, Names) and (rows := parameter.type.describe()):
                with formatter.section(parameter.make_metavar(ctx)):
                    formatter.write_dl(rows)
        super().format_options(ctx, formatter)


class Commands(click.Group):
    """All commands; one that is mistyped is told the nearest."""

    command_class = Command

    def __init__(self, *args: Any, **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.params += _list_shared()

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is meant, or an error that names the nearest."""
        if args and not args[0].startswith("-") and self.get_command(ctx, args[0]) is None:
            near = get_close_matches(args[0], self.list_commands(ctx), 1)
            meant = f"; did you mean '{near[0]}'?" if near else ""
            ctx.fail(f"there is no command '{args[0]}'{meant}")
        return super().resolve_command(ctx, args)

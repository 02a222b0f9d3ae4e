"""Which files and folders a command is about: found early, so that a slip is answered at once."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import click

from marketbook.errors import MarketbookError

_DESCRIPTOR = "datapackage.json"
_HOLDERS = ("workbook", "record")
"""Arguments that name a file which may lie inside the package that it belongs to."""


def choose_package(context: click.Context, parameter: click.Parameter, value: Any) -> Path:
    """The package that is named; else the one around the file that is named, else around here."""
    source = context.get_parameter_source(parameter.name or "")
    if source is not click.core.ParameterSource.DEFAULT:
        return value
    named = [str(context.params[name]) for name in _HOLDERS if name in context.params]
    # of a place, tables/sizes.csv:3, only the folder counts
    return _find_near(map(Path, named)) or value


def part_package(paths: Sequence[Path]) -> tuple[list[Path], Path]:
    """Files, and the package that is named behind them; else the one around the first, or here."""
    *files, last = paths
    if files and (last.is_dir() or last.suffix == ".json"):
        return files, last
    return [*paths], _find_near(paths) or Path()


def _find_near(files: Iterable[Path]) -> Path | None:
    starts = [*(file.parent for file in files), Path()]
    return next(filter(None, map(_find_around, starts)), None)


def _find_around(start: Path) -> Path | None:
    """The nearest folder with a descriptor, the given one or one around it."""
    folder = start.resolve()
    for each in (folder, *folder.parents):
        if (each / _DESCRIPTOR).is_file():
            return _shorten(each)
    return None


def _shorten(folder: Path) -> Path:
    """The folder as seen from here."""
    try:
        return Path(os.path.relpath(folder))
    except ValueError:  # another drive
        return folder


def tell_command(command: str, *paths: Path) -> str:
    """A command to type, in quotes, with what it is about: the package here needs no name."""
    named = (str(path) for path in paths if path != Path())
    words = (f'"{path}"' if " " in path else path for path in named)
    return f"'{' '.join(('marketbook', command, *words))}'"


def refuse_absent(paths: Iterable[str | Path]) -> None:
    """Refuse to begin where none of the files that are named is there.

    Args:
        paths: The files; ``-`` stands for standard input, which always is.

    Raises:
        MarketbookError: None of them is there.
    """
    named = [str(path) for path in paths]
    if not named or any(name == "-" or Path(name).exists() for name in named):
        return
    raise MarketbookError("", problems=[f"{name}: {_tell_absent(name)}" for name in named])


def _tell_absent(name: str) -> str:
    if "://" in name:
        return "nothing is fetched; save the page in a browser, and name that file"
    return "there is no such file; check its name and folder"

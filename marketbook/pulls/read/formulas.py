"""Formulas in one spelling, to tell a changed one from one that an editor wrote in its own way."""

from __future__ import annotations

import re
from collections.abc import Callable

# A reference of OpenDocument: [.A1], [.A1:.B2], [$'A sheet'.A1], [$Sheet.A1:.B2].
_REFERENCE = re.compile(r"\[([^\[\]]*)\]")
_CORNER = re.compile(r"^\$?('(?:[^']|'')*'|[^.'\"]*)\.(.*)$", re.DOTALL)
_QUOTED = re.compile(r'("(?:[^"]|"")*")')
_PREFIX = re.compile(r"_xlfn\.|_xlws\.", re.IGNORECASE)
_NEEDLESS_QUOTES = re.compile(r"'([A-Za-z_][A-Za-z0-9_]*)'!")


def respell_open_formula(formula: str) -> str:
    """A formula of OpenDocument as Excel writes it, with a leading ``=``."""
    plain = re.sub(r"^(?:of|oooc|msoxl):", "", formula)
    plain = plain if plain.startswith("=") else f"={plain}"
    return _outside_quotes(plain, lambda part: _REFERENCE.sub(_respell, part).replace(";", ","))


def _respell(found: re.Match[str]) -> str:
    ends = [_respell_corner(end) for end in found[1].split(":")]
    return ":".join(ends)


def _respell_corner(text: str) -> str:
    found = _CORNER.match(text)
    if found is None:
        return text
    return f"{found[1]}!{found[2]}" if found[1] else found[2]


def settle_formula(formula: str) -> str:
    """A formula without what editors write as they like: spaces, prefixes, needless quotes."""
    plain = _outside_quotes(formula, lambda part: re.sub(r"\s", "", _PREFIX.sub("", part)))
    return _NEEDLESS_QUOTES.sub(r"\1!", plain).removeprefix("=").casefold()


def _outside_quotes(text: str, change: Callable[[str], str]) -> str:
    parts = _QUOTED.split(text)
    return "".join(part if part.startswith('"') else change(part) for part in parts)

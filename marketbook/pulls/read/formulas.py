"""Formulas in one spelling, to tell a changed one from one that an editor wrote in its own way."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from openpyxl.formula.tokenizer import Token, Tokenizer, TokenizerError

from marketbook.pulls.read.numbers import read_decimal, write_decimal

# A reference of OpenDocument: [.A1], [.A1:.B2], [$'A sheet'.A1], [$Sheet.A1:.B2].
_REFERENCE = re.compile(r"\[([^\[\]]*)\]")
_CORNER = re.compile(r"^\$?('(?:[^']|'')*'|[^.'\"]*)\.(.*)$", re.DOTALL)
_QUOTED = re.compile(r'("(?:[^"]|"")*")')
_PREFIX = re.compile(r"_xlfn\.|_xlws\.", re.IGNORECASE)
# A sign before a number comes first of all, also before a power.
_ORDER = {"^": 5, "*": 4, "/": 4, "+": 3, "-": 3, "&": 2, "=": 1, "<": 1, ">": 1, "<=": 1,
          ">=": 1, "<>": 1}  # fmt: skip
_FIRST = 6
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


def is_same_formula(one: str, other: str) -> bool:
    """Whether two formulas compute the same in the same order, however they are written."""
    one, other = _settle(one), _settle(other)
    return one == other or _reorder(one) == _reorder(other)


def _settle(formula: str) -> str:
    """A formula without what editors write as they like: spaces, prefixes, needless quotes."""
    plain = _outside_quotes(formula, lambda part: re.sub(r"\s", "", _PREFIX.sub("", part)))
    return _NEEDLESS_QUOTES.sub(r"\1!", plain).removeprefix("=").casefold()


def _reorder(formula: str) -> tuple[str, ...]:
    """The parts of a formula with each operator behind what it works on, so without parentheses.

    Source: the shunting-yard algorithm (Dijkstra 1961), with Excel's order of operators.
    """
    try:
        tokens = Tokenizer(f"={formula}").items
    except TokenizerError:
        return (formula,)
    done: list[str] = []
    waiting: list[Token] = []
    for token in tokens:
        if token.subtype == Token.OPEN:
            done += [token.value] if token.type != Token.PAREN else []
            waiting.append(token)
        elif token.subtype == Token.CLOSE or token.type == Token.SEP:
            done += _take_back(waiting, 0)
            done += [token.value] if token.type != Token.PAREN else []
            if token.type != Token.SEP and waiting:
                waiting.pop()
        elif token.type in (Token.OP_PRE, Token.OP_IN):
            if token.type == Token.OP_IN:
                done += _take_back(waiting, _ORDER.get(token.value, 0))
            waiting.append(token)
        else:
            done.append(_write_operand(token.value))
    return (*done, *_take_back(waiting, 0))


def _take_back(waiting: list[Token], order: int) -> Iterator[str]:
    """Operators that come before one of that order, the last first, up to what was opened."""
    while waiting and waiting[-1].subtype != Token.OPEN:
        last = waiting[-1]
        if (_FIRST if last.type == Token.OP_PRE else _ORDER.get(last.value, 0)) < order:
            return
        yield f"{waiting.pop().value}{' before' if last.type == Token.OP_PRE else ''}"


def _write_operand(text: str) -> str:
    """Numbers in one spelling: ``0.10`` is ``0.1``."""
    number = read_decimal(text)
    return text if number is None else write_decimal(number)


def _outside_quotes(text: str, change: Callable[[str], str]) -> str:
    parts = _QUOTED.split(text)
    return "".join(part if part.startswith('"') else change(part) for part in parts)

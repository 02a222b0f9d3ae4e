"""One number in two currencies: a unit that was changed without its value, or the other way."""

from __future__ import annotations

from collections import defaultdict

from marketbook.markets import Publication
from marketbook.markets.printed import Size
from marketbook.rules.rule import Contradiction, Verdicts, rule

PEGS = ("USD PAB BSD BMD", "SGD BND", "ZAR NAD LSL SZL", "GBP GIP FKP SHP", "INR BTN")
"""Currencies that are worth the same as the first of each group, so that one number is right."""

_PEG = {currency: group.split()[0] for group in PEGS for currency in group.split()}

_TELLING_DIGITS = 3
"""From so many digits on, two currencies near parity seldom give one number."""


@rule("sizes.one-currency", reads=("sizes", "units"), severity="note")
def one_currency(publication: Publication) -> Verdicts:
    """A source does not state the same number in two currencies for one subject and year."""
    sizes = [size for size in publication.sizes if size.unit.is_money]
    if len({size.measure for size in sizes}) < 2:
        return
    alike: dict[tuple[object, ...], dict[str, Size]] = defaultdict(dict)
    for size in sizes:
        first = alike[*size.subject, size.year, round(size.money)]
        others = [other for peg, other in first.items() if peg != _peg(size)]
        yield next((_contradict(size, other) for other in others if _tells(size, other)), None)
        first.setdefault(_peg(size), size)


def _peg(size: Size) -> str:
    """The currency that a size's currency is worth, or itself."""
    return _PEG.get(size.measure, size.measure)


def _tells(size: Size, other: Size) -> bool:
    return min(_digits(size), _digits(other)) >= _TELLING_DIGITS


def _digits(size: Size) -> int:
    return len("".join(one for one in size.stated if one.isdigit()).lstrip("0"))


def _contradict(size: Size, other: Size) -> Contradiction:
    message = (
        f"states {size.told} in {size.year}, and {other.cite} {other.told}, the same number in two "
        "currencies: one of the two has the wrong unit, unless they were worth the same; "
        "check both in the document"
    )
    return Contradiction(size, message, size.told, other.told, 0.0, "unit_id")

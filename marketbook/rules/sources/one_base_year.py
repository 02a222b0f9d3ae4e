"""The base years of a source."""

from __future__ import annotations

from marketbook.markets import Markets
from marketbook.markets.sources import Period
from marketbook.rules.rule import Contradiction, Verdicts, rule
from marketbook.rules.words import years


@rule("sources.one-base-year", reads=("source_periods",))
def one_base_year(markets: Markets) -> Verdicts:
    """A source states one base year."""
    for source in markets.codes.sources.values():
        bases = source.of_kind("base")
        last = max(bases, key=lambda base: base.start, default=None)
        for base in bases:
            yield _contradict(base, last) if last and base.start < last.start else None


def _contradict(base: Period, last: Period) -> Contradiction:
    gap = last.start - base.start
    message = (
        f"gives {base.start} as the base year ({base.locator}), but also {last.start} "
        f"({last.locator}): {years(gap)} apart; check both in the document; if it prints both, "
        "keep them and waive this"
    )
    return Contradiction(base, message, str(base.start), str(last.start), gap / 10, "start_year")

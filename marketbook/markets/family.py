"""Markets joined by what is part of what, with all that is published about them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property

from marketbook.markets.beside import Beside, pair_subjects, put_beside
from marketbook.markets.codes import Codes
from marketbook.markets.growth import Growth
from marketbook.markets.judged import Judged, judge_spans
from marketbook.markets.nesting import MARKETS, Nesting, mark_near
from marketbook.markets.printed import Size
from marketbook.markets.publication import Publication
from marketbook.markets.series import Series
from marketbook.markets.slips import Slips, find_slips
from marketbook.markets.spans import Span, find_spans


class Family:
    """One or more markets that are parts of each other; families share nothing but code lists.

    Args:
        publications: What each source publishes about each market, by source and market.
        codes: The code lists of the package.
    """

    def __init__(self, publications: Iterable[Publication], codes: Codes) -> None:
        self.publications = tuple(publications)
        self.codes = codes

    @cached_property
    def by_key(self) -> Mapping[tuple[str, str], Publication]:
        """Publications by source and market."""
        return {(one.source.id, one.market): one for one in self.publications}

    def of(self, series: Series) -> Publication:
        """The publication of a series."""
        return self.by_key[series.source, series.market]

    def growth_of(self, series: Series) -> Growth | None:
        """Growth of a series by its own rates and sizes; none where neither is known."""
        return self.of(series).growth_of(series)

    @cached_property
    def series(self) -> tuple[Series, ...]:
        """All series."""
        return tuple(one for publication in self.publications for one in publication.series)

    @cached_property
    def nestings(self) -> tuple[Nesting, ...]:
        """Series with those of their wholes: regions, segments, and markets of any source."""
        inner = (one for publication in self.publications for one in publication.nestings)
        return (*inner, *self._nest_markets())

    def _nest_markets(self) -> list[Nesting]:
        tree = self.codes.market_tree
        whole = [one for one in self.series if not one.segment]
        known: dict[tuple[str, str, str], list[Series]] = defaultdict(list)
        for one in whole:
            known[one.market, one.region, one.measure].append(one)
        return mark_near(
            Nesting(one, other, MARKETS, market, tree.steps(one.market, market))
            for one in whole
            for market in sorted(tree.wholes(one.market))
            for other in known.get((market, one.region, one.measure), ())
        )

    @cached_property
    def beside(self) -> tuple[list[Beside], ...]:
        """Sizes of two sources about one subject in a common year, a list for each two series."""
        return tuple(put_beside(pair_subjects(self.series), self.growth_of))

    @cached_property
    def slips(self) -> Slips:
        """Sizes that make sense only in another unit, and those that contradict each other."""
        return find_slips(self.publications, self.nestings, self.beside)

    @cached_property
    def spans(self) -> Mapping[str, list[Span]]:
        """The sizes that each rate spans, by the record of the rate."""
        pairs = (pair for publication in self.publications for pair in publication.rate_series)
        found = find_spans(pairs, self.slips.wrong, self.slips.doubtful)
        return {rate.record: spans for rate, spans in found.items()}

    @cached_property
    def judged(self) -> Mapping[str, list[Judged]]:
        """The verdict on each rate that spans sizes, by the record of the rate."""
        doubtful = self.slips.doubtful
        return {record: judge_spans(spans, doubtful) for record, spans in self.spans.items()}

    @cached_property
    def wrong_rates(self) -> frozenset[str]:
        """Records of the rates that their own sizes contradict."""
        return frozenset(record for record, found in self.judged.items() if not found[0].is_ok)

    def sound_sizes(self, series: Series, year: int) -> list[Size]:
        """Sizes of a series in one year, those left out that something contradicts."""
        sizes, doubtful = series.by_year.get(year, ()), self.slips.doubtful
        return [size for size in sizes if size.origin not in doubtful]

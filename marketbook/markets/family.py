"""Markets joined by what is part of what, with all that is published about them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from marketbook.markets.bends import Bend, Inside, find_bends, find_inside
from marketbook.markets.beside import Beside, pair_subjects, put_beside
from marketbook.markets.codes import Codes
from marketbook.markets.cut_sums import CutSum, add_moved_cuts
from marketbook.markets.grouping import group_by
from marketbook.markets.growth import Growth
from marketbook.markets.judged import Bridge, Judged, find_bridge, judge_spans
from marketbook.markets.known_growth import KnownGrowth, Subject, know_growth
from marketbook.markets.misfits import Misfits, find_misfits
from marketbook.markets.moves import MovedPart, move_parts
from marketbook.markets.nesting import MARKETS, Nesting, mark_near
from marketbook.markets.printed import Rate, Size
from marketbook.markets.publication import Publication
from marketbook.markets.rated import (
    RatedPair,
    RateSet,
    WideRate,
    find_rate_sets,
    pair_rates,
    widen_rate,
)
from marketbook.markets.series import Series
from marketbook.markets.shifts import Shift, find_shifts
from marketbook.markets.slips import Slips, find_slips
from marketbook.markets.spans import Span, find_spans


@dataclass(eq=False)
class Family:
    """One or more markets that are parts of each other; families share nothing but code lists."""

    publications: Sequence[Publication]
    codes: Codes

    @cached_property
    def by_key(self) -> Mapping[tuple[str, str], Publication]:
        """Publications by source and market."""
        return {(one.source.id, one.market): one for one in self.publications}

    def whole_of(self, market: str) -> str:
        """The region that counts as the whole of a market; empty where no size covers it.

        The world where any source has a size of it; else the one region with a size that takes in
        all others: Spain for a market of Spain.
        """
        return self._wholes.get(market, "")

    @cached_property
    def _wholes(self) -> Mapping[str, str]:
        sized = group_by((one for one in self.series if not one.segment), lambda one: one.market)
        find = self.codes.places.find_whole
        return {m: find({one.region for one in found}) for m, found in sized.items()}

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
        known = group_by(whole, lambda one: (one.market, one.region, one.measure))
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
    def sound_beside(self) -> tuple[list[Beside], ...]:
        """The same, without sizes that something contradicts."""
        doubtful = self.slips.doubtful
        kept = (
            [one for one in found if doubtful.isdisjoint((one.size, one.other))]
            for found in self.beside
        )
        return tuple(found for found in kept if found)

    @property
    def publishers_beside(self) -> Iterator[Beside]:
        """Of two series of different publishers the sizes that are least apart, then the first."""
        for found in self.sound_beside:
            if not self.is_one_publisher(found[0]):
                yield min(found, key=lambda one: (one.apart, one.size.line, one.other.line))

    def is_one_publisher(self, beside: Beside) -> bool:
        """Whether both sizes are of one publisher, as far as that is known."""
        one, other = (self.publisher_of(of) for of in (beside.series, beside.other_series))
        return one == other != ""

    def publisher_of(self, series: Series) -> str:
        """The publisher of a series; empty where it is not known."""
        return self.of(series).source.publisher

    @cached_property
    def shifts(self) -> tuple[Shift, ...]:
        """The same values under two sets of years, in one series or in those of two sources."""
        return tuple(find_shifts(self.series, pair_subjects(self.series), self.publisher_of))

    @cached_property
    def slips(self) -> Slips:
        """Sizes that make sense only in another unit, and those that contradict each other."""
        return find_slips(self.publications, self.nestings, self.beside)

    @cached_property
    def moved_parts(self) -> tuple[MovedPart, ...]:
        """Parts moved to years of their wholes for which they are not printed."""
        return tuple(move_parts(self.nestings, self.growth_of))

    @cached_property
    def moved_sums(self) -> Mapping[Publication, list[CutSum]]:
        """What parts add up to of which some are moved to the year of their whole."""
        moved = group_by(self.moved_parts, lambda one: self.of(one.nesting.part))
        return {
            one: list(add_moved_cuts(one.cuts, found, one.full_sets))
            for one, found in moved.items()
        }

    @cached_property
    def misfits(self) -> Misfits:
        """Parts that are larger than a whole they lie in."""
        return find_misfits(self.nestings, self.moved_parts, self.growth_of, self.slips)

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
    def bridges(self) -> Mapping[str, Bridge]:
        """How each rate agrees with the sizes it spans, by the record of the rate."""
        doubtful = self.slips.doubtful
        return {record: find_bridge(spans, doubtful) for record, spans in self.spans.items()}

    @cached_property
    def wrong_rates(self) -> frozenset[str]:
        """Records of the rates that their own sizes contradict."""
        return frozenset(record for record, found in self.judged.items() if not found[0].is_ok)

    @cached_property
    def echoes(self) -> frozenset[str]:
        """Rates against sizes that follow from shares of a total which its rate contradicts."""
        wrong = [one.span for found in self.judged.values() for one in found if not one.is_ok]
        totals = {span.end for span in wrong if span.begin.is_printed and span.end.is_printed}
        return frozenset(
            span.rate.record
            for span in wrong
            if not span.end.is_printed and span.end.origin in totals
        )

    @cached_property
    def known_growth(self) -> Mapping[Publication, Mapping[Subject, list[KnownGrowth]]]:
        """Growth of the subjects of each publication, by stated rates or else by sizes."""
        return {
            one: know_growth(
                one.source,
                (rate for rate in one.rates if rate.record not in self.wrong_rates),
                one.series,
                self.slips.doubtful,
            )
            for one in self.publications
        }

    @cached_property
    def wide_rates(self) -> Mapping[Rate, WideRate]:
        """Rates over a known window, as wide as their sizes allow."""
        rates = (rate for publication in self.publications for rate in publication.rates)
        found = ((rate, widen_rate(rate, self.spans.get(rate.record, ()))) for rate in rates)
        return {rate: wide for rate, wide in found if wide}

    @cached_property
    def rated(self) -> Mapping[Series, list[WideRate]]:
        """The same, by the series that they are of."""
        wide = self.wide_rates
        return {
            series: [wide[rate] for rate in rates if rate in wide]
            for publication in self.publications
            for series, rates in publication.own_rates.items()
        }

    @cached_property
    def rate_sets(self) -> Mapping[Publication, list[RateSet]]:
        """Parts that make up their whole, all with rates over one window."""
        wide = self.wide_rates
        return {
            one: find_rate_sets(
                (wide[rate] for rate in one.rates if rate in wide),
                one.cuts,
                one.full_lists,
                self.codes,
            )
            for one in self.publications
        }

    @cached_property
    def unlike_rates(self) -> tuple[RatedPair, ...]:
        """Parts and wholes whose rates cannot be the same."""
        return tuple(pair_rates(self.nestings, self.rated))

    def list_spans(self) -> Iterator[Span]:
        """The same, one after the other."""
        return (span for found in self.spans.values() for span in found)

    @cached_property
    def inside(self) -> tuple[Inside, ...]:
        """Rates with the sizes inside their windows, where nothing contradicts any of them."""
        return tuple(find_inside(self.list_spans(), self.slips.doubtful))

    @cached_property
    def bends(self) -> tuple[Bend, ...]:
        """Sizes inside the window of a rate that make growth neither rise nor fade steadily."""
        return tuple(find_bends(self.inside, self.list_spans(), self.slips.doubtful, self.of))

    def sound_sizes(self, series: Series, year: int) -> list[Size]:
        """Sizes of a series in one year, those left out that something contradicts."""
        sizes, doubtful = series.by_year.get(year, ()), self.slips.doubtful
        return [size for size in sizes if size.origin not in doubtful]

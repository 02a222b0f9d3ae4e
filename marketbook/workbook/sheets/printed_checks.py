"""Live checks of printed figures, by the very numbers that the audit looks at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from marketbook.figures import reach
from marketbook.markets import Family, Publication
from marketbook.markets.beside import ORDER, Beside
from marketbook.markets.judged import Bridge
from marketbook.markets.printed import Claim, Figure, Rate, Share, Size
from marketbook.markets.rivals import find_rival
from marketbook.markets.series import Series, group_by_year
from marketbook.markets.share_parts import Part, ShareSum
from marketbook.workbook.address import Ref
from marketbook.workbook.frame import NOTE
from marketbook.workbook.printed_ends import PrintedEnds
from marketbook.workbook.records import Records
from marketbook.workbook.sheets.check import PRINTED, Check, Verdicts
from marketbook.workbook.tell import name_source

AGREES = "growth_rates.agrees-with-sizes"
"""The rule that a stated rate agrees with the sizes it spans."""
Ranked = Rate | Share


def list_bridges(records: Records, market: str) -> Iterator[tuple[Rate, Bridge]]:
    """Rates that can be compared with sizes, those of the whole first.

    A rate whose sizes follow from a total that its own rate contradicts says nothing new.
    """
    family = records.family_of(market)
    whole, echoes = family.whole_of(market), family.echoes
    every = [rate for one in records.publications_of(market) for rate in one.rates]
    for rate in sorted(every, key=lambda r: (r.segment != "", r.region != whole, r.line)):
        if rate.record in family.bridges and rate.record not in echoes:
            yield rate, family.bridges[rate.record]


@dataclass(frozen=True, slots=True)
class PrintedChecks:
    """Checks of what is published about one market.

    Attributes:
        ends: The figures on Evidence.
        factor: Cell with the factor within which publishers agree.
        prefix: What subjects begin with, where the sheet is about several markets.
    """

    records: Records
    market: str
    ends: PrintedEnds
    factor: Ref
    verdicts: Verdicts
    prefix: str = ""

    @property
    def family(self) -> Family:
        """The market with those around it and inside."""
        return self.records.family_of(self.market)

    @property
    def publications(self) -> list[Publication]:
        """What each source publishes about it."""
        return self.records.publications_of(self.market)

    def list_all(self) -> Iterator[Check]:
        """All of them, in the order of the sheet."""
        for rate, bridge in list_bridges(self.records, self.market):
            if self.ends.has(rate, bridge.begin, bridge.end):
                yield self._growth(rate, bridge)
        yield from self._repeated()
        yield from self._publishers()
        yield from self._sums()
        yield from self._ranks()

    # Growth: stated, and implied by the sizes that the rate is about.

    def growth_bounds(self, rate: Rate, bridge: Bridge) -> tuple[str, str]:
        """Formulas of the least and most that the printed rate may be, its rounding taken in.

        A rate that is printed as a bound may be anything on one side.
        """
        evidence = self.ends.block
        less, more = (f"{evidence.at(rate.cite, name)}*percent_unit" for name in ("less", "more"))
        low, high = (self.ends.growth(bridge, end) for end in ("low", "high"))
        return f"MAX(-1,{low}-{more})", f"{high}+{less}"

    def _growth(self, rate: Rate, bridge: Bridge) -> Check:
        low, high = self.growth_bounds(rate, bridge)
        beside = (bridge.least, bridge.most) != (1.0, 1.0)
        allowed = ", and for years that only one of them covers" if beside else ""
        return Check(
            key=rate.cite,
            family="Growth and sizes",
            subject=f"{self._name(rate)}: stated growth, {rate.told} percent a year",
            value=f"={self.ends.value(rate)}*percent_unit",
            low=f"={low}",
            high=f"={high}",
            meaning=f"The sizes of {bridge.begin.year} and {bridge.end.year} imply growth between "
            f"these two, allowing for their rounding and that of the rate{allowed}.",
            number="interval",
            rule=AGREES,
            record=rate.cite,
            tolerance=PRINTED,
        )

    # Two sizes of one subject and year by one source.

    def _repeated(self) -> Iterator[Check]:
        shifted = {one.series for one in self.family.shifts if one.series is one.other}
        sure = self.family.slips.sure
        for one in self._series():
            kept = [size for size in one.printed if size not in sure and self.ends.has(size)]
            for sizes in group_by_year(kept).values() if one not in shifted else ():
                for count, size in enumerate(sizes[1:], 1):
                    yield self._twice(size, sizes[:count])

    def _series(self) -> Iterator[Series]:
        return (series for one in self.publications for series in one.series)

    def _twice(self, size: Size, earlier: Sequence[Size]) -> Check:
        """A size against an earlier one that it meets, or else against the first."""
        met = (other for other in earlier if size.interval.meets(other.interval))
        other = next(met, earlier[0])
        alike = size.unit.id == other.unit.id
        write = self.ends.end if alike else self.ends.amount
        low, high = (write(other, end) for end in ("low", "high"))
        less, more = (self.ends.block.at(size.cite, name) for name in ("less", "more"))
        value, factor = self.ends.value(size), self.ends.block.at(size.cite, "factor")
        scale = "" if alike else f"*{factor}"
        return Check(
            key=f"twice:{size.cite}/{other.cite}",
            family="Printed twice",
            subject=f"{self._name(size)}, {size.year}: published again",
            value=f"={value}{scale}",
            low=f"={low}-{more}{scale}",
            high=f"={high}+{less}{scale}",
            meaning=f"The other size of {size.year} by this source, {other.told}, with both "
            "roundings.",
            rule="sizes.one-per-subject",
            record=size.cite,
            tolerance=PRINTED,
        )

    # Two sources about one subject and year.

    def _publishers(self) -> Iterator[Check]:
        for one in self.family.publishers_beside:
            is_live = not one.is_moved and self.ends.has(one.size, one.other)
            if one.series.market == self.market and is_live:
                yield self._apart(one)

    def _apart(self, beside: Beside) -> Check:
        size, other = beside.size, beside.other
        more, less = (
            self.ends.ratio(one, "low", two, "high") for one, two in ((size, other), (other, size))
        )
        publishers = [name_source(self.records, one.source) for one in (size, other)]
        return Check(
            key=f"publishers:{size.cite}/{other.cite}",
            family="Publishers",
            subject=f"{self._name(size)}, {size.year}: {' and '.join(publishers)}",
            value=f"=MAX({more},{less},1)",
            low="=1",
            high=f"={self.factor}",
            meaning="The larger size divided by the smaller, at least. Above the limit, the two "
            "publishers cannot mean the same market.",
            number="factor",
            rule="sizes.publishers-agree",
            record=size.cite,
            tolerance=PRINTED,
            word=NOTE,
            tells_all=beside.apart > ORDER,
        )

    # Sums of shares of one whole and time.

    def _sums(self) -> Iterator[Check]:
        for one in self.publications:
            for added in one.share_sums:
                if (added.is_whole or not added.whole.region) and len(added.parts) > 1:
                    yield from self._sum(added, one)

    def _sum(self, added: ShareSum, publication: Publication) -> Iterator[Check]:
        shares = [part.at for part in added.parts]
        simple = all(len(part.shares) == 1 for part in added.parts)
        if not simple or not self.ends.has(*shares):
            return
        evidence, is_full = self.ends.block, _is_full(added, publication)
        total, less, more = (
            "+".join(str(evidence.at(share.cite, name)) for share in shares)
            for name in ("value", "less", "more")
        )
        yield Check(
            key=f"sum:{self.market}/{publication.source.id}/{'/'.join(added.whole)}/{added.time}/{added.holder}",
            family="Sums",
            subject=f"{self.prefix}{_name_sum(added, publication)}: published shares, summed",
            value=f"=({total})*percent_unit",
            low=f"=1-({more})*percent_unit" if is_full else "=0",
            high=f"=1+({less})*percent_unit",
            meaning="All parts are published, so they must add up to the whole."
            if is_full
            else "The parts may not exceed the whole; the rest is not published.",
            number="bounds",
            rule="shares.sum-to-whole",
            record=added.largest.at.cite,
            tolerance=PRINTED,
        )

    # Ranks that a source claims.

    def _ranks(self) -> Iterator[Check]:
        for one in self.publications:
            for claim in one.ranks:
                if claim.kind == "largest":
                    yield from self._largest(claim, one)
                else:
                    yield from self._fastest(claim, one)

    def _largest(self, claim: Claim, publication: Publication) -> Iterator[Check]:
        """By the shares of one whole and time, where the claim is about these."""
        present = publication.source.present
        for own in publication.parts_by_subject.get(claim.subject, ()):
            rivals = [part for part in publication.parts if _rivals(part, own, claim, publication)]
            fits = claim.may_be_of(own.time) if claim.time else own.time <= (present or own.time)
            if own.whole.region and rivals and fits and self.ends.has(own.at):
                figures = [part.at for part in rivals]
                yield from self._rank(claim, own.at, figures, "largest", str(own.time or ""))

    def _fastest(self, claim: Claim, publication: Publication) -> Iterator[Check]:
        whole = (claim.region if claim.segment else claim.scope, "")
        every = [rate for rate in publication.rates if rate.is_money]
        owns = [rate for rate in every if rate.subject == claim.subject]
        others = [
            rate
            for rate in every
            if rate.subject == whole or find_rival(claim, rate.subject, publication) == "peer"
        ]
        for own in owns[:1]:
            alike = [rate for rate in others if (rate.start, rate.end) == (own.start, own.end)]
            if alike:
                yield from self._rank(claim, own, alike, "fastest growing", own.label)

    def _rank(
        self, claim: Claim, own: Ranked, others: Sequence[Ranked], rank: str, time: str
    ) -> Iterator[Check]:
        """A claim against figures of one kind; none where the audit weighs others too."""
        id_ = "fastest-can-be-fastest" if rank[0] == "f" else "largest-has-largest-share"
        holds = all(reach(other.low, own.high) for other in others)
        known = self.ends.has(own, *others)
        if not known or holds == ((f"claims.{id_}", claim.cite) in self.verdicts.found):
            return
        lows = ",".join(self.ends.end(other, "low") for other in others)
        high = self.ends.end(own, "high")
        yield Check(
            key=f"{claim.cite}/{own.cite}",
            family="Ranks",
            subject=f"{self._name(own)}: claimed to be the {rank}",
            value=f"={high}",
            low=f"=MAX({lows})",
            high=f"={high}",
            meaning=f"In percent{f', {time}' if time else ''}: nothing it is ranked with may "
            "exceed it, with every rounding in its favour.",
            number="decimal",
            rule=f"claims.{id_}",
            record=claim.cite,
            tolerance=PRINTED,
        )

    def _name(self, figure: Figure) -> str:
        """What a figure is about: the segment where it has one, else the region."""
        codes = self.records.typed.codes
        segment = codes.segments.get(figure.segment)
        name = segment.name if segment else codes.places.get(figure.region).name
        return f"{self.prefix}{name}"


def _rivals(part: Part, own: Part, claim: Claim, publication: Publication) -> bool:
    alike = (part.whole, part.time) == (own.whole, own.time)
    return alike and find_rival(claim, part.at.subject, publication) is not None


def _is_full(added: ShareSum, publication: Publication) -> bool:
    """Whether its parts are all that make up the whole."""
    ids = frozenset(part.id for part in added.parts)
    return ids in publication.full_sets(added.whole)


def _name_sum(added: ShareSum, publication: Publication) -> str:
    names, whole = publication.codes.name, added.whole
    place = names(whole.within or whole.region or added.holder)
    cut = "region" if whole.is_regions else names(whole.cut).lower()
    year = f", {added.time}" if added.time else ""
    return f"{place[:1].upper()}{place[1:]} by {cut}{year}"

"""The markets that can stand side by side: one measure, one unit, the years they share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import median

from marketbook.errors import WorkbookError
from marketbook.markets.grouping import group_by
from marketbook.markets.printed import Unit
from marketbook.workbook.market import MarketModel
from marketbook.workbook.read_market import NO_WHOLE, list_markets, list_units, model_market
from marketbook.workbook.records import Records

_FEWEST = 2


@dataclass(frozen=True, slots=True)
class Apart:
    """A market that cannot stand beside the others, and why."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Nesting:
    """A market that is part of another one, or of the next one around it that has a size."""

    child: MarketModel
    parent: MarketModel

    @property
    def key(self) -> str:
        """Id of the market inside."""
        return self.child.market_id


@dataclass(frozen=True, slots=True)
class Portfolio:
    """Markets of one measure, largest first.

    Attributes:
        markets: Each with a name that is short, and no two alike.
        full_names: What they are called in the tables, by id.
        unit: The unit they are shown in.
        units: Every unit of that measure, so that figures can be moved to ``unit``.
        years: From the first year of any market to the last.
        common: First and last of the years that every market has.
        size_number: Number format of sizes, by its name in the theme.
    """

    markets: tuple[MarketModel, ...]
    full_names: Mapping[str, str]
    apart: tuple[Apart, ...]
    nestings: tuple[Nesting, ...]
    unit: Unit
    units: tuple[Unit, ...]
    years: tuple[int, ...]
    common: tuple[int, int]
    size_number: str

    @property
    def region_id(self) -> str:
        """The region that all of its markets are the whole of."""
        return self.markets[0].region_id

    @property
    def whole_name(self) -> str:
        """What a sentence calls that region."""
        return self.markets[0].whole_name

    @property
    def where(self) -> str:
        """Where that is, for a title: nothing for the world."""
        return "" if self.markets[0].is_worldwide else f" of {self.whole_name}"

    def nest(self, parent: MarketModel) -> tuple[Nesting, ...]:
        """The markets inside one market."""
        return tuple(n for n in self.nestings if n.parent.market_id == parent.market_id)

    @property
    def parents(self) -> tuple[MarketModel, ...]:
        """Markets with others inside, in order."""
        return tuple(market for market in self.markets if self.nest(market))


def list_portfolio_markets(records: Records) -> list[str]:
    """Ids of the markets that would stand side by side; fewer than two make no portfolio."""
    models = [model_market(records, market_id) for market_id in list_markets(records)]
    found = [model.market_id for model in _choose_alike(records, models)]
    return found if len(found) >= _FEWEST else []


def model_portfolio(records: Records) -> Portfolio:
    """The portfolio of a package.

    Raises:
        WorkbookError: No market has a published size.
    """
    models = [model_market(records, market_id) for market_id in list_markets(records)]
    if not models:
        raise WorkbookError("no market has a published size", "at least one to make a portfolio")
    alike = _choose_alike(records, models)
    units = list_units(records, _scope(records, alike[0])[0])
    factors = {unit.id: unit.factor for unit in units}
    chosen = _rename(alike)
    chosen.sort(key=lambda m: (-_weigh(m, factors), m.market_id))
    unit = _choose_unit(units, [_weigh(model, factors) for model in chosen])
    years = [year for model in chosen for year in model.years]
    return Portfolio(
        markets=tuple(chosen),
        full_names={model.market_id: model.name for model in models},
        apart=tuple(_list_apart(records, models, chosen)),
        nestings=tuple(_nest(records, chosen)),
        unit=unit,
        units=units,
        years=tuple(range(min(years), max(years) + 1)),
        common=_share_years(chosen),
        size_number=_choose_number([_weigh(model, factors) / unit.factor for model in chosen]),
    )


def _rename(models: Sequence[MarketModel]) -> list[MarketModel]:
    """Short names where no two are alike, else names, else names with ids."""
    shorts = Counter(model.short.casefold() for model in models)
    names = Counter(model.name.casefold() for model in models)
    renamed: list[MarketModel] = []
    for model in models:
        label = model.name if shorts[model.short.casefold()] > 1 else model.short
        alike = names[model.name.casefold()] > 1 and label == model.name
        name = f"{label} ({model.market_id})" if alike else label
        renamed.append(replace(model, name=name))
    return renamed


def _scope(records: Records, model: MarketModel) -> tuple[str, str]:
    """What a market's unit measures, a currency or what it counts, and the region it is of."""
    return records.typed.codes.units[model.unit_id].measure, model.region_id


def _choose_alike(records: Records, models: Sequence[MarketModel]) -> list[MarketModel]:
    """Most markets that are measured in and are of the same, and of those most that meet."""
    scopes = group_by(models, lambda model: _scope(records, model))
    alike = max(scopes.values(), key=len, default=[])
    starts = sorted((model.years[0] for model in alike), reverse=True)
    meeting = ([m for m in alike if m.years[0] <= start < m.years[-1]] for start in starts)
    return max(meeting, key=len, default=[])


def _weigh(model: MarketModel, factors: dict[str, float]) -> float:
    """Size of a market in its base year, in base units."""
    return model.terms.base * factors[model.unit_id]


def _choose_unit(units: Sequence[Unit], sizes: Sequence[float]) -> Unit:
    """The largest unit in which the market in the middle has a size of one or more."""
    fitting = [unit for unit in units if median(sizes) >= unit.factor]
    return fitting[-1] if fitting else units[0]


def _choose_number(sizes: Sequence[float]) -> str:
    """Number format that shows two digits of the smallest market, but no more than needed."""
    smallest = min(sizes)
    for limit, name in ((1000, "size-0"), (1, "size-1"), (0.1, "size-2")):
        if smallest >= limit:
            return name
    return "size-4"


def _share_years(models: Sequence[MarketModel]) -> tuple[int, int]:
    return max(m.years[0] for m in models), min(m.years[-1] for m in models)


def _list_apart(
    records: Records, models: Sequence[MarketModel], chosen: Sequence[MarketModel]
) -> Iterator[Apart]:
    inside = {model.market_id for model in chosen}
    sized = {model.market_id: model for model in models}
    for row in records.all("markets"):
        model = sized.get(row["market_id"])
        if model is None:
            yield Apart(row["name"], NO_WHOLE)
        elif row["market_id"] not in inside:
            yield Apart(row["name"], _tell_apart(records, model, chosen))


def _tell_apart(records: Records, model: MarketModel, chosen: Sequence[MarketModel]) -> str:
    """Why a market does not stand beside those that were chosen."""
    (measure, region), here = _scope(records, model), _scope(records, chosen[0])
    if region != here[1]:
        return f"Its sizes are of {model.whole_name}, those here of {chosen[0].whole_name}."
    if measure != here[0]:
        return f"Its sizes are printed in {model.unit}, those here in {chosen[0].unit}."
    first, last = _share_years(chosen)
    own = f"{model.years[0]} to {model.years[-1]}"
    return f"Its years are {own}, those that all here have {first} to {last}."


def _nest(records: Records, chosen: Sequence[MarketModel]) -> Iterator[Nesting]:
    """Each market with the nearest one around it; those inside one market stand together."""
    known = {model.market_id: model for model in chosen}
    tree = records.typed.codes.market_tree
    around = {id_: known.get(tree.nearest(id_, known)) for id_ in known}
    for parent in chosen:
        for model in chosen:
            if around[model.market_id] is parent:
                yield Nesting(model, parent)

"""True markets: worlds of numbers that fit together, before anybody rounds them.

A market is made of leaves, the countries of each region and the rest of it. Each leaf grows at
its own constant rate, so that regions and worlds are sums at any time. Segments divide every leaf
alike, by weights that drift. A market inside another is a fraction of each of its leaves.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random

WORLDS = (
    ("north-america", "europe", "asia-pacific", "latin-america", "middle-east-africa"),
    ("north-america", "europe", "asia-pacific", "lamea"),
    ("north-america", "europe", "asia-pacific", "latin-america", "middle-east", "africa"),
)
COUNTRIES = {
    "north-america": ("usa", "canada"),
    "europe": ("germany", "uk", "france", "italy", "spain", "russia", "belgium", "sweden"),
    "asia-pacific": ("china", "japan", "india", "south-korea", "australia", "singapore"),
    "latin-america": ("brazil", "mexico", "argentina"),
    "lamea": ("brazil", "mexico", "saudi-arabia", "south-africa"),
    "middle-east-africa": ("saudi-arabia", "uae", "south-africa", "egypt"),
    "middle-east": ("saudi-arabia", "uae", "israel"),
    "africa": ("south-africa", "egypt"),
}
CLOSED = ("north-america", "lamea", "middle-east", "africa")
"""Regions that lists name with their countries and without a rest: there is none."""
REST = "rest of "
NAMES = ("Hardware", "Software", "Services", "Platforms", "Devices", "Sensors", "Networks")


@dataclass(frozen=True)
class Segment:
    """Part of an axis; ``part_of`` and ``fraction`` where it is part of another segment."""

    id: str
    name: str
    weight: float
    drift: float
    part_of: str = ""
    fraction: float = 1.0


@dataclass(frozen=True)
class Axis:
    """A way of cutting a market; ``unlisted`` is the weight of what no segment names."""

    id: str
    name: str
    segments: tuple[Segment, ...]
    unlisted: float

    def share(self, segment: Segment, year: float) -> float:
        """Share of a segment in every size of its market."""
        top = [one for one in self.segments if not one.part_of]
        weights = {one.id: one.weight * math.exp(one.drift * year) for one in top}
        own = weights[segment.part_of or segment.id] * segment.fraction
        return own / (sum(weights.values()) + self.unlisted)


@dataclass(frozen=True)
class Market:
    """A market: leaves by region, each with its size in year 0 and its growth a year."""

    id: str
    name: str
    parent: str
    world: tuple[str, ...]
    leaves: dict[str, dict[str, tuple[float, float]]]
    axes: tuple[Axis, ...]
    flat: bool
    scale: float = 1.0
    segments: dict[str, tuple[Axis, Segment]] = field(default_factory=dict)

    def size(self, region: str, year: float, segment: str = "") -> float:
        """True size in US dollars, ``year`` years after year 0."""
        total = sum(
            start * growth**year
            for leaves in self.leaves.values()
            for leaf, (start, growth) in leaves.items()
            if region in ("world", leaf) or leaves is self.leaves.get(region)
        )
        if segment:
            axis, one = self.segments[segment]
            total *= axis.share(one, year)
        return total * self.scale


def make_market(rng: Random, name: str, inside: Market | None) -> Market:
    """A market of its own, or one that is a fraction of each leaf of another."""
    flat = rng.random() < 0.4
    world = inside.world if inside else rng.choice(WORLDS)
    leaves = _parts_of(rng, inside, flat) if inside else _leaves(rng, world, flat)
    axes = tuple(_axis(rng, name, number, flat) for number in range(rng.randint(0, 2)))
    if inside and not inside.flat:
        flat = False
    market = Market(name, name.title(), inside.id if inside else "", world, leaves, axes, flat)
    market.segments.update(
        {segment.id: (axis, segment) for axis in axes for segment in axis.segments}
    )
    return market


def _leaves(rng: Random, world: tuple[str, ...], flat: bool) -> dict[str, dict]:
    total = 10 ** rng.uniform(8.3, 12.3)
    pace = 1 + rng.uniform(0.02, 0.3)
    weights = _split(rng, len(world), 0.04)
    leaves = {}
    for region, weight in zip(world, weights, strict=True):
        count = rng.randint(0, min(4, len(COUNTRIES[region])))
        names = [*rng.sample(COUNTRIES[region], count), REST + region]
        parts = _split(rng, len(names), 0.06)
        leaves[region] = {
            leaf: (total * weight * part, pace if flat else pace * (1 + rng.uniform(-0.05, 0.05)))
            for leaf, part in zip(names, parts, strict=True)
        }
        if region in CLOSED and count:
            _close(leaves[region])
    return leaves


def _close(leaves: dict[str, tuple[float, float]]) -> None:
    """The last country is as large as it and the rest of its region would be."""
    rest = next(reversed(leaves))
    (start, _), country = leaves.pop(rest), next(reversed(leaves))
    own, growth = leaves[country]
    leaves[country] = own + start, growth


def _parts_of(rng: Random, whole: Market, flat: bool) -> dict[str, dict]:
    share = rng.uniform(0.05, 0.3)
    pace = rng.uniform(-0.03, 0.03)
    leaves = {}
    for region, own in whole.leaves.items():
        leaves[region] = {}
        for leaf, (start, growth) in own.items():
            part = share if flat else share * rng.uniform(0.6, 1.15)
            leaves[region][leaf] = (start * part, growth * (1 + pace))
    return leaves


def _axis(rng: Random, market: str, number: int, flat: bool) -> Axis:
    axis = f"{market}-axis{number}"
    count = rng.randint(2, 5)
    weights = _split(rng, count, 0.05)
    names = rng.sample(NAMES, count)
    top = [
        Segment(f"{axis}-{name.lower()}", name, weight, 0 if flat else rng.uniform(-0.04, 0.04))
        for name, weight in zip(names, weights, strict=True)
    ]
    inner = []
    if rng.random() < 0.3:
        parts = _split(rng, 3, 0.1)
        inner = [
            Segment(f"{top[0].id}-{part}", f"{top[0].name} {part}", 0, 0, top[0].id, parts[place])
            for place, part in enumerate(("wired", "wireless"))
        ]
    unlisted = 0.0 if rng.random() < 0.7 else rng.uniform(0.08, 0.4)
    return Axis(axis, f"Axis {number}", (*top, *inner), unlisted)


def _split(rng: Random, count: int, least: float) -> list[float]:
    """Random weights that add up to 1, none below ``least``."""
    raw = [rng.uniform(0.05, 1.0) ** 2 for _ in range(count)]
    free = 1 - least * count
    return [least + free * one / sum(raw) for one in raw]


def nodes(market: Market) -> Iterator[tuple[str, str]]:
    """Every region of the market with the region it is part of, from the world down."""
    yield "world", ""
    for region, leaves in market.leaves.items():
        yield region, "world"
        for leaf in leaves:
            if not leaf.startswith(REST):
                yield leaf, region

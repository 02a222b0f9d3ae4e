"""The same figure printed twice is one figure with two places."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from marketbook.reading.facts import Fact, Place
from marketbook.reading.words.bare import bare

_LEVELS = ("low", "medium", "high")


def merge_facts(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """Joins facts that say the same; one that leaves a year open joins one that states it."""
    kept: list[Fact] = []
    places: list[list[Place]] = []
    index: dict[tuple[object, ...], list[int]] = {}
    listed = list(facts)
    # what the document says first, so that what was inferred gives way to it
    order = [fact for fact in listed if not _is_inferred(fact)] + [
        fact for fact in listed if _is_inferred(fact)
    ]
    for fact in order:
        key, loose = _key(fact), _loosen(fact)
        same = next((at for at in index.get(key, ()) if _agree(kept[at], loose)), None)
        if same is None:
            index.setdefault(key, []).append(len(kept))
            kept.append(fact)
            places.append([*fact.places])
        else:
            kept[same] = _join(kept[same], loose if _is_dated(kept[same]) else fact)
            places[same] += fact.places
    return tuple(
        fact
        if len(found) == len(fact.places)
        else replace(fact, places=tuple(dict.fromkeys(found)))
        for fact, found in zip(kept, places, strict=True)
    )


_INFERRED = ("the period is that of the sizes", "the period is the document's", "the year is ")


def _is_inferred(fact: Fact) -> bool:
    return any(reason in fact.why for reason in _INFERRED)


def _is_dated(fact: Fact) -> bool:
    return bool(fact.year or fact.start_year or fact.end_year)


def _loosen(fact: Fact) -> Fact:
    """A fact without the years that were inferred."""
    return replace(fact, year=None, start_year=None, end_year=None) if _is_inferred(fact) else fact


def _key(fact: Fact) -> tuple[object, ...]:
    """What must be the same: subject and figure, years and wholes apart."""
    names = tuple(
        (bare(name.text), tuple(bare(part.text) for part in name.parts)) for name in fact.names
    )
    years = (fact.start_year, fact.end_year) if fact.kind == "period" else ()
    return (
        fact.kind,
        fact.market,
        fact.region,
        bare(fact.segment),
        fact.value,
        fact.unit,
        fact.of_unit,
        fact.by,
        fact.claim,
        fact.period,
        fact.month,
        bare(fact.axis) if fact.kind == "segmentation" else "",
        names,
        years,
        fact.printed if fact.kind == "development" else "",
    )


def _agree(first: Fact, second: Fact) -> bool:
    """Whether nothing that both state differs."""
    pairs = (
        (first.year, second.year),
        (first.start_year, second.start_year),
        (first.end_year, second.end_year),
        (first.of_region, second.of_region),
        (first.stated, second.stated),
        (bare(first.axis), bare(second.axis)) if first.kind != "segmentation" else ("", ""),
    )
    return all(not one or not other or one == other for one, other in pairs)


def _join(first: Fact, second: Fact) -> Fact:
    """One fact of two: what either states, the surer reading; their places are joined at last."""
    surer = max((first, second), key=lambda fact: _LEVELS.index(fact.sure))
    year, whole = first.year or second.year, first.of_region or second.of_region
    dated = [fact for fact in (first, second) if _is_dated(fact)]
    better = surer if _is_dated(surer) or not dated else dated[0]
    sure, why = better.sure, better.why
    return replace(
        first,
        year=year,
        start_year=first.start_year or second.start_year,
        end_year=first.end_year or second.end_year,
        of_region=whole,
        axis=first.axis or second.axis,
        qualifier=first.qualifier or second.qualifier,
        segment=first.segment or second.segment,
        status=surer.status,
        sure=sure,
        why=why,
    )

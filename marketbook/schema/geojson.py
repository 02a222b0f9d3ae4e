"""The shape of GeoJSON (RFC 7946) and, roughly, of TopoJSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

_DEPTHS = {
    "Point": 0,
    "MultiPoint": 1,
    "LineString": 1,
    "MultiLineString": 2,
    "Polygon": 2,
    "MultiPolygon": 3,
}
"""How deep the positions lie in the coordinates of each geometry."""

_LEAST = {"LineString": 2, "MultiLineString": 2, "Polygon": 4, "MultiPolygon": 4}
"""Positions of a line, and of a ring, which ends where it begins."""


def refuse_geojson(stated: Mapping[str, object]) -> None:
    """Refuse an object that is no GeoJSON.

    Raises:
        ValueError: With what is wrong.
    """
    kind = stated.get("type")
    if kind == "FeatureCollection":
        for feature in _list(stated, "features"):
            _refuse_feature(_mapping(feature))
    elif kind == "Feature":
        _refuse_feature(stated)
    else:
        _refuse_geometry(stated)


def refuse_topojson(stated: Mapping[str, object]) -> None:
    """Refuse an object that is no topology.

    Raises:
        ValueError: With what is wrong.
    """
    if stated.get("type") != "Topology":
        raise ValueError("type")
    _list(stated, "arcs")
    for each in _mapping(stated.get("objects")).values():
        if _mapping(each).get("type") not in (*_DEPTHS, "GeometryCollection", None):
            raise ValueError("objects")


def _refuse_feature(stated: Mapping[str, object]) -> None:
    if stated.get("type") != "Feature" or "geometry" not in stated or "properties" not in stated:
        raise ValueError("feature")
    if stated["geometry"] is not None:
        _refuse_geometry(_mapping(stated["geometry"]))
    if stated["properties"] is not None:
        _mapping(stated["properties"])


def _refuse_geometry(stated: Mapping[str, object]) -> None:
    kind = str(stated.get("type"))
    if kind == "GeometryCollection":
        for each in _list(stated, "geometries"):
            _refuse_geometry(_mapping(each))
    elif kind in _DEPTHS:
        _refuse_positions(stated.get("coordinates"), _DEPTHS[kind], _LEAST.get(kind, 0))
    else:
        raise ValueError("type")


def _refuse_positions(stated: object, depth: int, least: int) -> None:
    if not isinstance(stated, list):
        raise TypeError("coordinates")
    inner = cast("list[object]", stated)
    if depth == 0:
        numbers = [n for n in inner if isinstance(n, int | float) and not isinstance(n, bool)]
        if len(inner) < 2 or len(numbers) < len(inner):
            raise ValueError("position")
    elif depth == 1 and len(inner) < least:
        raise ValueError("positions")
    for each in inner if depth else []:
        _refuse_positions(each, depth - 1, least)


def _mapping(stated: object) -> Mapping[str, object]:
    if not isinstance(stated, dict):
        raise TypeError("object")
    return cast("dict[str, object]", stated)


def _list(stated: Mapping[str, object], name: str) -> list[object]:
    found = stated.get(name)
    if not isinstance(found, list):
        raise TypeError(name)
    return cast("list[object]", found)

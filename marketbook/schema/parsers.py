"""Types whose cells no regular expression of Polars can judge: one function of Python per field.

A function gets the text of a cell and returns its value, or raises ValueError or TypeError. It is
called once for each different text.
"""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from functools import partial

from marketbook.schema.field import Field
from marketbook.schema.geojson import refuse_geojson, refuse_topojson

Parse = Callable[[str], object]

_DURATION = re.compile(
    r"-?P(?=.)([0-9]+Y)?([0-9]+M)?([0-9]+W)?([0-9]+D)?"
    r"(T(?=[0-9])([0-9]+H)?([0-9]+M)?([0-9]+(\.[0-9]+)?S)?)?"
)
_DATETIME = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})?"
)
_TIME = re.compile(r"[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?")


def find_parser(field: Field) -> Parse | None:
    """The function that reads a cell of the field; none where a regular expression judges it."""
    if field.type in _PATTERNED and field.format != "default":
        return partial(_PATTERNED[field.type], field.format)
    if field.type == "geopoint":
        return partial(_parse_geopoint, field.format)
    if field.type == "geojson":
        return partial(_parse_geojson, field.format)
    if field.type == "string" and field.format == "binary":
        return _parse_binary
    return _PARSERS.get(field.type)


def _parse_datetime(text: str) -> datetime:
    if not _DATETIME.fullmatch(text):
        raise ValueError(text)
    return _in_utc(datetime.fromisoformat(_cut_fraction(text)))


def _parse_time(text: str) -> time:
    if not _TIME.fullmatch(text):
        raise ValueError(text)
    return time.fromisoformat(_cut_fraction(text))


def _cut_fraction(text: str) -> str:
    """Seconds to the microsecond, which is what Python holds."""
    return re.sub(r"(\.[0-9]{6})[0-9]+", r"\1", text)


def _in_utc(moment: datetime) -> datetime:
    return moment if moment.tzinfo is None else moment.astimezone(UTC).replace(tzinfo=None)


def _parse_date_as(pattern: str, text: str) -> date:
    return datetime.strptime(text, pattern).date()


def _parse_datetime_as(pattern: str, text: str) -> datetime:
    return _in_utc(datetime.strptime(text, pattern))


def _parse_time_as(pattern: str, text: str) -> time:
    return datetime.strptime(text, pattern).time()


def _parse_duration(text: str) -> str:
    if not _DURATION.fullmatch(text):
        raise ValueError(text)
    return text


def _parse_binary(text: str) -> str:
    base64.b64decode(text)
    return text


def _parse_json(kind: type, text: str) -> str:
    try:
        value = json.loads(text)
    except RecursionError as error:
        raise ValueError(text) from error
    if not isinstance(value, kind):
        raise TypeError(text)
    return text


def _parse_geojson(form: str, text: str) -> str:
    _parse_json(dict, text)
    (refuse_topojson if form == "topojson" else refuse_geojson)(json.loads(text))
    return text


def _parse_geopoint(form: str, text: str) -> str:
    if form == "default":
        longitude, latitude = text.split(",")
    elif form == "array":
        longitude, latitude = json.loads(text)
    else:
        point = json.loads(text)
        if not isinstance(point, dict) or set(point) != {"lon", "lat"}:
            raise ValueError(text)
        longitude, latitude = point["lon"], point["lat"]
    if isinstance(longitude, bool) or isinstance(latitude, bool):
        raise TypeError(text)
    east, north = float(longitude), float(latitude)
    if not (abs(east) <= 180 and abs(north) <= 90):
        raise ValueError(text)
    return f"{east!r}, {north!r}"


_PATTERNED: dict[str, Callable[[str, str], object]] = {
    "date": _parse_date_as,
    "datetime": _parse_datetime_as,
    "time": _parse_time_as,
}
_PARSERS: dict[str, Parse] = {
    "datetime": _parse_datetime,
    "time": _parse_time,
    "duration": _parse_duration,
    "object": partial(_parse_json, dict),
    "array": partial(_parse_json, list),
}

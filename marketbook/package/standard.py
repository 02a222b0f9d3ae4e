"""What the standard's own implementation, frictionless, says of a descriptor."""

from __future__ import annotations

import copy
import warnings
from collections.abc import Iterator

from marketbook.package.plain_descriptor import is_plain_descriptor
from marketbook.package.profiles import drop_profiles
from marketbook.package.report import show

Descriptor = dict[str, object]


def list_descriptor_problems(descriptor: Descriptor) -> list[str]:
    """Every place where `descriptor` breaks the Data Package standard, a sentence each.

    Only the descriptor is checked, no file is read: schemas must stand inside it.

    Args:
        descriptor: The descriptor with its schemas in place of their paths.

    Returns:
        One sentence per problem; empty where there is none.
    """
    if is_plain_descriptor(descriptor):
        return []
    if misshapen := [*_list_misshapen(descriptor)]:
        return misshapen
    descriptor = _spell_for_frictionless(drop_profiles(descriptor))
    problems = ask_frictionless(descriptor)
    if problems:
        # a problem in a part hides those of the whole, and does not say which part it is in
        resources = [_as_mapping(resource) for resource in _as_list(descriptor.get("resources"))]
        names = [{"name": f"table-{i}", "path": "table.csv"} for i, _ in enumerate(resources)]
        # each part is judged by the version of the standard that the whole states
        head: Descriptor = {key: descriptor[key] for key in ("$schema",) if key in descriptor}
        told = [one for each in resources for one in _ask_resource(each, head)]
        known = {problem for _, problem in told}
        problems = [
            *(f"{place}: {problem}" for place, problem in told),
            *(problem for problem in problems if problem not in known),
            *ask_frictionless({**descriptor, "resources": names}),
        ]
    return list(dict.fromkeys(problems))


def _list_misshapen(descriptor: Descriptor) -> Iterator[str]:
    """Fields that are no objects: of a text frictionless would look for a file of that name."""
    for resource in map(_as_mapping, _as_list(descriptor.get("resources"))):
        place = f"'{resource.get('name', '?')}'"
        fields = _as_list(_as_mapping(resource.get("schema")).get("fields"))
        for number, field in enumerate(fields, start=1):
            if not isinstance(field, dict):
                yield f"field {number} of {place} is {show(str(field))}; expected an object"


def _ask_resource(resource: Descriptor, head: Descriptor) -> Iterator[tuple[str, str]]:
    """What is wrong with a resource, each with the part that it is in."""
    if is_plain_descriptor({**head, "resources": [resource]}):
        return
    place = f"'{resource.get('name', '?')}'"
    schema, known = _as_mapping(resource.get("schema")), set[str]()
    bare = {k: v for k, v in resource.items() if k != "schema"}
    parts = {f"resource {place}": bare}
    for field in map(_as_mapping, _as_list(schema.get("fields"))):
        parts[f"field '{field.get('name', '?')}' of {place}"] = {
            **_STAND_IN, "schema": {"fields": [field]},
        }  # fmt: skip
    parts[f"the schema of {place}"] = {**_STAND_IN, "schema": schema} if schema else _STAND_IN
    for part, stated in parts.items():
        alone: Descriptor = {**head, "name": "package", "resources": [stated]}
        # of a table with many fields most are plain, and to ask about each takes its time
        for problem in [] if is_plain_descriptor(alone) else ask_frictionless(alone):
            if problem not in known:
                known.add(problem)
                yield part, problem


_STAND_IN: Descriptor = {"name": "table", "path": "table.csv"}


def ask_frictionless(descriptor: Descriptor) -> list[str]:
    """What frictionless says of a descriptor; the first part that is wrong may hide others."""
    # late: a third of a second, and only this function needs it
    from frictionless import FrictionlessException, Package

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # deprecated spellings are the reader's own matter
        try:
            Package.from_descriptor(copy.deepcopy(descriptor))
        except FrictionlessException as exception:
            return list(_sentences(exception))
        except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
            # frictionless takes it for granted that a hash is a text, a field an object, and so on
            return [
                "a property has a type that the standard does not allow (frictionless stops with "
                f"{type(error).__name__}: {error})"
            ]
    return []


def _spell_for_frictionless(descriptor: Descriptor) -> Descriptor:
    """The descriptor with `fieldsMatch` as text, which the standard writes as an array."""
    resources: list[object] = []
    for resource in map(_as_mapping, _as_list(descriptor.get("resources"))):
        schema = _as_mapping(resource.get("schema"))
        match = schema.get("fieldsMatch")
        if isinstance(match, list) and len(match) == 1:
            resource = {**resource, "schema": {**schema, "fieldsMatch": match[0]}}
        resources.append(resource)
    return {**descriptor, "resources": resources}


def _sentences(exception: object) -> Iterator[str]:
    reasons = getattr(exception, "reasons", None) or [getattr(exception, "error", exception)]
    for reason in reasons:
        kind = str(getattr(reason, "type", "")).removesuffix("-error")
        note = str(getattr(reason, "note", "") or reason)
        yield f"{kind}: {note}" if kind else note


def _as_list(stated: object) -> list[object]:
    return stated if isinstance(stated, list) else []


def _as_mapping(stated: object) -> Descriptor:
    return stated if isinstance(stated, dict) else {}

"""What the standard's own implementation, frictionless, says of a descriptor."""

from __future__ import annotations

import copy
import json
import subprocess
import sys
import warnings
from collections.abc import Iterator

Descriptor = dict[str, object]

_BESIDE = "from marketbook.package.standard import answer_beside; answer_beside()"


def list_descriptor_problems(descriptor: Descriptor) -> list[str]:
    """Every place where `descriptor` breaks the Data Package standard, in words.

    Only the descriptor is checked, no file is read: schemas must stand inside it.

    Args:
        descriptor: The descriptor with its schemas in place of their paths.

    Returns:
        One sentence per problem; empty where there is none.
    """
    problems = _list_problems(descriptor)
    if problems:
        # a problem in a part hides those of the whole: look at the whole without its parts
        resources = [_as_mapping(resource) for resource in _as_list(descriptor.get("resources"))]
        bare = [{k: v for k, v in each.items() if k != "schema"} for each in resources]
        names = [{"name": f"table-{i}", "path": "table.csv"} for i, _ in enumerate(resources)]
        problems += _list_problems({**descriptor, "resources": bare})
        problems += _list_problems({**descriptor, "resources": names})
    return list(dict.fromkeys(problems))


def list_descriptor_problems_beside(descriptor: Descriptor) -> list[str]:
    """The same, found by a Python process of its own, so that this one can do something else."""
    # -P: nothing is imported from the folder in which the command runs
    command = [sys.executable, "-P", "-c", _BESIDE]
    asked = json.dumps(descriptor)
    try:
        done = subprocess.run(  # noqa: S603
            command, input=asked, capture_output=True, text=True, check=True
        )
    except (OSError, subprocess.CalledProcessError):
        # it could not start, or came to grief, and has said nothing: find out here
        return list_descriptor_problems(descriptor)
    return json.loads(done.stdout)


def answer_beside() -> None:
    """Answer `list_descriptor_problems_beside`, from standard input to standard output."""
    json.dump(list_descriptor_problems(json.load(sys.stdin)), sys.stdout)


def _list_problems(descriptor: Descriptor) -> list[str]:
    # late: a third of a second, and only this function needs it
    from frictionless import FrictionlessException, Package

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # deprecated spellings are the reader's own matter
        try:
            Package.from_descriptor(copy.deepcopy(descriptor))
        except FrictionlessException as exception:
            return list(_sentences(exception))
    return []


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

"""Reads and checks a package's descriptor."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import cast

from marketbook.errors import MarketbookError, PackageError, SchemaError, list_lines
from marketbook.package.json_file import read_json
from marketbook.package.model import DESCRIPTOR_NAME, Package, Resource
from marketbook.package.paths import SPECIAL, is_special, resolve_path
from marketbook.package.references import refuse_references
from marketbook.package.standard import list_descriptor_problems
from marketbook.package.switch import finish_switch
from marketbook.package.uncovered import list_profiles, list_uncovered
from marketbook.schema import read_schema

Descriptor = dict[str, object]


def read_package(path: str | Path) -> Package:
    """Read and check the descriptor of a package; no table is read.

    A pull that was stopped half way is finished first, so that no mixture of old and new is read.

    Args:
        path: A folder that holds `datapackage.json`, or the descriptor itself.

    Raises:
        PackageError: Where there is no descriptor, it is broken, it breaks the Data Package
            standard, or it asks for something that is not covered; all problems at once.
        SchemaError: Where a schema is wrong or asks for something that is not covered.
    """
    file = _find_descriptor(Path(path))
    finish_switch(file.parent)
    descriptor = read_json(file, str(file))
    root = file.parent
    stated = _list_resources(descriptor, file)
    _refuse(file, [*list_profiles(descriptor, "the package"), *_list_uncovered(root, stated)])
    complete = _put_schemas_in(file, descriptor, stated)
    _refuse(file, list_descriptor_problems(complete))
    resources = _read_resources(cast("list[Descriptor]", complete["resources"]))
    return Package(root, file.name, descriptor, resources)


def _find_descriptor(path: Path) -> Path:
    try:
        file = path / DESCRIPTOR_NAME if path.is_dir() else path
        found, special = file.exists(), is_special(file)
    except OSError as error:
        raise PackageError(f"{path} cannot be read ({error.strerror or error})") from error
    if special:
        raise PackageError(f"{file} is {SPECIAL}", f"a file called {DESCRIPTOR_NAME}")
    if not found:
        raise PackageError(
            f"{file} does not exist",
            f"a folder that holds {DESCRIPTOR_NAME}, or the descriptor itself",
            "go to a package's folder, or name one",
        )
    return file


def _list_resources(descriptor: Descriptor, file: Path) -> list[Descriptor]:
    stated = descriptor.get("resources")
    if (
        isinstance(stated, list)
        and stated
        and all(isinstance(resource, dict) for resource in cast("list[object]", stated))
    ):
        return cast("list[Descriptor]", stated)
    raise PackageError(
        f"{file} is not the descriptor of a data package: it has no list of resources",
        "a JSON object with 'resources', a list of one or more tables",
    )


def _refuse(file: Path, problems: list[str]) -> None:
    if len(problems) == 1:
        raise PackageError(f"{file}: {problems[0]}")
    if problems:
        raise PackageError(f"{file} has {len(problems)} problems", problems=problems)


def _list_uncovered(root: Path, stated: list[Descriptor]) -> Iterator[str]:
    for resource in stated:
        yield from list_uncovered(root, resource)


def _put_schemas_in(file: Path, descriptor: Descriptor, stated: list[Descriptor]) -> Descriptor:
    """The descriptor with each schema in place of its path."""
    problems: list[str] = []
    complete: list[Descriptor] = []
    for resource in stated:
        try:
            complete.append({**resource, "schema": _read_schema_file(file.parent, resource)})
        except MarketbookError as error:
            problems.append(str(error))
    _refuse(file, problems)
    return {**descriptor, "resources": complete}


def _read_schema_file(root: Path, resource: Descriptor) -> Descriptor:
    schema = resource.get("schema")
    place = f"the schema of table '{resource.get('name', '?')}'"
    if isinstance(schema, str):
        schema = read_json(resolve_path(root, schema, place), schema)
    if not isinstance(schema, dict):
        raise PackageError(f"{place} is {schema!r}", "a Table Schema, or the path of one")
    stated = cast(Descriptor, schema)
    for problem in list_profiles(stated, place):
        raise PackageError(problem)
    return stated


def _read_resources(stated: list[Descriptor]) -> Mapping[str, Resource]:
    resources: dict[str, Resource] = {}
    errors: list[SchemaError] = []
    for resource in stated:
        name = str(resource["name"])
        try:
            resources[name] = _read_resource(name, resource)
        except SchemaError as error:
            errors.append(error)
    if not errors:
        errors = list(refuse_references({n: r.schema for n, r in resources.items()}))
    if errors:
        raise errors[0] if len(errors) == 1 else SchemaError("", problems=list_lines(errors))
    return resources


def _read_resource(name: str, stated: Descriptor) -> Resource:
    size = stated.get("bytes")
    return Resource(
        name=name,
        path=str(stated["path"]),
        schema=read_schema(cast(Descriptor, stated["schema"]), name),
        hash=str(stated.get("hash", "")),
        bytes=size if isinstance(size, int) else None,
    )

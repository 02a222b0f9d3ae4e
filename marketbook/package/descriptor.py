"""Reads and checks a package's descriptor."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import cast

from marketbook.errors import MarketbookError, PackageError, SchemaError, list_lines
from marketbook.findings import Finding
from marketbook.package.forms import (
    explain_unread,
    find_compression,
    find_form,
    is_table,
    list_form_problems,
    list_paths,
    read_encoding,
    read_form,
)
from marketbook.package.json_file import read_json, read_yaml
from marketbook.package.misplaced import list_misplaced
from marketbook.package.misread import list_misread
from marketbook.package.model import DESCRIPTOR_NAME, Attachment, Package, Resource
from marketbook.package.paths import SPECIAL, is_special, resolve_path
from marketbook.package.profiles import list_profile_notes
from marketbook.package.report import Report
from marketbook.package.standard import list_descriptor_problems
from marketbook.package.switch import finish_switch
from marketbook.schema import ForeignKey, TableSchema, read_schema
from marketbook.schema.standard import list_standard_tables

Descriptor = dict[str, object]

_NAMES = (DESCRIPTOR_NAME, "datapackage.yaml", "datapackage.yml")


def read_package(path: str | Path) -> Package:
    """Read and check the descriptor of a package; no table is read.

    A pull that was stopped half way is finished first, so that no mixture of old and new is read.

    Args:
        path: A folder that holds `datapackage.json` (or `.yaml`), or the descriptor itself.

    Raises:
        PackageError: Where there is no descriptor, it is broken, it breaks the Data Package
            standard, or it asks for something that is not covered; all problems at once.
        SchemaError: Where a schema is wrong or asks for something that is not covered.
    """
    file = _find_descriptor(Path(path))
    finish_switch(file.parent)
    descriptor = _read_descriptor(file)
    root = file.parent
    stated = _list_resources(descriptor, file)
    complete = _put_in(file, descriptor, stated)
    listed = cast("list[Descriptor]", complete["resources"])
    _refuse(file, [problem for each in listed for problem in list_form_problems(root, each)])
    _refuse(file, list_descriptor_problems(complete))
    tables = [each for each in listed if is_table(each) and not explain_unread(each)]
    others = [each for each in listed if each not in tables]
    return Package(
        root,
        file.name,
        descriptor,
        _read_resources(tables, houses=descriptor.get("houseStyle") is True),
        [_read_attachment(each) for each in others],
        [*_list_findings(file.name, complete)],
    )


def _find_descriptor(path: Path) -> Path:
    try:
        files = [path / name for name in _NAMES] if path.is_dir() else [path]
        file = next((each for each in files if each.exists()), None)
        special = file is not None and is_special(file)
    except OSError as error:
        raise PackageError(f"{path} cannot be read ({error.strerror or error})") from error
    if special:
        raise PackageError(f"{file} is {SPECIAL}", f"a file called {DESCRIPTOR_NAME}")
    if file is None:
        raise PackageError(
            f"{files[0]} does not exist",
            f"a package (a folder with {DESCRIPTOR_NAME})",
            "go to its folder, name it, or start one with 'marketbook new'",
        )
    return file


def _read_descriptor(file: Path) -> Descriptor:
    is_yaml = file.suffix.lower() in (".yaml", ".yml")
    return read_yaml(file, str(file)) if is_yaml else read_json(file, str(file))


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


def _put_in(file: Path, descriptor: Descriptor, stated: list[Descriptor]) -> Descriptor:
    """The descriptor with each schema and dialect in place of its path."""
    problems: list[str] = []
    complete: list[Descriptor] = []
    for resource in stated:
        placed = dict(resource)
        for part, what in (("schema", "a Table Schema"), ("dialect", "a Table Dialect")):
            try:
                if part in resource:
                    placed[part] = _read_part(file.parent, resource, part, what)
            except MarketbookError as error:
                problems.append(str(error))
        complete.append(placed)
    _refuse(file, problems)
    return {**descriptor, "resources": complete}


def _read_part(root: Path, resource: Descriptor, part: str, what: str) -> Descriptor:
    stated = resource[part]
    place = f"the {part} of table '{resource.get('name', '?')}'"
    if isinstance(stated, str):
        path = resolve_path(root, stated, place)
        is_yaml = path.suffix.lower() in (".yaml", ".yml")
        stated = read_yaml(path, stated) if is_yaml else read_json(path, stated)
    if not isinstance(stated, dict):
        raise PackageError(f"{place} is {stated!r}", f"{what}, or the path of one")
    return cast(Descriptor, stated)


def _read_resources(stated: list[Descriptor], *, houses: bool) -> Mapping[str, Resource]:
    resources: dict[str, Resource] = {}
    errors: list[SchemaError] = []
    own = set(list_standard_tables())
    for resource in stated:
        name = str(resource["name"])
        try:
            read = _read_resource(name, resource)
            resources[name] = replace(read, house_style=houses or name in own)
        except SchemaError as error:
            errors.append(error)
    if not errors:
        errors = list(_refuse_references({n: r.schema for n, r in resources.items()}))
    if errors:
        raise errors[0] if len(errors) == 1 else SchemaError("", problems=list_lines(errors))
    return resources


def _read_attachment(stated: Descriptor) -> Attachment:
    size, paths = stated.get("bytes"), list_paths(stated) or [""]
    return Attachment(
        name=str(stated["name"]),
        path=paths[0],
        further_paths=tuple(paths[1:]),
        hash=str(stated.get("hash", "")),
        bytes=size if isinstance(size, int) else None,
    )


def _read_resource(name: str, stated: Descriptor) -> Resource:
    files = _read_attachment(stated)
    return Resource(
        name=name,
        path=files.path,
        further_paths=files.further_paths,
        hash=files.hash,
        bytes=files.bytes,
        schema=read_schema(cast(Descriptor, stated["schema"]), name),
        form="json" if find_form(stated) == "json" else "csv",
        dialect=read_form(stated),
        encoding=read_encoding(stated),
        compression=find_compression(stated),
        inner_path=str(stated.get("innerpath") or ""),
        data=stated.get("data"),
    )


def _list_findings(file: str, descriptor: Descriptor) -> Iterator[Finding]:
    """What is to be said of the descriptor: words out of place, parts that are not read."""
    report = Report(file, "")
    for message in list_misplaced(descriptor):
        yield report.find("structure.misplaced", 0, message)
    for message in list_profile_notes(descriptor):
        yield report.find("structure.not-read", 0, message, severity="note")
    for resource in cast("list[Descriptor]", descriptor["resources"]):
        if is_table(resource) and (why := explain_unread(resource)):
            message = f"the table '{resource['name']}' is not read: {why}"
            yield report.find("structure.not-read", 0, message, severity="note")
    for message in list_misread(descriptor, list_standard_tables()):
        yield report.find("structure.misread", 0, message, severity="note")


def _refuse_references(schemas: Mapping[str, TableSchema]) -> Iterator[SchemaError]:
    """Every foreign key that leads to no column of a table, or to one of another type.

    A table that the package does not have is no error of the schema: where no cell refers to it,
    nothing is missing.
    """
    for schema in schemas.values():
        for key in schema.foreign_keys:
            yield from _refuse_reference(schema, key, schemas)


def _refuse_reference(
    schema: TableSchema, key: ForeignKey, schemas: Mapping[str, TableSchema]
) -> Iterator[SchemaError]:
    place = f"a foreign key of table '{schema.name}'"
    target = schemas.get(key.resource)
    if target is None:
        return
    for name, reference in zip(key.fields, key.reference_fields, strict=True):
        if reference not in target.names:
            yield SchemaError(
                f"{place} refers to '{reference}' of '{target.name}'",
                f"one of its columns: {', '.join(target.names)}",
            )
        elif schema.field(name).type != target.field(reference).type:
            yield SchemaError(
                f"{place} compares '{name}', a {schema.field(name).type}, with '{reference}' "
                f"of '{target.name}', a {target.field(reference).type}",
                "two columns of the same type",
            )

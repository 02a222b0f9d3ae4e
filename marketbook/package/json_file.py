"""JSON files of a package."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import cast

from marketbook.errors import PackageError


def read_json(path: Path, name: str) -> dict[str, object]:
    """The JSON object in the file at `path`.

    Args:
        path: Where the file is.
        name: How messages call it.

    Raises:
        PackageError: Where the file cannot be read, is not UTF-8 or JSON, or holds something
            other than an object.
    """
    try:
        content = json.loads(path.read_bytes().decode("utf-8"))
    except OSError as error:
        raise PackageError(
            f"{name} cannot be read ({error.strerror or error})", "a JSON file"
        ) from error
    except UnicodeDecodeError as error:
        raise PackageError(
            f"{name} is not UTF-8: byte 0x{error.object[error.start]:02x} at {error.start}",
            "JSON in UTF-8",
        ) from error
    except json.JSONDecodeError as error:
        raise PackageError(
            f"{name} is not JSON: line {error.lineno}, column {error.colno}: {error.msg}",
            "a JSON object",
            "correct the file there",
        ) from error
    except ValueError as error:
        raise PackageError(f"{name} holds a number that is too long ({error})") from error
    except RecursionError as error:
        raise PackageError(f"{name} is nested too deeply", "a descriptor") from error
    return _take_object(content, name)


def _take_object(content: object, name: str) -> dict[str, object]:
    """What a file holds, where every text in it can be written again."""
    if not isinstance(content, dict):
        raise PackageError(f"{name} holds a {type(content).__name__}", "an object")
    try:
        json.dumps(content, ensure_ascii=False).encode()
    except UnicodeEncodeError as error:
        half = f"\\u{ord(error.object[error.start]):04x}"
        raise PackageError(
            f"{name} holds half a character ({half})", "whole characters", "take it out"
        ) from error
    except TypeError as error:
        raise PackageError(f"{name} holds a value that JSON does not have ({error})") from error
    return cast("dict[str, object]", content)


def render_descriptor(descriptor: Mapping[str, object]) -> bytes:
    """A descriptor as its file holds it."""
    text = json.dumps(descriptor, indent=2, ensure_ascii=False) + "\n"
    # a lone surrogate, which JSON can state and UTF-8 cannot, goes back to its escape
    return text.encode("utf-8", "backslashreplace")


def read_yaml(path: Path, name: str) -> dict[str, object]:
    """The object in the YAML file at `path`; dates stay text, as JSON has them.

    Args:
        path: Where the file is.
        name: How messages call it.

    Raises:
        PackageError: Where the file cannot be read, is not UTF-8 or YAML, or holds something
            other than an object.
    """
    # late: few descriptors are YAML
    import yaml

    class Loader(yaml.SafeLoader):
        """Without timestamps, which JSON does not have, and without references."""

        def fetch_alias(self) -> None:
            raise yaml.YAMLError("a reference to another place, which a descriptor does not need")

    Loader.yaml_implicit_resolvers = {
        first: [(tag, regexp) for tag, regexp in pairs if not tag.endswith(":timestamp")]
        for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }
    try:
        content = yaml.load(path.read_bytes().decode("utf-8"), Loader)  # noqa: S506 (a SafeLoader)
    except OSError as error:
        raise PackageError(
            f"{name} cannot be read ({error.strerror or error})", "a YAML file"
        ) from error
    except RecursionError as error:
        raise PackageError(f"{name} is nested too deeply", "a descriptor") from error
    except (UnicodeDecodeError, yaml.YAMLError, ValueError) as error:
        raise PackageError(f"{name} is not YAML: {' '.join(str(error).split())}") from error
    return _take_object(content, name)

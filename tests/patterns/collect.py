"""Every pattern of the package, from its modules and from its source."""

from __future__ import annotations

import ast
import dataclasses
import pkgutil
import re
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import marketbook
from marketbook.reading.forms.model import Form
from marketbook.reading.mentions import amounts
from marketbook.reading.words.small import AnyCase

_FLAGS = {f"re.{flag.name}": flag for flag in re.RegexFlag}


class Used(NamedTuple):
    """A pattern, the module that uses it, and whether it is tried from every place of a text."""

    module: str
    pattern: re.Pattern[Any]
    searched: bool


@cache
def list_patterns() -> list[Used]:
    """Those kept by modules, those written in a call, and those made for a language."""
    found: dict[tuple[object, int], Used] = {}
    for name in _modules():
        module = import_module(name)
        source = Path(str(module.__file__)).read_text("utf-8")
        written = _written(module, source) if "import re\n" in source else ()
        for used in (*_held(name, vars(module), source), *written):
            found.setdefault((used.pattern.pattern, used.pattern.flags), used)
    return list(found.values())


def _modules() -> Iterator[str]:
    for module in pkgutil.walk_packages(marketbook.__path__, "marketbook."):
        # the rooms for Spark need it, and the other starts the command line
        if not module.name.startswith("marketbook.spark.") and not module.name.endswith("__"):
            yield module.name


def _held(name: str, values: dict[str, Any], source: str) -> Iterator[Used]:
    for key, value in values.items():
        if not key.startswith("__") and (patterns := [*_patterns(value)]):
            free = _is_searched(key, source)
            yield from (Used(name, each, free and not _is_anchored(each)) for each in patterns)
    if name == amounts.__name__:
        yield from (Used(name, each, True) for each in _patterns(amounts._patterns("fr", True)))


def _is_searched(name: str, source: str) -> bool:
    """Whether a module does more with a pattern than match it where a text begins."""
    uses = re.findall(rf"\b{re.escape(name)}\b(?!:? *=)(\.\w+)?", source)
    return not uses or not set(uses) <= {".match", ".fullmatch"}


def _patterns(value: Any) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, AnyCase):
        yield value.compiled
    elif isinstance(value, Form):
        yield from (re.compile(each, re.IGNORECASE) for each in (value.before, value.after))
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        for field in dataclasses.fields(value):
            yield from _patterns(getattr(value, field.name, None))
    elif isinstance(value, dict | list | tuple | set | frozenset):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _patterns(each)


def _is_anchored(pattern: re.Pattern[Any]) -> bool:
    text = (
        pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    )
    return bool(re.match(r"(?:\(\?\w+\))?(?:\^|\\A)", text)) and not pattern.flags & re.MULTILINE


def _written(module: ModuleType, source: str) -> Iterator[Used]:
    """Patterns in calls such as ``re.search("…", text)``; not those put together of variables."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Call(
                func=ast.Attribute(value=ast.Name(id="re"), attr=called), args=[first, *_]
            ):
                pass
            case _:
                continue
        try:
            text = eval(ast.unparse(first), dict(vars(module)))  # noqa: S307
        except NameError:
            continue
        said = ast.unparse(node)
        flags = sum({flag for name, flag in _FLAGS.items() if name in said})
        pattern = re.compile(text, flags)
        free = called not in ("match", "fullmatch")
        yield Used(module.__name__, pattern, free and not _is_anchored(pattern))

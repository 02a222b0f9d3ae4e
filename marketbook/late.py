"""Names of a room that are fetched where they are first used, so that entering it costs nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module

# what type checkers take for true; the module typing takes longer to import than all of this
TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def fetch_late(room: str, homes: Mapping[str, str]) -> Callable[[str], object]:
    """The ``__getattr__`` of a package whose names live in modules that are slow to import.

    Args:
        room: Name of the package.
        homes: Module inside the package for each name.
    """

    def fetch(name: str) -> object:
        if name not in homes:
            raise AttributeError(f"module {room!r} has no attribute {name!r}")
        return getattr(import_module(f"{room}.{homes[name]}"), name)

    return fetch


def call_late(module: str, name: str) -> Callable[..., Any]:
    """A function that is fetched when it is first called."""

    def call(*arguments: Any, **settings: Any) -> Any:
        return getattr(import_module(module), name)(*arguments, **settings)

    return call

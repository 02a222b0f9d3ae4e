"""One file per tool; a new file is a new tool."""

from __future__ import annotations

import importlib
import pkgutil

from tests.conformance.tool import Tool


def list_tools() -> list[Tool]:
    """Every tool that a file of this folder describes, in the order of the files' names."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    modules = [importlib.import_module(f"{__name__}.{name}") for name in names]
    return [tool for module in modules for tool in module.TOOLS]

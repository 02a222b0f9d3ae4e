"""The rules of the audit: one file for each, ``rules/<table>/<what_must_hold>.py``."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from marketbook.rules.rule import Rule


def _find_rules() -> tuple[Rule, ...]:
    tables = (found.name for found in iter_modules(__path__) if found.ispkg)
    packages = [import_module(f"{__name__}.{table}") for table in tables]
    modules = (
        import_module(f"{package.__name__}.{found.name}")
        for package in packages
        for found in iter_modules(package.__path__)
    )
    rules = {
        value.id: value
        for module in modules
        for value in vars(module).values()
        if isinstance(value, Rule)
    }
    return tuple(rules[name] for name in sorted(rules))


RULES: tuple[Rule, ...] = _find_rules()
"""Every rule, by id."""

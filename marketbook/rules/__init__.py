"""The rules of the audit: ``rules/<table>/<what_must_hold>.py``, each found by its id."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from marketbook.rules.rule import Rule


def _find_rules() -> tuple[Rule, ...]:
    tables = (found.name for found in iter_modules(__path__) if found.ispkg)
    packages = [import_module(f"{__name__}.{table}") for table in tables]
    values = (
        value
        for package in packages
        for found in iter_modules(package.__path__)
        for value in vars(import_module(f"{package.__name__}.{found.name}")).values()
    )
    every = (one for value in values for one in (value if isinstance(value, list) else [value]))
    rules = {one.id: one for one in every if isinstance(one, Rule)}
    return tuple(rules[name] for name in sorted(rules))


RULES: tuple[Rule, ...] = _find_rules()
"""Every rule, by id."""

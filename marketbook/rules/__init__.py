"""The rules of the audit: one file for each, ``rules/<table>/<what_must_hold>.py``."""

from __future__ import annotations

from importlib import import_module
from pkgutil import walk_packages

from marketbook.rules.rule import Rule


def _find_rules() -> tuple[Rule, ...]:
    modules = (
        import_module(found.name)
        for found in walk_packages(__path__, f"{__name__}.")
        if not found.ispkg
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

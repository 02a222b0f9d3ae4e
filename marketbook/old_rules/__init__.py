"""The rules of the audit."""

from marketbook.old_rules import (
    claims,
    claims_growth,
    crossed_shares,
    currencies,
    digits,
    growth_average,
    growth_parts,
    growth_path,
    growth_rates,
    headings,
    hierarchy,
    increments,
    listings,
    market_sums,
    nesting,
    part_sums,
    players,
    publishers,
    records,
    residuals,
    share_growth,
    shares,
    sizes,
    sources,
    spellings,
    text,
    trees,
)
from marketbook.old_rules.rule import Rule, Saying, Tables, View

MODULES = (
    claims,
    claims_growth,
    crossed_shares,
    currencies,
    digits,
    growth_average,
    growth_parts,
    growth_path,
    growth_rates,
    headings,
    hierarchy,
    increments,
    listings,
    market_sums,
    nesting,
    part_sums,
    players,
    publishers,
    records,
    residuals,
    share_growth,
    shares,
    sizes,
    sources,
    spellings,
    text,
    trees,
)

RULES: tuple[Rule, ...] = tuple(
    sorted(
        (value for module in MODULES for value in vars(module).values() if isinstance(value, Rule)),
        key=lambda rule: rule.id,
    )
)
"""Every rule, by id."""

__all__ = ["RULES", "Rule", "Saying", "Tables", "View"]

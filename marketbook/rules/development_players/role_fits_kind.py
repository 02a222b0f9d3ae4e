"""The role of a player beside the kind of the development."""

from __future__ import annotations

import polars as pl

from marketbook.rules.rule import Row, Saying, table_rule
from marketbook.schema.check import Tables

KINDS_OF_ROLES = {
    "acquirer": ("acquisition",),
    "target": ("acquisition",),
    "seller": ("acquisition",),
    "funder": ("funding",),
    "investor": ("funding", "acquisition"),
    "recipient": ("funding",),
    "reporter": ("report",),
}
"""Roles that are found in some kinds of developments only, and these kinds."""


def _join_developments(tables: Tables) -> pl.LazyFrame:
    kinds = tables["developments"].select("development_id", "market_id", "kind")
    roles = tables["development_players"].select("_line", "development_id", "role")
    return roles.join(kinds, on="development_id")


_FITS = pl.all_horizontal(
    (pl.col("role") != role) | pl.col("kind").is_in(kinds) for role, kinds in KINDS_OF_ROLES.items()
)


@table_rule(
    "development_players.role-fits-kind",
    "development_players",
    "developments",
    rows=_join_developments,
    holds=_FITS,
)
def role_fits_kind(row: Row) -> Saying:
    """A player's role fits the kind of development."""
    allowed = KINDS_OF_ROLES[row["role"]]
    message = (
        f"has the role {row['role']}, but the development is of kind {row['kind']}; this role fits "
        f"only {' or '.join(allowed)}; correct the role or the kind"
    )
    return Saying(message, row["role"], allowed[0], 1.0, "role")

"""Published market figures: tables with sources, an audit, workbooks with live forecasts."""

from marketbook.api import (
    add,
    build,
    check,
    diff,
    export,
    forecast,
    new,
    pull,
    read,
    read_package,
    read_tables,
    schemas,
)

__all__ = [
    "add",
    "build",
    "check",
    "diff",
    "export",
    "forecast",
    "new",
    "pull",
    "read",
    "read_package",
    "read_tables",
    "schemas",
]

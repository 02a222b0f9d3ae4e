"""Published market figures: tables with sources, an audit, workbooks with live forecasts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marketbook.late import fetch_late

if TYPE_CHECKING:
    from marketbook.api import (
        build,
        check,
        diff,
        export,
        forecast,
        new,
        pull,
        read_package,
        read_tables,
        schemas,
    )

__all__ = [
    "build",
    "check",
    "diff",
    "export",
    "forecast",
    "new",
    "pull",
    "read_package",
    "read_tables",
    "schemas",
]

# so that nothing stands between the start of Python and the command line, which ends all well
__getattr__ = fetch_late(__name__, dict.fromkeys(__all__, "api"))

"""Published market figures: tables with sources, an audit, workbooks with live forecasts."""

from __future__ import annotations

from marketbook.late import fetch_late

# what type checkers take for true; the module typing takes longer to import than all of this
TYPE_CHECKING = False
if TYPE_CHECKING:
    from marketbook.api import (
        add,
        build,
        check,
        correct,
        diff,
        export,
        forecast,
        new,
        pull,
        ranges,
        read,
        read_package,
        read_tables,
        schemas,
        waive,
    )

__all__ = [
    "add",
    "build",
    "check",
    "correct",
    "diff",
    "export",
    "forecast",
    "new",
    "pull",
    "ranges",
    "read",
    "read_package",
    "read_tables",
    "schemas",
    "waive",
]

# so that nothing stands between the start of Python and the command line, which ends all well
__getattr__ = fetch_late(__name__, dict.fromkeys(__all__, "api"))

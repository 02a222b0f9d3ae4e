"""Published market figures: tables with sources, an audit, workbooks with live forecasts."""

from marketbook.api import build, check, export, forecast, read_package, read_tables

__all__ = ["build", "check", "export", "forecast", "read_package", "read_tables"]
from marketbook.api import build, check, diff, forecast, read_package, read_tables
from marketbook.api import build, check, diff, forecast, new, read_package, read_tables

__all__ = ["build", "check", "diff", "forecast", "new", "read_package", "read_tables"]
from marketbook.api import build, check, forecast, pull, read_package, read_tables

__all__ = ["build", "check", "forecast", "pull", "read_package", "read_tables"]

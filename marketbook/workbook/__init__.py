"""Excel workbooks of market figures, with live forecasts."""

from __future__ import annotations

from marketbook.workbook.build import BuildResult, build_workbooks
from marketbook.workbook.read_market import forecast_scenario

__all__ = ["BuildResult", "build_workbooks", "forecast_scenario"]

"""Published market figures: tables with sources, an audit, workbooks with live forecasts."""

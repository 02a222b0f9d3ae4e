"""Packages in the forms that other tools load."""

from __future__ import annotations

from marketbook.exports.export import FORMS, ExportResult, export_package

__all__ = ["FORMS", "ExportResult", "export_package"]

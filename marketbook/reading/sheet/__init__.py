"""One flat sheet of facts, one row each: written as a draft or a template, and read back."""

from __future__ import annotations

from marketbook.reading.sheet.read import ReadSheet, read_sheet
from marketbook.reading.sheet.write import make_template, write_draft, write_template

__all__ = ["ReadSheet", "make_template", "read_sheet", "write_draft", "write_template"]

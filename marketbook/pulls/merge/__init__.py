"""Edits of a workbook merged with the tables as they are now: changes, conflicts, a check."""

"""The way back: edits of a workbook, read, merged with the tables, and written into the CSVs."""

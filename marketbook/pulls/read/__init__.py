"""What an edited workbook holds: its cells, its tables as records, and all that is odd about it."""

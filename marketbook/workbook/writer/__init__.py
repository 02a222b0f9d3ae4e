"""Writes a book as an xlsx file: openpyxl makes the shell, the rows are put in as text.

openpyxl writes no value beside a formula and takes most of its time over single cells, so it is
given everything but them. What it made is brought into one spelling, whatever XML library it
found, and each row goes into its place.
"""

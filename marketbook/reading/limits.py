"""What a document may hold: far above what publishers make, far below what hurts.

The largest of the pages that forms were taken from has 260 kB of markup and 53 kB of text; a long
report in PDF has 500 pages.
"""

from __future__ import annotations

MEGABYTE = 2**20

MOST_FILE_BYTES = 64 * MEGABYTE
"""Size of the file itself: it is looked at before anything in it is read."""

MOST_MARKUP_BYTES = 16 * MEGABYTE
"""Markup of a page. A page saved with its pictures inside is reduced to its markup first."""

MOST_SECONDS = 120
"""Processor time for one document; a report of 500 pages takes about 15 seconds."""

MOST_PAGES = 2_000
"""Pages of a PDF."""

MOST_CHARACTERS = 8_000_000
"""Text of a document, all pages together."""

MOST_BLOCKS = 200_000
"""Headings, paragraphs, items and rows of a document."""

MOST_LEVELS = 400
"""Elements inside each other in a page; what is deeper is read as if it were at that level."""

MOST_TABLES_INSIDE = 20
"""Tables inside each other in a page, as old pages lay themselves out; a deeper one is text."""

MOST_OPEN = 4_000
"""Elements inside each other in a page: the parser takes time with the square of their depth."""

MOST_SENTENCE_CHARACTERS = 4_000
"""A longer sentence is cut: no publisher writes one, and forms look at a whole sentence."""

MOST_CELLS = 100_000
"""Cells of one table, those that span several rows or columns counted as often as they show."""

MOST_PARTS = 2_000
"""Files inside a Word file; a large one has a few hundred."""

MOST_INFLATED_BYTES = 96 * MEGABYTE
"""All files inside a Word file together, inflated."""

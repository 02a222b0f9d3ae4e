"""What a workbook from elsewhere may hold: far above what people make, far below what hurts.

The largest shipped workbook has 90 parts of 1.4 MB together and 16,000 cells with something in
them. A hostile workbook is refused in less than 400 MB of memory, of which the libraries take 175;
the tests hold that. A good one of 35,000 records, close to the limit of cells, was read in 395 MB.
The sizes of the file and its parts are limited where it is opened, in ``workbook.archive``.
"""

from __future__ import annotations

MOST_LEVELS = 64
"""Elements inside each other in a part; sheets need 6, texts of OpenDocument about 12."""

MOST_ELEMENTS = 100_000
"""Elements of a part that is no sheet: lists of sheets, of tables, of relations."""

MOST_TOKEN_BYTES = 2 * 2**20
"""One tag or remark of XML, which has to be held whole; a tag of ours takes 10,000 at most."""

MOST_SHEETS = 500
"""Sheets of a workbook."""

MOST_TITLE_CHARACTERS = 255
"""Title of a sheet; Excel takes 31, LibreOffice more."""

MOST_RECORDS = 100_000
"""Rows of one table."""

MOST_REMARKS = 500
"""Cells of one table that are named before the rest is counted."""

MOST_CELLS = 600_000
"""Cells with something in them, all sheets together: about 30,000 records and what is kept of
them as they were."""

MOST_CHARACTERS = 24_000_000
"""Characters of all cells together; what the tables are and were takes about 400,000 now."""

MOST_CELL_CHARACTERS = 32_767
"""Characters of one cell: what Excel takes."""

MOST_STRINGS = 600_000
"""Texts that cells share: one for each cell at most."""

MOST_STYLES = 65_536
"""Looks of cells: what Excel takes."""

MOST_AREAS = 10_000
"""Merged areas of one sheet, and tables of a workbook."""

HEADER_ROWS = 50
"""How many of a sheet's first rows with something in them are searched for a header."""

MOST_TOLD = 20
"""How many changed cells of one sheet that is output are named, before the rest is counted."""

"""One cell to one text: every type of column, every kind of cell, and what was there before."""

from __future__ import annotations

import pytest

from marketbook.pulls.read.cells import read_cell
from marketbook.pulls.read.grid import Cell
from marketbook.pulls.read.xlsx_parts import judge_format
from marketbook.schema import Field

NUMBER = Field(name="value", type="number")
RATE = Field(name="rate_percent", type="number")
WHOLE = Field(name="pages", type="integer")
YEAR = Field(name="year", type="year")
FLAG = Field(name="complete", type="boolean", true_values=("true",), false_values=("false",))
DAY = Field(name="decided_on", type="date")
MONTH = Field(name="month", type="yearmonth")
TEXT = Field(name="note")
STATED = Field(name="stated", pattern=r"[0-9]{1,3}((,[0-9]{3})+|[0-9]*)(\.[0-9]+)?")
CODE = Field(name="m49", pattern="[0-9]{3}")
TAGS = Field(name="tags", type="list")
GERMAN = Field(name="value", type="number", decimal_char=",", group_char=".")
NOTED = Field(name="value", type="number", missing_values=("-99", "n/a"))
MARKED = Field(name="note", missing_values=("x",))
NEVER = Field(name="note", missing_values=())
GAPS = Field(name="value", type="number", missing_values=("", "NA"))

# column, cell, text before, text now
EXACT = [
    # numbers as editors keep them
    (NUMBER, Cell("number", "65.700000000000003"), None, "65.7"),
    (NUMBER, Cell("number", "2025.0"), None, "2025"),
    (NUMBER, Cell("number", "1E-006"), None, "0.000001"),
    (NUMBER, Cell("number", "1e20"), None, "100000000000000000000"),
    (NUMBER, Cell("number", "1e300"), None, "1e+300"),
    (NUMBER, Cell("number", "-0.0"), None, "0"),
    (NUMBER, Cell("number", "18.5"), "18.50", "18.50"),
    (NUMBER, Cell("number", "0.333333333333333"), "0.3333333333333333", "0.3333333333333333"),
    (NUMBER, Cell("number", "18.6"), "18.50", "18.6"),
    (NUMBER, Cell("text", "18.50"), None, "18.50"),
    (NUMBER, Cell("text", "NaN"), "NaN", "NaN"),
    (NUMBER, Cell("date", "2026-11-21", "46347"), "46347", "46347"),
    (NUMBER, Cell("percent", "0.8"), "0.8", "0.8"),
    (GERMAN, Cell("number", "1239.3"), None, "1239,3"),
    (GERMAN, Cell("number", "1239.3"), "1.239,30", "1.239,30"),
    (GAPS, None, "NA", "NA"),
    (GAPS, None, "5", ""),
    (NUMBER, Cell("text", "1e-05"), None, "0.00001"),
    # what is missing is written as the column has it, unless nothing will do
    (NOTED, None, None, "-99"),
    (NOTED, None, "2.50", "-99"),
    (NOTED, None, "n/a", "n/a"),
    (NOTED, None, "", ""),
    (NOTED, Cell("text", " "), "2.50", "-99"),
    (NOTED, Cell("text", "n/a"), "2.50", "n/a"),
    (MARKED, None, None, "x"),
    (MARKED, None, "y", "x"),
    (MARKED, None, "", ""),
    (MARKED, Cell("text", "\u00a0"), "y", "x"),
    (NEVER, None, "y", ""),
    (WHOLE, Cell("number", "141.0"), None, "141"),
    (WHOLE, Cell("text", "9007199254740993"), None, "9007199254740993"),
    (WHOLE, Cell("number", "2025.5"), None, "2025.5"),
    (YEAR, Cell("number", "850"), None, "0850"),
    (YEAR, Cell("number", "2025"), "2025", "2025"),
    # words
    (FLAG, Cell("boolean", "true"), None, "true"),
    (FLAG, Cell("number", "0"), None, "false"),
    (FLAG, Cell("formula", "=TRUE()"), None, "true"),
    (FLAG, Cell("text", "true"), None, "true"),
    (Field(name="complete", type="boolean"), Cell("text", "true"), "True", "True"),
    (Field(name="complete", type="boolean"), Cell("boolean", "false"), "0", "0"),
    # dates
    (DAY, Cell("date", "2026-11-21", "46347"), None, "2026-11-21"),
    (DAY, Cell("text", "1890-05-01"), None, "1890-05-01"),
    (MONTH, Cell("text", "2025-08"), None, "2025-08"),
    (MONTH, Cell("date", "2025-08-01"), "2025-08", "2025-08"),
    # printed digits
    (STATED, Cell("text", "1,239.3"), None, "1,239.3"),
    (STATED, Cell("text", "18.50"), "18.50", "18.50"),
    (STATED, Cell("number", "18.5"), "18.50", "18.50"),
    (STATED, Cell("number", "1239.3"), "1,239.3", "1,239.3"),
    (CODE, Cell("number", "1"), "001", "001"),
    (CODE, Cell("number", "142"), None, "142"),
    (TEXT, Cell("text", "two  spaces inside"), None, "two  spaces inside"),
    (TEXT, Cell("text", " kept as it was "), " kept as it was ", " kept as it was "),
    (TEXT, Cell("text", "no\u00a0break"), None, "no\u00a0break"),
    (TEXT, Cell("text", "=1+1"), None, "=1+1"),
    (TEXT, Cell("text", "\ttab"), None, "\ttab"),
    (TEXT, Cell("boolean", "true"), "True", "True"),
    (TEXT, Cell("date", "2025-08-01"), "2025-08-01", "2025-08-01"),
    (TEXT, Cell("text", "   "), None, ""),
    (TEXT, None, "gone", ""),
    (TAGS, Cell("text", "one,two"), None, "one,two"),
]

# the same, with a word of what is told beside the text
TOLD = [
    (NUMBER, Cell("text", "1,239.3"), None, "1239.3", "read as 1239.3"),
    (NUMBER, Cell("text", "1,239,300"), None, "1239300", "read as"),
    (NUMBER, Cell("text", "1 239.3"), None, "1239.3", "read as"),
    (NUMBER, Cell("text", "1\u202f239"), None, "1239", "read as"),
    (NUMBER, Cell("text", "1'239.3"), None, "1239.3", "read as"),
    (NUMBER, Cell("text", " 18.5\u00a0"), None, "18.5", "spaces around"),
    (NUMBER, Cell("number", "0.30000000000000004"), None, "0.3", "more digits"),
    (RATE, Cell("percent", "0.185"), None, "18.5", "18.5 %"),
    (RATE, Cell("percent", "0.16400000000000001"), "16", "16.4", "16.4 %"),
    (RATE, Cell("text", "18.5 %"), None, "18.5", "'18.5 %'"),
    (RATE, Cell("text", "18.50%"), None, "18.50", "'18.50%'"),
    (FLAG, Cell("text", "WAHR"), None, "true", "'WAHR'"),
    (FLAG, Cell("text", "FAUX"), None, "false", "'FAUX'"),
    (FLAG, Cell("text", "VERDADERO"), "false", "true", "'VERDADERO'"),
    (FLAG, Cell("text", "TRUE "), None, "true", "read as true"),
    (DAY, Cell("text", "2026-11-21 00:00:00"), None, "2026-11-21", "read as"),
    (MONTH, Cell("date", "2025-08-01"), None, "2025-08", "read as 2025-08"),
    (TEXT, Cell("text", "Philips\u00a0 "), "Siemens", "Philips", "spaces around 'Philips'"),
]

# column, cell, text before, what is found
REFUSED = [
    (NUMBER, Cell("formula", "=SUM(C5:C9)"), "5", "the formula =SUM(C5:C9)"),
    (NUMBER, Cell("formula", "="), "5", "shared with other cells"),
    (NUMBER, Cell("error", "#REF!"), None, "#REF!"),
    (TEXT, Cell("text", "#N/A"), None, "#N/A"),
    (TEXT, Cell("text", "#BEZUG!"), None, "#BEZUG!"),
    (NUMBER, Cell("text", "1.239,3"), None, "one number here and another"),
    (NUMBER, Cell("text", "1,239"), None, "one number here and another"),
    (NUMBER, Cell("text", "18,5"), None, "one number here and another"),
    (NUMBER, Cell("percent", "0.8"), None, "the percentage 80 %"),
    (WHOLE, Cell("text", "80%"), None, "the percentage '80%'"),
    (RATE, Cell("percent", "0.5"), "0.5", "50 % is shown now"),
    (NUMBER, Cell("date", "2025-02-01", "45689"), "1.2", "a date (2025-02-01)"),
    (YEAR, Cell("date", "1905-07-17", "2025.5"), None, "a date"),
    (NUMBER, Cell("boolean", "true"), None, "TRUE or FALSE"),
    (NUMBER, Cell("time", "0.5", "0.5"), None, "a time"),
    (NUMBER, Cell("unknown", "1e999"), None, "something unknown"),
    (FLAG, Cell("text", "ja"), None, "'ja'"),
    (FLAG, Cell("number", "2"), None, "a number (2)"),
    (DAY, Cell("date", "2026-11-21T14:30:00"), None, "has a time"),
    (DAY, Cell("number", "46347"), None, "the number 46347"),
    (MONTH, Cell("date", "2025-08-15"), None, "the date 2025-08-15"),
    (MONTH, Cell("number", "202508"), None, "a number (202508)"),
    (STATED, Cell("number", "18.5"), None, "zeros and separators"),
    (STATED, Cell("number", "18.6"), "18.50", "zeros and separators"),
    (STATED, Cell("number", "141"), None, "zeros and separators"),
    (CODE, Cell("number", "4"), None, "zeros and separators"),
    (TEXT, Cell("date", "2025-02-01"), None, "the date 2025-02-01"),
    (TEXT, Cell("boolean", "true"), None, "TRUE or FALSE"),
    (TEXT, Cell("percent", "0.2"), None, "a percentage"),
    (TEXT, Cell("text", "two\nlines"), None, "a line break in 'two ⏎ lines'"),
    (TEXT, Cell("text", "bell\x07"), None, "U+0007"),
]


@pytest.mark.parametrize(("field", "cell", "base", "text"), EXACT)
def test_cells_that_come_back_exactly(
    field: Field, cell: Cell | None, base: str | None, text: str
) -> None:
    reading = read_cell(field, cell, base)
    assert (reading.text, reading.found, reading.refused) == (text, "", False)


@pytest.mark.parametrize(("field", "cell", "base", "text", "found"), TOLD)
def test_cells_that_are_read_and_told(
    field: Field, cell: Cell, base: str | None, text: str, found: str
) -> None:
    reading = read_cell(field, cell, base)
    assert (reading.text, reading.refused) == (text, False)
    assert found in reading.found


@pytest.mark.parametrize(("field", "cell", "base", "found"), REFUSED)
def test_cells_that_are_refused(field: Field, cell: Cell, base: str | None, found: str) -> None:
    reading = read_cell(field, cell, base)
    assert reading.refused
    assert found in reading.found
    assert reading.expected
    assert reading.remedy


@pytest.mark.parametrize(
    ("code", "look"),
    [
        ("General", "number"), ("0.00", "number"), ("#,##0", "number"), ("@", "number"),
        ("0%", "percent"), ('0.0%;(0.0%);"–"', "percent"), ('0.0"%"', "number"),
        ("0.0\\%", "number"), ("yyyy-mm-dd", "date"), ("[$-409]mmm-yy;@", "date"),
        ("mmm", "date"), ("h:mm", "time"), ("[hh]:mm", "time"), ("[Red]0.0", "number"),
        ("dd/mm/yyyy hh:mm", "date"), ('0 "days"', "number"), ("# ?/?", "number"),
    ],
)  # fmt: skip
def test_number_formats(code: str, look: str) -> None:
    assert judge_format(code) == look

"""Pages are read exactly, and whatever could be lost in reading is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketbook.errors import RuleError
from marketbook.rule_pages import list_pages, parse_page
from tests.rules.cells import read_cell, read_rows, write_cell
from tests.rules.completion import DEFAULTS, RUNNING, list_columns, list_references
from tests.rules.pages import PAGES, parse_cases, read_cases, read_page, rewrite
from tests.rules.tables import read_schemas

PAGE = """\
# sizes.some-rule

**A statement.**

Severity: error

Why it matters.

## Passes

### One size

`sizes`

| size_id | stated |
| --- | --- |
| a | 1.5 |

## Fails

### Two sizes

`sizes`

| size_id | stated |
| --- | --- |
| a | 1.5 |
| b |  |

`units`

| unit_id |
| --- |

```text
tables/sizes.csv:3: sizes.some-rule: is wrong; correct it
```
"""


def test_a_page_is_read_whole() -> None:
    page = parse_page(PAGE)
    assert (page.id, page.says, page.severity) == ("sizes.some-rule", "A statement.", "error")
    assert page.why == "Why it matters."
    assert page.example == "tables/sizes.csv:3: sizes.some-rule: is wrong; correct it"
    one, two = parse_cases(page)
    assert (one.title, one.passes, one.findings) == ("One size", True, ())
    assert one.written == {"sizes": [{"size_id": "a", "stated": "1.5"}]}
    assert two.written["sizes"][1] == {"size_id": "b", "stated": None}
    assert two.written["units"] == []


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("Severity: error", "Severity: grave", "the page begins"),
        ("## Fails", "## Failures", "a section begins 'Failures'"),
        ("## Passes\n", "## Passes\n\nMore words.\n", "a section begins"),
    ],
)
def test_another_layout_is_refused(old: str, new: str, found: str) -> None:
    with pytest.raises(RuleError, match=found):
        parse_page(PAGE.replace(old, new))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("`units`\n\n", ""),
        ("`units`\n\n", "`units`\n"),
        ("`units`", "units"),
        ("`units`", "`sizes`"),
        ("```text", "```"),
        ("### Two sizes\n", "### Two sizes\n\nWords that nobody reads.\n"),
    ],
)
def test_nothing_in_a_case_is_lost(old: str, new: str) -> None:
    with pytest.raises(ValueError, match="Two sizes"):
        parse_cases(parse_page(PAGE.replace(old, new, 1)))


def test_an_unknown_table_or_column_is_refused() -> None:
    for old, new in (("`units`", "`unit`"), ("| size_id |", "| size |")):
        with pytest.raises(ValueError, match=r"no table|no column"):
            parse_cases(parse_page(PAGE.replace(old, new)))


def test_rewriting_changes_findings_statement_and_severity_only() -> None:
    text = rewrite(PAGE, "Another.", "note", [[], ["first", "second"]])
    changed = PAGE.replace("A statement.", "Another.").replace("Severity: error", "Severity: note")
    old = "tables/sizes.csv:3: sizes.some-rule: is wrong; correct it"
    assert text == changed.replace(old, "first\nsecond")
    swapped = parse_page(rewrite(PAGE, "Another.", "note", [["first"], []]))
    assert [case.findings for case in swapped.examples] == [("first",), ()]
    assert rewrite(text, "A statement.", "error", [[], [old]]) == PAGE


@pytest.mark.parametrize("rule_id", list_pages())
def test_pages_are_laid_out_as_they_are_written(rule_id: str) -> None:
    page = read_page(rule_id)
    findings = [case.findings for case in page.cases]
    assert rewrite(page.text, page.says, page.severity, findings) == page.text


@given(st.one_of(st.none(), st.text(min_size=1), st.text(' |`\\"a\n\t\u200b-_*', min_size=1)))
def test_every_text_survives_its_cell(text: str | None) -> None:
    cell = write_cell(text)
    assert read_cell(cell) == text
    assert read_rows(f"| a | b |\n| --- | --- |\n| {cell} | x |\n") == [{"a": text, "b": "x"}]


def test_the_structure_of_every_case_is_right() -> None:
    """Keys are single, required cells filled, and every reference leads to a record."""
    for case in read_cases():
        tables = case.tables
        for name, table in tables.items():
            key = read_schemas()[name]["primaryKey"]
            required = {*key, *(n for n, f in list_columns(name).items() if is_required(f))}
            assert table.select(key).is_unique().all(), (str(case), name)
            assert not any(table[n].null_count() for n in required), (str(case), name)
            for column, other, at in list_references(name):
                unknown = set(table[column]) - {*tables[other][at], None}
                assert not unknown, (str(case), name, column)


def test_the_readme_names_every_default() -> None:
    text = (PAGES / "README.md").read_text(encoding="utf-8")
    for column, value in DEFAULTS.items():
        words = f"{column.removesuffix('_id')} `{value}`"
        assert value == RUNNING or words in text.replace("\n  ", " "), words


def is_required(field) -> bool:
    return bool(field.get("constraints", {}).get("required"))

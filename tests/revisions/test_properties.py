"""What holds of every comparison, whatever differs."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from markdown_it import MarkdownIt

from marketbook.changes import FieldChange, RecordChange
from marketbook.findings import Finding
from marketbook.revisions import Comparison, FindingChange, ForecastMove, SchemaChange, Side
from marketbook.revisions.compare_findings import compare_findings
from marketbook.revisions.formats.render_json import render_json
from marketbook.revisions.formats.render_markdown import render_markdown
from marketbook.revisions.formats.render_text import render_text
from marketbook.revisions.model import LEVELS, Reason, WaiverChange, YearMove
from marketbook.revisions.propose_version import propose_version

SCHEMA = json.loads(
    (Path(__file__).parents[2] / "docs" / "schemas" / "diff.json").read_text(encoding="utf-8")
)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
NAMES = st.text("ab_", min_size=1, max_size=4)
SOME = TEXTS.map("x{}".format)
SIZES = st.floats(0, 1e15)

findings = st.builds(
    Finding,
    file=st.just("tables/a.csv"),
    line=st.integers(0, 9),
    rule=st.sampled_from(["a.x", "a.y"]),
    severity=st.sampled_from(["error", "note"]),
    message=st.sampled_from(["is 4", "is 5", "is in line 3 already", "b"]),
    record=st.sampled_from(["", "a:1", "a:2"]),
    waived=st.sampled_from(["", "why"]),
    corrected=st.sampled_from(["", "read otherwise"]),
)


@given(st.lists(findings, max_size=8), st.lists(findings, max_size=8))
def test_no_finding_is_lost_and_none_is_invented(old: list[Finding], new: list[Finding]) -> None:
    there = Counter(change.change for change in compare_findings(old, new))
    back = Counter(change.change for change in compare_findings(new, old))
    assert there["came"] - there["went"] == len(new) - len(old)
    assert (there["came"], there["went"]) == (back["went"], back["came"])
    assert compare_findings(old, [*old]) == ()


@given(st.lists(findings, max_size=8), st.integers(1, 50))
def test_lines_that_move_change_nothing(old: list[Finding], by: int) -> None:
    assert compare_findings(old, [replace(one, line=one.line + by) for one in old]) == ()


horizons = st.none() | st.tuples(st.integers(2000, 2100), SIZES)
comparisons = st.builds(
    Comparison,
    old=st.builds(Side, TEXTS, st.just("") | NAMES, TEXTS, TEXTS),
    new=st.builds(Side, TEXTS, st.just(""), TEXTS, TEXTS),
    tables_added=st.lists(NAMES, max_size=2).map(tuple),
    tables_removed=st.lists(NAMES, max_size=2).map(tuple),
    descriptor=st.lists(SOME, max_size=2).map(tuple),
    schemas=st.lists(
        st.builds(SchemaChange, NAMES, TEXTS, NAMES, TEXTS, TEXTS, st.sampled_from(LEVELS[1:])),
        max_size=2,
    ).map(tuple),
    records=st.dictionaries(
        NAMES,
        st.lists(
            st.builds(
                RecordChange,
                NAMES,
                st.tuples(TEXTS, TEXTS),
                st.sampled_from(["added", "changed", "removed"]),
                st.lists(st.builds(FieldChange, SOME, TEXTS, TEXTS), max_size=2).map(tuple),
            ),
            min_size=1,
            max_size=2,
        ).map(tuple),
        max_size=2,
    ),
    uncompared=st.dictionaries(NAMES, SOME, max_size=2),
    findings=st.lists(
        st.builds(
            FindingChange,
            st.sampled_from(
                ["came", "went", "changed", "waived", "corrected", "reopened", "unchecked"]
            ),
            st.builds(replace, findings, message=SOME),
            st.none() | findings,
        ),
        max_size=2,
    ).map(tuple),
    waivers=st.lists(
        st.builds(
            WaiverChange,
            st.sampled_from(["added", "changed", "removed"]),
            SOME,
            SOME,
            TEXTS,
            st.lists(SOME, max_size=2).map(tuple),
        ),
        max_size=2,
    ).map(tuple),
    forecasts=st.lists(
        st.builds(
            ForecastMove,
            NAMES,
            NAMES,
            st.sampled_from(["added", "removed", "moved", "unit", "region"]),
            TEXTS,
            st.lists(st.builds(YearMove, st.integers(2000, 2100), SIZES, SIZES), max_size=3).map(
                tuple
            ),
            horizons,
            horizons,
        ),
        max_size=2,
    ).map(tuple),
    unforecast=TEXTS,
    proposal=st.builds(
        propose_version,
        st.builds(Side, TEXTS, TEXTS, TEXTS, st.sampled_from(["", "1.2.3", "x"])),
        st.builds(Side, TEXTS, TEXTS, TEXTS, st.sampled_from(["", "1.2.4", "<b>"])),
        st.lists(st.builds(Reason, st.sampled_from(LEVELS[1:]), SOME), max_size=3),
    ),
)


@given(comparisons)
@settings(max_examples=30)
def test_every_comparison_has_the_documented_shape(comparison: Comparison) -> None:
    Draft202012Validator(SCHEMA).validate(json.loads(render_json(comparison)))


@given(comparisons)
@settings(max_examples=30)
def test_no_text_breaks_a_line_or_a_table(comparison: Comparison) -> None:
    lines = render_text(comparison).split("\n")
    assert len(lines) == len(render_text(comparison).splitlines()) + 1
    text = render_markdown(comparison)
    tree = MarkdownIt("commonmark", {"html": True}).enable("table").parse(text)
    tables = sum(token.type == "table_open" for token in tree)
    assert tables == (1 if comparison.differs else 0) + text.count("\n<details>")
    kinds = {token.content.strip() for token in tree if token.type == "html_block"}
    assert all(
        re.fullmatch(r"(</details>\s*)?(<details><summary>[^<>]*</summary>)?", one) for one in kinds
    )


@pytest.mark.parametrize("level", LEVELS[1:])
@given(st.tuples(*[st.integers(0, 99)] * 3))
def test_a_proposal_is_later_and_fits_itself(level: str, version: tuple[int, int, int]) -> None:
    text = ".".join(map(str, version))
    reasons = [Reason(level, "x")]
    old = Side("", "", "", text)
    proposed = propose_version(old, old, reasons)
    assert proposed.fits is False
    assert tuple(map(int, proposed.proposed.split("."))) > version
    assert propose_version(old, replace(old, version=proposed.proposed), reasons).fits is True

"""JUnit XML, held against what the schemas in common use have in common."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree as ET

from hypothesis import given

from marketbook.audit.formats.render_junit import render_junit
from marketbook.audit.report import Report
from tests.audit.sample import AGREES, CLEAN, FINDINGS, REPORT, assert_golden
from tests.audit.test_formats import reports

# What the schemas of Ant, Jenkins (xUnit plugin) and Maven Surefire 3 all take: element, then
# required attributes, optional ones, and the children in their order.
SHAPES: dict[str, tuple[set[str], set[str], tuple[str, ...]]] = {
    "testsuites": ({"name", "tests", "failures", "errors", "time"}, set(), ("testsuite",)),
    "testsuite": (
        {"name", "tests", "failures", "errors", "skipped", "time"},
        set(),
        ("testcase",),
    ),
    "testcase": ({"name", "classname", "time"}, set(), ("skipped", "failure", "system-out")),
    "skipped": ({"message"}, set(), ()),
    "failure": ({"type", "message"}, set(), ()),
    "system-out": (set(), set(), ()),
}
COUNTS = {"tests", "failures", "errors", "skipped"}


def parse(text: str) -> ET.Element:
    return ET.fromstring(text.encode("utf-8"))  # noqa: S314  our own output


def assert_valid(root: ET.Element) -> None:
    assert root.tag == "testsuites"
    for element in root.iter():
        required, optional, children = SHAPES[element.tag]
        assert required <= set(element.attrib) <= required | optional
        tags = [child.tag for child in element]
        assert tags == sorted(tags, key=children.index)
        if element.tag == "testcase":
            assert len(set(tags)) == len(tags), "at most one of each in a case"
            assert not {"skipped", "failure"} <= set(tags)
        for name in COUNTS & set(element.attrib):
            assert int(element.attrib[name]) == count(element, name)


def count(element: ET.Element, name: str) -> int:
    cases = list(element.iter("testcase"))
    wanted = {"failures": "failure", "skipped": "skipped", "errors": "error"}
    return (
        len(cases) if name == "tests" else sum(one.find(wanted[name]) is not None for one in cases)
    )


def test_golden() -> None:
    assert_golden("junit.xml", render_junit(REPORT))
    assert_golden("junit-all.xml", render_junit(REPORT, all_findings=True))
    assert_golden("junit-clean.xml", render_junit(CLEAN))


def test_sample_is_valid() -> None:
    for report in (REPORT, CLEAN):
        assert_valid(parse(render_junit(report, all_findings=True)))


def test_one_case_per_rule_and_table() -> None:
    stray = replace(FINDINGS[0], table="sizes", file="tables/sizes.csv")
    root = parse(render_junit(replace(REPORT, findings=(FINDINGS[0], stray))))
    cases = [(one.get("classname"), one.get("name")) for one in root.iter("testcase")]
    assert len(set(cases)) == len(cases)
    assert {("growth_rates", AGREES), ("sizes", AGREES)} <= set(cases)


def test_one_failure_has_all_its_findings() -> None:
    many = tuple(replace(FINDINGS[0], line=line) for line in range(2, 102))
    [failure] = parse(render_junit(replace(REPORT, findings=many))).iter("failure")
    assert failure.get("message") == "100 findings"
    assert failure.text is not None
    assert len(failure.text.splitlines()) == 100


def test_rules_without_a_verdict_are_skipped_with_the_reason() -> None:
    root = parse(render_junit(REPORT))
    reasons = {
        case.get("name"): skipped.get("message")
        for case in root.iter("testcase")
        for skipped in case.iter("skipped")
    }
    assert reasons == {
        "growth_rates.window-fits": "needs source_periods",
        "shares.country-in-region": "saw no rows",
    }


@given(reports())
def test_any_report_is_valid_xml_with_all_its_findings(report: Report) -> None:
    root = parse(render_junit(report, all_findings=True))
    assert_valid(root)
    lines = [line for one in root.iter("failure") for line in (one.text or "").split("\n")]
    assert len(lines) == len(report.errors)
    others = [line for one in root.iter("system-out") for line in (one.text or "").split("\n")]
    settled = len(report.waived) + len(report.corrected)
    assert len(others) == len(report.notes) + 2 * settled
    shown = "\n".join(lines)
    for finding in report.errors:
        if finding.message.isprintable():
            assert finding.message in shown

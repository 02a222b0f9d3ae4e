"""What differs between two packages: records, schemas, findings, waivers, forecasts."""

from __future__ import annotations

import pytest

from marketbook.findings import Finding
from marketbook.revisions.compare_findings import compare_findings
from marketbook.revisions.formats.sections import describe_move
from tests.revisions.conftest import Pair

EUROPE = "growth_rates:garden-robots-europe"


def test_a_copy_does_not_differ(pair: Pair) -> None:
    comparison = pair.compare()
    assert not comparison.differs
    assert comparison.proposal.level == "none"
    assert comparison.proposal.proposed == "0.1.0"


def test_a_corrected_figure(pair: Pair) -> None:
    pair.replace("sizes", "2032,27.6,27.6", "2032,27.9,27.9")
    comparison = pair.compare()
    (change,) = comparison.records["sizes"]
    assert change.record == "sizes:garden-robots-2032-world"
    assert [(one.field, one.old, one.new) for one in change.fields] == [
        ("value", "27.6", "27.9"),
        ("stated", "27.6", "27.9"),
    ]
    assert [(one.change, one.finding.rule) for one in comparison.findings] == [
        ("came", "growth_rates.agrees-with-sizes")
    ]
    moves = {move.scenario: move for move in comparison.forecasts}
    assert moves["base"].old_horizon == (2032, pytest.approx(27.6))
    assert moves["base"].new_horizon == (2032, pytest.approx(27.9))
    assert moves["base"].largest is not None
    assert moves["base"].largest.year == 2032
    assert moves["base"].largest.relative == pytest.approx(27.9 / 27.6 - 1)
    assert (comparison.proposal.level, comparison.proposal.proposed) == ("patch", "0.1.1")
    assert comparison.proposal.fits is False


def test_forecasts_move_by_what_the_forecast_says(pair: Pair) -> None:
    import marketbook as mb

    pair.replace("scenarios", "high,High,published-points,1.2", "high,High,published-points,1.5")
    comparison = pair.compare()
    (move,) = comparison.forecasts
    assert (move.market, move.scenario, move.change) == ("garden-robots", "high", "moved")
    old = mb.forecast(pair.old, "garden-robots", "high")
    new = mb.forecast(pair.new, "garden-robots", "high")
    assert [(one.year, one.old, one.new) for one in move.years] == [
        (year, size, new[year]) for year, size in old.items()
    ]


def test_a_unit_is_no_move_and_another_currency_is_not_compared(pair: Pair) -> None:
    sizes = pair.new / "tables" / "sizes.csv"
    text = sizes.read_text(encoding="utf-8")
    for value in ("3.3", "3.9", "12.4", "6.6", "27.6"):
        million = str(round(float(value) * 1000))
        text = text.replace(f"{value},{value},usd-billion", f"{million},{million},usd-million")
    sizes.write_text(text, encoding="utf-8", newline="\n")
    assert pair.compare().forecasts == ()
    pair.replace("units", "USD million,money,USD", "EUR million,money,EUR")
    assert {move.change for move in pair.compare().forecasts} == {"unit"}


def test_a_forecast_of_another_region_is_not_compared(pair: Pair) -> None:
    file = pair.new / "tables" / "sizes.csv"
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if "-world," not in line and "-usa," not in line]
    file.write_text("".join(kept), encoding="utf-8", newline="\n")
    moves = pair.compare().forecasts
    assert {move.change for move in moves} == {"region"}
    assert describe_move(moves[1]) == "of another region: 2032 27.600 → 2032 6.6000 USD billion"


def test_a_new_market_is_a_new_forecast(pair: Pair) -> None:
    pair.append("markets", "pool-robots,Pool robots,,,Machines that clean pools.,")
    row = "pool-robots-2025,example-2026,pool-robots,world,,2025,1.5,1.5,usd-billion,estimate,,x,"
    pair.append("sizes", row)
    comparison = pair.compare()
    assert [(one.market, one.scenario, one.change) for one in comparison.forecasts] == [
        ("pool-robots", scenario, "added") for scenario in ("low", "base", "high")
    ]
    assert (comparison.proposal.level, comparison.proposal.proposed) == ("minor", "0.2.0")


def test_forecasts_that_cannot_be_made_say_why(pair: Pair) -> None:
    pair.replace("sizes", ",2032,27.6", ",soon,27.6")
    comparison = pair.compare()
    assert comparison.unforecast == "on the new side sizes is not as its schema says"
    assert comparison.forecasts == ()


def test_a_table_that_is_no_table_is_not_compared(pair: Pair) -> None:
    pair.append("sizes", "one,cell,too,few")
    comparison = pair.compare()
    assert "breaks structure.row" in comparison.uncompared["sizes"]
    assert "sizes" not in comparison.records
    assert "could not be compared" in comparison.proposal.reasons[0].what


def test_findings_of_rules_that_cannot_run_are_unchecked(pair: Pair) -> None:
    pair.replace("sizes", ",2032,27.6", ",soon,27.6")
    changes = {(one.change, one.finding.rule) for one in pair.compare().findings}
    assert ("unchecked", "growth_rates.agrees-with-sizes") in changes
    assert ("came", "structure.type") in changes


def test_a_waiver_that_goes_reopens_its_finding(pair: Pair) -> None:
    waivers = pair.new / "tables" / "waivers.csv"
    header = waivers.read_text(encoding="utf-8").splitlines()[0]
    waivers.write_text(f"{header}\n", encoding="utf-8", newline="\n")
    comparison = pair.compare()
    assert [(one.change, one.finding.record) for one in comparison.findings] == [
        ("reopened", EUROPE)
    ]
    assert [(one.change, one.record) for one in comparison.waivers] == [("removed", EUROPE)]
    assert comparison.waivers[0].reason.startswith("The example report prints it so")


def test_a_waiver_that_is_reworded(pair: Pair) -> None:
    pair.replace("waivers", "Read it as 10.4.", "Read 10.4.")
    comparison = pair.compare()
    assert [(one.change, one.fields) for one in comparison.waivers] == [("changed", ("reason",))]
    assert comparison.findings == ()


def test_tables_that_come_and_go(pair: Pair) -> None:
    def change(content: dict[str, list[dict[str, str]]]) -> None:
        kept = [one for one in content["resources"] if one["name"] != "waivers"]
        content["resources"] = kept
        content["title"] = "Another title"

    pair.edit("datapackage.json", change)
    comparison = pair.compare()
    assert comparison.tables_removed == ("waivers",)
    assert comparison.descriptor == ("title",)
    assert [one.change for one in comparison.waivers] == ["removed"]
    assert [(one.level, one.what) for one in comparison.proposal.reasons] == [
        ("major", "table waivers removed"),
        ("patch", "descriptor: title"),
    ]


def finding(message: str, *, line: int = 2, record: str = "sizes:a", **settled: str) -> Finding:
    return Finding("sizes.csv", line, "sizes.x", "error", message, record=record, **settled)


@pytest.mark.parametrize(
    ("old", "new", "changes"),
    [
        ([finding("m")], [finding("m", line=9)], []),
        ([finding("is in line 4 already")], [finding("is in line 5 already")], []),
        ([finding("is 4")], [finding("is 5")], ["changed"]),
        ([finding("m")], [finding("m", record="sizes:b")], ["went", "came"]),
        ([finding("m")], [finding("m", waived="why")], ["waived"]),
        ([finding("m", waived="why")], [finding("m")], ["reopened"]),
        ([finding("m", waived="why")], [finding("m", waived="another")], []),
        ([finding("m", waived="why")], [finding("m", corrected="why")], ["corrected"]),
        ([finding("m", corrected="why")], [finding("m")], ["reopened"]),
        ([finding("a"), finding("b")], [finding("b")], ["went"]),
        ([finding("is 4"), finding("b")], [finding("b"), finding("is 5")], ["changed"]),
        ([finding("m")], [finding("m"), finding("m")], ["came"]),
    ],
)
def test_findings_are_matched(old: list[Finding], new: list[Finding], changes: list[str]) -> None:
    assert [one.change for one in compare_findings(old, new)] == changes

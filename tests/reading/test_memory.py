"""Facts become records without a package, and the audit says of each what it thinks."""

from __future__ import annotations

from dataclasses import replace

import pytest

from marketbook.findings import Finding
from marketbook.reading.facts import Fact, Name, Reading
from marketbook.reading.records import audit_readings, memory
from marketbook.reading.records.enter import enter_document
from marketbook.reading.records.ledger import Ledger
from marketbook.reading.records.memory import make_empty_ledger, make_package
from marketbook.reading.records.model import make_document
from tests.reading.facts import FACTS, READING, names, rate, share, size


def enter(*readings: Reading) -> Ledger:
    ledger = make_empty_ledger()
    for number, reading in enumerate(readings):
        enter_document(ledger, make_document(reading, number))
    return ledger


def ids(ledger: Ledger, table: str) -> list[str]:
    return ["/".join(key) for key in ledger.records[table]]


def test_the_audit_names_the_fact() -> None:
    audited = audit_readings([READING])
    assert {
        at: [found.rule for found in each if found.fails] for at, each in audited.said.items()
    } == {
        (0, 4): ["growth_rates.agrees-with-sizes"],
        (0, 6): ["shares.country-within-region"],
    }
    assert [(found.file, found.line) for found in audited.findings if found.fails] == [
        ("page.html", 5),
        ("page.html", 7),
    ]


def test_documents_are_audited_together() -> None:
    other = replace(READING, file="other.html", sha256="b" * 64, publisher="Another House",
                    facts=(size(2025, "9400"),))  # fmt: skip
    audited = audit_readings([replace(READING, facts=(size(2025, "12.4"),)), other])
    assert {found.rule for found in audited.findings if found.fails} == {"sizes.unit-slip"}


def test_many_documents_are_audited_in_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    readings = [
        replace(READING, file=f"{n}.html", sha256=f"{n:064x}", market=f"Market {n % 3}")
        for n in range(7)
    ]
    whole = audit_readings(readings)
    monkeypatch.setattr(memory, "_MOST", 3)
    parts = audit_readings(readings)

    def told(found: tuple[Finding, ...]) -> list[tuple[str, int, str, str]]:
        return sorted((each.file, each.line, each.rule, each.message) for each in found)

    assert {at: told(found) for at, found in parts.said.items()} == {
        at: told(found) for at, found in whole.said.items()
    }
    assert told(parts.findings) == told(whole.findings)
    assert sum(any(each.fails for each in found) for found in whole.said.values()) == 14


def test_every_table_is_sound_and_every_reference_leads_somewhere() -> None:
    ledger = enter(READING)
    package, structure = make_package(ledger)
    assert structure.findings == ()
    assert {name for name, table in structure.tables.items() if table.height} >= {
        "sources", "source_periods", "markets", "axes", "segments", "regions", "units", "sizes",
        "growth_rates", "shares", "claims", "statistics", "segment_listings", "region_listings",
        "player_listings", "players", "player_names", "scenarios", "developments",
        "development_players", "region_parts",
    }  # fmt: skip
    for name, resource in package.resources.items():
        for key in resource.schema.foreign_keys:
            known = {
                tuple(row.get(column, "") for column in key.reference_fields)
                for row in ledger.list_rows(key.resource)
            }
            for row in ledger.list_rows(name):
                cells = tuple(row.get(column, "") for column in key.fields)
                assert not any(cells) or cells in known, (name, cells)


def test_ids_are_readable() -> None:
    ledger = enter(READING)
    assert ids(ledger, "sources") == ["garden-robots-example-2026"]
    assert ids(ledger, "sizes") == ["garden-robots-2025-world", "garden-robots-2032-world"]
    assert ids(ledger, "growth_rates") == ["garden-robots-world-2025-2032"]
    assert ids(ledger, "shares") == [
        "garden-robots-2025-north-america",
        "garden-robots-2025-usa",
        "garden-robots-2025-component-hardware",
    ]
    assert ids(ledger, "claims") == ["garden-robots-largest-europe"]
    assert ids(ledger, "players") == ["husqvarna", "robert-bosch", "deere", "acme"]
    assert ids(ledger, "scenarios") == [f"garden-robots/{each}" for each in ("base", "high", "low")]
    assert ids(ledger, "developments") == ["garden-robots-2025-03-acquisition-husqvarna-group"]


def test_entering_again_changes_nothing() -> None:
    ledger = enter(READING)
    before = {name: dict(rows) for name, rows in ledger.records.items()}
    ledger.touched.clear()
    enter_document(ledger, make_document(READING))
    assert ledger.records == before
    assert not any(ledger.touched.values())


def test_two_figures_of_one_subject_are_two_records() -> None:
    ledger = enter(replace(READING, facts=(size(2025, "12.4"), size(2025, "14.2"))))
    assert ids(ledger, "sizes") == ["garden-robots-2025-world",
                                    "garden-robots-2025-world-example-2026"]  # fmt: skip


def test_status_follows_the_base_year_or_the_day_of_publication() -> None:
    facts = (size(2024, "10.0"), size(2025, "12.4"), size(2026, "13"), size(2032, "27.6"))

    def tell(*more: Fact, edition: str = "2026-01") -> str:
        reading = replace(READING, facts=(*facts, *more), edition=edition, published_on="")
        return " ".join(row["status"][0] for row in enter(reading).list_rows("sizes"))

    assert tell() == "a a e f"
    assert tell(Fact("period", period="base", start_year=2024, end_year=2024)) == "a f f f"
    assert tell(edition="") == "a f f f"
    facts = (size(2032, "27.6"),)
    assert tell(edition="") == "a"
    assert (
        tell(Fact("period", period="forecast", start_year=2025, end_year=2032), edition="") == "f"
    )


def test_what_is_open_stays_open() -> None:
    facts = (share("35", region="China"), share("60", region="Europe", segment="Hardware"),
             share("28", region="Asia-Pacific"), rate("9.1", None, None))  # fmt: skip
    ledger = enter(replace(READING, facts=facts))
    assert [(row["region_id"], row["of_region_id"], row["year"])
            for row in ledger.list_rows("shares")] == [
        ("china", "", ""), ("europe", "europe", ""), ("asia-pacific", "world", ""),
    ]  # fmt: skip
    [row] = ledger.list_rows("growth_rates")
    assert (row["start_year"], row["end_year"]) == ("", "")


def test_a_size_without_its_year_is_a_statistic() -> None:
    ledger = enter(replace(READING, facts=(replace(size(2025, "12.4"), year=None),)))
    [row] = ledger.list_rows("statistics")
    assert (row["subject"], row["stated"]) == ("size of the market, its year not printed", "12.4")
    assert list(ledger.list_rows("sizes")) == []


def test_digits_of_another_language_are_written_in_english() -> None:
    german = replace(size(2025, "1"), stated="1.239,3", value=1239.3, unit="EUR million")
    ledger = enter(replace(READING, facts=(german,)))
    [row] = ledger.list_rows("sizes")
    assert (row["stated"], row["value"], row["unit_id"]) == ("1239.3", "1239.3", "eur-million")
    assert row["note"] == "Printed as 1.239,3."
    unit = ledger.get("units", "eur-million")
    assert unit is not None
    assert (unit["kind"], unit["currency"], float(unit["factor"])) == ("money", "EUR", 1e6)


def test_an_axis_is_whole_only_where_its_lists_say_so() -> None:
    def tell(*lists: tuple[str, ...], more: tuple[Fact, ...] = ()) -> str:
        facts = tuple(Fact("segmentation", axis="Type", names=names(*each)) for each in lists)
        ledger = enter(replace(READING, facts=(*facts, *more)))
        return next(iter(ledger.list_rows("axes")))["complete"]

    assert tell(("A", "B")) == "true"
    assert tell(("A", "B"), ("B", "A")) == "true"
    assert tell(("A", "B"), ("A", "B", "C")) == "false"
    assert tell(("A", "B"), more=(share("20", axis="Type", segment="C"),)) == "false"
    assert tell(("A",)) == "false"


def test_names_that_publishers_use_lead_to_one_place() -> None:
    spellings = {
        "Global": "world", "The U.S.": "usa", "US": "usa", "United Kingdom": "uk", "UK": "uk",
        "asia pacific": "asia-pacific", "APAC": "asia-pacific", "MEA": "middle-east-africa",
        "Middle East & Africa": "middle-east-africa", "LATAM": "latin-america",
        "Rest of MEA": "rest-of-mea", "Rest of Asia Pacific": "rest-of-asia-pacific",
        "Nordics": "nordic", "South Korea": "south-korea", "Türkiye": "turkey", "UAE": "uae",
        "Russia": "russia", "Peru": "peru", "Nigeria": "nigeria", "Poland": "poland",
        "Qatar": "qatar", "Viet Nam": "vietnam", "Czech Republic": "czechia",
    }  # fmt: skip
    facts = tuple(
        share("1", region=name, year=1990 + n) for n, name in enumerate(spellings)
    )  # fmt: skip
    ledger = enter(replace(READING, facts=facts))
    assert [row["region_id"] for row in ledger.list_rows("shares")] == list(spellings.values())
    parents = {row["region_id"]: row["parent_id"] for row in ledger.list_rows("regions")}
    assert {each: parents[each] for each in ("peru", "nigeria", "poland", "qatar")} == {
        "peru": "latin-america", "nigeria": "africa", "poland": "europe", "qatar": "middle-east",
    }  # fmt: skip


def test_news_name_the_players_that_the_page_lists() -> None:
    facts = (Fact("player_list", names=names("Acme", "Bolt", "Acme Telemetry")),
             Fact("development", month="2025-03", said="Bolt and Acme Telemetry partner; a launch"),
             Fact("development", month="2025-03", said="Bolt has now been launched."),
             Fact("development", month="2025-04", said="Nobody launched a thing."))  # fmt: skip
    ledger = enter(replace(READING, facts=facts))
    assert [(row["player_id"], row["role"]) for row in ledger.list_rows("development_players")] == [
        ("bolt", "partner"), ("acme-telemetry", "partner"),
    ]  # fmt: skip
    assert [row["summary"] for row in ledger.list_rows("developments")] == [
        "Partnership: Bolt, Acme Telemetry."
    ]


def test_the_same_figure_without_its_years_is_no_other() -> None:
    facts = (rate("15.1", None, None), rate("15.1"), share("38", region="Europe"),
             share("38", region="Europe", year=2025),
             Fact("claim", claim="largest", region="Europe"),
             Fact("claim", claim="largest", region="Europe", year=2025))  # fmt: skip
    ledger = enter(replace(READING, facts=facts))
    assert ids(ledger, "growth_rates") == ["garden-robots-world-2025-2032"]
    assert ids(ledger, "shares") == ["garden-robots-2025-europe"]
    assert ids(ledger, "claims") == ["garden-robots-largest-europe"]
    assert list(ledger.origins["growth_rates", ("garden-robots-world-2025-2032",)]) == [
        (0, 1), (0, 0),
    ]  # fmt: skip


def test_the_market_of_a_known_document_is_that_of_its_records() -> None:
    ledger = enter(READING)
    again = replace(READING, market="Robots for gardens", facts=(
        replace(size(2026, "13.9"), market="Robots for gardens"),))  # fmt: skip
    enter_document(ledger, make_document(again))
    assert ids(ledger, "markets") == ["garden-robots"]
    assert "garden-robots-2026-world" in ids(ledger, "sizes")


def test_a_player_is_known_by_its_words() -> None:
    facts = (
        Fact("player_list", names=names("Medtronic plc", "BD", "and others")),
        Fact("player_list", names=(Name("Medtronic"), Name("BD"))),
    )
    ledger = enter(replace(READING, facts=facts))
    assert ids(ledger, "players") == ["medtronic", "bd"]
    assert ids(ledger, "player_names") == ["Medtronic plc", "BD", "Medtronic"]
    assert ids(ledger, "player_listings") == [
        f"garden-robots-example-2026/garden-robots/{each}"
        for each in ("list/1", "list/2", "list-2/1", "list-2/2")
    ]


def test_no_sentence_of_a_document_reaches_the_tables() -> None:
    sentence = "In all of this there is a sentence that nobody may copy."
    said = [replace(fact, said=sentence, why=sentence) for fact in FACTS]
    said += [Fact("development", month="2025-03", printed=sentence, said=sentence)]
    said += [Fact(kind, axis="Type", names=(Name(sentence), Name(f"{sentence} " * 3)))
             for kind in ("player_list", "region_list", "segmentation")]  # fmt: skip
    ledger = enter(replace(READING, facts=tuple(said)))
    cells = [cell for rows in ledger.records.values() for row in rows.values()
             for cell in row.values()]  # fmt: skip
    assert not [cell for cell in cells if "nobody may copy" in cell]


def test_a_price_and_units_sold_go_where_rules_compare_them_with_sizes() -> None:
    sold = Fact("units_sold", region="World", year=2025, value=1.3, stated="1.3",
                unit="million units", printed="1.3 million units")  # fmt: skip
    price = Fact("price", region="World", year=2025, value=310, stated="310", unit="USD",
                 printed="USD 310")  # fmt: skip
    ledger = enter(replace(READING, facts=(size(2025, "12.4"), sold, price)))
    assert {
        (row["kind"], row["period"], row["stated"]) for row in ledger.list_rows("statistics")
    } == {
        ("units-sold", "2025", "1.3"),
        ("price", "2025", "310"),
    }


def test_growth_of_volume_does_not_contradict_growth_of_value() -> None:
    facts = (rate("15.1"), replace(rate("9.9"), of_unit="units"))
    ledger = enter(replace(READING, facts=facts))
    assert {(row["stated"], row["unit_id"]) for row in ledger.list_rows("growth_rates")} == {
        ("15.1", ""),
        ("9.9", "units"),
    }


def test_a_rate_without_years_beside_another_is_a_statistic() -> None:
    ledger = enter(replace(READING, facts=(rate("15.1"), rate("4.4", None, None))))
    assert [row["stated"] for row in ledger.list_rows("growth_rates")] == ["15.1"]
    assert [row["stated"] for row in ledger.list_rows("statistics")] == ["4.4"]


def test_figures_of_several_publishers_are_sources_of_their_own() -> None:
    facts = (
        replace(size(2025, "12.4"), by="Juno Analytics"),
        replace(size(2025, "9.1"), by="Garfield"),
    )
    audited = audit_readings([replace(READING, facts=facts)])
    assert not [found for found in audited.findings if found.fails]
    ledger = enter(replace(READING, facts=facts))
    assert {row["publisher"] for row in ledger.list_rows("sources")} == {
        "Example Publisher", "Juno Analytics", "Garfield",
    }  # fmt: skip


def test_a_share_says_what_a_new_region_is_made_of() -> None:
    facts = (share("58", region="United Arab Emirates", of_region="GCC", year=2025),)
    ledger = enter(replace(READING, facts=facts))
    [group] = [row for row in ledger.list_rows("regions") if row["name"] == "GCC"]
    assert group["kind"] == "group"
    assert [row["part_id"] for row in ledger.list_rows("region_parts")] == ["uae"]


def test_a_market_that_a_sentence_names_begins_with_a_capital() -> None:
    for printed, name in (("global pet food market", "Pet food"), ("eSIM", "eSIM"), ("IoT", "IoT")):
        ledger = enter(replace(READING, market=printed))
        assert [row["name"] for row in ledger.list_rows("markets")] == [name]

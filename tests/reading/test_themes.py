"""What a sentence takes from the ones before it, from headings and page; every text is made up."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from marketbook.reading.guide import Guide
from marketbook.reading.read import read_document
from marketbook.reading.subjects.kin import kin_of
from marketbook.reading.subjects.theme import theme_of
from marketbook.reading.subjects.tokens import cut
from marketbook.reading.words.languages import detect_language
from marketbook.reading.words.places import find_places

GUIDE = Guide(
    detect_language("The market for robots was worth a lot.", "en"), "robot", frozenset(["robot"])
)

THEMES = (
    ("It is expected to reach", "back", ""),
    ("In 2023, they rose by", "back", ""),
    ("This segment will reach", "back", "segment"),
    ("The region's sales rose by", "back", "region"),
    ("The country will grow at", "back", "country"),
    ("Its share was", "back", ""),
    ("Those making more than", "named", ""),
    ("The market will reach", "market", ""),
    ("By contrast, this industry is worth", "market", ""),
    ("The market as a whole will reach", "whole", ""),
    ("Overall, sales rose by", "whole", ""),
    ("Total revenue amounted to", "whole", ""),
    ("The robot market was worth", "whole", ""),
    ("Annual robot installations grew by", "own", ""),
    ("Sales rose by", "open", ""),
    ("Analysts expect that demand will reach", "open", ""),
    ("In the next five years we see growth of", "open", ""),
    ("reaching", "clause", ""),
    ("at a CAGR of", "clause", ""),
    ("Driven by new rules, cranes will reach", "named", ""),
    ("Unit sales of cranes rose by", "named", ""),
)


@pytest.mark.parametrize(("said", "kind", "wants"), THEMES)
def test_how_a_clause_takes_up_what_was_spoken_of(said: str, kind: str, wants: str) -> None:
    years = tuple((*each.span(), "time") for each in re.finditer(r"20\d\d", said))
    theme = theme_of(cut(said, years), GUIDE)
    assert (theme.kind, theme.wants) == (kind, wants)


TEXTS = (
    ("Vans were worth $6 billion. Sales should rise to $9 billion.", "9", "World", "Vans"),
    ("Vans led with a share of 40%. Sales should rise to $9 billion.", "9", "World", ""),
    ("Vans were worth $6 billion. The market will reach $9 billion.", "9", "World", ""),
    ("Vans were worth $6 billion. Overall, sales will hit $9 billion.", "9", "World", ""),
    ("Vans were worth $6 billion. In Asia, they reached $2 billion.", "2", "Asia", "Vans"),
    ("The Indian market is young. It was worth $3 billion.", "3", "India", ""),
    ("Sales in India were $3 billion. Growth is put at 9% a year.", "9", "India", ""),
    ("Sales in India were $3 billion. Vans were worth $1 billion.", "1", "India", "Vans"),
    (
        "Asia held 42%, followed by Europe with 21%. The region was worth $4 billion.",
        "4",
        "Asia",
        "",
    ),
    (
        "In Asia Pacific, China was worth $4 billion. The region will reach $9 billion.",
        "9",
        "Asia-Pacific",
        "",
    ),
    ("The market hit $5 billion (Asia: $2 billion). It will grow 4% a year.", "4", "World", ""),
    ("Thanks to demand in India, the market grew 7% in 2022.", "7", "World", ""),
    ("Turning to Chile, the study finds that demand was worth $5 billion.", "5", "Chile", ""),
    ("The market in Ghana is the third in Africa and was worth $5 billion.", "5", "Ghana", ""),
    ("Asia is driven by India, which will grow at 8% a year.", "8", "India", ""),
    ("Peru: sales $4 billion. Chile: sales $2 billion. CAGR: 3%.", "3", "Chile", ""),
    ("In Peru, roads are steep. The market grew 4% to $3 billion.", "3", "Peru", ""),
    ("Trucks came late to Turkey. The market was worth TRY 7 billion.", "7", "Turkey", ""),
    ("Buyers in Turkey lift demand. The market will reach $7 billion.", "7", "World", ""),
    ("Trucks in Peru are old. The market will reach $7 billion.", "7", "Peru", ""),
    ("Asia held 42%. Europe comes next. Its market was $7 billion.", "7", "Europe", ""),
    ("Asia held 42%. Across the world, sales rose 7%.", "7", "World", ""),
    ("Mining is a mature field. Sales will reach $7 billion.", "7", "World", "Mining"),
    ("In mining, sales will reach $7 billion, up 4% a year.", "4", "World", "mining"),
    ("In total, sales will reach $7 billion.", "7", "World", ""),
    ("Vans held 40%, and these vans will grow at a CAGR of 5%.", "5", "World", "Vans"),
    (
        "By shop, used lots held 40%, and this shop will grow at a CAGR of 5%.",
        "5",
        "World",
        "used lots",
    ),
    ("By body, boxed varieties held 40% of sales.", "40", "World", "boxed varieties"),
)


@pytest.mark.parametrize(("text", "stated", "region", "segment"), TEXTS)
def test_whom_a_figure_is_about(text: str, stated: str, region: str, segment: str) -> None:
    page = f"Global Truck Market\n\nThe global truck market was worth $99 billion.\n\n{text}\n"
    facts = read_document(Path("page.txt"), page.encode()).facts
    found = {(fact.region, fact.segment) for fact in facts if fact.stated == stated}
    assert found == {(region, segment)}


HOMES = (
    ("We put the German market for gates at EUR 6 million. Doors follow.", "Germany"),
    ("Sales of gates in Norway fell by 5% to NOK 6 million.", "Norway"),
    ("The $6 billion US gate industry is growing.", "United States"),
    ("The Philippine bottled tea industry could reach $6 billion.", "Philippines"),
    (
        "Single user licence: $2950\n\nThe US market for gates was worth $6 million.",
        "United States",
    ),
    ("There are 4,200 gate makers here. The 4,200 gates in the US open.", "United States"),
    ("Europe led the gate market with $6 million. Others follow.", "World"),
    ("Gate sales reached $6 million. A plant in Norway burned down.", "World"),
)


@pytest.mark.parametrize(("text", "home"), HOMES)
def test_the_place_that_a_page_is_about(text: str, home: str) -> None:
    page = f"Summary\n\n{text}\n\nThe market will be worth $9 million in 2030.\n"
    facts = read_document(Path("page.txt"), page.encode()).facts
    assert {fact.region for fact in facts if fact.stated == "9"} == {home}


PAGES = (
    ("GCC gate outlook: GCC gate sector to outgrow global average", "$6 million", "GCC"),
    ("Peru exports more: global gate outlook", "$6 million", "World"),
    ("Gates are back, says the report Gates in Peru", "$6 million", "Peru"),
    ("Gates are back", "£6 million", "United Kingdom"),
    ("Gates are back", "$6 million", "World"),
)


@pytest.mark.parametrize(("title", "amount", "home"), PAGES)
def test_the_place_that_a_title_or_a_currency_gives(title: str, amount: str, home: str) -> None:
    page = f"{title}\n\nGate sales hit {amount}, said Ida Holm in the UK."
    facts = read_document(Path("page.txt"), page.encode()).facts
    assert {fact.region for fact in facts} == {home}


NAMES = (
    ("Writing in Packaging Europe, Ida Holm sees growth.", ""),
    ("A note in the Times of India sees growth.", ""),
    ("The Korea Herald reports growth, and so does a paper by the China Academy of Arts.", ""),
    ("Growth, says the UK's Omdia, is slow.", ""),
    ("Riots in New Mexico hit Swiss Re, an insurer in the market.", "New Mexico"),
    ("The Texas honey market grows.", "Texas"),
    ("NEW YORK - Growth is slow, says Ida Holm in Washington.", ""),
    ("Growth is slow in Georgia.", "Georgia"),
    ("The Germany Pet Food Market grows.", "Germany"),
    ("Last year China Electric Vehicle sales grew.", "China"),
    ("In March Japan reported growth.", "Japan"),
    ("In Mainland China sales grew.", "China"),
    ("Growth is fast in India The market is large.", "India"),
    ("Rapid Growth Ahead For Packaging In Asia Pacific Countries", "Asia-Pacific"),
)


@pytest.mark.parametrize(("text", "place"), NAMES)
def test_a_place_inside_a_proper_name_is_none(text: str, place: str) -> None:
    assert [each.region for each in find_places(text)] == [place][: bool(place)]


FORMS = (("automation packaging", set()), ("packaged tea", {"tea"}), ("automated", set()))


WHOLES = (
    ("Peru leads the South American truck market with a share of 41%.", "South America"),
    ("Peru dominates the South American market, with 41% of the regional share.", "South America"),
    ("Peru led the global truck market with a share of 41%.", "World"),
    ("High grant rates, which reached 41% of sales in 2022, help the truck market.", None),
)


@pytest.mark.parametrize(("text", "whole"), WHOLES)
def test_the_whole_of_a_share(text: str, whole: str | None) -> None:
    page = f"Global Truck Market\n\nThe global truck market was worth $99 billion.\n\n{text}\n"
    facts = read_document(Path("page.txt"), page.encode()).facts
    found = [fact.of_region for fact in facts if fact.kind == "share"]
    assert found == [each for each in (whole,) if each]


def test_what_other_trades_make_is_no_size() -> None:
    page = (
        "Global Truck Market\n\nThe global truck market was worth $99 billion.\n\n"
        "Global tyre production rose, and with over 28 million vehicles to be produced in 2025 "
        "this sector grows.\n"
    )
    facts = read_document(Path("page.txt"), page.encode()).facts
    assert all(fact.stated != "28" for fact in facts)


ROWS = (("gates", True), ("doors and gates", True), ("door, gate and lock", False))


@pytest.mark.parametrize(("name", "part"), ROWS)
def test_a_part_of_what_the_name_of_the_market_joins(name: str, part: bool) -> None:
    guide = Guide(GUIDE.language, "Door, Gate, And Lock", frozenset(["door", "gate", "lock"]))
    assert (kin_of(name, guide) == "part") == part


@pytest.mark.parametrize(("name", "beyond"), FORMS)
def test_the_words_of_the_market_in_other_forms(name: str, beyond: set[str]) -> None:
    guide = Guide(GUIDE.language, "Packaging Automation", frozenset(["packaging", "automation"]))
    assert guide.beyond(name) == beyond

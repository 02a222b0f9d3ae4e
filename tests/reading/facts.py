"""A made-up document, as it would be read."""

from __future__ import annotations

from marketbook.reading.facts import Fact, Name, Place, Reading, Unplaced


def places(heading: str) -> tuple[Place, ...]:
    return (Place("page.html", heading=heading, number=2),)


def size(year: int, stated: str, **about: object) -> Fact:
    printed = f"USD {stated} billion"
    return Fact(  # type: ignore[arg-type]
        "size", **{
            "region": "World", "year": year, "value": float(stated.replace(",", "")),
            "unit": "USD billion", "stated": stated, "printed": printed,
            "places": places("Overview"), **about,
        }
    )  # fmt: skip


def share(stated: str, **about: object) -> Fact:
    return Fact(  # type: ignore[arg-type]
        "share", **{
            "value": float(stated), "unit": "percent", "stated": stated, "printed": f"{stated} %",
            "places": places("Regions"), **about,
        }
    )  # fmt: skip


def rate(stated: str, start: int | None = 2025, end: int | None = 2032, **about: object) -> Fact:
    return Fact(  # type: ignore[arg-type]
        "growth_rate", **{
            "region": "World", "value": float(stated), "unit": "percent", "stated": stated,
            "printed": f"{stated}%", "start_year": start, "end_year": end,
            "places": places("Overview"), **about,
        }
    )  # fmt: skip


def names(*texts: str) -> tuple[Name, ...]:
    return tuple(Name(text) for text in texts)


FACTS = (
    Fact("period", period="base", start_year=2025, end_year=2025, places=places("Scope")),
    Fact("period", period="forecast", start_year=2025, end_year=2032, places=places("Scope")),
    size(2025, "12.4", said="The garden robots market was worth USD 12.4 billion in 2025."),
    size(2032, "27.6"),
    rate("15.1"),
    share("38", region="North America", year=2025, sure="low", why="two regions in one sentence"),
    share("41.0", region="United States", of_region="World", year=2025),
    Fact("share", segment="Hardware", axis="Component", year=2025, value=200 / 3, unit="percent",
         stated="Two-thirds", printed="two-thirds", places=places("Components")),
    Fact("segmentation", axis="Component", names=names("Hardware", "Software"),
         places=places("Scope")),
    Fact("region_list", places=places("Scope"), names=(
        Name("North America", names("U.S.", "Canada")),
        Name("APAC", names("China", "Taiwan", "Rest of APAC")), Name("LAMEA"))),
    Fact("player_list", places=places("Players"),
         names=names("Husqvarna Group", "Robert Bosch GmbH", "Deere & Company", "and Others")),
    Fact("claim", claim="largest", region="Europe", year=2025, places=places("Regions")),
    Fact("increment", value=15.2, stated="15.2", unit="USD billion", start_year=2025, end_year=2032,
         printed="USD 15.2 billion", places=places("Overview")),
    Fact("development", month="2025-03", names=names("Husqvarna Group", "Acme"),
         said="In March 2025 Husqvarna acquired Acme.", places=places("News")),
)  # fmt: skip

READING = Reading(
    file="page.html",
    sha256="a" * 64,
    title="Garden Robots Market Size, Share & Trends",
    publisher="Example Publisher",
    edition="2026-01",
    published_on="2026-01-14",
    url="https://example.org/garden-robots",
    market="Garden Robots",
    facts=FACTS,
    unplaced=(
        Unplaced("USD 3,950", Place("page.html", heading="Buy"), "price of the report",
                 "Single user: USD 3,950"),
    ),
)  # fmt: skip

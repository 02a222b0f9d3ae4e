"""Pages made up at random in many forms, each with the truth beside it.

Every sentence is one of the forms that publishers use; numbers, names and their order are drawn.
The same seed gives the same page.
"""

from __future__ import annotations

import html
import random
from dataclasses import dataclass, field

MARKETS = (  # noqa: SIM905  names are easier to read so
    "Hydraulic Seals, Rooftop Tents, Vegan Cheese, Fraud Detection Software, Ceramic Filters, "
    "Cargo Bikes, Enteral Feeding Devices, Basalt Fibre, Parking Meters, Infant Formula, "
    "Steel Rebar, Cloud Gaming, Marine Sensors, Cold Brew Coffee, Insulin Pens, Green Ammonia, "
    "Floor Scrubbers, Tax Software, Aluminium Foil, Wheelchairs"
).split(", ")
REGIONS = ("North America", "Europe", "Asia Pacific", "Latin America", "the Middle East & Africa")
COUNTRIES = ("the U.S.", "Germany", "Japan", "Brazil", "India", "France", "China", "Mexico")
NAMES = {
    "Asia Pacific": "Asia-Pacific",
    "the Middle East & Africa": "Middle East and Africa",
    "the U.S.": "United States",
}
AXES = {
    "Type": ("Standard", "Compact", "Heavy-duty"),
    "End User": ("Hospitals", "Households", "Municipalities"),
    "Distribution Channel": ("Online", "Specialty Stores", "Supermarkets"),
    "Material": ("Polymer", "Stainless Steel", "Composite"),
}
CURRENCIES = (
    ("USD {} billion", "USD billion"),
    ("US$ {} Bn", "USD billion"),
    ("${} billion", "USD billion"),
    ("USD {} Million", "USD million"),
    ("EUR {} million", "EUR million"),
)
OTHERS = (
    "About {p}% of households own one.",
    "In 2023, Northgate Inc. raised USD {v} million in a funding round.",
    "A unit costs around ${v} on average.",
    "Adoption among small firms rose to {p}% last year.",
    "The report has {n} pages and is sold for $4,250.",
    "More than {n} million people use such products.",
    "Imports grew by {p}% in 2023.",
    "Some {p}% of respondents plan to buy one.",
)


@dataclass
class Made:
    """A page: its text in blocks, and one line for each figure that it states."""

    title: str
    blocks: list[tuple[str, str]] = field(default_factory=list)
    rows: list[tuple[str, str]] = field(default_factory=list)
    truth: list[str] = field(default_factory=list)

    def as_text(self) -> str:
        lines = [self.title, ""]
        for kind, text in self.blocks:
            lines += [f"- {text}" if kind == "item" else text, *([] if kind == "item" else [""])]
        lines += ["", "Attribute | Details", *(f"{label} | {value}" for label, value in self.rows)]
        return "\n".join(lines) + "\n"

    def as_html(self) -> str:
        tags = {"heading": "h2", "paragraph": "p", "item": "li"}
        body = "".join(
            f"<{tags[kind]}>{html.escape(text)}</{tags[kind]}>" for kind, text in self.blocks
        )
        rows = "".join(
            f"<tr><td>{label}</td><td>{html.escape(value)}</td></tr>" for label, value in self.rows
        )
        menu = "<nav><a>Bike Locks Market worth USD 3.1 billion by 2030</a></nav>"
        title = f"<h1>{html.escape(self.title)}</h1>"
        return f"<html><body>{menu}{title}{body}<table>{rows}</table></body></html>"


class Maker:
    """Draws a page."""

    def __init__(self, seed: int) -> None:
        self.draw = random.Random(seed)
        self.market = self.draw.choice(MARKETS)
        self.low = self.market.lower() if self.draw.random() < 0.5 else self.market
        self.base = self.draw.randint(2021, 2024)
        self.end = self.base + self.draw.randint(5, 10)
        self.money, self.unit = self.draw.choice(CURRENCIES)
        self.page = Made(f"{self.market} Market Size, Share & Forecast to {self.end}")
        self.world = self.amount()

    def make(self) -> Made:
        self.whole()
        for step in self.draw.sample(
            [self.regions, self.segments, self.countries, self.claims], k=3
        ):
            step()
            self.page.blocks.append(("paragraph", self.other()))
        self.scope()
        return self.page

    def amount(self) -> str:
        value = self.draw.uniform(1.1, 90)
        return (
            f"{value:.{self.draw.choice((1, 2))}f}"
            if "illion" in self.unit and "million" not in self.unit
            else f"{value * 100:,.1f}"
        )

    def percent(self, low: float = 2, high: float = 60) -> str:
        return f"{self.draw.uniform(low, high):.1f}"

    def printed(self, amount: str) -> str:
        return self.money.format(amount)

    def add(self, kind: str, text: str, *truth: str) -> None:
        self.page.blocks.append((kind, text[0].upper() + text[1:]))
        self.page.truth += truth

    def other(self) -> str:
        return self.draw.choice(OTHERS).format(
            p=self.draw.randint(11, 89), v=self.draw.randint(12, 400), n=self.draw.randint(100, 300)
        )

    def whole(self) -> None:
        last, rate = self.amount(), self.percent(2, 20)
        start, end = self.base + self.draw.randint(0, 1), self.end
        first, second = self.printed(self.world), self.printed(last)
        m, b = self.low, self.base
        text = self.draw.choice(
            (
                (
                    f"The global {m} market was valued at {first} in {b} and is projected "
                    f"to reach {second} by {end}, growing at a CAGR of {rate}% from {start} "
                    f"to {end}."
                ),
                (
                    f"The {m} market size stood at {first} in {b}. It is anticipated to "
                    f"climb to {second} by {end}, at a CAGR of {rate}% between {start} and "
                    f"{end}."
                ),
                (
                    f"In {b}, the worldwide {m} market generated {first}; by {end} it is "
                    f"set to total {second} ({rate}% CAGR, {start}-{end})."
                ),
                (
                    f"Global {m} market revenue amounted to {first} in {b}, and analysts "
                    f"expect {second} in {end}, which means a compound annual growth rate "
                    f"(CAGR) of {rate}% during {start}–{end}."
                ),
                (
                    f"Valued at {first} in {b}, the global {m} market is poised to hit "
                    f"{second} by the end of {end}, expanding at {rate}% CAGR over "
                    f"{start}-{end}."
                ),
            )
        )
        self.add(
            "paragraph",
            text,
            f"size; World; ; {b}; {self.world} {self.unit}",
            f"size; World; ; {end}; {last} {self.unit}",
            f"growth_rate; World; ; {start}-{end}; {rate} percent",
        )

    def regions(self) -> None:
        self.page.blocks.append(("heading", "Regional Analysis"))
        for region in self.draw.sample(REGIONS, k=3):
            name, share, rate = NAMES.get(region, region), self.percent(5, 45), self.percent(3, 20)
            text, *truth = self.draw.choice(
                (
                    (
                        f"{region} accounted for {share}% of the market in {self.base}.",
                        f"share; {name}; ; {self.base}; {share} percent",
                    ),
                    (
                        f"{region} held a revenue share of {share}% in {self.base}.",
                        f"share; {name}; ; {self.base}; {share} percent",
                    ),
                    (
                        (
                            f"The {m} market in {region} is expected to expand at a CAGR of "
                            f"{rate}% through {self.end}."
                        )
                        if (m := self.low)
                        else "",
                        f"growth_rate; {name}; ; -{self.end}; {rate} percent",
                    ),
                    (
                        f"In {self.base}, {region} captured {share}% of global revenue.",
                        f"share; {name}; ; {self.base}; {share} percent",
                    ),
                    (
                        (
                            f"With {share}% of sales, {region} ranked among the leading "
                            f"regions in {self.base}."
                        ),
                        f"share; {name}; ; {self.base}; {share} percent",
                    ),
                )
            )
            self.add("item", text, *truth)

    def segments(self) -> None:
        axis = self.draw.choice(list(AXES))
        self.page.blocks.append(("heading", f"By {axis}"))
        for name in self.draw.sample(AXES[axis], k=2):
            share, rate, size = self.percent(10, 60), self.percent(3, 20), self.amount()
            low = name.lower()
            text, truth = self.draw.choice(
                (
                    (
                        (
                            f"By {axis.lower()}, the {low} segment held {share}% of the "
                            f"market in {self.base}."
                        ),
                        f"share; World; {name}; {self.base}; {share} percent",
                    ),
                    (
                        (
                            f"The {low} segment is forecast to register a CAGR of {rate}% "
                            f"from {self.base} to {self.end}."
                        ),
                        f"growth_rate; World; {name}; {self.base}-{self.end}; {rate} percent",
                    ),
                    (
                        f"The {low} segment was worth {self.printed(size)} in {self.base}.",
                        f"size; World; {name}; {self.base}; {size} {self.unit}",
                    ),
                    (
                        f"{name} contributed {share}% of total revenue in {self.base}.",
                        f"share; World; {name}; {self.base}; {share} percent",
                    ),
                )
            )
            self.add("item", text, truth)

    def countries(self) -> None:
        for country in self.draw.sample(COUNTRIES, k=2):
            name, size, rate = NAMES.get(country, country), self.amount(), self.percent(3, 20)
            text, *truth = self.draw.choice(
                (
                    (
                        (
                            f"The {self.low} market in {country} was valued at "
                            f"{self.printed(size)} in {self.base}."
                        ),
                        f"size; {name}; ; {self.base}; {size} {self.unit}",
                    ),
                    (
                        f"{country} is projected to reach {self.printed(size)} by {self.end}.",
                        f"size; {name}; ; {self.end}; {size} {self.unit}",
                    ),
                    (
                        (
                            f"{country} is likely to grow at a CAGR of {rate}% from "
                            f"{self.base} to {self.end}."
                        ),
                        f"growth_rate; {name}; ; {self.base}-{self.end}; {rate} percent",
                    ),
                )
            )
            self.add("paragraph", text, *truth)

    def claims(self) -> None:
        region, other = self.draw.sample(REGIONS[:3], k=2)
        self.add(
            "paragraph",
            f"{region} dominated the {self.low} market in {self.base}, while {other} is expected "
            "to be the fastest-growing region.",
            f"claim; {NAMES.get(region, region)}; ; {self.base}; largest",
            f"claim; {NAMES.get(other, other)}; ; ; fastest-growing",
        )

    def scope(self) -> None:
        self.page.rows = [
            ("Base Year", str(self.base)),
            (f"Market Size in {self.base}", self.printed(self.world)),
            ("Forecast Period", f"{self.base + 1} - {self.end}"),
        ]


def make_page(seed: int) -> Made:
    """The page of a seed."""
    return Maker(seed).make()

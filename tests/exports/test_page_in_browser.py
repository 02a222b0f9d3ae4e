"""The page in Chromium: it opens, filters, follows links, prints, and everyone can use it."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from urllib.parse import unquote

import pytest

from benchmarks.generate import generate_package
from marketbook.exports import export_package
from marketbook.exports.page.words import write_number, write_percent
from marketbook.package import read_package, read_structure
from tests.exports.conftest import ROOT

pytest.importorskip("vl_convert", reason="pip install 'marketbook[page]'")
playwright = pytest.importorskip("playwright.sync_api", reason="pip install playwright")

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
AXE = ROOT / ".venv" / "node" / "node_modules" / "axe-core" / "axe.min.js"
VIEWS = (
    "#overview", "#market/iomt", "#market/teleradiology", "#figures", "#figure/iomt-2025-japan",
    "#findings", "#finding/sizes.unit-slip/iomt-2025-japan", "#errata", "#dictionary", "#nowhere/x",
)  # fmt: skip
ONE_FOR_MANY = ("#figure/", "#finding/", "#nowhere/")
"""Views that show any figure, any finding, any address."""

# a machine with other work to do is slow, not wrong
PATIENCE = 120_000
playwright.expect.set_options(timeout=PATIENCE)

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium on this machine")


def write_page(package: Path, path: Path) -> str:
    book = read_package(package)
    export_package(book, read_structure(book), "page", path)
    return path.as_uri()


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> str:
    return write_page(ROOT, tmp_path_factory.mktemp("page") / "figures.html")


@pytest.fixture(scope="module")
def browser() -> Iterator[playwright.Browser]:
    with playwright.sync_playwright() as started:
        opened = started.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox"], timeout=PATIENCE
        )
        yield opened
        opened.close()


class Tab:
    """A page that notes what goes wrong on it and what it asks for."""

    def __init__(self, browser: playwright.Browser, **settings: object) -> None:
        self.context = browser.new_context(accept_downloads=True, **settings)
        self.page = self.context.new_page()
        self.page.set_default_timeout(PATIENCE)
        self.wrong: list[str] = []
        self.requests: list[str] = []
        self.page.on("console", lambda message: self.wrong.append(message.text))
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.page.on("dialog", lambda dialog: self.wrong.append(dialog.message))
        self.page.on("request", lambda request: self.requests.append(request.url))

    def open(self, address: str) -> None:
        # another address inside a page that is open would not load it again
        self.page.goto("about:blank")
        self.page.goto(address)

    def visit(self, view: str) -> None:
        """Goes to a view of the page that is open, as a link does."""
        self.page.goto(self.page.url.partition("#")[0] + view)
        self.arrive(view[1:].partition("/")[0] if view.startswith(ONE_FOR_MANY) else view[1:])

    def arrive(self, place: str, heading: str = "") -> None:
        """Waits for a view: the page hears of an address after the click that goes to it."""
        shown = self.page.locator("section.shown")
        playwright.expect(shown).to_have_id(place)
        playwright.expect(shown.locator("h1")).to_contain_text(heading)
        assert self.shown == [place]

    @property
    def shown(self) -> list[str]:
        return self.page.eval_on_selector_all(
            "section", "all => all.filter((one) => one.offsetParent).map((one) => one.id)"
        )

    def rows(self) -> list[list[str]]:
        return self.page.eval_on_selector_all(
            "section.shown tbody tr",
            "all => all.map((row) => [...row.cells].map((cell) => cell.textContent))",
        )

    def status(self) -> str:
        return self.page.inner_text("section.shown .status")


@pytest.fixture
def tab(browser: playwright.Browser) -> Iterator[Tab]:
    opened = Tab(browser, viewport={"width": 1280, "height": 800})
    yield opened
    opened.context.close()
    assert opened.wrong == []
    assert [
        url for url in opened.requests if not url.startswith(("file:", "blob:file:", "about:"))
    ] == []


def test_every_view_opens_by_its_address(tab: Tab, shipped: str) -> None:
    for view in VIEWS:
        tab.requests.clear()
        tab.open(shipped + view)
        place = view[1:].partition("/")[0] if view.startswith(ONE_FOR_MANY) else view[1:]
        assert tab.shown == [place]
        assert tab.page.inner_text("section.shown h1"), view
        assert len(tab.requests) == 1


def test_it_begins_with_the_overview(tab: Tab, shipped: str) -> None:
    tab.open(shipped)
    assert tab.shown == ["overview"]
    assert "Internet of Medical Things" in tab.page.inner_text("#overview table")
    assert "13.69 USD billion more" in tab.page.inner_text("#overview")


def test_an_address_of_no_view_begins_with_the_overview(tab: Tab, shipped: str) -> None:
    for place in ("#main", "#data", "#", "#%"):
        tab.open(shipped + place)
        assert tab.shown == ["nowhere" if place == "#%" else "overview"], place


def test_a_script_that_fails_leaves_the_whole_report(
    browser: playwright.Browser, shipped: str
) -> None:
    tab = Tab(browser)
    tab.page.add_init_script(
        "delete Array.prototype.flat; Intl.Collator = undefined; JSON.parse = 1"
    )
    tab.open(f"{shipped}#market/iomt")
    assert {"overview", "market/iomt", "errata"} <= set(tab.shown)
    tab.context.close()


def test_search_and_filters(tab: Tab, shipped: str) -> None:
    tab.open(f"{shipped}#figures")
    everything = len(tab.rows())
    assert everything > 50
    tab.page.fill("#figures input", "japan imot")
    assert tab.rows() == []
    assert tab.status() == "0 figures"
    tab.page.fill("#figures input", "JAPAN things")
    assert [row[0] for row in tab.rows()] == ["Japan", "Japan"]
    tab.page.select_option("#figures [name=kind]", "Size")
    unit = "USD million, read as 13.7 USD billion"
    assert [row[1:4] for row in tab.rows()] == [["13.7", unit, "2025"]]
    assert tab.status() == "1 figure, 1 to 1 shown"
    tab.page.click("#figures >> text=Clear")
    assert len(tab.rows()) == everything
    tab.page.select_option("#figures [name=year]", "2030")
    assert {row[3] for row in tab.rows()} == {"2025 to 2034", "2025 to 2032"}
    tab.page.click("#figures >> text=Clear")
    tab.page.select_option("#figures [name=verdict]", "KNOWN")
    assert {row[-1] for row in tab.rows()} == {"KNOWN"}


def test_sorting_compares_what_millions_and_billions_are_read_as(tab: Tab, shipped: str) -> None:
    tab.open(f"{shipped}#figures?kind=Size")
    head = tab.page.locator("#figures th", has_text="As printed")
    head.locator("button").click()
    assert head.get_attribute("aria-sort") == "ascending"
    assert tab.rows()[0][1:3] == ["2.52", "USD billion"]
    head.locator("button").click()
    assert head.get_attribute("aria-sort") == "descending"
    assert [row[1] for row in tab.rows()[:2]] == ["1,239.3", "1033977.95"]


def test_the_back_button_finds_the_same_list_again(tab: Tab, shipped: str) -> None:
    tab.open(f"{shipped}#overview")
    tab.page.click("header >> text=Figures")
    tab.arrive("figures")
    tab.page.fill("#figures input", "japan")
    tab.page.click("#figures tbody a >> nth=0")
    tab.arrive("figure", "Japan, 2025")
    tab.page.go_back()
    tab.arrive("figures")
    assert tab.page.input_value("#figures input") == "japan"
    assert len(tab.rows()) == 2
    tab.page.go_back()
    tab.arrive("overview")
    tab.page.go_forward()
    tab.arrive("figures")
    assert len(tab.rows()) == 2


def test_a_figure_shows_the_arithmetic_and_leads_on(tab: Tab, shipped: str) -> None:
    tab.open(f"{shipped}#figure/iomt-2025-japan")
    text = tab.page.inner_text("#figure")
    assert "13.7 USD million" in text
    assert "section on Japan" in text
    assert "Read as 13.7 USD billion." in text
    assert "Read so, nothing contradicts it." in text
    assert "4,796 times less" in text
    assert "78.4 + 65.7 + 13.7 = 157.8" in text
    tab.page.click("#figure .problem h3 a")
    tab.arrive("finding")
    tab.page.click("#finding >> text=The figure as printed")
    tab.arrive("figure", "Japan, 2025")
    tab.page.click("#figure >> text=Europe, 2025")
    tab.arrive("figure", "Europe, 2025")
    tab.open(f"{shipped}#figure/sizes:iomt-2025-japan")
    assert tab.page.inner_text("#figure h1") == "Japan, 2025"


def test_a_place_inside_a_market_is_shown_and_opened(tab: Tab, shipped: str) -> None:
    tab.open(f"{shipped}#market/iomt")
    tab.page.click("section.shown .contents >> text=Insights")
    folded = tab.page.locator("[id='market/iomt/insights'] + details")
    playwright.expect(folded).to_have_attribute("open", "")
    tab.arrive("market/iomt")
    heading = tab.page.locator("[id='market/iomt/insights']")
    assert heading.evaluate("(one) => Math.abs(one.getBoundingClientRect().top) < 300")


def test_everything_works_from_the_keyboard(tab: Tab, shipped: str) -> None:
    tab.open(shipped)
    press, focused = tab.page.keyboard.press, "document.activeElement.textContent"
    press("Tab")
    assert tab.page.evaluate(focused) == "Skip to the content"
    press("Enter")
    playwright.expect(tab.page.locator("#main")).to_be_focused()
    assert tab.shown == ["overview"]
    press("Tab")
    press("Tab")
    assert tab.page.evaluate(focused) == "Smart healthcare"
    press("Enter")
    # not wait_for_function: its second look evaluates a string, which the page's policy forbids
    playwright.expect(tab.page).to_have_title(re.compile("^Smart healthcare"))
    tab.arrive("market/smart-healthcare")
    assert tab.page.evaluate("document.activeElement.tagName") == "H1"


def test_sizes_by_year_in_any_scenario_and_measure(tab: Tab, shipped: str) -> None:
    tab.open(f"{shipped}#market/iomt")
    for choice in product(("Low", "High"), ("Size", "Share", "Growth", "Added")):
        check_sizes_by_year(tab, *choice)


def check_sizes_by_year(tab: Tab, scenario: str, measure: str) -> None:
    """Each table of sizes by year shows the figures of its data, a scenario and measure chosen."""
    data = json.loads(tab.page.inner_text("#data") or tab.page.text_content("#data"))
    market = next(one for one in data["lines"] if one["id"] == "iomt")
    n = market["scenarios"].index(scenario)
    whole = market["total"][n]
    base = market["base"] - market["first"]

    def write(sizes: list[float], year: int) -> str:
        amount = {"Size": sizes[year], "Added": sizes[year] - sizes[base]}
        if measure in amount:
            return write_number(amount[measure] * market["factor"], market["digits"])
        if measure == "Share":
            return write_percent(sizes[year] / whole[year])
        return write_percent(sizes[year] / sizes[year - 1] - 1) if year else "–"

    for cut in market["cuts"]:
        holder = tab.page.locator(f".years[data-market=iomt][data-cut='{cut['key']}']")
        holder.locator("select").nth(0).select_option(label=measure)
        holder.locator("select").nth(1).select_option(label=scenario)
        shown = holder.evaluate(
            "(one) => [...one.querySelectorAll('tbody tr')].map("
            "(row) => [...row.querySelectorAll('td')].map((cell) => cell.textContent))"
        )
        lines = [*(part["sizes"][n] for part in cut["parts"]), whole]
        assert shown == [[write(sizes, year) for year in range(len(sizes))] for sizes in lines]
        assert f"{scenario.lower()} scenario" in holder.locator("caption").inner_text()


def test_downloads_hold_the_same_as_the_export(tab: Tab, shipped: str, tmp_path: Path) -> None:
    book = read_package(ROOT)
    export_package(book, read_structure(book), "csv", tmp_path / "flat.csv")
    theirs = (tmp_path / "flat.csv").read_text(encoding="utf-8")
    tab.open(f"{shipped}#figures?kind=Everything")

    def fetch(text: str) -> str:
        with tab.page.expect_download() as waiting:
            tab.page.click(f"#figures >> text={text}")
        return Path(waiting.value.path()).read_text(encoding="utf-8")

    def read(text: str) -> list[tuple]:
        rows = csv.DictReader(io.StringIO(text))
        return sorted(
            tuple(
                float(cell) if name in ("value", "reading") else cell for name, cell in row.items()
            )
            for row in rows
        )

    ours = fetch("Download CSV")
    assert ours.splitlines()[0] == theirs.splitlines()[0]
    assert read(ours) == read(theirs)
    rows = json.loads(fetch("Download JSON"))
    assert len(rows) == len(read(theirs))
    tab.page.fill("#figures input", "japan")
    tab.page.select_option("#figures [name=kind]", "Size")
    assert [row["record"] for row in json.loads(fetch("Download JSON"))] == [
        "sizes:iomt-2025-japan"
    ]
    tab.context.grant_permissions(["clipboard-read", "clipboard-write"])
    tab.page.click("#figures >> text=Copy CSV")
    playwright.expect(tab.page.locator("#figures .status")).to_have_text("Copied 1 figure")
    assert len(tab.page.evaluate("navigator.clipboard.readText()").splitlines()) == 2


@pytest.mark.parametrize("width", [360, 768, 1800])
def test_nothing_is_wider_than_the_screen(
    browser: playwright.Browser, shipped: str, width: int
) -> None:
    tab = Tab(browser, viewport={"width": width, "height": 740})
    tab.open(shipped)
    for view in VIEWS:
        tab.visit(view)
        assert tab.page.evaluate("document.documentElement.scrollWidth") <= width, view
        charts = tab.page.locator("section.shown svg:visible").all()
        for chart in charts:
            box = chart.bounding_box()
            assert box is not None
            assert box["x"] + box["width"] <= width
    tab.context.close()


@pytest.mark.skipif(not AXE.is_file(), reason="axe-core is not installed in .venv/node")
@pytest.mark.parametrize(("scheme", "width"), [("light", 360), ("dark", 1280)])
def test_everyone_can_use_it(
    browser: playwright.Browser, shipped: str, scheme: str, width: int
) -> None:
    tab = Tab(browser, viewport={"width": width, "height": 800}, color_scheme=scheme)
    tab.open(shipped)
    tab.page.evaluate(AXE.read_text(encoding="utf-8"))
    for view in VIEWS:
        tab.visit(view)
        tab.page.evaluate("document.querySelectorAll('details').forEach((one) => one.open = true)")
        found = tab.page.evaluate("axe.run()")["violations"]
        told = [
            (one["id"], one["nodes"][0]["html"][:200], one["nodes"][0]["failureSummary"])
            for one in found
        ]
        assert told == [], view
    tab.context.close()


def test_colours_can_be_chosen_and_stay(browser: playwright.Browser, shipped: str) -> None:
    tab = Tab(browser, color_scheme="light")
    paper = "getComputedStyle(document.body).backgroundColor"
    tab.open(shipped)
    light = tab.page.evaluate(paper)
    tab.page.click("button.theme")
    dark = tab.page.evaluate(paper)
    assert light != dark
    tab.page.reload()
    assert tab.page.evaluate(paper) == dark
    bar = "getComputedStyle(document.querySelector('#overview svg path')).fill"
    assert re.match(r"rgb", tab.page.evaluate(bar))
    tab.context.close()


def test_print_is_light_and_shows_what_is_folded_away(
    browser: playwright.Browser, shipped: str, tmp_path: Path
) -> None:
    tab = Tab(browser, color_scheme="dark")
    tab.open(f"{shipped}#market/iomt")
    tab.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert tab.page.locator("section.shown details:not([open])").count() == 0
    tab.page.emulate_media(media="print")
    assert not tab.page.locator("header").is_visible()
    assert tab.page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "light"
    tab.page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert tab.page.locator("section.shown details[open]").count() == 0
    pdf = tab.page.pdf(format="A4")
    assert pdf.startswith(b"%PDF")
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) > 3
    tab.context.close()


def test_without_a_script_it_is_one_long_report(browser: playwright.Browser, shipped: str) -> None:
    tab = Tab(browser, java_script_enabled=False)
    tab.open(shipped)
    visible = [
        view.get_attribute("id") for view in tab.page.locator("section").all() if view.is_visible()
    ]
    assert {"overview", "market/iomt", "figures", "errata", "dictionary"} <= set(visible)
    assert "finding" not in visible
    assert "needs JavaScript" in tab.page.inner_text("#figures")
    assert not tab.page.locator("header >> text=Findings").is_visible()
    for link in tab.page.locator("a[href]:visible").all():
        place = unquote(link.get_attribute("href")[1:])
        assert tab.page.locator(f'[id="{place}"]').is_visible(), place
    tab.context.close()


def test_many_figures_stay_a_small_page(browser: playwright.Browser, tmp_path: Path) -> None:
    address = write_page(generate_package(tmp_path / "large", 4_000), tmp_path / "large.html")
    tab = Tab(browser)
    tab.open(f"{address}#figures")
    elements = "document.querySelectorAll('section.shown *').length"
    assert len(tab.rows()) == 100
    assert re.fullmatch(r"4,\d{3} figures, 1 to 100 shown", tab.status())
    assert tab.page.evaluate(elements) < 3_000
    tab.page.click("#figures >> text=Next")
    assert "101 to 200 shown" in tab.status()
    assert len(tab.rows()) == 100
    assert tab.page.evaluate(elements) < 3_000
    assert tab.wrong == []
    tab.context.close()


def test_hostile_texts_do_nothing(
    browser: playwright.Browser, package: Path, tmp_path: Path
) -> None:
    evil = "</script><img src=x onerror=alert(1)><script>alert(2)</script>"
    path = package / "tables" / "sizes.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("section on Japan", evil), encoding="utf-8")
    address = write_page(package, tmp_path / "evil.html")
    tab = Tab(browser)
    tab.open(f"{address}#figure/iomt-2025-japan")
    assert evil in tab.page.inner_text("#figure")
    tab.open(f"{address}#{evil}")
    assert tab.shown == ["nowhere"]
    assert tab.page.locator("img").count() == 0
    assert tab.wrong == []
    tab.context.close()

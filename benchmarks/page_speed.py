"""How quickly the page of a large package opens and answers, in Chromium.

Makes a consistent package, exports its page, opens it from disk and measures first contentful
paint, and from each act to the next frame that is painted after it.

    python -m benchmarks.page_speed [figures]
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
import time
from pathlib import Path
from statistics import median

from playwright.sync_api import Page, sync_playwright

from benchmarks.generate import generate_package
from marketbook.exports import export_package
from marketbook.package import read_package, read_structure

ROUNDS = 5
ACTS = {
    "open the table of figures": "location.hash = '#figures'",
    "type a word": "type('country')",
    "filter by market": "choose('market', 1)",
    "filter by year": "choose('year', 3)",
    "clear": "press('Clear')",
    "sort by size": "press('As printed')",
    "next page": "press('Next')",
    "open a figure": "document.querySelector('#figures tbody a').click()",
    "go back": "history.back()",
    "open a market": "location.hash = document.querySelector('section.market').id",
}
HELP = """
  const form = () => document.querySelector('#figures form');
  const tell = (field, name) => field.dispatchEvent(new Event(name, { bubbles: true }));
  const type = (text) => { form().q.value = text; tell(form().q, 'input'); };
  const choose = (name, n) => { form()[name].selectedIndex = n; tell(form()[name], 'change'); };
  const press = (text) => [...document.querySelectorAll('#figures button')]
    .find((button) => button.textContent === text).click();
"""
MEASURE = """() => new Promise((resolve) => {
  %s
  const start = performance.now();
  %s;
  // a change of the address is told later: two frames after it, everything is painted
  setTimeout(() => requestAnimationFrame(() => setTimeout(
    () => resolve(performance.now() - start), 0)), 0);
})"""


def measure_opening(page: Page, address: str) -> tuple[float, float]:
    """Milliseconds to the first paint with content, and until the script is done."""
    page.goto("about:blank")
    page.goto(address)
    page.wait_for_function("document.querySelector('button.theme')")
    page.wait_for_timeout(500)
    paint = "performance.getEntriesByName('first-contentful-paint')[0].startTime"
    done = "performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd"
    return page.evaluate(paint), page.evaluate(done)


def measure_page(path: Path) -> None:
    """Print what opening and using a page takes."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        opened = [measure_opening(page, path.as_uri()) for _ in range(ROUNDS)]
        print(f"first paint             {median(one[0] for one in opened):7.0f} ms")
        print(f"script done             {median(one[1] for one in opened):7.0f} ms")
        rounds = [
            {name: page.evaluate(MEASURE % (HELP, act)) for name, act in ACTS.items()}
            for _ in range(ROUNDS)
        ]
        for name in ACTS:
            times = [one[name] for one in rounds]
            print(f"{name:24}{median(times):7.0f} ms, first {times[0]:.0f}, most {max(times):.0f}")
        elements = page.evaluate("document.getElementsByTagName('*').length")
        print(f"elements                {elements:7}")
        memory = page.evaluate("performance.memory.usedJSHeapSize / 1e6")
        print(f"memory of the script    {memory:7.0f} MB")
        browser.close()


def main() -> None:
    """Measure one page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("figures", nargs="?", type=int, default=50_000)
    figures = parser.parse_args().figures
    with tempfile.TemporaryDirectory() as folder:
        package = read_package(generate_package(Path(folder) / "package", figures))
        start = time.perf_counter()
        path = Path(folder) / "figures.html"
        export_package(package, read_structure(package), "page", path)
        print(f"exported in             {time.perf_counter() - start:7.1f} s")
        print(f"file                    {path.stat().st_size / 1e6:7.1f} MB")
        measure_page(path)


if __name__ == "__main__":
    main()

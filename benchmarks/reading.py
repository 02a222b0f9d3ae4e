"""How well documents are read, how fast, and beside its peers.

    python -m benchmarks.reading [FOLDER]

FOLDER holds the four documents that the shipped tables were read from; without it they are left
out. Peers are measured where they are installed: quantulum3, recognizers-text, price-parser.
"""

from __future__ import annotations

import csv
import importlib.util
import re
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from marketbook.reading.facts import Reading
from marketbook.reading.read import read_document
from marketbook.reading.read_many import read_documents
from marketbook.reading.words.languages import detect_language
from tests.reading.expected import (
    CORE,
    FIGURES,
    Score,
    expected_lines,
    expected_verdict,
    page_paths,
    score_lines,
    score_page,
    verdict_of,
)
from tests.reading.generate import make_page

TABLES = Path(__file__).parents[1] / "tables"
MADE = range(1000, 1100)


def read_rows(table: str) -> list[dict[str, str]]:
    """The rows of a shipped table."""
    with (TABLES / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def truth_of(document: str) -> list[str]:
    """The sizes, rates and shares that the shipped tables hold of a document, as lines."""
    source = next(row["source_id"] for row in read_rows("sources") if row["document"] == document)
    regions = {row["region_id"]: row["name"] for row in read_rows("regions")}
    segments = {row["segment_id"]: row["name"] for row in read_rows("segments")}
    units = {row["unit_id"]: row["name"] for row in read_rows("units")}
    lines: list[str] = []
    for table, kind in (("sizes", "size"), ("growth_rates", "growth_rate"), ("shares", "share")):
        for row in read_rows(table):
            if row["source_id"] != source:
                continue
            when = row.get("year") or f"{row.get('start_year', '')}-{row.get('end_year', '')}"
            when = "" if kind == "share" and not row["year"] else when
            unit = units[row["unit_id"]] if kind == "size" else "percent"
            whole = f"; of {regions[row['of_region_id']]}" if row.get("of_region_id") else ""
            segment = segments.get(row["segment_id"], "")
            lines.append(
                f"{kind}; {regions[row['region_id']]}; {segment}; {when}; "
                f"{row['stated']} {unit}{whole}"
            )
    return lines


def measure_documents(folder: Path) -> Score:
    """The four documents against the shipped tables."""
    total = Score()
    for path in sorted(folder.glob("*.txt")):
        total.add(score_lines(path.stem[:3], truth_of(path.name), read_document(path), CORE))
    return total


def measure_pages(kinds: tuple[str, ...], part: str = "known") -> Score:
    """The pages that were written by hand; those that are not read in full yet are ``held``."""
    total = Score()
    for page in page_paths(part):
        total.add(score_page(page, read_document(page), kinds))
    return total


def measure_verdicts() -> tuple[int, int]:
    """On how many pages the audit says what somebody found by hand, and how many there are."""
    pages = [*page_paths("known"), *page_paths("held")]
    same = sum(verdict_of(read_document(page)) == expected_verdict(page) for page in pages)
    return same, len(pages)


def read_made(seed: int) -> Reading:
    """A page made up at random, as text or as HTML."""
    made = make_page(seed)
    if seed % 2:
        return read_document(Path(f"{seed}.html"), made.as_html().encode())
    return read_document(Path(f"{seed}.txt"), made.as_text().encode())


def measure_made(kinds: tuple[str, ...]) -> Score:
    """The pages that were made up at random; the tests read others."""
    total = Score()
    for seed in MADE:
        total.add(score_lines(str(seed), make_page(seed).truth, read_made(seed), kinds))
    return total


def show(name: str, score: Score, *, faults: bool = True) -> None:
    """One line of the table; what went wrong goes to standard error."""
    read, there = score.right + len(score.false), score.right + len(score.missed)
    print(f"| {name} | {there} | {read} | {score.precision:.1%} | {score.recall:.1%} |")
    for line in [*score.missed, *score.false] if faults else []:
        print(f"    {line}", file=sys.stderr)


def amounts_of(lines: list[str]) -> set[str]:
    """Numbers with their scale that a page states of its market: what a peer could find at all."""
    found: set[str] = set()
    for line in lines:
        kind, *_, figure = (part.strip() for part in line.split("; of ")[0].split(";"))
        stated = re.match(r"-?(\d[\d.,]*) ", figure)
        if kind.rstrip("?") in CORE and stated:
            scale = re.search(r"(lakh crore|crore|million|billion|trillion|percent|\w+)$", figure)
            found.add(f"{float(stated[1].replace(',', ''))} {scale[1] if scale else ''}")
    return found


def ours(text: str) -> set[str]:
    """The numbers that Marketbook takes for the market's."""
    reading = read_document(Path("page.txt"), text.encode())
    return {
        f"{abs(fact.value)} {re.sub('^[A-Z]{3} (?=[a-z])|^.* (?!crore)', '', fact.unit)}"
        for fact in reading.figures
        if fact.kind in CORE and fact.value is not None
    }


def quantulum3(text: str) -> set[str]:
    """The amounts and percentages that quantulum3 finds."""
    from quantulum3 import parser  # type: ignore[import-not-found]

    factors = {"billion": 1e9, "million": 1e6, "trillion": 1e12}
    found: set[str] = set()
    for quantity in parser.parse(text):
        if "percent" in quantity.unit.name:
            found.add(f"{quantity.value} percent")
        elif quantity.unit.entity.name == "currency":
            scale = next((name for name in factors if name in quantity.surface.lower()), "")
            found.add(f"{round(quantity.value / factors.get(scale, 1), 4)} {scale}")
    return found


def price_parser(text: str) -> set[str]:
    """The price that price-parser finds in each sentence."""
    from price_parser import Price  # type: ignore[import-not-found]

    found: set[str] = set()
    for sentence in re.split(r"(?<=[.;])\s", text):
        price = Price.fromstring(sentence)
        if price.amount is not None:
            scale = re.search(r"million|billion|trillion|%", sentence, re.IGNORECASE)
            word = scale[0].lower().replace("%", "percent") if scale else ""
            found.add(f"{float(price.amount)} {word}")
    return found


def recognizers_text(text: str) -> set[str]:
    """The amounts and percentages that Microsoft's recognizers find."""
    from recognizers_number import recognize_percentage  # type: ignore[import-not-found]
    from recognizers_number_with_unit import recognize_currency  # type: ignore[import-not-found]

    factors = {"billion": 1e9, "million": 1e6, "trillion": 1e12}
    found: set[str] = set()
    for each in recognize_percentage(text, "en-us"):
        if re.fullmatch(r"-?[\d.]+%", each.resolution["value"] or ""):
            found.add(f"{float(each.resolution['value'][:-1])} percent")
    for each in recognize_currency(text, "en-us"):
        scale = next((name for name in factors if name in each.text.lower()), "")
        if each.resolution["value"]:
            number = float(each.resolution["value"]) / factors.get(scale, 1)
            found.add(f"{round(number, 4)} {scale}")
    return found


def compare_peers() -> None:
    """Numbers of the market alone, without whom and when they are about: more is no peer's aim."""
    texts = [page for page in page_paths("known") if page.suffix in (".txt", ".md")]
    pages = [
        page for page in texts if detect_language(page.read_text(encoding="utf-8")).code == "en"
    ]
    truths = [
        (page.read_text(encoding="utf-8"), amounts_of(expected_lines(page))) for page in pages
    ]
    readers: list[tuple[str, Callable[[str], set[str]]]] = [("marketbook", ours)]
    for name, reader in (
        ("quantulum3", quantulum3),
        ("recognizers_text", recognizers_text),
        ("price_parser", price_parser),
    ):
        if importlib.util.find_spec(name) is not None:
            readers.append((name, reader))
    print(
        "\n| numbers alone, by | right | read | precision | recall | seconds |\n|---|"
        "--:|--:|--:|--:|--:|"
    )
    for name, reader in readers:
        started = time.perf_counter()
        found = [(reader(text), truth) for text, truth in truths]
        seconds = time.perf_counter() - started
        right = sum(len(read & truth) for read, truth in found)
        read, there = sum(len(read) for read, _ in found), sum(len(truth) for _, truth in found)
        print(
            f"| {name} | {right} | {read} | {right / max(read, 1):.1%} | "
            f"{right / there:.1%} | {seconds:.2f} |"
        )


def others_of(kinds: tuple[str, ...]) -> tuple[int, int]:
    """How many numbers that are none of the market's were seen, and taken for figures."""
    seen = taken = 0
    for page in (*page_paths("known"), *page_paths("held")):
        reading = read_document(page)
        seen += len(reading.unplaced)
        taken += count_strangers(expected_lines(page), score_page(page, reading, kinds))
    for seed in MADE:
        reading, truth = read_made(seed), make_page(seed).truth
        seen += len(reading.unplaced)
        taken += count_strangers(truth, score_lines(str(seed), truth, reading, kinds))
    return taken, seen + taken


def count_strangers(truth: list[str], score: Score) -> int:
    """Figures that were read and whose number the truth does not hold at all."""
    printed = {line.split(";")[4].strip() for line in truth if line.count(";") > 3}
    read = [line.split(": ", 1)[1].split("  <")[0].split(";")[4].strip() for line in score.false]
    return sum(figure not in printed for figure in read)


def measure_speed() -> None:
    """A long page, and many in one call."""
    text = "\n\n".join(make_page(seed).as_text() for seed in range(45))[:60_000]
    read_document(Path("warm.txt"), text[:5_000].encode())
    started = time.process_time()
    read_document(Path("page.txt"), text.encode())
    print(f"\n60 kB of dense figures: {time.process_time() - started:.2f} s of processor time")
    with tempfile.TemporaryDirectory() as folder:
        for number in range(300):
            Path(folder, f"{number}.html").write_text(make_page(number).as_html(), encoding="utf-8")
        files = sorted(Path(folder).iterdir())
        started = time.perf_counter()
        read_documents(files)
        seconds = time.perf_counter() - started
    print(
        f"{len(files)} pages in one call: {seconds:.1f} s, "
        f"{60 * len(files) / seconds:,.0f} a minute"
    )


def main(arguments: list[str]) -> None:
    """Prints all tables."""
    print("| figures of | there | read | precision | recall |\n|---|--:|--:|--:|--:|")
    if arguments:
        show("four documents: sizes, rates, shares", measure_documents(Path(arguments[0])))
    show("invented pages: sizes, rates, shares", measure_pages(CORE))
    show("invented pages: all kinds", measure_pages(FIGURES))
    show("pages not read in full yet: sizes, rates, shares", measure_pages(CORE, "held"))
    show("made pages: sizes, rates, shares", measure_made(CORE))
    show("made pages: all kinds", measure_made(FIGURES))
    taken, seen = others_of(FIGURES)
    print(f"\nnumbers that are none of the market's: {taken} of {seen} taken for figures")
    same, pages = measure_verdicts()
    print(f"the audit's verdict as by hand: {same} of {pages} pages, {same / pages:.1%}")
    compare_peers()
    measure_speed()


if __name__ == "__main__":
    main(sys.argv[1:])

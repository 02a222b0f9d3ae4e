"""``marketbook read``: what it says, in every form, and its exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import marketbook
from marketbook.errors import MarketbookError
from marketbook.reading.read_many import read_documents
from tests.conftest import Command

EXAMPLE = Path(__file__).parents[2] / "docs" / "examples" / "garden-robots.html"
CLEAN = (
    "# Tea Bags Market\n\nThe global tea bags market was valued at USD 4.8 billion in "
    "2024. About 60% of adults drink tea.\n"
)


def test_the_example_shows_its_three_faults_at_once(command: Command) -> None:
    done = command("read", str(EXAMPLE))
    text = done.stdout
    assert done.returncode == 1, text
    errors = [line for line in text.splitlines() if line.startswith(f"  {EXAMPLE}")]
    # each says whose figure it is, as the list above it does
    subjects = [line.partition(" (")[2].partition(";")[0] for line in errors]
    assert subjects == ["World", "World · Mowers", "Germany"], text


def test_standard_input_and_text(command: Command) -> None:
    done = command("read", "-", given=CLEAN)
    assert done.returncode == 0
    assert done.stdout == (
        "- · Tea Bags\n"
        "  sizes\n"
        "    World                                        2024       USD 4.8 billion   "
        "       Tea Bags Market, paragraph 1\n"
        "  left out (1)\n"
        "    60 %                     a share of something other than the market  (Tea "
        "Bags Market, paragraph 1)\n"
        "1 document, 1 figure: no errors, no notes\n"
    )


def test_a_name_that_is_cut_says_so(command: Command) -> None:
    text = (
        "# Garden Tools Market\n\nThe garden tools market was worth USD 4.8 billion in 2024.\n\n"
        "## By Type\n\n- Spades and other equipment for the care of gardens: 48% of the market\n"
        "- Rakes: 52% of the market\n"
    )
    shown = command("read", "-", given=text).stdout
    assert "    World · Spades and other equipment for the …" in shown


def test_the_json_has_the_written_shape(command: Command, tmp_path: Path) -> None:
    page = tmp_path / "tea.md"
    page.write_text(CLEAN, encoding="utf-8")
    shape = json.loads(command("read", "--format", "json", str(page)).stdout)
    assert list(shape) == ["version", "documents", "findings"]
    (document,) = shape["documents"]
    assert document["figures"] == [
        {
            "kind": "size", "market": "Tea Bags", "region": "World", "axis": "", "segment": "",
            "of_region": "", "year": 2024, "start_year": None, "end_year": None, "value": 4.8,
            "unit": "USD billion", "stated": "4.8", "qualifier": "", "sure": "high",
            "place": "Tea Bags Market, paragraph 1",
            "said": "The global tea bags market was valued at USD 4.8 billion in 2024.",
        }
    ]  # fmt: skip
    assert {"file", "figures", "periods", "lists", "players", "unplaced"} <= document.keys()


@pytest.mark.parametrize("form", ["github", "junit", "sarif"])
def test_other_forms_are_those_of_check(command: Command, form: str) -> None:
    done = command("read", "--format", form, str(EXAMPLE))
    assert done.returncode == 1
    assert "growth_rates." in done.stdout


def test_one_that_cannot_be_read_does_not_stop_the_others(command: Command, tmp_path: Path) -> None:
    page = tmp_path / "tea.md"
    page.write_text(CLEAN, encoding="utf-8")
    done = command("read", str(tmp_path / "none.html"), str(page))
    assert done.returncode == 2
    assert done.stderr.strip().endswith("no such file or directory; check the name of the file")
    assert "USD 4.8 billion" in done.stdout


def test_a_folder_is_no_document(command: Command, tmp_path: Path) -> None:
    done = command("read", str(tmp_path))
    said = f"error: {tmp_path} is a folder; name the documents in it\n"
    assert (done.returncode, done.stdout, done.stderr) == (2, "", said)


def test_many_documents_are_read_on_all_cores_in_order(tmp_path: Path) -> None:
    for number in range(30):
        (tmp_path / f"{number:02}.md").write_text(
            CLEAN.replace("4.8", f"{number}.5"), encoding="utf-8"
        )
    files = sorted(tmp_path.iterdir())
    result = read_documents(files)
    assert [reading.figures[0].value for reading in result.readings] == [
        number + 0.5 for number in range(30)
    ]


def test_the_library_reads_too(tmp_path: Path) -> None:
    page = tmp_path / "tea.md"
    page.write_text(CLEAN, encoding="utf-8")
    (reading,) = marketbook.read(page)
    assert reading.market == "Tea Bags"
    with pytest.raises(MarketbookError, match="check the name of the file"):
        marketbook.read(tmp_path / "none.md")


def test_a_document_without_figures_is_clean(command: Command) -> None:
    done = command("read", "-", given="How to brew tea. It takes three minutes.\n")
    assert (done.returncode, done.stdout) == (
        0,
        "-\n  no figure of a market was read\n1 document, no figures: no errors, no notes\n",
    )

"""The pages of the rules as cases: typed tables, and the findings that a rule gives of them.

``python -m tests.rules.pages --write [ID…]`` writes into the pages what the rules say now, to be
reviewed as a diff; no test does that. README.md beside this says how a page is written.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import polars as pl

from marketbook.rule_pages import Example, RulePage, list_pages, parse_page
from marketbook.rules import RULES
from marketbook.rules.proof import CORRECTION_RULES, prove
from marketbook.rules.run import Audit, run_rules
from tests.rules import cells
from tests.rules.completion import Records, complete
from tests.rules.tables import read_key, read_schemas, read_shared, read_types, type_table

PAGES = Path(__file__).parent
_TABLE = re.compile(r"^`(\w+)`\n\n((?:\|[^\n]*\n?)+)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Case:
    """A case of a page: what it shows, its tables as written, and the findings expected."""

    rule: str
    title: str
    passes: bool
    written: Mapping[str, Records]
    findings: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.rule}-{'passes' if self.passes else 'fails'}-{self.title}"

    @property
    def tables(self) -> dict[str, pl.DataFrame]:
        """All standard tables, typed, with what the case leaves out filled in."""
        texts = complete({**read_base(), **self.written}, read_shared())
        typed = {name: make_table(name, rows) for name, rows in texts.items()}
        whole = make_empty_tables() | read_shared() | typed
        if "regions" in typed and "region_parts" not in typed:
            whole["region_parts"] = make_table("region_parts", [])
        return whole


@dataclass(frozen=True, slots=True)
class Page:
    """A page: the text, what stands at its head, and its cases."""

    id: str
    says: str
    severity: str
    text: str
    cases: tuple[Case, ...]


@cache
def read_page(rule_id: str) -> Page:
    """The page of a rule."""
    text = path_of(rule_id).read_text(encoding="utf-8")
    page = parse_page(text)
    return Page(rule_id, page.says, page.severity, text, parse_cases(page))


def read_cases() -> Iterator[Case]:
    """Every case of every page."""
    for rule_id in list_pages():
        yield from read_page(rule_id).cases


def path_of(rule_id: str) -> Path:
    return PAGES / f"{rule_id}.md"


@cache
def read_base() -> dict[str, Records]:
    """The tables of README.md, which a case has unless it writes its own."""
    text = (PAGES / "README.md").read_text(encoding="utf-8")
    return dict(_read_tables(text.partition("\n## The base\n")[2])[0])


@cache
def make_empty_tables() -> dict[str, pl.DataFrame]:
    return {name: make_table(name, []) for name in read_schemas()}


def make_table(table: str, rows: Records) -> pl.DataFrame:
    """Rows that have every column of their table, typed."""
    return type_table(table, pl.DataFrame(rows, schema=dict.fromkeys(read_types(table), pl.String)))


def audit_case(case: Case) -> Audit:
    """Run its rule over a case."""
    tables = case.tables
    files = {name: f"tables/{name}.csv" for name in tables}
    if case.rule in CORRECTION_RULES:
        found = prove(tables, files)
        findings = (finding for finding in found.findings if finding.rule == case.rule)
        return Audit(tuple(findings), tuple(run for run in found.runs if run.rule == case.rule))
    rules = [rule for rule in RULES if rule.id == case.rule]
    return run_rules(tables, rules, files, {name: read_key(name) for name in tables})


@cache
def list_rules() -> dict[str, tuple[str, str]]:
    """What every rule that has a page says in code, and its severity, by id."""
    found = {rule.id: (rule.says, str(rule.severity)) for rule in RULES}
    found |= {rule: (says, "error") for rule, says in CORRECTION_RULES.items()}
    return dict(sorted(found.items()))


def parse_cases(page: RulePage) -> tuple[Case, ...]:
    """The cases of a page.

    Raises:
        ValueError: A case has something that is neither a table under its name nor findings.
    """
    return tuple(_read_case(page.id, example) for example in page.examples)


def _read_case(rule_id: str, example: Example) -> Case:
    tables, rest = _read_tables(example.tables)
    if rest.strip() or len(tables) < len(_TABLE.findall(example.tables)):
        raise ValueError(
            f"{rule_id}: {example.title}: expected tables, each under its name: {rest}"
        )
    return Case(rule_id, example.title, example.passes, tables, example.findings)


def _read_tables(text: str) -> tuple[dict[str, Records], str]:
    """The tables of a Markdown text, each under its name in code; and the text without them."""
    found = {name: cells.read_rows(lines) for name, lines in _TABLE.findall(text)}
    for name, rows in found.items():
        if name not in read_schemas():
            raise ValueError(f"there is no table {name}")
        if rows and not set(rows[0]) <= set(read_types(name)):
            raise ValueError(f"{name} has no column {set(rows[0]) - set(read_types(name))}")
    return found, _TABLE.sub("", text)


def rewrite(text: str, says: str, severity: str, findings: Sequence[Sequence[str]]) -> str:
    """A page with another statement and severity, and other findings of its failing cases."""
    text = re.sub(r"^\*\*.+\*\*$", lambda _: f"**{says}**", text, count=1, flags=re.MULTILINE)
    text = re.sub(r"^Severity: \w+$", f"Severity: {severity}", text, count=1, flags=re.MULTILINE)
    parts = re.split(r"^(?=##)", text, flags=re.MULTILINE)
    given = iter(findings)
    whole = [_replace(part, next(given)) if part.startswith("### ") else part for part in parts]
    return "".join(whole).rstrip("\n") + "\n"


def _replace(case: str, findings: Sequence[str]) -> str:
    """The text of one case with other findings at its end."""
    tables = re.sub(r"^```text\n.*?\n```$", "", case, flags=re.MULTILINE | re.DOTALL).rstrip("\n")
    block = "```text\n" + "\n".join(findings) + "\n```\n\n" if findings else ""
    return f"{tables}\n\n{block}"


def main(arguments: Sequence[str]) -> None:
    """Write into the pages what the rules say now."""
    if "--write" not in arguments:
        raise SystemExit("usage: python -m tests.rules.pages --write [ID…]")
    chosen = [name for name in arguments if name != "--write"] or list_pages()
    for rule_id in chosen:
        page = read_page(rule_id)
        findings = [[str(finding) for finding in audit_case(case).findings] for case in page.cases]
        text = rewrite(page.text, *list_rules()[rule_id], findings)
        if text != page.text:
            path_of(rule_id).write_text(text, encoding="utf-8")
            sys.stdout.write(f"written: {rule_id}\n")


if __name__ == "__main__":
    main(sys.argv[1:])

"""The pages of the rules: what each says, why it matters, and examples with their findings.

A page is ``tests/rules/<id>.md``; the tests hold each rule against its page, and the catalogue
is read from the pages, without importing a rule.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from marketbook.errors import RuleError

_HEAD = re.compile(
    r"# (?P<id>\S+)\n\n\*\*(?P<says>[^\n]+)\*\*\n\nSeverity: (?P<severity>error|note)\n\n"
    r"(?P<why>[^\n]+)\n*"
)
_FINDINGS = re.compile(r"^```text\n(.*?)\n```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Example:
    """One case of a page.

    Attributes:
        title: What the case shows.
        passes: Whether the rule has nothing to say about it.
        tables: Its tables, as Markdown.
        findings: The findings that it gives, each as ``marketbook check`` prints it.
    """

    title: str
    passes: bool
    tables: str
    findings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RulePage:
    """What there is to say about a rule.

    Attributes:
        id: ``<table>.<what-must-hold>``.
        says: The rule in one sentence.
        severity: ``error`` or ``note``.
        why: Why it matters to a reader of the figures.
        examples: Cases that pass and cases that fail, in the order of the page.
    """

    id: str
    says: str
    severity: str
    why: str
    examples: tuple[Example, ...]

    @property
    def example(self) -> str:
        """The first finding of the first case that fails; empty where none does."""
        return next((finding for case in self.examples for finding in case.findings), "")

    def list_titles(self, *, passes: bool) -> list[str]:
        """What the cases show that pass, or those that fail."""
        return [case.title for case in self.examples if case.passes == passes]


@cache
def list_pages() -> tuple[str, ...]:
    """Ids of all rules that have a page, sorted."""
    names = [entry.name for entry in _home().iterdir()]
    # an id has a dot, which tells its page from the text that introduces the pages
    return tuple(sorted(name[:-3] for name in names if re.fullmatch(r"\w+\.[a-z-]+\.md", name)))


@cache
def read_page(rule_id: str) -> RulePage:
    """The page of a rule.

    Raises:
        RuleError: The rule has no page, or the page is not laid out as one.
    """
    if rule_id not in list_pages():
        raise RuleError(f"rule {rule_id} has no page", f"a file tests/rules/{rule_id}.md")
    page = parse_page(_home().joinpath(f"{rule_id}.md").read_text(encoding="utf-8"))
    if page.id != rule_id:
        raise RuleError(f"the page of {rule_id} is headed '{page.id}'", f"'# {rule_id}'")
    return page


def find_page(rule_id: str) -> RulePage | None:
    """The page of a rule; None where it has none, as rules about structure have."""
    return read_page(rule_id) if rule_id in list_pages() else None


def parse_page(text: str) -> RulePage:
    """Read the text of a page.

    Raises:
        RuleError: It is not laid out as a page.
    """
    head, *sections = re.split(r"^## ", text, flags=re.MULTILINE)
    found = _HEAD.fullmatch(head)
    if found is None:
        raise RuleError(
            f"the page begins {head[:60]!r}",
            "a heading with the id, the statement in bold, 'Severity: error' or 'Severity: note', "
            "and why it matters, each a paragraph of one line",
        )
    examples = tuple(case for section in sections for case in _read_section(section))
    return RulePage(**found.groupdict(), examples=examples)


def _read_section(text: str) -> Iterator[Example]:
    heading, *cases = re.split(r"^### ", text, flags=re.MULTILINE)
    name = heading.strip()
    if name not in ("Passes", "Fails"):
        raise RuleError(f"a section begins {name!r}", "'Passes' or 'Fails', and then cases")
    for case in cases:
        title, _, body = case.partition("\n")
        findings = [line for block in _FINDINGS.findall(body) for line in block.split("\n")]
        tables = _FINDINGS.sub("", body).strip("\n")
        yield Example(title.strip(), name == "Passes", tables, tuple(findings))


def _home() -> Traversable:
    """An installed copy carries the pages in the package, a checkout beside the tests."""
    installed = files("marketbook").joinpath("pages")
    return installed if installed.is_dir() else Path(__file__).parents[1] / "tests" / "rules"

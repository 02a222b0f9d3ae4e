"""The catalogue of the rules, as a page and one by one; read from their pages, not their code."""

from __future__ import annotations

from difflib import get_close_matches
from itertools import groupby

from marketbook.audit.other_rules import DOCUMENT_RULES, WAIVER_RULES
from marketbook.errors import RuleError
from marketbook.package.catalog import STRUCTURE_RULES
from marketbook.rule_pages import RulePage, find_page, list_pages, read_page

_HEAD = """\
# The rules of the audit

<!-- Made by `marketbook rules --markdown` from the pages in tests/rules; edit those, not this. -->

`marketbook check` runs every rule over the tables whose structure is right. An **error** must be
fixed, corrected (`marketbook correct`) or waived with the reason (`marketbook waive`); a **note**
is something to know, and never fails. `marketbook rules ID` prints one rule. A rule is named after
the table that it is about; the rules called `text` look at every table. The cases of a rule are
tables of figures that pass or fail, with the findings they give; they are also its tests.
"""
_PAGES = "https://github.com/marketbook/marketbook/blob/main/tests/rules"

# what is checked before the rules and after them: id and sentence, always an error
_OTHERS = {
    "Structure": (
        "Checked first, from the Table Schemas; an error of structure cannot be waived.",
        {rule: stated.says for rule, stated in STRUCTURE_RULES.items()},
    ),
    "Documents": (
        "Checked with `--documents DIR`, where the documents of the sources are at hand.",
        DOCUMENT_RULES,
    ),
    "Waivers": ("Checked last: a waiver that accepts nothing is itself an error.", WAIVER_RULES),
}


def render_rules() -> str:
    """The page of all rules, as Markdown with a final newline."""
    pages = _read_pages()
    parts = [_HEAD, _render_overview(pages), *map(_render_others, _OTHERS)]
    for family, members in groupby(pages, key=lambda page: page.id.partition(".")[0]):
        parts.append(f"## {family}\n")
        parts += [_render_page(page) for page in members]
    return "\n".join(parts)


def list_rules() -> str:
    """Every rule in a line: id, severity and statement; with a final newline."""
    lines = [(page.id, page.severity, page.says) for page in _read_pages()]
    lines += [(rule, "error", says) for rule, says in _list_others().items()]
    width = max(len(rule) for rule, *_ in lines)
    return "".join(f"{rule:<{width}}  {severity:<5}  {says}\n" for rule, severity, says in lines)


def describe_rule(rule_id: str) -> str:
    """One rule as plain text for a terminal, without a final newline.

    Raises:
        RuleError: No rule has this id; the nearest is named.
    """
    page, others = find_page(rule_id), _list_others()
    if page is not None:
        return _describe_page(page)
    if rule_id in others:
        return f"{rule_id} (error)\n{others[rule_id]}"
    near = get_close_matches(rule_id, [*list_pages(), *others], 1)
    raise RuleError(
        f"no rule is called '{rule_id}'",
        f"one of those that 'marketbook rules' prints{f', such as {near[0]!r}' if near else ''}",
    )


def _describe_page(page: RulePage) -> str:
    lines = [f"{page.id} ({page.severity})", page.says, ""]
    lines += [f"Why: {page.why}", f"Example: {page.example}"]
    for heading, passes in (("Passes:", True), ("Fails:", False)):
        lines += ["", heading, *(f"- {title}" for title in page.list_titles(passes=passes))]
    return "\n".join(lines)


def _read_pages() -> list[RulePage]:
    return [read_page(rule_id) for rule_id in list_pages()]


def _list_others() -> dict[str, str]:
    return {rule: says for _, rules in _OTHERS.values() for rule, says in rules.items()}


def _render_others(title: str) -> str:
    when, rules = _OTHERS[title]
    rows = [f"| {rule} | {says} |" for rule, says in rules.items()]
    return "\n".join([f"## {title}", "", when, "", "| rule | says |", "|---|---|", *rows, ""])


def _render_overview(pages: list[RulePage]) -> str:
    rows = [f"| [{page.id}](#{_anchor(page)}) | {page.severity} | {page.says} |" for page in pages]
    return "\n".join(["| rule | severity | says |", "|---|---|---|", *rows, ""])


def _render_page(page: RulePage) -> str:
    passing, failing = (len(page.list_titles(passes=passes)) for passes in (True, False))
    lines = [f"### {page.id}", "", f"**{page.says}** ({page.severity})", "", page.why, ""]
    lines += ["```text", page.example, "```", ""]
    lines += [f"[Cases]({_PAGES}/{page.id}.md): {passing} passing, {failing} failing.", ""]
    return "\n".join(lines)


def _anchor(page: RulePage) -> str:
    """The anchor that a page on GitHub gives the heading of a rule."""
    return page.id.replace(".", "")

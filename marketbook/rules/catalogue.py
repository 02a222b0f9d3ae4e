"""The catalogue of the rules, as a page and one by one."""

from __future__ import annotations

from difflib import get_close_matches
from itertools import groupby

from marketbook.errors import RuleError
from marketbook.rules import RULES, Rule

_HEAD = """\
# The rules of the audit

<!-- Made from the rules themselves by `marketbook rules --markdown`; edit the rules, not this. -->

`marketbook check` runs every rule over the tables whose structure holds. An **error** must be
mended, or waived in `tables/waivers.csv` with its arithmetic; a **note** is what a reader should
know, and never fails. `marketbook rules ID` prints one rule. A rule is named after the table that
its findings stand in; the rules called `text` look at every table.
"""


def render_rules() -> str:
    """The page of all rules, as Markdown with a final newline."""
    parts = [_HEAD, _render_overview()]
    for family, rules in groupby(RULES, key=_family):
        parts.append(f"## {family}\n")
        parts += [_render_rule(rule) for rule in rules]
    return "\n".join(parts)


def list_rules() -> str:
    """Every rule in a line: id, severity and what it says; with a final newline."""
    width = max(len(rule.id) for rule in RULES)
    return "".join(f"{rule.id:<{width}}  {rule.severity:<5}  {rule.says}\n" for rule in RULES)


def describe_rule(rule_id: str) -> str:
    """One rule as plain text for a terminal, without a final newline.

    Raises:
        RuleError: No rule has this id; the nearest is named.
    """
    for rule in RULES:
        if rule.id == rule_id:
            lines = [f"{rule.id} ({rule.severity})", rule.says, "", f"Why: {rule.why}"]
            lines += [f"Example: {rule.example}", f"Reads: {_name_tables(rule)}"]
            return "\n".join(lines)
    near = get_close_matches(rule_id, [rule.id for rule in RULES], 1)
    raise RuleError(
        f"no rule is called '{rule_id}'",
        f"one of those that 'marketbook rules' prints{f', such as {near[0]!r}' if near else ''}",
    )


def _render_overview() -> str:
    rows = [f"| [{rule.id}](#{_anchor(rule)}) | {rule.severity} | {rule.says} |" for rule in RULES]
    return "\n".join(["| rule | severity | says |", "|---|---|---|", *rows, ""])


def _render_rule(rule: Rule) -> str:
    lines = [f"### {rule.id}", "", f"**{rule.says}** ({rule.severity})", "", rule.why, ""]
    lines += ["```text", rule.example, "```", "", f"Reads: {_name_tables(rule)}.", ""]
    return "\n".join(lines)


def _name_tables(rule: Rule) -> str:
    needed = ", ".join(rule.reads) or "every table"
    return f"{needed}; {', '.join(rule.uses)} where there" if rule.uses else needed


def _family(rule: Rule) -> str:
    return rule.id.partition(".")[0]


def _anchor(rule: Rule) -> str:
    """The anchor that a page on GitHub gives the heading of a rule."""
    return rule.id.replace(".", "")

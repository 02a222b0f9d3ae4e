"""The catalogue of the rules, as a page and one by one."""

from __future__ import annotations

from difflib import get_close_matches
from itertools import groupby

from marketbook.audit.documents import describe_document_rules
from marketbook.audit.waivers import RULES as WAIVER_RULES
from marketbook.errors import RuleError
from marketbook.package import STRUCTURE_RULES
from marketbook.old_rules import RULES, Rule

_HEAD = """\
# The rules of the audit

<!-- Made from the rules themselves by `marketbook rules --markdown`; edit the rules, not this. -->

`marketbook check` runs every rule over the tables whose structure holds. An **error** must be
mended, or waived in `tables/waivers.csv` with its arithmetic; a **note** is what a reader should
know, and never fails. `marketbook rules ID` prints one rule. A rule is named after the table that
its findings stand in; the rules called `text` look at every table.
"""


# what is checked before the rules and after them: id and sentence, always an error
_OTHERS = {
    "Structure": (
        "Judged first, from the Table Schemas; what breaks it cannot be waived.",
        {rule: stated.says for rule, stated in STRUCTURE_RULES.items()},
    ),
    "Documents": (
        "Judged with `--documents DIR`, where the documents of the sources are at hand.",
        describe_document_rules(),
    ),
    "Waivers": ("Judged last: a waiver that accepts nothing is itself an error.", WAIVER_RULES),
}


def render_rules() -> str:
    """The page of all rules, as Markdown with a final newline."""
    parts = [_HEAD, _render_overview(), *map(_render_others, _OTHERS)]
    for family, rules in groupby(RULES, key=_family):
        parts.append(f"## {family}\n")
        parts += [_render_rule(rule) for rule in rules]
    return "\n".join(parts)


def list_rules() -> str:
    """Every rule in a line: id, severity and what it says; with a final newline."""
    lines = [(rule.id, rule.severity, rule.says) for rule in RULES]
    lines += [(rule, "error", says) for rule, says in _list_others()]
    width = max(len(rule) for rule, *_ in lines)
    return "".join(f"{rule:<{width}}  {severity:<5}  {says}\n" for rule, severity, says in lines)


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
    others = dict(_list_others())
    if rule_id in others:
        return f"{rule_id} (error)\n{others[rule_id]}"
    near = get_close_matches(rule_id, [*(rule.id for rule in RULES), *others], 1)
    raise RuleError(
        f"no rule is called '{rule_id}'",
        f"one of those that 'marketbook rules' prints{f', such as {near[0]!r}' if near else ''}",
    )


def _list_others() -> list[tuple[str, str]]:
    return [pair for _, rules in _OTHERS.values() for pair in rules.items()]


def _render_others(title: str) -> str:
    when, rules = _OTHERS[title]
    rows = [f"| {rule} | {says} |" for rule, says in rules.items()]
    return "\n".join([f"## {title}", "", when, "", "| rule | says |", "|---|---|", *rows, ""])


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

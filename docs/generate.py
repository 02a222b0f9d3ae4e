"""Writes the generated parts of the docs; ``make docs`` runs it, a test compares.

Whole files: ``docs/tables.md`` (data dictionary), ``docs/rules.md`` (catalogue of the rules),
``docs/forms.md`` (how figures are printed),
``docs/known-issues.md`` (errata list), ``docs/catalogue/`` (the package for catalogues). In
``docs/commands.md``, ``docs/load-the-tables.md`` and the guide to CI, what stands between
``<!-- name -->`` and ``<!-- /name -->``.
"""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import click
import yaml

import marketbook as mb
from marketbook.audit import Report, check_package
from marketbook.audit.catalogue import render_rules
from marketbook.cli import commands
from marketbook.exports import write_croissant, write_dcat, write_schema_org
from marketbook.exports.catalogue import render_object
from marketbook.exports.content import gather_content
from marketbook.package import Package, read_package, read_structure, write_file
from marketbook.reading.forms import FORMS
from marketbook.schema import Field, TableSchema
from tests.conformance.render import render_tools
from tests.conformance.tools import list_tools

ROOT = Path(__file__).parents[1]
CI_GUIDE = "docs/guides/check-in-ci.md"
COMMANDS = "docs/commands.md"
TOOLS = "docs/load-the-tables.md"


def escape(text: str) -> str:
    """Text for one cell of a Markdown table."""
    return text.replace("|", "\\|").replace("\n", " ")


def render_constraints(field: Field) -> str:
    """What a field must be, in a few words."""
    parts = ["required"] if field.required else []
    if field.enum:
        parts.append("one of " + ", ".join(f"`{value}`" for value in field.enum))
    if field.pattern:
        parts.append(f"pattern `{escape(field.pattern)}`")
    limits = {
        "at least": field.minimum,
        "at most": field.maximum,
        "above": field.exclusive_minimum,
        "below": field.exclusive_maximum,
    }
    parts += [f"{words} {value}" for words, value in limits.items() if value is not None]
    return "; ".join(parts)


def render_table(name: str, schema: TableSchema) -> str:
    """One table of the data dictionary."""
    references = {
        column: f"→ {key.resource or name}" for key in schema.foreign_keys for column in key.fields
    }
    lines = [
        f"## {name}",
        "",
        schema.description,
        "",
        "| column | type | meaning | must be | example |",
        "|---|---|---|---|---|",
    ]
    for field in schema.fields:
        mark = "*" if field.name in schema.primary_key else ""
        unit = f" Unit: {field.unit}." if field.unit else ""
        musts = "; ".join(filter(None, [references.get(field.name, ""), render_constraints(field)]))
        lines.append(
            f"| `{field.name}`{mark} | {field.type} | {escape(field.description)}{escape(unit)} "
            f"| {musts} | `{escape(str(field.example))}` |"
        )
    return "\n".join(lines) + "\n"


def render_dictionary(package: Package, report: Report) -> str:
    """The data dictionary: every table and column, from the schemas."""
    head = (
        "# Data dictionary\n\nGenerated from `schemas/`; `*` marks the primary key, "
        "`→` the table a column leads to. `stated` holds the digits as printed, with separators "
        "and trailing zeros, `value` the same number in the printed unit. Nothing is converted or "
        "corrected.\n\n"
    )
    tables = [render_table(name, resource.schema) for name, resource in package.resources.items()]
    return head + "\n".join([render_overview(package, report), *tables])


def read_evidence() -> dict[tuple[str, str], str]:
    """The arithmetic of each waiver, by rule and record."""
    waivers = mb.read_tables(ROOT)["waivers"]
    return {
        (rule, record): text for rule, record, text in waivers["rule", "record", "evidence"].rows()
    }


def render_corrected(report: Report) -> list[str]:
    """What misprints are read as, with the findings that are gone so."""
    table = mb.read_tables(ROOT)["corrections"]
    evidence = dict(table["record", "evidence"].rows())
    lines = ["## Corrected misprints", ""]
    lines += ["With each of these readings the finding is gone, and no new one appears."]
    for finding in report.corrected:
        place = f"{finding.file}:{finding.line}"
        lines += ["", f"### {finding.record}", "", f"`{finding.rule}`, {place}", ""]
        lines += [f"- **Found:** {finding.message}."]
        lines += [f"- **Arithmetic:** {evidence.get(finding.record, finding.implied)}"]
        lines += [f"- **Read:** {finding.corrected}"]
    return lines


def render_known_issues(report: Report) -> str:
    """The errata list: what is corrected, what is waived, with the arithmetic; then the notes."""
    evidence = read_evidence()
    lines = [
        "# Known issues of the published figures",
        "",
        "Generated from the audit, `tables/corrections.csv` and `tables/waivers.csv`. The tables "
        "record what is printed; these are the places where it cannot all be true.",
        "",
        *render_corrected(report),
        "",
        "## Accepted as printed",
    ]
    for finding in report.waived:
        place = f"{finding.file}:{finding.line}"
        lines += ["", f"### {finding.record}", "", f"`{finding.rule}`, {place}", ""]
        lines += [f"- **Found:** {finding.message}."]
        lines += [f"- **Arithmetic:** {evidence[finding.rule, finding.record]}"]
        lines += [f"- **Decided:** {finding.waived}"]
    lines += ["", "## Notes", "", "What a reader should know, and what contradicts nothing.", ""]
    lines += [f"- `{note.record}` (`{note.rule}`): {note.message}." for note in report.notes]
    return "\n".join(lines) + "\n"


def render_overview(package: Package, report: Report) -> str:
    """The tables with their rows."""
    rows = dict(report.tables)
    lines = ["| table | rows | holds |", "|---|--:|---|"]
    for name, resource in package.resources.items():
        says = escape(resource.schema.description)
        lines.append(f"| [`{name}`](#{name}) | {rows[name]:,} | {says} |")
    return "\n".join(lines) + "\n"


def render_commands() -> str:
    """The help of every command, under a heading of its own."""
    parts = []
    # below the group, as when it is typed: its options of help and its width are the commands' too
    group = click.Context(commands, info_name="marketbook", **commands.context_settings)
    for name in sorted(commands.commands):
        command = commands.commands[name]
        with click.Context(command, parent=group, info_name=name) as context:
            parts.append(f"## {name}\n\n```text\n{command.get_help(context)}\n```\n")
    return "\n".join(parts)


def render_catalogues(package: Package) -> dict[str, str]:
    """The package as catalogues read it, by path."""
    folder = ROOT / "docs" / "catalogue"
    content = gather_content(package, read_structure(package), folder, has_views=False)
    forms = {"schema-org": write_schema_org, "dcat": write_dcat, "croissant": write_croissant}
    return {
        f"docs/catalogue/{name}.json": render_object(form.describe_dataset(content)).decode()
        for name, form in forms.items()
    }


def render_inputs() -> str:
    """The inputs of the GitHub action, for the guide to CI."""
    action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    lines = ["| input | default | says |", "|---|---|---|"]
    for name, stated in action["inputs"].items():
        default = f"`{stated['default']}`" if stated["default"] else ""
        lines.append(f"| `{name}` | {default} | {escape(stated['description'])} |")
    return "\n".join(lines) + "\n"


def fill(text: str, name: str, content: str) -> str:
    """Put ``content`` between the marks ``<!-- name -->`` and ``<!-- /name -->``."""
    mark = re.compile(f"(<!-- {name} -->\n).*?(<!-- /{name} -->)", re.DOTALL)
    if not mark.search(text):
        raise ValueError(f"there are no marks for {name}")
    return mark.sub(lambda match: match[1] + content + match[2], text)


def read(path: str) -> str:
    """A page as it is."""
    return (ROOT / path).read_text(encoding="utf-8")


def render_forms() -> str:
    """The forms in which documents print figures, and the numbers that are left out."""
    lines = [
        "# Forms of figures",
        "",
        "Generated from the table of forms in `marketbook/reading/forms/`. A form is the words "
        "before or after a number that say what it is; the form whose words are nearest counts. "
        "The examples are invented, and each is tested.",
        "",
        "| form | example | gives |",
        "|---|---|---|",
    ]
    for form in FORMS:
        gives = f"`{form.gives}`" if form.kind else f"left out: {form.reason}"
        lines.append(f"| `{form.name}` | {escape(form.example)} | {gives} |")
    return "\n".join(lines) + "\n"


def render_all() -> dict[str, str]:
    """Every generated file by its path, as it should be."""
    package = read_package(ROOT)
    report = check_package(package, today=dt.date(2026, 11, 21))
    return {
        COMMANDS: fill(read(COMMANDS), "commands", render_commands()),
        TOOLS: fill(read(TOOLS), "tools", render_tools(list_tools())),
        CI_GUIDE: fill(read(CI_GUIDE), "inputs", render_inputs()),
        "docs/forms.md": render_forms(),
        "docs/tables.md": render_dictionary(package, report),
        "docs/rules.md": render_rules(),
        "docs/known-issues.md": render_known_issues(report),
        **render_catalogues(package),
    }


def main() -> None:
    """Write every generated file that is not current."""
    for path, text in render_all().items():
        write_file(ROOT / path, text.encode(), inside=ROOT)
        click.echo(f"written   {path}")


if __name__ == "__main__":
    main()

"""The README's table of tools, from the very lines that the suite runs."""

from __future__ import annotations

from collections.abc import Iterable

from tests.conformance.tool import Tool

# what a reader calls a language, and how a comment begins in it
_LANGUAGES = {
    "python": ("Python", "#"),
    "sql": ("SQL", "--"),
    "sh": ("A terminal", "#"),
    "sqlite3": ("In the sqlite3 shell", "--"),
    "r": ("R", "#"),
    "js": ("JavaScript", "//"),
    "powerquery": ("Power Query (Excel, Power BI)", "//"),
}
_SOURCES = {"CSV": "the CSVs", "workbooks/tables.xlsx": "`workbooks/tables.xlsx`"}


def render_tools(tools: Iterable[Tool]) -> str:
    """A table of the tools, then their lines by language."""
    tools = sorted(tools, key=lambda tool: tool.name.casefold())
    lines = ["| tool | reads | what arrives |", "|---|---|---|"]
    lines += [f"| {tool.name} | {_name_source(tool)} | {tool.remark} |" for tool in tools]
    for language, (title, mark) in _LANGUAGES.items():
        spoken = [tool for tool in tools if tool.language == language]
        parts = [f"{mark} {tool.name}, {tool.source}\n{tool.lines}" for tool in spoken]
        lines += ["", f"<details><summary>{title}</summary>", "", f"```{language}"]
        lines += ["\n\n".join(parts), "```", "", "</details>"]
    return "\n".join(lines) + "\n"


def _name_source(tool: Tool) -> str:
    return _SOURCES.get(tool.source, f"`marketbook export {tool.source}`")

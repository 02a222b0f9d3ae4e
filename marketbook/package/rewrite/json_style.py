"""How a JSON file is laid out, so that it can be written again as it was."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import cast

_INDENTS = (2, 4, None, "\t", 1, 3, 0)
_SEPARATORS = (None, (",", ":"), (", ", ": "))
_MARGINS = ("", "  ", " ", "    ", "\t")


@dataclass(frozen=True, slots=True)
class JsonStyle:
    """A way of writing JSON.

    Attributes:
        indent: As `json.dumps` takes it.
        separators: As `json.dumps` takes them.
        ascii: Whether other letters are escaped.
        margin: Before each row, where rows stand one on a line; None where they do not.
        end: After the last bracket.
        line_end: Of each line.
    """

    indent: int | str | None
    separators: tuple[str, str] | None
    ascii: bool
    margin: str | None
    end: str
    line_end: str

    def write(self, content: object) -> str:
        """The content as text."""
        if self.margin is None or not isinstance(content, list):
            text = self._dump(content)
        else:
            rows = [f"{self.margin}{self._dump(row)}" for row in cast("list[object]", content)]
            text = "[\n" + ",\n".join(rows) + "\n]"
        return text.replace("\n", self.line_end) + self.end

    def _dump(self, content: object) -> str:
        return json.dumps(
            content, indent=self.indent, separators=self.separators, ensure_ascii=self.ascii
        )


def find_style(text: str, content: object) -> JsonStyle | None:
    """The style in which `content` is `text` to the letter; None where none is."""
    return next((style for style in _list_styles(text) if style.write(content) == text), None)


def _list_styles(text: str) -> Iterator[JsonStyle]:
    end = text[len(text.rstrip()) :]
    line_end = "\r\n" if "\r\n" in text else "\n"
    ascii_ = text.isascii()
    for escaped, separators in product((ascii_, not ascii_), _SEPARATORS):
        for indent in _INDENTS:
            yield JsonStyle(indent, separators, escaped, None, end, line_end)
        for margin in _MARGINS:
            yield JsonStyle(None, separators, escaped, margin, end, line_end)

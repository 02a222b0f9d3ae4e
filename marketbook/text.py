"""Text from data as it may be shown: one line stays one line, and nothing in it is obeyed.

Names, paths and cells come from files that anyone may have written. A terminal obeys escape
sequences, GitHub's log obeys lines that begin with ``::``, a page ends a script at ``</script>``.
Everything that is printed or embedded goes through here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any

MOST_SHOWN = 2_000
"""A longer line is cut in the middle; its end says how to settle what it is about."""

_END_SHOWN = 300

# C0 and C1 controls, separators of lines, marks that turn the direction of writing, surrogates
# and noncharacters: none may break a line, move the cursor or end a document.
HIDDEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069"
    "\ud800-\udfff\ufffe\uffff]"
)
# GitHub reads a command from a line that begins with "::", and from "##[" anywhere in it
_COMMAND = re.compile(r"^(\s*):(?=:)")
_OLD_COMMAND = "##["
_RISKY_JSON = re.compile(rf"(?!\n)(?:{HIDDEN.pattern}|<|(?<=##)\[)")
_SPLITS = re.compile(r"[\s&|;<>()']")
"""What shells take for the end of a word, and double quotes keep in it."""

_PAINT = re.compile("(\x1b\\[[0-9;]*m)")


def show_hidden(text: str) -> str:
    r"""The text in one line: what a terminal or a log obeys is shown as ``\n``, ``\x1b``."""
    if text.isprintable() and _OLD_COMMAND not in text:
        return text  # most are, and this takes half the time
    plain = HIDDEN.sub(lambda match: match[0].encode("unicode_escape").decode("ascii"), text)
    return plain.replace(_OLD_COMMAND, r"##\x5b")


def quote(text: str) -> str:
    """A path or id as one word of a command, for a person to copy."""
    return f'"{text}"' if _SPLITS.search(text) else text


def show_line(text: str) -> str:
    """The text as one harmless line: nothing hidden, no command to GitHub, not endless."""
    shown = show_hidden(text)
    if "::" in shown:  # hardly any has, and this look takes a tenth of the time
        shown = _COMMAND.sub(r"\1\\x3a", shown)
    return shorten(shown)


def show_painted(text: str) -> str:
    """The same for a line that we coloured ourselves: the colours stay."""
    parts = _PAINT.split(text)
    return "".join(part if n % 2 else show_line(part) for n, part in enumerate(parts))


def join_lines(lines: Iterable[str]) -> str:
    """Lines made of data as text, each harmless, with a final line break."""
    return "".join(f"{show_line(line)}\n" for line in lines)


def shorten(text: str, most: int = MOST_SHOWN) -> str:
    """The text, or its beginning and its end with the number of characters between them."""
    if len(text) <= most:
        return text
    end = min(_END_SHOWN, most // 4)
    head = most - end
    return f"{text[:head]} … ({len(text) - most:,} characters not shown) … {text[-end:]}"


def clip(text: str, most: int) -> str:
    """The text, or its beginning with an ellipsis where it is longer."""
    return text if len(text) <= most else f"{text[: most - 1]}…"


def count(number: int, noun: str, plural: str = "") -> str:
    """A number of things: ``1 cell``, ``1,200 cells``, ``no cells``."""
    return f"{f'{number:,}' if number else 'no'} {noun if number == 1 else plural or f'{noun}s'}"


def tell_fields(value: object, *names: str) -> dict[str, Any]:
    """Fields of a value by their names, as they go into JSON: what is empty is null."""
    return {name: getattr(value, name) or None for name in names}


def write_json(value: object, *, indent: int | None = 2) -> str:
    r"""JSON that may be printed, and embedded in a page, whatever its texts hold.

    What a terminal, a log or a page would obey is written as ``\u....``, which means the same.

    Without an indent everything is in one line.

    Raises:
        ValueError: A number is one that JSON lacks.
    """
    separators = None if indent else (",", ":")
    plain = json.dumps(
        value,
        ensure_ascii=False,
        allow_nan=False,
        indent=indent,
        separators=separators,
        default=str,
    )
    return _RISKY_JSON.sub(lambda match: f"\\u{ord(match[0]):04x}", plain)


def cut_name(text: str, most: int = 44) -> str:
    """A text of so many characters at most, cut after a word, with an ellipsis where it is cut."""
    if len(text) <= most:
        return text
    return f"{text[:most].rpartition(' ')[0] or text[: most - 1]}…"

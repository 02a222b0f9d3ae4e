"""Which regular expressions a schema may state: those that mean the same to every reader.

Python's engine reads them for frictionless, Rust's for Polars. Most differences show when a
pattern is compiled: look-around and back-references to Rust, sets inside sets to Python. Those
that both compile and read differently are refused here.
"""

from __future__ import annotations

import re
import warnings

from marketbook.errors import SchemaError

_ESCAPES = re.compile(r"\\(?:[<>AzZ]|b\{)")
_GROUPS = re.compile(r"\(\?(?!:|P<)|[*+?}]\+")
_ESCAPED = re.compile(r"\\.", re.DOTALL)
_CLASS = re.compile(r"\[\^?\]?[^\]]*\]")


def refuse_pattern(pattern: str, place: str) -> None:
    """Refuse a pattern that is broken, or that two engines read differently.

    Args:
        pattern: The regular expression.
        place: Where it stands, for the message.

    Raises:
        SchemaError: With the reason.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("error", FutureWarning)
        try:
            re.compile(pattern)
        except (re.error, FutureWarning) as error:
            raise SchemaError(
                f"'pattern' of {place} is {pattern!r}", f"a regular expression ({error})"
            ) from error
    if found := _find_ambiguous(pattern):
        raise SchemaError(
            f"'pattern' of {place} is {pattern!r}, with {found!r}, which is not covered",
            "character classes, groups, alternatives and repetition",
            "a pattern needs no anchors: the whole cell is matched",
        )


def _find_ambiguous(pattern: str) -> str:
    for escape in _ESCAPED.finditer(pattern):
        if match := _ESCAPES.match(pattern, escape.start()):
            return match.group()
    plain = _CLASS.sub("x", _ESCAPED.sub("x", pattern))
    match = _GROUPS.search(plain)
    return match.group() if match else ""

"""Which regular expressions a schema may state, and which ones two engines read differently.

Python's engine reads them for frictionless, Rust's for Polars. Most differences show when a
pattern is compiled: look-around and back-references to Rust, sets inside sets to Python. Those
that both compile and read differently are known here.
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
    """Refuse a pattern that is broken.

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


def is_ambiguous(pattern: str) -> bool:
    """Whether a pattern that both engines compile may mean one thing to each."""
    escapes = (escape.start() for escape in _ESCAPED.finditer(pattern))
    if any(_ESCAPES.match(pattern, start) for start in escapes):
        return True
    plain = _CLASS.sub("x", _ESCAPED.sub("x", pattern))
    return _GROUPS.search(plain) is not None

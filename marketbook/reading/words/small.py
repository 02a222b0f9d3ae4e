"""Patterns that ignore case, looked for in small letters: several times as fast as ``(?i)``."""

from __future__ import annotations

import re
from collections.abc import Iterator


def small(text: str) -> str:
    """A text in small letters, each where it was before."""
    return (text if text.isascii() else text.replace("İ", "I")).lower()


def compile_small(pattern: str) -> re.Pattern[str]:
    """A pattern with its letters in small ones, for :func:`small` text."""
    return re.compile(_LETTER.sub(lambda match: match[0].lower(), pattern))


_LETTER = re.compile(r"(?<!\\)(?<!\(\?)[^\W\d_]")


class AnyCase:
    """A pattern that ignores case; what its matches hold is in small letters.

    Attributes:
        pattern: The pattern as it was written.
        compiled: The one that is looked for.
    """

    __slots__ = ("compiled", "pattern")

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self.compiled = compile_small(pattern)

    def search(self, text: str) -> re.Match[str] | None:
        """The first match in a text."""
        return self.compiled.search(small(text))

    def match(self, text: str) -> re.Match[str] | None:
        """The match at the beginning of a text."""
        return self.compiled.match(small(text))

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Every match in a text."""
        return self.compiled.finditer(small(text))

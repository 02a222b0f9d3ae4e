"""The nearest known value, for a message about an unknown one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from difflib import get_close_matches
from functools import cached_property

from marketbook.package.report import show

_COMPARISONS = 20_000


class Nearest:
    """Tells which of the known values an unknown text is nearest to.

    Comparing takes time, so after a number of comparisons it keeps silent: a hint is help, not
    part of the finding.

    Args:
        list_known: Lists the known values; asked once, and only if there is an unknown text.
    """

    def __init__(self, list_known: Callable[[], Sequence[str]]) -> None:
        self._list_known = list_known
        self._left = _COMPARISONS
        self._hints: dict[str, str] = {}

    @cached_property
    def _known(self) -> Sequence[str]:
        return self._list_known()

    def hint(self, text: str) -> str:
        """`; nearest: 'usd-billion'`, or nothing where none is near."""
        if text not in self._hints and self._left >= len(self._known):
            self._left -= len(self._known)
            near = get_close_matches(text, self._known, n=1, cutoff=0.7)
            self._hints[text] = f"; nearest: {show(near[0])}" if near else ""
        return self._hints.get(text, "")

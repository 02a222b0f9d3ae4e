"""The nearest known value, for a message about an unknown one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from difflib import get_close_matches
from functools import cached_property

from marketbook.package.report import show

_COMPARISONS = 20_000


def _no_names() -> Mapping[str, str]:
    return {}


class Nearest:
    """Tells which of the known values an unknown text is nearest to.

    A text that is the name of a value, or differs from it only in case, leads to it. Comparing
    takes time, so after a number of comparisons it keeps silent: a hint is help, not part of the
    finding.

    Args:
        list_known: Lists the known values; asked once, and only if there is an unknown text.
        list_names: Lists the value of each name that people use for one, asked likewise.
    """

    def __init__(
        self,
        list_known: Callable[[], Sequence[str]],
        list_names: Callable[[], Mapping[str, str]] = _no_names,
    ) -> None:
        self._list_known = list_known
        self._list_names = list_names
        self._left = _COMPARISONS
        self._hints: dict[str, str] = {}

    @cached_property
    def _known(self) -> Sequence[str]:
        return self._list_known()

    @cached_property
    def _named(self) -> dict[str, str]:
        """The value of each name and of each value itself, whatever their case."""
        named = {name.casefold(): value for name, value in self._list_names().items()}
        return named | {value.casefold(): value for value in self._known}

    def hint(self, text: str) -> str:
        """`; nearest: 'usd-billion'`, or nothing where none is near."""
        if text not in self._hints and self._left >= len(self._known):
            self._left -= len(self._known)
            near = self._find(text.casefold())
            self._hints[text] = f"; nearest: {show(near)}" if near else ""
        return self._hints.get(text, "")

    def _find(self, text: str) -> str:
        if text in self._named:
            return self._named[text]
        near = get_close_matches(text, self._named, n=1, cutoff=0.7)
        return self._named[near[0]] if near else ""

"""The steps of long work: which one is being done, how much of it is done, and no pauses in it.

The library only says so. Whoever runs it may listen; the command line shows a line on a terminal
and, where it is asked to, how long each step took.
"""

from __future__ import annotations

import gc
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Protocol, TypeVar

T = TypeVar("T")


class Listener(Protocol):
    """What is told of the steps, in the order in which they happen; a step may hold others."""

    def begin(self, step: str) -> None:
        """A step begins."""
        ...

    def advance(self, done: int, of: int) -> None:
        """So many things of the innermost step are done, of so many."""
        ...

    def end(self) -> None:
        """The innermost step has ended, well or not."""
        ...


_listener: ContextVar[Listener | None] = ContextVar("listener", default=None)


@contextmanager
def listen(listener: Listener) -> Generator[None]:
    """Tell ``listener`` of all steps inside the block."""
    token = _listener.set(listener)
    try:
        yield
    finally:
        _listener.reset(token)


@contextmanager
def step(name: str) -> Generator[None]:
    """Say that a step is being done inside the block.

    Args:
        name: What is being done, as a reader would say it: "read the tables".
    """
    listener = _listener.get()
    if listener is None:
        yield
        return
    listener.begin(name)
    try:
        yield
    finally:
        listener.end()


def advance(done: int, of: int) -> None:
    """Say how much of the step that is being done is done."""
    listener = _listener.get()
    if listener is not None:
        listener.advance(done, of)


def track(name: str, items: Iterable[T], of: int) -> Iterator[T]:
    """The items, while saying how many are done.

    Args:
        name: What is being done to them.
        items: The items; what is done to one happens before the next is asked for.
        of: How many there are.
    """
    with step(name):
        for done, item in enumerate(items, 1):
            yield item
            advance(done, of)


@contextmanager
def without_pauses() -> Generator[None]:
    """Without the collector of cycles, which walks all values again and again as they grow."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()

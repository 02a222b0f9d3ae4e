"""The time that one document may take: what reads it looks at the clock between two steps."""

from __future__ import annotations

import time
from collections.abc import Generator
from contextlib import contextmanager
from contextvars import ContextVar

from marketbook.errors import MarketbookError
from marketbook.reading import limits

_ENDS: ContextVar[tuple[str, float] | None] = ContextVar("ends", default=None)


@contextmanager
def limit_time(name: str) -> Generator[None]:
    """Reads what is inside within ``limits.MOST_SECONDS`` of processor time.

    Args:
        name: The document's, for the message.
    """
    token = _ENDS.set((name, time.process_time() + limits.MOST_SECONDS))
    try:
        yield
    finally:
        _ENDS.reset(token)


def look_at_clock() -> None:
    """Does nothing while there is time.

    Raises:
        MarketbookError: The document has taken all of its time.
    """
    ends = _ENDS.get()
    if ends is not None and time.process_time() > ends[1]:
        raise MarketbookError(
            f"{ends[0]} takes longer to read than a report does",
            f"at most {limits.MOST_SECONDS} seconds",
            "read a part of it, such as the pages with figures saved as text",
        )

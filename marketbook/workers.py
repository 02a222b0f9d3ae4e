"""Other processes that do a part of the work."""

from __future__ import annotations

import signal


def leave_interrupts() -> None:
    """Leave an interrupt to the process that started this one, which alone says so and ends all.

    A worker calls it first: otherwise each of them prints a traceback of its own.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)

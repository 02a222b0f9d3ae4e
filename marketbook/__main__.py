"""``python -m marketbook``, and what the installed program runs."""

from __future__ import annotations

import gc
import os
import signal
import sys


def main() -> None:
    """Run the command line; an interrupt ends it quietly even while it starts."""
    # what is made stays until the end: fewer looks for cycles in it, a seventh of a build
    gc.set_threshold(20_000, 50, 100)
    # an ignored signal stays so, as of a job that is to survive its terminal
    heard = signal.getsignal(signal.SIGINT) is signal.default_int_handler
    if heard:
        signal.signal(signal.SIGINT, _end_at_once)
    from marketbook.cli import run

    try:
        if heard:
            signal.signal(signal.SIGINT, signal.default_int_handler)
        code = run(sys.argv[1:])
    except KeyboardInterrupt:
        sys.stderr.write("interrupted\n")
        code = 2
    # all that is left goes with the process: no last search for cycles in it, a tenth of a check
    gc.freeze()
    sys.exit(code)


def _end_at_once(*_: object) -> None:
    """Nothing is at work yet, and what is being imported may wrap an exception or swallow it."""
    os.write(2, b"interrupted\n")
    os._exit(2)


if __name__ == "__main__":
    main()

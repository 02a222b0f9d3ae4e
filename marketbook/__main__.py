"""``python -m marketbook``, and what the installed program runs."""

from __future__ import annotations

import gc
import sys


def main() -> None:
    """Run the command line; an interrupt ends it quietly even while it starts."""
    try:
        from marketbook.cli import run

        code = run(sys.argv[1:])
    except KeyboardInterrupt:
        sys.stderr.write("interrupted\n")
        code = 2
    # all that is left goes with the process: no last search for cycles in it, a tenth of a check
    gc.freeze()
    sys.exit(code)


if __name__ == "__main__":
    main()

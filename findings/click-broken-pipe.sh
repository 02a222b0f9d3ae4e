#!/usr/bin/env bash
# click: with standalone_mode=False, "exceptions will be propagated to the caller", but a closed
# pipe is not: the program exits with code 1, which many checkers use for "found something".
# Guessed: BrokenPipeError reaches the caller. Seen: SystemExit(1). 2026-11-29, click 8.5.1.
set -euo pipefail
home="$(mktemp -d)"
trap 'rm -rf "$home"' EXIT
python3 -m venv "$home/env"
"$home/env/bin/python" -m pip install --quiet 'click==8.5.1'
cat > "$home/tool.py" <<'PY'
import sys
import click

@click.command()
def tool():
    for _ in range(100_000):
        click.echo("a line")

try:
    tool.main([], standalone_mode=False)
except BaseException as error:
    sys.stderr.write(f"{type(error).__name__} {getattr(error, 'code', '')}\n")
PY
seen="$({ "$home/env/bin/python" "$home/tool.py" | head -n 1 >/dev/null; } 2>&1 || true)"
echo "seen: $seen"
[ "$seen" = "SystemExit 1" ]

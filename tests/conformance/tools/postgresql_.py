from __future__ import annotations

import json
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.conformance.programs import need_command, run_command
from tests.conformance.tool import Loaded, Tables, Tool, types

DEBIAN = Path("/usr/lib/postgresql")


def find(program: str) -> str | None:
    """A program of the server, on the path or where Debian keeps its versions."""
    newest = sorted(DEBIAN.glob(f"*/bin/{program}"), key=lambda path: int(path.parts[-3]))
    return shutil.which(program) or (str(newest[-1]) if newest else None)


def missing() -> str:
    if sys.platform == "win32":
        return "the server is started on a Unix socket; "
    without = [name for name in ("initdb", "postgres") if find(name) is None]
    if without:
        return f"there is no {', '.join(without)} here; "
    if os.geteuid() == 0 and find_user() is None:
        return "the server does not run as root, and there is no other user; "
    return need_command("psql")()


def find_user() -> int | None:
    import pwd

    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name).pw_uid
        except KeyError:
            continue
    return None


@contextmanager
def start_server() -> Generator[dict[str, str]]:
    """A server of our own in a folder of its own, reached by a socket there; gone at the end."""
    user = find_user() if os.geteuid() == 0 else None
    folder = Path(tempfile.mkdtemp(prefix="mb-"))
    if user is not None:
        os.chown(folder, user, -1)
    data = folder / "data"
    command = [str(find("initdb")), "--no-sync", "--auth=trust", "--username=reader"]
    command += ["--encoding=UTF8", "--no-locale", str(data)]
    subprocess.run(command, user=user, check=True, capture_output=True, cwd=folder)
    server = subprocess.Popen(
        [str(find("postgres")), "-D", data, "-k", folder, "-c", "listen_addresses="],
        user=user,
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield {"PGHOST": str(folder), "PGUSER": "reader", "PGDATABASE": "postgres"}
    finally:
        server.terminate()
        server.wait(timeout=20)
        shutil.rmtree(folder, ignore_errors=True)


def await_server(folder: Path, environment: dict[str, str]) -> None:
    end = time.monotonic() + 200
    while not list(Path(environment["PGHOST"]).glob(".s.PGSQL.*[0-9]")):
        assert time.monotonic() < end, "the server did not start"
        time.sleep(0.05)
    for _ in range(100):
        try:
            run_command(["psql", "--command", "SELECT 1"], folder, **environment)
            return
        except AssertionError:
            assert time.monotonic() < end, "the server did not start"
            time.sleep(0.05)


KINDS = "SELECT json_object_agg(t.relname, (SELECT json_agg(format_type(a.atttypid, NULL) "
KINDS += "ORDER BY a.attnum) FROM pg_attribute a WHERE a.attrelid = t.oid AND a.attnum > 0)) "
KINDS += "FROM pg_class t WHERE t.relkind = 'r' AND t.relnamespace = 'public'::regnamespace"


def load(tool: Tool, folder: Path, tables: Sequence[str]) -> Tables:
    """Fills a new server by the script, and lets it print each table as JSON."""
    with start_server() as environment:
        await_server(folder, environment)
        fill, _ = tool.lines.splitlines()
        run_command([*shlex.split(fill), "--quiet"], folder, **environment)
        for table in tables:
            run_command(shlex.split(tool.write_lines(table).splitlines()[1]), folder, **environment)
        ask = ["psql", "--no-align", "--tuples-only", "--command"]
        kinds = json.loads(run_command([*ask, KINDS], folder, **environment))
        rows = " UNION ALL ".join(f"SELECT '{t}', json_agg({t}) FROM {t}" for t in tables)
        query = f"SELECT json_object_agg(name, rows) FROM ({rows}) AS found (name, rows)"
        found = json.loads(run_command([*ask, query], folder, **environment))
    return {table: order(found[table], kinds[table]) for table in tables}


def order(records: list[dict[str, object]], kinds: list[str]) -> Loaded:
    columns = list(records[0]) if records else []
    return Loaded(columns, kinds, [[record[name] for name in columns] for record in records])


TYPES = {
    "double precision": frozenset({"number"}),
    **types(
        text="string yearmonth", bigint="integer", integer="year", boolean="boolean", date="date"
    ),
}
TOOLS = [
    Tool(
        name="PostgreSQL",
        source="postgresql",
        language="sh",
        lines='psql --file figures.sql\npsql --command "SELECT * FROM sizes"',
        types=TYPES,
        load=load,
        missing=missing,
        remark="typed, with keys, checks, comments and views",
    )
]

"""What a check on Spark costs per family of markets, at 1, 2 and 4 times the data.

Run by hand: `python -m benchmarks.spark [FAMILIES] [--small]`. Families are generated, each with a
planted fault, and read from Parquet. Beside the time stands that of a check on this machine without
Spark; findings that differ between the two end the run.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

sys.path.insert(0, str(Path(__file__).parent.parent))

from pyspark.sql import SparkSession

from marketbook.audit import check_package
from marketbook.audit.formats.render_json import tell_finding
from marketbook.package import read_package
from marketbook.spark import check, open_session
from tests.spark.packages import plant_families, write_tables

T = TypeVar("T")


@contextmanager
def start() -> Iterator[SparkSession]:
    """A session whose workers have run once: what follows is the work alone."""
    began = time.perf_counter()
    spark = open_session()
    with tempfile.TemporaryDirectory() as folder:
        on_spark(spark, Path(folder), 20)
    print(f"session and first check of 20 families: {time.perf_counter() - began:.1f} s")
    yield spark
    spark.stop()


def measure(work: Callable[[], T]) -> tuple[float, T]:
    """Seconds that some work takes, and its result."""
    began = time.perf_counter()
    result = work()
    return time.perf_counter() - began, result


def on_spark(
    spark: SparkSession, folder: Path, families: int, large: int = 1
) -> tuple[float, list[Any], Path]:
    """Write families as CSV and Parquet and check the latter on Spark."""
    tables = plant_families(families, large)
    write_tables(folder / "csv", tables)
    for name, table in tables.items():
        table.write_parquet(folder / f"{name}.parquet")
    frames = {name: spark.read.parquet(str(folder / f"{name}.parquet")) for name in tables}
    seconds, findings = measure(lambda: check(spark, frames, folder / "csv").collect())
    return seconds, findings, folder / "csv"


def main() -> None:
    """Generate, check, print the table."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("families", type=int, nargs="?", default=500, help="at 1 times the data")
    parser.add_argument("--times", type=int, nargs="*", default=[1, 2, 4], help="of the families")
    parser.add_argument("--small", action="store_true", help="of a handful of figures each")
    options = parser.parse_args()
    large = sys.maxsize if options.small else 1
    with start() as spark:
        print(f"{'families':>9}{'findings':>9}{'spark s':>9}{'ms each':>9}{'local s':>9}")
        for times in options.times:
            families = options.families * times
            with tempfile.TemporaryDirectory() as folder:
                seconds, found, package = on_spark(spark, Path(folder), families, large)
                local, report = measure(lambda path=package: check_package(read_package(path)))
            expected = json.loads(json.dumps([*map(tell_finding, report.findings)]))
            assert [row.asDict(recursive=True) for row in found] == expected, "the findings differ"
            each = seconds / families * 1000
            line = f"{families:9}{len(found):9}{seconds:9.1f}{each:9.1f}{local:9.1f}"
            print(line, flush=True)


if __name__ == "__main__":
    main()

"""Where a check is done: on this machine, or on a cluster."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from marketbook.steps import step

if TYPE_CHECKING:
    from marketbook.audit import Report
    from marketbook.package import Package


def check_here(package: Package, documents: Path | None) -> Report:
    """Audit a package on this machine."""
    from marketbook.audit import check_package

    if documents is None:
        return check_package(package)
    from marketbook.reading.documents.open import read_words

    return check_package(package, documents=documents, read_text=read_words)


def check_on_spark(package: Package) -> Report:
    """Audit a package on the cluster that SPARK_REMOTE names, or in a session of this machine."""
    with step("start Spark"):
        from marketbook.spark.session import open_session

        spark = open_session()
    from marketbook.spark import check_package

    try:
        return check_package(spark, package)
    finally:
        spark.stop()

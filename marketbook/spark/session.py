"""A Spark session: that of a cluster, or one of this machine."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from marketbook.errors import MarketbookError
from marketbook.extras import tell_install

if TYPE_CHECKING:
    from pyspark.sql import SparkSession


LOCAL = {
    "spark.master": "local[*]",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    # no name of this machine has to be known to any network
    "spark.driver.host": "localhost",
    "spark.driver.bindAddress": "127.0.0.1",
    # 200 as a rule, each of which costs a task
    "spark.sql.shuffle.partitions": "8",
    # the work is Python's: Java's compiling more than once took two fifths of all processor time
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
}
"""Settings of a session on one machine."""


def open_session() -> SparkSession:
    """The session that `SPARK_REMOTE` names, else one on all cores of this machine.

    Raises:
        MarketbookError: There is no PySpark, no Java, or the cluster does not answer.
    """
    try:
        from pyspark.errors import PySparkException
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise MarketbookError(
            f"Spark is not installed ({error.name} is missing)",
            remedy=f"install it with: {tell_install('spark')}",
        ) from error
    remote = os.environ.get("SPARK_REMOTE")
    builder = SparkSession.builder.appName("marketbook")
    if not remote:
        # without it the workers take the first Python on the path, which may lack Marketbook
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
        for name, value in LOCAL.items():
            builder = builder.config(name, value)
    try:
        return builder.getOrCreate()
    except (PySparkException, OSError) as error:
        where = f"the cluster at {remote}" if remote else "a Spark session on this machine"
        raise MarketbookError(
            f"{where} could not be opened ({str(error).splitlines()[0]})",
            remedy="look at SPARK_REMOTE" if remote else "install Java 17 or newer",
        ) from error

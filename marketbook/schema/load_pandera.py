"""pandera for Polars, without what it brings along.

Importing it imports PySpark's pandas where that is installed, which warns of versions and sets
environment variables that Spark reads later; neither is meant for a check of Polars frames.
"""

from __future__ import annotations

import os
import warnings

_before = dict(os.environ)
with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import pandera.polars as pa
    from pandera.config import ValidationDepth, config_context
    from pandera.errors import SchemaError, SchemaErrorReason, SchemaErrors
for _name in set(os.environ) - set(_before):
    del os.environ[_name]

__all__ = [
    "SchemaError",
    "SchemaErrorReason",
    "SchemaErrors",
    "ValidationDepth",
    "config_context",
    "pa",
]

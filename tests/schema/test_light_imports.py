from __future__ import annotations

import subprocess
import sys

SCRIPT = """
import sys
from marketbook.schema.light_imports import skip_heavy_imports
with skip_heavy_imports():
    import marketbook.schema.failing_rows
print(sorted({"numpy", "pandas"} & set(sys.modules)))
import numpy
"""


def test_a_process_of_our_own_imports_neither_numpy_nor_pandas() -> None:
    done = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("[]\n", "")

"""Generated packages, good and bad, judged by frictionless and by us: both find the same places."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings

from tests.differential.cases import Case
from tests.differential.gaps import explain, list_differences
from tests.differential.judges import judge_by_frictionless, judge_by_us
from tests.differential.strategies import cases

# In the suite always the same examples. By hand, other ones each time, and as many as asked for:
# DIFFERENTIAL_EXAMPLES=20000 pytest tests/differential
ASKED = os.environ.get("DIFFERENTIAL_EXAMPLES", "")


@settings(
    max_examples=int(ASKED or 60),
    derandomize=not ASKED,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
@given(cases())
def test_both_judges_find_the_same_places(case: Case) -> None:
    with tempfile.TemporaryDirectory() as directory:
        path = case.write(Path(directory))
        theirs = judge_by_frictionless(path, case)
        ours = judge_by_us(path)
    differences = list_differences(case, ours, theirs)
    unexplained = [(each.fault, each.row) for each in differences if not explain(each)]
    assert unexplained == []

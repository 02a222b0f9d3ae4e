"""Judge the descriptor by check-datapackage; run by .ci/run in an environment of its own."""

import json
import sys
from pathlib import Path

import check_datapackage as cdp

ROOT = Path(__file__).parents[2]

descriptor = json.loads((ROOT / "datapackage.json").read_text(encoding="utf-8"))
for resource in descriptor["resources"]:
    # check-datapackage judges schemas that stand inside the descriptor
    schema = ROOT / resource["schema"]
    resource["schema"] = json.loads(schema.read_text(encoding="utf-8"))
issues = cdp.check(descriptor)
for issue in issues:
    print(f"{issue.jsonpath}: {issue.message}")  # noqa: T201
print(f"check-datapackage: {len(issues)} issues")  # noqa: T201
sys.exit(1 if issues else 0)

"""Reads a Croissant file with its own reader, in an environment of its own.

Run as a script by tests/exports/test_catalogues.py: the reader needs 40 packages that nothing
else here needs.
"""

import json
import sys

import mlcroissant

dataset = mlcroissant.Dataset(jsonld=sys.argv[1])
rows = {
    records.name: [
        {key.split("/", 1)[1]: row[key] for key in row} for row in dataset.records(records.id)
    ]
    for records in dataset.metadata.record_sets
}
plain = {
    name: [
        {
            key: cell.decode() if isinstance(cell, bytes) else str(cell) if cell else cell
            for key, cell in row.items()
        }
        for row in found
    ]
    for name, found in rows.items()
}
issues = dataset.metadata.issues
stated = {"issues": sorted({*issues.errors, *issues.warnings}), "rows": plain}
sys.stdout.write(json.dumps(stated) + "\n")

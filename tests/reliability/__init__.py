"""What the tool survives: faults of many kinds, tried one by one and counted.

``python -m tests.reliability.run`` tries all of them in less than half an hour and writes
``docs/reliability.md``; the tests try a few of each kind.
"""

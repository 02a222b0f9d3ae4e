"""Runs a command of marketbook in which one call to the file system goes wrong.

It runs in a process of its own, forked from one that has imported everything. The calls that
concern the watched folder are counted, and at the one that was asked for the fault strikes.
"""

from __future__ import annotations

import datetime as dt
import errno
import os
import runpy
import sys
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace
from unittest.mock import patch

for _name in (
    "frictionless", "marketbook.audit", "marketbook.cli", "marketbook.exports.export",
    "marketbook.pulls.pull", "marketbook.starter", "marketbook.workbook.build",
):  # fmt: skip
    import_module(_name)

KILLED = 77
FAULTS = ("killed", "half written", "no space", "no permission", "interrupted")
_CALLS = frozenset((
    "open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.chmod", "os.listdir",
    "os.scandir", "os.truncate", "os.link", "os.symlink", "os.utime",
))  # fmt: skip


class Watch:
    """Counts the calls in a folder, and strikes at one of them."""

    def __init__(self, folder: str, fault: str, at: int) -> None:
        self.folder, self.fault, self.at = folder, fault, at
        self.calls = 0
        self.syncs: list[int] = []
        self._fsync = os.fsync
        self._striking = False

    def hook(self, event: str, arguments: tuple[object, ...]) -> None:
        """Asked by Python before each call (``sys.addaudithook``)."""
        if event in _CALLS and not self._striking and self._is_inside(arguments[0]):
            self._count(None)

    def sync(self, file: int) -> None:
        """In place of ``os.fsync``: what was written before it may be lost."""
        self.syncs.append(self.calls)
        self._count(file)
        self._fsync(file)

    def _is_inside(self, path: object) -> bool:
        if not isinstance(path, str | bytes | os.PathLike):
            return False
        # a path may be told from where the process runs
        return str(Path(os.fsdecode(path)).absolute()).startswith(self.folder)

    def _count(self, file: int | None) -> None:
        self.calls += 1
        if self.calls - 1 == self.at and self.fault and not self._striking:
            self._striking = True
            try:
                self._strike(file)
            finally:
                self._striking = False

    def _strike(self, file: int | None) -> None:
        if self.fault == "half written":
            if file is None:
                return  # nothing is under way that could be cut
            size = os.fstat(file).st_size
            if size:
                os.truncate(file, size // 2)
            os._exit(KILLED)
        if self.fault == "killed":
            os._exit(KILLED)
        if self.fault == "interrupted":
            raise KeyboardInterrupt
        number = errno.ENOSPC if self.fault == "no space" else errno.EACCES
        raise OSError(number, os.strerror(number), self.folder)


def work(folder: str, fault: str, at: int, arguments: tuple[str, ...], told: str) -> None:
    """Runs the command line once, in a process that was made for it.

    Args:
        folder: Where it runs, and what is watched.
        fault: One of ``FAULTS``; none for a run that only counts.
        at: Number of the call at which the fault strikes.
        arguments: What the command line is given.
        told: A file for what it prints, and the number of calls at the end.
    """
    output = os.open(told, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(output, 1)
    os.dup2(output, 2)
    os.chdir(folder)
    watch = Watch(folder, fault, at)
    os.fsync = watch.sync
    sys.addaudithook(watch.hook)
    sys.argv = ["marketbook", *arguments]
    # files that are dated are compared with others, which may have been written before midnight
    day = SimpleNamespace(today=lambda: dt.date(2026, 1, 1))
    patch("marketbook.starter.new.dt", SimpleNamespace(date=day)).start()
    try:
        runpy.run_module("marketbook", run_name="__main__")
    finally:
        watch.fault = ""
        numbers = " ".join(map(str, watch.syncs))
        os.write(output, f"\ncalls: {watch.calls}; syncs: {numbers}".encode())

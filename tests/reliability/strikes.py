"""One fault at one call to the file system: at every call of every command that writes."""

from __future__ import annotations

import hashlib
import multiprocessing
import os
import shutil
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing.connection import wait
from pathlib import Path

from marketbook.package.files import OLD_SECONDS, is_scratch
from marketbook.package.lock import LOCK
from marketbook.package.switch import JOURNAL
from tests.reliability.child import FAULTS, KILLED, work
from tests.reliability.commands import OUT, PACKAGE, Command, make_setting

State = dict[str, str]
MOST_SECONDS = 600
"""Before a run counts as hanging, on the busiest machine."""


@dataclass(frozen=True, slots=True)
class Done:
    """A process that has ended."""

    code: int
    told: str


_FORKS = multiprocessing.get_context("forkserver")
# starting one process looks at all others, which no two threads may do at once
_ONE = threading.Lock()
_FORKS.set_forkserver_preload(["tests.reliability.child"])


def run(folder: Path, command: Command, fault: str = "", at: int = -1, told: str = "told") -> Done:
    """Run a command in its folder; ``fault`` strikes at the call of that number."""
    output = folder.with_name(f"{folder.name}.{told}")
    arguments = (str(folder), fault, at, command.arguments, str(output))
    process = _FORKS.Process(target=work, args=arguments)
    with _ONE:
        process.start()
    ended = wait([process.sentinel], MOST_SECONDS)
    with _ONE:
        if not ended:
            process.kill()
        process.join()
    if not ended:
        return Done(-1, "it did not end")
    return Done(process.exitcode or 0, output.read_text(encoding="utf-8", errors="replace"))


def list_trials(folder: Path, command: Command) -> list[Trial]:
    """Every fault at every call that a command makes where nothing goes wrong.

    Only what is just being written can be half written: that is where it goes to the disk.
    """
    done = run(folder, command)
    if done.code != 0:
        raise RuntimeError(f"{command.name} does not even work undisturbed: {done.told}")
    calls, _, told = done.told.rpartition("calls: ")[2].partition("; syncs:")
    syncs = [int(number) for number in told.split()]
    first = 0 if command.reading else syncs[0]
    return [
        Trial(command, fault, at)
        for fault in FAULTS
        for at in (syncs if fault == "half written" else range(first, int(calls)))
    ]


def read_state(folder: Path) -> State:
    """Every file that a user knows of, by its path: its checksum."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not any(map(_is_ours, path.relative_to(folder).parts))
    }


def _is_ours(name: str) -> bool:
    return name in (LOCK, JOURNAL) or is_scratch(Path(name))


@dataclass(frozen=True, slots=True)
class Trial:
    """A command, a fault and the number of the call at which it strikes."""

    command: Command
    fault: str
    at: int

    def __str__(self) -> str:
        return f"{self.command.name}, {self.fault} at call {self.at}"


def try_strike(trial: Trial, folder: Path, before: State, after: State) -> str:
    """Lets the fault strike, then runs the command again; what went wrong, or nothing.

    Args:
        trial: What is tried.
        folder: A folder of its own, not there yet.
        before: The files without the command.
        after: The files with it.
    """
    shutil.copytree(make_setting(trial.command), folder)
    done = run(folder, trial.command, trial.fault, trial.at)
    faults = [*_judge_end(done), *_judge_files(trial, folder, before, after)]
    shutil.rmtree(folder, ignore_errors=True)
    return f"{trial}: {'; '.join(faults)}" if faults else ""


def _judge_end(done: Done) -> Iterator[str]:
    if done.code not in (0, 1, 2, 130, KILLED):
        yield f"exit code {done.code}"
    if "Traceback" in done.told or "please report it" in done.told or done.code == -1:
        yield done.told.strip().rpartition("\n")[2]


def _judge_files(trial: Trial, folder: Path, before: State, after: State) -> Iterator[str]:
    """Old or new, none in part; then the command does what it would have done."""
    if (folder / PACKAGE / JOURNAL).exists():
        run(folder, Command("check", ("check", PACKAGE), trial.command.prepare))
    found = read_state(folder)
    torn = [
        path
        for path, checksum in _leave_copies(found).items()
        if checksum not in (before.get(path), after.get(path))
    ]
    if torn:
        yield f"{', '.join(torn)} is neither old nor new"
    if trial.command.together and found not in (before, after):
        yield "some files are old and some are new"
    if found == before and not _list_left(folder):
        return  # nothing has happened at all
    _age(folder)
    if trial.command.once and found == after:
        run(folder, Command("build", ("build", OUT), trial.command.prepare))
    else:
        yield from _run_again(trial.command, folder, after)
    if left := _list_left(folder):
        yield f"{', '.join(left)} stays for ever"


def _list_left(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*") if _is_ours(path.name))


def _run_again(command: Command, folder: Path, after: State) -> Iterator[str]:
    again = run(folder, command)
    if again.code not in (0, 1):
        yield f"the next run ends with {again.code}: {again.told.strip()[-200:]}"
    if _leave_copies(read_state(folder)) != _leave_copies(after):
        yield "the next run does not do what it would have done"


def _leave_copies(state: State) -> State:
    """Without the copies that build --force keeps, one for each run."""
    return {path: checksum for path, checksum in state.items() if ".edited-" not in path}


def _age(folder: Path) -> None:
    """Makes all that was left behind so old that it may be swept."""
    old = time.time() - 2 * OLD_SECONDS
    for path in folder.rglob("*"):
        if _is_ours(path.name):
            os.utime(path, (old, old))

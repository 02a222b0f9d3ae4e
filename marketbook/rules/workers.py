"""Families of markets judged at once, in processes of their own.

A worker is a plain Python process that takes one piece after the other through its pipe: unlike
those of `multiprocessing` it never runs the caller's own script again.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from queue import SimpleQueue
from threading import Lock
from typing import IO, TYPE_CHECKING

from marketbook.errors import MarketbookError, RuleError
from marketbook.rules import RULES
from marketbook.rules.judge import Judged, judge_markets
from marketbook.rules.rule import MarketRule

if TYPE_CHECKING:
    import polars as pl

Piece = Mapping[str, "pl.DataFrame"]


def count_cores() -> int:
    """Cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def judge_pieces(
    pieces: Iterable[Piece], rules: Sequence[MarketRule], files: Mapping[str, str]
) -> Iterator[Judged]:
    """What market rules find in each piece, in no order; on all cores but where there is one.

    Args:
        pieces: Tables of whole families each, with the code lists.
        rules: The rules.
        files: Path of each table's file inside the package.

    Raises:
        RuleError: A rule failed itself, or a worker ended before its work was done.
    """
    cores = count_cores()
    # a rule that only the caller knows is no rule of another process
    if cores == 1 or not all(rule in RULES for rule in rules):
        yield from (judge_markets(piece, rules, files) for piece in pieces)
        return
    shared = _Shared(pieces)
    task = [rule.id for rule in rules], dict(files)
    answers: SimpleQueue[Judged | None] = SimpleQueue()
    with ThreadPoolExecutor(cores) as threads:
        work = [threads.submit(_drive, shared, answers, task) for _ in range(cores)]
        for each in work:
            each.add_done_callback(lambda _: answers.put(None))
        running = cores
        while running:
            answer = answers.get()
            if answer is None:
                running -= 1
            else:
                yield answer
        for each in work:
            each.result()


class _Shared:
    """Pieces for several threads, each laid out when one asks for it, so that few are held."""

    def __init__(self, pieces: Iterable[Piece]) -> None:
        self._pieces = iter(pieces)
        self._lock = Lock()

    def __iter__(self) -> Iterator[Piece]:
        return self

    def __next__(self) -> Piece:
        with self._lock:
            return next(self._pieces)


def _drive(
    pieces: Iterable[Piece],
    answers: SimpleQueue[Judged | None],
    task: tuple[list[str], dict[str, str]],
) -> None:
    """Give one worker pieces until there are none left."""
    process = subprocess.Popen(
        [sys.executable, "-c", "from marketbook.rules.workers import serve; serve()"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=os.environ
        | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "POLARS_MAX_THREADS": "1"},
    )
    with process:
        if process.stdin is None or process.stdout is None:
            raise RuleError("a worker process could not be started")
        try:
            _send(process.stdin, task)
            for piece in pieces:
                _send(process.stdin, piece)
                answers.put(_receive(process.stdout))
            process.stdin.close()
        except (EOFError, OSError) as error:
            raise RuleError(
                f"a worker process ended with {process.wait()} before its work was done",
                remedy="the memory may not be enough; check parts of the package alone",
            ) from error
        except BaseException:
            process.kill()
            raise


def _send(pipe: IO[bytes], value: object) -> None:
    pickle.dump(value, pipe, protocol=5)
    pipe.flush()


def _receive(pipe: IO[bytes]) -> Judged:
    answer = pickle.load(pipe)  # noqa: S301  of a process that was started here
    if isinstance(answer, MarketbookError):
        raise answer
    return answer


def serve() -> None:
    """What a worker does: answer each piece that comes in until there are no more."""
    source, answers = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr
    ids, files = pickle.load(source)  # noqa: S301  of the process that started this one
    wanted = set(ids)
    rules = [rule for rule in RULES if isinstance(rule, MarketRule) and rule.id in wanted]
    while True:
        try:
            piece = pickle.load(source)  # noqa: S301
        except EOFError:
            return
        try:
            answer: object = judge_markets(piece, rules, files)
        except MarketbookError as error:
            answer = error
        _send(answers, answer)

"""Many documents in one call, on all cores where there are enough of them."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from marketbook.errors import MarketbookError
from marketbook.reading.facts import Reading
from marketbook.steps import track
from marketbook.workers import leave_interrupts

STANDARD_INPUT = "-"
_ENOUGH = 24
"""From so many documents on a second process is worth its start."""


@dataclass(frozen=True, slots=True)
class ReadDocuments:
    """What became of the documents of one call.

    Attributes:
        readings: Those that were read, in the order given.
        problems: One line for each that could not be read.
    """

    readings: tuple[Reading, ...]
    problems: tuple[str, ...]


def read_documents(files: Sequence[str | Path]) -> ReadDocuments:
    """Reads documents; one that cannot be read does not stop the others.

    Args:
        files: Their paths; ``-`` is standard input.
    """
    outcomes = list(_read_all([str(file) for file in files]))
    return ReadDocuments(
        tuple(outcome for outcome in outcomes if isinstance(outcome, Reading)),
        tuple(outcome for outcome in outcomes if isinstance(outcome, str)),
    )


def _read_all(files: Sequence[str]) -> Iterator[Reading | str]:
    cores = os.cpu_count() or 1
    apart = len(files) >= _ENOUGH and cores > 1 and STANDARD_INPUT not in files
    found = _read_apart(files, cores) if apart else map(_read, files)
    return track("read the documents", found, len(files)) if len(files) > 1 else found


def _read_apart(files: Sequence[str], cores: int) -> Iterator[Reading | str]:
    """The same in processes of their own, a new interpreter each: threads of others stay out."""
    context = get_context("spawn")
    with ProcessPoolExecutor(min(cores, 8), context, leave_interrupts) as pool:
        try:
            yield from pool.map(_read, files, chunksize=max(1, min(16, len(files) // cores // 4)))
        except BrokenProcessPool as error:
            raise MarketbookError(
                "a process that read documents has died, for want of memory perhaps",
                remedy="read fewer documents at once",
            ) from error


def _read(file: str) -> Reading | str:
    from marketbook.reading.read import read_document

    try:
        if file == STANDARD_INPUT:
            return read_document(Path(STANDARD_INPUT), sys.stdin.buffer.read())
        return read_document(Path(file))
    except MarketbookError as error:
        return str(error)
    except (RecursionError, MemoryError):
        return f"{file} is too deep or too large to be read; expected a report"

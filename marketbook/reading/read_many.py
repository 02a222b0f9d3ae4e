"""Many documents in one call, on all cores where there are enough of them."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from marketbook.errors import MarketbookError
from marketbook.reading.facts import Reading
from marketbook.workers import leave_interrupts

STANDARD_INPUT = "-"
_ENOUGH = 24
"""From so many documents on a second process is worth its start."""

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class ReadDocuments:
    """What became of the documents of one call.

    Attributes:
        readings: Those that were read, in the order given.
        problems: One line for each that could not be read.
    """

    readings: tuple[Reading, ...]
    problems: tuple[str, ...]


def read_documents(files: Sequence[str | Path], progress: Progress | None = None) -> ReadDocuments:
    """Reads documents; one that cannot be read does not stop the others.

    Args:
        files: Their paths; ``-`` is standard input.
        progress: Called with what is done and what there is to do: documents, or the pages of a
            single one.
    """
    outcomes = list(_read_all([str(file) for file in files], progress))
    return ReadDocuments(
        tuple(outcome for outcome in outcomes if isinstance(outcome, Reading)),
        tuple(outcome for outcome in outcomes if isinstance(outcome, str)),
    )


def _read_all(files: Sequence[str], progress: Progress | None) -> Iterator[Reading | str]:
    if len(files) == 1:
        yield _read(files[0], progress)
        return
    cores = os.cpu_count() or 1
    apart = len(files) >= _ENOUGH and cores > 1 and STANDARD_INPUT not in files
    found = _read_apart(files, cores) if apart else map(_read, files)
    for done, outcome in enumerate(found, start=1):
        if progress is not None:
            progress(done, len(files))
        yield outcome


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


def _read(file: str, progress: Progress | None = None) -> Reading | str:
    from marketbook.reading.read import read_document

    try:
        if file == STANDARD_INPUT:
            return read_document(Path(STANDARD_INPUT), sys.stdin.buffer.read(), progress)
        return read_document(Path(file), None, progress)
    except MarketbookError as error:
        return str(error)
    except (RecursionError, MemoryError):
        return f"{file} is too deep or too large to be read; expected a report"

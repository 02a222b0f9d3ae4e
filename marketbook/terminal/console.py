"""What the commands print: one gate to standard output and to standard error.

Text for people is made harmless line by line and fits the terminal's code page; formats for
programs are UTF-8 everywhere. Progress and remarks go to standard error, and only there.
"""

from __future__ import annotations

import codecs
import errno
import io
import os
import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice
from typing import TextIO

import click

from marketbook.errors import MarketbookError
from marketbook.text import join_lines, show_line, show_painted

_BAR = 30
"""Width of the bar that shows progress, in characters."""

_PAUSE = 0.1
"""Seconds between two drawings of a bar, so that drawing costs nothing beside the work."""

_PIECE = 10_000
"""Lines printed at once."""

_PLAIN = {
    "→": "->", "…": "...", "×": "x", "÷": "/", "±": "+/-", "−": "-", "–": "-", "—": "-",
    "·": "-", "≤": "<=", "≥": ">=", "√": "sqrt ", "‘": "'", "’": "'", "“": '"', "”": '"',
}  # fmt: skip
"""Signs of our own texts, for code pages that lack them."""


class OutputError(MarketbookError):
    """What was asked for could not be printed."""


class PipeClosedError(OutputError):
    """Whoever read the output has stopped: nothing is wrong, and nobody reads on."""


def _degrade(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lost = error.object[error.start : error.end]
    signs = [_PLAIN.get(sign, sign.encode("unicode_escape").decode("ascii")) for sign in lost]
    return "".join(signs), error.end


@dataclass(slots=True)
class Console:
    """How much is printed, and where to.

    Attributes:
        quiet: Print only what needs attention.
        verbose: Print how long each step took, and whole tracebacks.
    """

    quiet: bool = False
    verbose: bool = False
    _begun: list[tuple[str, float]] = field(default_factory=list[tuple[str, float]])
    _drawn: int = 0
    _drawn_at: float = 0.0

    def show(self, text: str, *, painted: bool = False) -> None:
        """Print a text for people that was asked for; a last line break may be missing."""
        self.show_lines(text.removesuffix("\n").split("\n") if text else (), painted=painted)

    def show_lines(self, lines: Iterable[str], *, painted: bool = False) -> None:
        """The same, line by line, so that many of them are never held together."""
        show = show_painted if painted else show_line
        shown = (f"{show(line)}\n" for line in lines)
        while piece := "".join(islice(shown, _PIECE)):
            _write(sys.stdout, piece)

    def say(self, *lines: str) -> None:
        """Print what was asked for, each one line."""
        _write(sys.stdout, join_lines(lines))

    def tell(self, *lines: str) -> None:
        """Print what is good to know, unless only what needs attention is wanted."""
        if not self.quiet:
            self.say(*lines)

    def warn(self, *lines: str) -> None:
        """Print remarks beside what was asked for, each one line."""
        _write(sys.stderr, join_lines(lines))

    def hand_over(self, document: str) -> None:
        """Print a document for programs: UTF-8 with plain line feeds on every platform."""
        stream = _expect(sys.stdout)
        content = document.encode("utf-8", "backslashreplace")
        try:
            stream.flush()
            stream.buffer.write(content)
        except OSError as error:
            raise _explain(error) from error

    def begin(self, step: str) -> None:
        """A step begins: on a terminal a line says which."""
        self._begun.append((step, time.perf_counter()))
        self._draw(step)

    def advance(self, done: int, of: int) -> None:
        """Draw how far the innermost step is."""
        if not self._begun:
            return
        now = time.perf_counter()
        if now - self._drawn_at < _PAUSE and done < of:
            return
        self._drawn_at = now
        step, _ = self._begun[-1]
        bar = "#" * (done * _BAR // of) if of else ""
        self._draw(f"{step} [{bar:.<{_BAR}}] {done:,} of {of:,}")

    def end(self) -> None:
        """The innermost step has ended: its line goes, its time stays where times are wanted."""
        if not self._begun:
            # a generator that an interrupt left behind ends after the command has
            return
        step, start = self._begun.pop()
        self._draw("")
        if self.verbose:
            self.warn(f"{time.perf_counter() - start:8.2f} s  {'  ' * len(self._begun)}{step}")
        if self._begun:
            self._draw(self._begun[-1][0])

    def reset(self) -> None:
        """As at the start of a command."""
        self.quiet = self.verbose = False
        self._begun.clear()
        self._drawn = 0

    def clear(self) -> None:
        """Take away the line of a step that was stopped."""
        self._begun.clear()
        self._draw("")

    def _draw(self, line: str) -> None:
        """Draw over the line that is there, with nothing that only some terminals know."""
        if self.quiet or self.verbose or not is_terminal(sys.stderr):
            return
        shown = show_line(line)
        _write(sys.stderr, f"\r{'':<{self._drawn}}\r{shown}")
        self._drawn = len(shown)


console = Console()
"""The console of this process."""


def set_up() -> None:
    """Let text degrade where a code page lacks a sign, instead of ending the command."""
    codecs.register_error("marketbook", _degrade)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="marketbook")


def flush() -> None:
    """Make sure that what was printed has arrived.

    Raises:
        OutputError: It has not.
    """
    if sys.stdout is None:
        return
    try:
        sys.stdout.flush()
    except OSError as error:
        raise _explain(error) from error


def give_up() -> None:
    """Throw away what cannot be printed, so that Python does not try again at its end."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (AttributeError, OSError, ValueError):
            _redirect(stream)


def _redirect(stream: TextIO | None) -> None:
    if stream is None:
        return
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    except (OSError, ValueError):
        return


def is_terminal(stream: TextIO | None) -> bool:
    """Whether a person reads this stream as it is written."""
    try:
        return stream is not None and stream.isatty()
    except ValueError:  # closed
        return False


def _expect(stream: TextIO | None) -> TextIO:
    if stream is None or stream.closed:
        raise OutputError("the output could not be written (standard output is closed)")
    return stream


def _write(stream: TextIO | None, text: str) -> None:
    if stream is sys.stderr and (stream is None or stream.closed):
        return
    target = _expect(stream)
    try:
        click.echo(text, file=target, nl=False)
    except OSError as error:
        if stream is not sys.stderr:
            raise _explain(error) from error


def _explain(error: OSError) -> OutputError:
    if error.errno == errno.EPIPE or isinstance(error, BrokenPipeError):
        return PipeClosedError("the output was closed")
    return OutputError(
        f"the output could not be written ({error.strerror or error})",
        remedy="check the free space where it goes",
    )

"""How a command ends: with 0, 1 or 2, and never with a traceback.

0 means done and clean, 1 findings or differences, 2 that the work could not be done, whatever
stopped it.
"""

from __future__ import annotations

import tempfile
import traceback
from collections.abc import Callable

import click

from marketbook.errors import MarketbookError
from marketbook.terminal.console import PipeClosedError, console, flush, give_up

COULD_NOT = 2
"""Exit code where the work could not be done."""


def end_well(work: Callable[[], object]) -> int:
    """Do the work of a command, to its exit code; what stops it becomes one line of standard error.

    Args:
        work: Returns the exit code, or something else where there is nothing to say about it; may
            also exit as any Python program does.

    Returns:
        The exit code.
    """
    try:
        code = _do(work)
        flush()
    except BaseException as error:  # noqa: BLE001  the one place that ends everything unforeseen
        code = COULD_NOT
        console.clear()
        console.warn(*_describe(error))
    give_up()
    return code


def _do(work: Callable[[], object]) -> int:
    try:
        result = work()
    except click.exceptions.Exit as error:
        return error.exit_code
    except SystemExit as error:
        result = error.code if isinstance(error.code, int) or error.code is None else COULD_NOT
    return result if isinstance(result, int) else 0


def _describe(error: BaseException) -> list[str]:
    """The lines that say what stopped the work; none where nobody reads on."""
    if isinstance(error, PipeClosedError | BrokenPipeError):
        return []
    if isinstance(error, MarketbookError):
        first, *problems = error.lines
        return [f"error: {first}", *problems]
    if isinstance(error, click.UsageError):
        return _describe_usage(error)
    if isinstance(error, click.ClickException):
        return [f"error: {error.format_message()}"]
    if _is_interrupt(error):
        return ["interrupted"]
    return [f"error: {_name(error)}; {_keep_details(error)}"]


def _is_interrupt(error: BaseException) -> bool:
    # Python 3.11 wraps what stops the making of a class, as while a module is imported
    return isinstance(error, KeyboardInterrupt | EOFError | click.Abort) or isinstance(
        error.__cause__, KeyboardInterrupt
    )


def _describe_usage(error: click.UsageError) -> list[str]:
    # click lists the choices of an argument on lines of their own
    message = f"error: {' '.join(error.format_message().split()).rstrip('.')}"
    if error.ctx is None:
        return [message]
    return [f"{message}; see '{error.ctx.command_path} --help'"]


def _name(error: BaseException) -> str:
    if isinstance(error, MemoryError):
        return "there is not enough memory"
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename}: {error.strerror}" if error.filename else error.strerror
    return f"marketbook hit an unexpected error ({type(error).__name__}: {error})"


def _keep_details(error: BaseException) -> str:
    """Where the traceback is."""
    lines = "".join(traceback.format_exception(error))
    if console.verbose:
        console.warn(*lines.splitlines())
        return "the details are above"
    try:
        with tempfile.NamedTemporaryFile(
            "w", prefix="marketbook-", suffix=".txt", delete=False, encoding="utf-8",
            errors="backslashreplace",
        ) as file:  # fmt: skip
            file.write(lines)
    except OSError:
        return "run it again with --verbose for the details"
    return f"the details are in {file.name}; please report them with what you ran"

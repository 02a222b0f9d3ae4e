"""How commands end: whatever stops one is a line on standard error and exit code 2."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from textwrap import dedent

import click
import pytest

from marketbook import cli
from marketbook.errors import PackageError
from marketbook.terminal.console import console
from tests.conftest import Command, WritePackage
from tests.test_cli import ROOT, run

POSIX = pytest.mark.skipif(os.name == "nt", reason="needs POSIX pipes and devices")
FULL = pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")


def wrap(cause: BaseException) -> RuntimeError:
    error = RuntimeError("Error calling __set_name__")
    error.__cause__ = cause
    return error


ENDS: dict[str, tuple[BaseException, str]] = {
    "fault": (ZeroDivisionError("division by zero"), "(ZeroDivisionError: division by zero)"),
    "keys": (KeyError("x"), "(KeyError: 'x')"),
    "deep": (RecursionError("maximum recursion depth exceeded"), "(RecursionError: maximum"),
    "digits": (ValueError("Exceeds the limit (4300 digits)"), "(ValueError: Exceeds the limit"),
    "letters": (UnicodeEncodeError("utf-8", "\ud800", 0, 1, "surrogates"), "UnicodeEncodeError"),
    "memory": (MemoryError(), "error: there is not enough memory"),
    "permission": (PermissionError(13, "Permission denied", "a\nb"), r"a\nb: Permission denied"),
    "space": (OSError(28, "No space left on device"), "error: No space left on device"),
    "foreseen": (PackageError("no\x1b[2J\n::error::table"), r"error: no\x1b[2J\n::error::table"),
    "interrupt": (KeyboardInterrupt(), "interrupted"),
    "wrapped interrupt": (wrap(KeyboardInterrupt()), "interrupted"),
    "end of input": (EOFError(), "interrupted"),
    "abort": (click.Abort(), "interrupted"),
    "file": (click.FileError("x", "gone"), "error: Could not open file 'x': gone"),
    "text exit": (SystemExit("why"), ""),
}


@pytest.fixture
def ending(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., int]]:
    """Runs a command that ends with an error."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    stopped: list[BaseException] = []

    @cli.commands.command("stop")
    def stop() -> None:
        raise stopped[0]

    def end(error: BaseException, *options: str) -> int:
        stopped[:] = [error]
        return cli.run(["stop", *options])

    yield end
    del cli.commands.commands["stop"]


@pytest.mark.parametrize("name", ENDS)
def test_whatever_stops_a_command_is_one_line(
    name: str, ending: Callable[..., int], capfd: pytest.CaptureFixture[str]
) -> None:
    error, words = ENDS[name]
    assert ending(error) == 2
    out, err = capfd.readouterr()
    assert out == ""
    assert words in err
    assert err.count("\n") == (1 if words else 0)
    assert "Traceback" not in err


def test_the_details_of_a_fault_are_in_a_file(
    ending: Callable[..., int], tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    ending(ZeroDivisionError("division by zero"))
    (file,) = tmp_path.iterdir()
    assert f"the details are in {file}; please report them" in capfd.readouterr().err
    assert "in stop\n    raise stopped[0]" in file.read_text(encoding="utf-8")


def test_what_was_foreseen_leaves_no_file(ending: Callable[..., int], tmp_path: Path) -> None:
    ending(PackageError("no table"))
    assert list(tmp_path.iterdir()) == []


def test_without_space_for_the_details_it_says_how_to_see_them(
    ending: Callable[..., int],
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("marketbook.terminal.exits.tempfile.NamedTemporaryFile", fail)
    assert ending(ZeroDivisionError()) == 2
    assert capfd.readouterr().err.endswith("run it again with --verbose for the details\n")
    assert ending(ZeroDivisionError(), "--verbose") == 2
    err = capfd.readouterr().err
    assert "Traceback" in err
    assert err.endswith("; the details are above\n")


def test_a_typing_mistake_is_told_the_nearest() -> None:
    for arguments, words in (
        (["exprt"], "there is no command 'exprt'; did you mean 'export'?"),
        (["export", "sqllite", "x"], "did you mean 'sqlite'?"),
        (["check", "--format", "jsn"], "did you mean 'json'?"),
        (["check", "--alll"], "Did you mean '--all'?"),
    ):
        done = run(*arguments)
        assert (done.returncode, done.stdout) == (2, "")
        assert words in done.stderr
        assert done.stderr.count("\n") == 1


def test_without_a_command_the_help_is_shown() -> None:
    done = run()
    assert done.returncode == 0
    assert "Commands:" in done.stdout


@POSIX
@pytest.mark.parametrize("arguments", [["rules"], ["--help"], ["rules", "--markdown"]])
def test_a_reader_that_stops_is_no_finding_and_no_fault(arguments: list[str]) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = start(*arguments, stdout=writer)
    os.close(writer)
    _, err = done.communicate(timeout=600)
    assert (done.returncode, err) == (2, "")


@FULL
@pytest.mark.parametrize("arguments", [["rules"], ["--help"], ["rules", "--markdown"]])
def test_a_full_disk_behind_standard_output(arguments: list[str]) -> None:
    with Path("/dev/full").open("w") as full:
        done = start(*arguments, stdout=full)
        _, err = done.communicate(timeout=600)
    assert done.returncode == 2
    assert err.startswith("error: ")
    assert "No space left on device" in err
    assert err.count("\n") == 1


@POSIX
def test_closed_standard_output_and_error() -> None:
    shell = f"{sys.executable} -m marketbook rules"
    done = subprocess.run(["sh", "-c", f"{shell} >&-"], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 2
    assert done.stderr == "error: the output could not be written (standard output is closed)\n"
    done = subprocess.run(["sh", "-c", f"{shell} 2>&-"], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0


@POSIX
@pytest.mark.parametrize("wait", [0.02, 0.06, 0.15, 0.4])
def test_an_interrupt_at_any_time(wait: float) -> None:
    done = start("check", str(ROOT), "--all")
    time.sleep(wait)
    done.send_signal(signal.SIGINT)
    out, err = done.communicate(timeout=600)
    assert "Traceback" not in out
    # until main runs, Python shows an interrupt in its own way
    assert f'"{ROOT / "marketbook" / "cli.py"}"' not in err
    assert "unexpected error" not in err
    assert done.returncode != 1 or "Traceback" in err


@POSIX
def test_an_interrupt_while_something_is_imported_is_one_line() -> None:
    """What is imported may wrap the exception, or swallow it and go on."""
    code = """
        import os, signal, sys
        class Swallowing:
            def find_spec(self, *_):
                try:
                    os.kill(os.getpid(), signal.SIGINT)
                    for _ in range(1000): pass
                except BaseException as error:
                    raise RuntimeError("wrapped") from error
        from marketbook.__main__ import main
        sys.meta_path.insert(0, Swallowing())
        main()
    """
    done = subprocess.run(
        [sys.executable, "-c", dedent(code)], cwd=ROOT, capture_output=True, text=True
    )
    assert (done.returncode, done.stdout, done.stderr) == (2, "", "interrupted\n")


def test_a_step_that_ends_after_its_command_says_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    """An interrupt leaves generators behind, which end their steps when they are swept away."""
    console.reset()
    console.end()
    assert capfd.readouterr() == ("", "")


def start(*arguments: str, stdout: int | object = subprocess.PIPE) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "marketbook", *arguments],
        cwd=ROOT,
        stdout=stdout,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


def test_a_job_summary_that_cannot_be_written_is_a_remark(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path))
    done = command("check", str(ROOT), "--format", "github")
    assert done.returncode == 0
    assert "no errors" in done.stdout
    assert done.stderr.startswith("the job summary could not be written (")
    assert done.stderr.count("\n") == 1


HOSTILE = "a\x1b[2J\n::error::b\x9b2J\u202e##[error]c"


@pytest.mark.parametrize("form", ["text", "github", "junit", "sarif", "json"])
def test_a_package_cannot_talk_to_the_terminal(
    form: str, command: Command, write_package: WritePackage
) -> None:
    field = {"name": HOSTILE, "title": HOSTILE, "type": "string", "constraints": {"enum": ["x"]}}
    root = write_package({"t": {"fields": [field], "title": HOSTILE}}, {"t": f'"{HOSTILE}"\ny\n'})
    descriptor = json.loads((root / "datapackage.json").read_text(encoding="utf-8"))
    descriptor |= {"title": HOSTILE, "version": HOSTILE, "unknown": HOSTILE}
    (root / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    done = command("check", str(root), "--format", form)
    assert done.returncode in (1, 2)
    for line in (done.stdout + done.stderr).split("\n"):
        assert not any(sign in line for sign in ("\x1b", "\x9b", "\u202e", "##["))
        assert not line.lstrip().startswith("::error::b")


def test_progress_and_remarks_are_as_harmless(capfd: pytest.CaptureFixture[str]) -> None:
    console.warn(HOSTILE)
    console.show(HOSTILE)
    out, err = capfd.readouterr()
    for text in (out, err):
        assert not any(sign in text for sign in ("\x1b", "\x9b", "\u202e", "##["))
        assert "\n::" not in text


@pytest.mark.parametrize("coding", ["cp1252", "ascii", "cp437", "utf-8"])
def test_text_degrades_where_a_code_page_lacks_a_sign(coding: str, tmp_path: Path) -> None:
    for arguments in (["rules"], ["check", "--all"], ["rules", "sizes.publishers-agree"]):
        done = run_bytes(arguments, PYTHONIOENCODING=coding, PYTHONUTF8="0")
        assert done.returncode == 0, done.stderr
        text = done.stdout.decode(coding)
        assert text
        if arguments == ["check", "--all"] and coding == "ascii":
            assert "2.52 -> 9.81 USD billion" in text


@pytest.mark.parametrize("form", ["json", "sarif", "junit", "github"])
def test_formats_for_programs_are_utf_8_everywhere(
    form: str, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    arguments = ["check", "--all", "--format", form]
    monkeypatch.chdir(ROOT)
    plain = command(*arguments).stdout
    assert run_bytes(arguments, PYTHONIOENCODING="cp1252").stdout.decode("utf-8") == plain
    assert "→" in plain


def run_bytes(arguments: list[str], **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "marketbook", *arguments],
        cwd=ROOT,
        capture_output=True,
        env={**os.environ, **environment},
        check=False,
    )

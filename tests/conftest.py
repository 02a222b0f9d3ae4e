"""What the tests of several rooms share: small packages written from a few lines."""

from __future__ import annotations

import io
import json
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import settings

PROFILES = "https://datapackage.org/profiles/2.0"
Descriptor = dict[str, object]
WritePackage = Callable[..., Path]
Command = Callable[..., "Done"]


LONG = (
    "test_action", "test_build", "test_differential", "test_editors", "test_hooks", "test_hostile",
    "test_nonsense", "test_planted_faults", "test_portfolio_book", "test_right_figures",
    "test_shares_right", "test_tables_book", "test_values", "test_wheel",
)  # fmt: skip
"""Modules that take long for few tests."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begins with the long modules: one of them at the end would keep a single core busy."""
    items.sort(key=lambda item: item.path.stem not in LONG)


@pytest.fixture
def write_package(tmp_path: Path) -> WritePackage:
    """Writes a package into the test's folder and returns the folder.

    Its first argument is a Table Schema per table name, its second the content per table name;
    `resource` goes into every resource, other keywords into the descriptor.
    """

    def write(
        schemas: Mapping[str, Descriptor],
        contents: Mapping[str, str | bytes],
        *,
        resource: Descriptor | None = None,
        **descriptor: object,
    ) -> Path:
        resources = [
            {
                "name": name,
                "type": "table",
                "path": f"tables/{name}.csv",
                "encoding": "utf-8",
                "schema": {"$schema": f"{PROFILES}/tableschema.json", **schema},
                **(resource or {}),
            }
            for name, schema in schemas.items()
        ]
        whole = {
            "$schema": f"{PROFILES}/datapackage.json",
            "name": "small",
            "resources": resources,
            "houseStyle": True,
            **descriptor,
        }
        (tmp_path / "tables").mkdir(exist_ok=True)
        for name, content in contents.items():
            data = content if isinstance(content, bytes) else content.encode("utf-8")
            (tmp_path / "tables" / f"{name}.csv").write_bytes(data)
        (tmp_path / "datapackage.json").write_text(json.dumps(whole), encoding="utf-8")
        return tmp_path

    return write


class Done(NamedTuple):
    """What a command came to."""

    returncode: int
    stdout: str
    stderr: str


@pytest.fixture
def command(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Command:
    """Runs a command in this process, which saves the start of another."""
    from marketbook.cli import run

    def execute(*arguments: str | Path, given: str = "") -> Done:
        source = io.TextIOWrapper(io.BytesIO(given.encode("utf-8")), "utf-8")
        monkeypatch.setattr("sys.stdin", source)
        capfd.readouterr()
        code = run([str(argument) for argument in arguments])
        return Done(code, *capfd.readouterr())

    return execute


# the same examples on every run; set HYPOTHESIS_PROFILE=random to look for new ones
settings.register_profile("fixed", derandomize=True, deadline=None, max_examples=50)
settings.register_profile("random", derandomize=False, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "fixed"))

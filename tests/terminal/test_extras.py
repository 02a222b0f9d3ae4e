"""The command that adds an extra: for the Python that runs, from where Marketbook came."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import pytest

from marketbook import extras


class Installed:
    """A distribution, with what PEP 610 says of where it came from."""

    def __init__(self, **said: object) -> None:
        self.said = said

    def read_text(self, name: str) -> str | None:
        assert name == "direct_url.json"
        return json.dumps(self.said) if self.said else None


@pytest.fixture
def scripts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A clone as the current folder, with its own Python."""
    monkeypatch.chdir(tmp_path)
    python = tmp_path / ".venv" / "bin" / "python"
    monkeypatch.setattr(sys, "executable", str(python))
    monkeypatch.setattr(shutil, "which", lambda _: "/usr/bin/python")
    return python.parent


def tell(monkeypatch: pytest.MonkeyPatch, installed: Installed) -> str:
    monkeypatch.setattr(extras, "distribution", lambda _: installed)
    return extras.tell_install("page").replace("\\", "/")


def test_a_clone_is_installed_from_its_folder(
    scripts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clone = Installed(url=tmp_path.as_uri(), dir_info={"editable": True})
    assert tell(monkeypatch, clone) == ".venv/bin/python -m pip install '.[page]'"
    monkeypatch.setattr(shutil, "which", lambda _: str(scripts / "python"))
    assert tell(monkeypatch, clone) == "python -m pip install '.[page]'"


@pytest.mark.parametrize(
    "installed", [Installed(), Installed(url="https://example.org/a.git", vcs_info={"vcs": "git"})]
)
def test_anything_else_by_its_name(
    scripts: Path, installed: Installed, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert tell(monkeypatch, installed) == ".venv/bin/python -m pip install 'marketbook[page]'"

"""The hooks for pre-commit, by pre-commit itself in a real repository."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
from importlib.util import find_spec
from pathlib import Path

import pytest
import yaml

from marketbook.starter import start_package
from tests.ci.run_action import ROOT
from tests.revisions.test_git import git

pytestmark = pytest.mark.skipif(
    find_spec("pre_commit") is None or shutil.which("git") is None,
    reason="pre-commit or git is not installed",
)
REGISTRY = pytest.mark.skipif(
    not os.environ.get("MARKETBOOK_REGISTRY"),
    reason="set MARKETBOOK_REGISTRY=1 to let pre-commit install Marketbook and its libraries",
)


def pre_commit(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    hidden = {name for name in os.environ if name.startswith("GIT_")}
    environment = {name: value for name, value in os.environ.items() if name not in hidden}
    environment |= {
        "PRE_COMMIT_HOME": str(folder.parent / "cache"),
        "PYTHONPATH": str(ROOT),
        "PATH": os.pathsep.join([sysconfig.get_path("scripts"), os.environ["PATH"]]),
        "PRE_COMMIT_COLOR": "never",
    }
    return subprocess.run(
        [sys.executable, "-m", "pre_commit", *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def commit(folder: Path) -> None:
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "--no-verify", "-m", "x")


@pytest.fixture(scope="module")
def hooks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with our hooks; the tool is the one of this environment, not one of its own."""
    folder = tmp_path_factory.mktemp("hooks")
    stated = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    content = yaml.safe_dump([{**hook, "language": "system"} for hook in stated])
    (folder / ".pre-commit-hooks.yaml").write_text(content, encoding="utf-8")
    git(folder, "init", "-q", "-b", "main")
    commit(folder)
    return folder


@pytest.fixture
def repository(hooks: Path, tmp_path: Path) -> Path:
    """A new package in a repository, its own hooks led to ours."""
    folder = tmp_path / "markets"
    start_package(folder)
    file = folder / ".pre-commit-config.yaml"
    content = yaml.safe_load(file.read_text(encoding="utf-8"))
    content["repos"][0] |= {"repo": str(hooks), "rev": git(hooks, "rev-parse", "HEAD").strip()}
    file.write_text(yaml.safe_dump(content), encoding="utf-8")
    git(folder, "init", "-q", "-b", "main")
    commit(folder)
    return folder


def test_the_manifest_is_valid() -> None:
    assert pre_commit(ROOT, "validate-manifest", ".pre-commit-hooks.yaml").returncode == 0


def test_a_new_package_names_hooks_that_are_there(repository: Path) -> None:
    done = pre_commit(repository, "validate-config")
    assert done.returncode == 0, done.stdout
    stated = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    content = yaml.safe_load((repository / ".pre-commit-config.yaml").read_text())
    named = [hook["id"] for hook in content["repos"][0]["hooks"]]
    assert named == [hook["id"] for hook in stated]


def test_hooks_build_check_and_stop(repository: Path) -> None:
    first = pre_commit(repository, "run", "--all-files")
    assert first.returncode == 0, first.stdout
    assert (repository / "workbooks" / "garden-robots.xlsx").exists(), first.stdout
    commit(repository)
    sizes = repository / "tables" / "sizes.csv"
    text = sizes.read_text(encoding="utf-8").replace("27.6,27.6", "27.9,27.9")
    sizes.write_text(text, encoding="utf-8", newline="\n")
    git(repository, "add", "-A")
    bad = pre_commit(repository, "run")
    assert bad.returncode == 1
    assert "files were modified by this hook" in bad.stdout  # the workbooks, built anew
    assert "growth_rates.agrees-with-sizes" in bad.stdout


def test_other_files_pass_by(repository: Path) -> None:
    (repository / "README.md").write_text("changed", encoding="utf-8")
    git(repository, "add", "-A")
    done = pre_commit(repository, "run")
    assert done.returncode == 0
    assert done.stdout.count("(no files to check)") == 2


@REGISTRY
def test_hooks_install_from_the_repository(repository: Path) -> None:
    done = pre_commit(repository, "try-repo", str(ROOT), "marketbook-check", "--all-files")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Passed" in done.stdout

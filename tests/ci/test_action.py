"""The action: valid by its published schema, its steps run on good and bad packages."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tomllib
import venv
from collections.abc import Mapping
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from marketbook.starter import start_package
from marketbook.starter.contents import list_template
from tests.ci.run_action import ACTION, ROOT, holds, install, run_action

TEXTS = {
    "action": ROOT / "action.yml",
    "own": ROOT / ".github" / "workflows" / "checks.yml",
}
USERS = {name: path.read_text(encoding="utf-8") for name, path in TEXTS.items()}
USERS["template"] = dict(list_template())["github/workflows/check.yml"]
USERS["page"] = dict(list_template())["github/workflows/page.yml"]
CHECKS = yaml.safe_load(USERS["own"])
PAGE = yaml.safe_load(USERS["page"])
TEMPLATE = yaml.safe_load(USERS["template"])
NO_SCHEMAS = pytest.mark.skipif(
    find_spec("check_jsonschema") is None, reason="check-jsonschema is not installed"
)
NO_BASH = pytest.mark.skipif(
    os.name == "nt" or shutil.which("bash") is None or find_spec("hatchling") is None,
    reason="the steps need bash, and the installation hatchling",
)


@NO_SCHEMAS
@pytest.mark.parametrize(
    ("kind", "paths"),
    [
        ("github-actions", ["action.yml"]),
        (
            "github-workflows",
            [
                ".github/workflows/checks.yml",
                "marketbook/starter/template/github/workflows/check.yml",
                "marketbook/starter/template/github/workflows/page.yml",
            ],
        ),
    ],
)
def test_valid_by_the_published_schema(kind: str, paths: list[str]) -> None:
    tool = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{kind}"]
    done = subprocess.run([*tool, *paths], cwd=ROOT, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stdout


def test_a_new_package_uses_the_action_with_inputs_that_it_has() -> None:
    steps = TEMPLATE["jobs"]["package"]["steps"]
    (own,) = [step for step in steps if step["uses"].startswith("marketbook/marketbook@")]
    assert set(own.get("with", {})) <= set(ACTION["inputs"])
    assert own["with"]["sarif"] is True
    assert TEMPLATE["jobs"]["package"]["permissions"]["security-events"] == "write"


@pytest.mark.parametrize("name", USERS)
def test_actions_are_pinned_by_commit(name: str) -> None:
    """A tag can be moved to other code; the comment behind says which release a commit is."""
    used = re.findall(r"uses: (\S+)(.*)", USERS[name])
    assert used
    for action, comment in used:
        if action not in ("./", "marketbook/marketbook@$action"):
            assert re.fullmatch(r"[\w/-]+@[0-9a-f]{40}", action), action
            assert re.fullmatch(r" # v\d+\.\d+\.\d+", comment), action


@pytest.mark.parametrize("workflow", [CHECKS, TEMPLATE], ids=["own", "template"])
def test_a_job_may_do_what_it_needs_and_no_more(workflow: Mapping[str, Any]) -> None:
    assert workflow["permissions"] == {}
    for job in workflow["jobs"].values():
        uploads = any((step.get("with") or {}).get("sarif") for step in job["steps"])
        wanted = {"contents": "read"} | ({"security-events": "write"} if uploads else {})
        assert job["permissions"] == wanted
        assert job["timeout-minutes"] <= 60
        for step in job["steps"]:
            if step.get("uses", "").startswith("actions/checkout@"):
                assert step["with"]["persist-credentials"] is False


def test_the_page_is_made_without_rights_and_published_without_code() -> None:
    assert PAGE["permissions"] == {}
    make, publish = PAGE["jobs"]["make"], PAGE["jobs"]["publish"]
    assert make["permissions"] == {"contents": "read"}
    assert make["if"] == "github.event.repository.has_pages"
    assert publish["permissions"] == {"pages": "write", "id-token": "write"}
    assert [step["uses"].partition("@")[0] for step in publish["steps"]] == ["actions/deploy-pages"]
    assert all(job["timeout-minutes"] <= 15 for job in PAGE["jobs"].values())
    checkout = next(
        one for one in make["steps"] if one.get("uses", "").startswith("actions/checkout")
    )
    assert checkout["with"]["persist-credentials"] is False
    commands = "\n".join(step.get("run", "") for step in make["steps"])
    assert "marketbook export page site/index.html" in commands
    assert "${{" not in commands


def test_a_new_package_pins_the_action_by_the_commit_it_was_made_with(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("marketbook.starter.contents._find_commit", lambda: "0" * 40)
    start_package(tmp_path / "new")
    text = (tmp_path / "new/.github/workflows/check.yml").read_text(encoding="utf-8")
    assert f"uses: marketbook/marketbook@{'0' * 40} # v{version('marketbook')}\n" in text
    page = (tmp_path / "new/.github/workflows/page.yml").read_text(encoding="utf-8")
    assert f'github.com/marketbook/marketbook@{"0" * 40}"\n' in page
    assert "group: ${{ github.workflow }}" in text


def test_the_action_installs_what_is_locked_and_nothing_else() -> None:
    """Every library that is needed is locked, in a version that may be; else run .ci/lock."""
    lock = (ROOT / ".github" / "action-requirements.txt").read_text(encoding="utf-8")
    locked = dict(re.findall(r"^([\w.-]+)==(\S+)", lock, re.MULTILINE))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    stated = [*project["project"]["dependencies"], *project["build-system"]["requires"]]
    for needed in map(Requirement, stated):
        version = locked[canonicalize_name(needed.name)]
        assert needed.specifier.contains(version), f"{needed}; run .ci/lock"
    entries = re.split(r"^(?=[\w.-]+==)", lock, flags=re.MULTILINE)[1:]
    assert all("--hash=sha256:" in entry for entry in entries)
    scripts = [step.get("run", "") for step in ACTION["runs"]["steps"]]
    installs = [script for script in scripts if "pip install" in script]
    assert len(installs) == 2
    assert all("--require-hashes" in one or "--no-deps" in one for one in installs)


@pytest.mark.skipif(shutil.which("shellcheck") is None, reason="shellcheck is not installed")
@pytest.mark.parametrize(
    "step", [one for one in ACTION["runs"]["steps"] if "run" in one], ids=lambda one: one["name"]
)
def test_scripts_are_sound(step: Mapping[str, str]) -> None:
    done = subprocess.run(
        ["shellcheck", "--shell=bash", "-"],
        input=step["run"],
        capture_output=True,
        encoding="utf-8",
    )
    # variables come from the step's own env, which shellcheck does not see
    assert done.returncode == 0, done.stdout


def test_every_input_says_what_it_is() -> None:
    assert all(one["description"] and "default" in one for one in ACTION["inputs"].values())


@pytest.fixture(scope="module")
def runner(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """The environment variables of a runner: an empty Python that borrows the libraries."""
    home = tmp_path_factory.mktemp("runner") / "env"
    venv.create(home, with_pip=False)
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    site = home / "lib" / version / "site-packages"
    (site / "borrowed.pth").write_text(sysconfig.get_paths()["purelib"] + "\n", encoding="utf-8")
    environment = {
        "PATH": os.pathsep.join([str(home / "bin"), os.environ["PATH"]]),
        "HOME": str(home),
        "LC_ALL": "C.UTF-8",
        # the borrowed libraries stand for those that pip would fetch
        "PIP_NO_DEPS": "1",
        "PIP_NO_INDEX": "1",
        "PIP_NO_BUILD_ISOLATION": "0",
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
    }
    return install(tmp_path_factory.mktemp("scratch"), environment)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with a package in a folder whose name has a space."""
    start_package(tmp_path / "repository" / "my package")
    return tmp_path / "repository"


@NO_BASH
def test_a_good_package(runner: Mapping[str, str], repository: Path, tmp_path: Path) -> None:
    marketbook(runner, repository, "build", "my package")
    job = run_action(
        repository,
        tmp_path,
        runner,
        package="my package",
        documents="my package/documents",
        sarif="true",
        compare_with="my package",
    )
    assert job.code == 0, job.log
    assert job.used == ["actions/setup-python", "github/codeql-action/upload-sarif"]
    assert job.summary.count("## Marketbook: no errors") == 1
    assert "Nothing differs." in job.summary
    assert job.outputs["exit-code"] == "0"
    sarif = json.loads(Path(job.outputs["sarif-file"]).read_text(encoding="utf-8"))
    assert sarif["runs"][0]["results"] == []


def marketbook(
    runner: Mapping[str, str], folder: Path, *arguments: str
) -> subprocess.CompletedProcess[str]:
    """Run the tool of the dev environment, as the author of a package would."""
    return subprocess.run(
        [sys.executable, "-m", "marketbook", *arguments],
        cwd=folder,
        env={**runner, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )


@NO_BASH
def test_a_bad_package(runner: Mapping[str, str], repository: Path, tmp_path: Path) -> None:
    sizes = repository / "my package" / "tables" / "sizes.csv"
    text = sizes.read_text(encoding="utf-8").replace("27.6,27.6", "27.9,27.9")
    sizes.write_text(text, encoding="utf-8", newline="\n")
    job = run_action(repository, tmp_path, runner, package="my package")
    assert job.code == 1
    assert "::error file=my package/tables/growth_rates.csv,line=3" in job.log
    assert "growth_rates.agrees-with-sizes" in job.summary
    sarif = json.loads(Path(job.outputs["sarif-file"]).read_text(encoding="utf-8"))
    place = sarif["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"].startswith("my%20package/tables/")
    assert "::error title=marketbook build::" in job.log
    assert job.used == ["actions/setup-python"]
    assert job.outputs["exit-code"] == "1"


@NO_BASH
def test_stale_workbooks_alone(runner: Mapping[str, str], repository: Path, tmp_path: Path) -> None:
    job = run_action(repository, tmp_path, runner, package="my package", compare_with="nosuch")
    assert job.code == 1
    assert job.outputs["exit-code"] == "0"
    assert "::notice title=marketbook diff::not compared with nosuch" in job.log
    assert "error: git rev-parse" in job.log


def test_workbooks_need_not_be_current() -> None:
    (step,) = [one for one in ACTION["runs"]["steps"] if one.get("id") == "workbooks"]
    context = {"steps.check.outputs.sarif": "file", "inputs.workbooks": "true"}
    assert holds(step["if"], context)
    assert not holds(step["if"], {**context, "inputs.workbooks": "false"})
    assert not holds(step["if"], {"inputs.workbooks": "true"})


@NO_BASH
def test_no_package(runner: Mapping[str, str], repository: Path, tmp_path: Path) -> None:
    job = run_action(repository, tmp_path, runner, package="nowhere", sarif="true")
    assert job.code == 2
    assert "nowhere" in job.log
    assert job.outputs == {"exit-code": "2", "sarif-file": ""}
    assert job.used == ["actions/setup-python"]


@NO_BASH
def test_an_input_is_no_script(runner: Mapping[str, str], repository: Path, tmp_path: Path) -> None:
    job = run_action(repository, tmp_path, runner, package="$(touch owned); `touch owned`")
    assert job.code == 2
    assert not list(repository.rglob("owned"))

"""Runs the steps of the composite action as GitHub would, as far as that goes without GitHub.

Every ``run:`` step is executed by bash with the options GitHub uses; inputs, outputs of earlier
steps and conditions are put in. Steps that use another action are noted, not run.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[2]
ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
LIBRARIES = "install the libraries"
"""The step that fetches them; tests borrow those of the environment that they run in."""
INSTALLS = "install marketbook"
INSTALLED = "MARKETBOOK_IS_INSTALLED"
"""Set where the first step ran already: once is enough for all tests of a runner."""
_EXPRESSION = re.compile(r"\$\{\{\s*(.+?)\s*\}\}")


@dataclass(slots=True)
class Job:
    """What a run of the action left behind."""

    context: dict[str, str]
    folder: Path
    environment: Mapping[str, str]
    log: str = ""
    summary: str = ""
    code: int = 0
    used: list[str] = field(default_factory=list)

    @property
    def outputs(self) -> dict[str, str]:
        """The outputs of the action."""
        stated: dict[str, dict[str, str]] = ACTION["outputs"]
        return {name: fill(one["value"], self.context) for name, one in stated.items()}


def fill(text: str, context: Mapping[str, str]) -> str:
    """Put values in the place of expressions."""
    return _EXPRESSION.sub(lambda match: evaluate(match[1], context), text)


def evaluate(expression: str, context: Mapping[str, str]) -> str:
    """The value of ``a``, ``a || b`` or a text in quotes."""
    for part in expression.split("||"):
        name = part.strip()
        value = name.strip("'") if name.startswith("'") else context.get(name, "")
        if value:
            return value
    return ""


def holds(condition: str, context: Mapping[str, str]) -> bool:
    """Whether ``a == 'b' && c != ''`` holds."""
    for part in condition.split("&&"):
        one, sign, other = re.split(r"\s*(==|!=)\s*", part.strip())
        if (evaluate(one, context) == evaluate(other, context)) != (sign == "=="):
            return False
    return True


def run_action(folder: Path, scratch: Path, environment: Mapping[str, str], **inputs: str) -> Job:
    """Run the action in ``folder`` with the inputs given, the others at their defaults."""
    stated: dict[str, dict[str, Any]] = ACTION["inputs"]
    named = {name.replace("_", "-"): value for name, value in inputs.items()}
    assert set(named) <= set(stated)
    values = {name: str(one["default"]) for name, one in stated.items()} | named
    context = {f"inputs.{name}": value for name, value in values.items()}
    context |= {"github.action_path": str(ROOT), "runner.temp": str(scratch)}
    job = Job(context, folder, environment)
    for number, step in enumerate(ACTION["runs"]["steps"]):
        if step.get("name") == LIBRARIES:
            continue
        if step.get("name") == INSTALLS and INSTALLED in environment:
            continue
        if "if" in step and not holds(step["if"], context):
            continue
        if "uses" in step:
            job.used.append(step["uses"].partition("@")[0])
        else:
            _run_step(step, job, scratch / f"step-{number}")
        if job.code:
            break
    return job


def install(scratch: Path, environment: Mapping[str, str]) -> dict[str, str]:
    """Run the step that installs Marketbook from the action's own checkout."""
    (step,) = [one for one in ACTION["runs"]["steps"] if one.get("name") == INSTALLS]
    job = Job({"github.action_path": str(ROOT)}, scratch, environment)
    _run_step(step, job, scratch / "install")
    assert job.code == 0, job.log
    return {**environment, INSTALLED: "1"}


def _run_step(step: Mapping[str, Any], job: Job, place: Path) -> None:
    place.mkdir()
    assert step["shell"] == "bash"
    files = {name: place / name for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}
    for file in files.values():
        file.touch()
    own = {name: fill(value, job.context) for name, value in step.get("env", {}).items()}
    assert "${{" not in step["run"], "an expression in a script is a way in"
    done = subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
        cwd=job.folder,
        env={**job.environment, **{name: str(file) for name, file in files.items()}, **own},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    job.log += done.stdout
    job.summary += files["GITHUB_STEP_SUMMARY"].read_text(encoding="utf-8")
    job.code = done.returncode
    for line in files["GITHUB_OUTPUT"].read_text(encoding="utf-8").splitlines():
        name, _, value = line.partition("=")
        job.context[f"steps.{step['id']}.outputs.{name}"] = value

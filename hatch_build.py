"""Puts the commit that a distribution is built from into it; new packages pin the action by it."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

NAME = "commit.txt"
HOMES = {"wheel": f"marketbook/starter/{NAME}", "sdist": NAME}


class CommitHook(BuildHookInterface):
    """Adds ``commit.txt`` where git, or the source distribution, says which commit it is."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add the file before the distribution is put together."""
        commit = _find_commit(Path(self.root))
        if not commit or version == "editable":
            return
        made = Path(self.directory) / NAME
        made.parent.mkdir(parents=True, exist_ok=True)
        made.write_text(f"{commit}\n", encoding="utf-8")
        build_data["force_include"][str(made)] = HOMES[self.target_name]

    def finalize(self, *_: object) -> None:
        """Leave nothing beside the distribution."""
        (Path(self.directory) / NAME).unlink(missing_ok=True)


def _find_commit(root: Path) -> str:
    """The commit; empty where neither a checkout nor a source distribution is there."""
    if (root / NAME).is_file():
        return (root / NAME).read_text(encoding="utf-8").strip()
    if not (root / ".git").exists():
        return ""
    command = ["git", "rev-parse", "HEAD"]
    try:
        done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return ""
    return done.stdout.strip()

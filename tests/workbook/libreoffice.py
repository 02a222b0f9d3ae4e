"""LibreOffice as a second opinion: recomputes what a file holds, and draws it."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

SOFFICE = shutil.which("soffice")
# OOXMLRecalcMode 0 is "always": without it LibreOffice believes the values the file brings.
_ALWAYS_RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" \
xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" \
oor:op="fuse"><value>0</value></prop></item></oor:items>
"""


def convert(files: list[Path], kind: str, folder: Path, *, seconds: int = 300) -> list[Path]:
    """The files as ``kind`` (xlsx, pdf, …) in ``folder``, every formula computed anew."""
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True, exist_ok=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_ALWAYS_RECALCULATE, "utf-8")
    target = folder / kind
    target.mkdir(exist_ok=True)
    command = [str(SOFFICE), f"-env:UserInstallation={profile.resolve().as_uri()}", "--headless"]
    command += ["--convert-to", kind, "--outdir", str(target), *map(str, files)]
    subprocess.run(command, check=True, capture_output=True, timeout=seconds)
    return [target / f"{file.stem}.{kind}" for file in files]

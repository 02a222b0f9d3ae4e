"""How to install what only some commands need."""

from __future__ import annotations

import json
import os
import shutil
import sys
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname


def tell_install(extra: str) -> str:
    """The command that adds an extra, for the very Python that runs, from where Marketbook came.

    ``python -m pip install 'marketbook[page]'``; ``'.[page]'`` where it was installed from the
    current folder.
    """
    return f"{_name_python()} -m pip install '{_find_origin()}[{extra}]'"


def _name_python() -> str:
    """The interpreter as short as it can be typed here."""
    own, found = Path(sys.executable), shutil.which("python")
    return "python" if found and Path(found).absolute() == own else _shorten(own)


def _find_origin() -> str:
    """The folder that an installation from a clone was made of; else the name (PEP 610)."""
    try:
        said = json.loads(distribution("marketbook").read_text("direct_url.json") or "{}")
    except (PackageNotFoundError, OSError, ValueError):
        return "marketbook"
    if "dir_info" not in said:
        return "marketbook"
    return _shorten(Path(url2pathname(urlsplit(said["url"]).path)))


def _shorten(path: Path) -> str:
    """A path as seen from here, where that is shorter."""
    try:
        near = os.path.relpath(path)
    except ValueError:  # another drive
        return str(path)
    return min(near, str(path), key=len)

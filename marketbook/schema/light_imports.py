"""Keeps a process that never uses pandas from importing it.

pandera imports numpy and pandas where they are installed, for parts of it that are not used
here. That takes half a second and 80 MB, more than a whole check of a small package.
"""

from __future__ import annotations

import sys
from collections.abc import Generator
from contextlib import contextmanager
from importlib.abc import MetaPathFinder

_HEAVY = ("numpy", "pandas")


class _Hider(MetaPathFinder):
    def find_spec(self, fullname: str, *_: object) -> None:
        if fullname.partition(".")[0] in _HEAVY:
            # the words of a module that is not installed, which pandera looks for
            raise ModuleNotFoundError(f"No module named '{fullname}'", name=fullname)


@contextmanager
def skip_heavy_imports() -> Generator[None]:
    """Make numpy and pandas look as if they were not installed, unless they are loaded already.

    Only for a process of our own, such as the command line: a library imported inside stays
    without its support for pandas until the process ends.
    """
    hider = _Hider()
    sys.meta_path.insert(0, hider)
    try:
        yield
    finally:
        sys.meta_path.remove(hider)

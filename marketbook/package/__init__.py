"""Data packages on disk: the descriptor, the files, the structure of the tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marketbook.late import fetch_late

if TYPE_CHECKING:
    from marketbook.package.descriptor import read_package
    from marketbook.package.files import write_file
    from marketbook.package.model import DESCRIPTOR_NAME, Package, Resource
    from marketbook.package.refresh import make_descriptor, refresh_descriptor
    from marketbook.package.rows import split_records, split_row, write_cell
    from marketbook.package.sound import read_sound
    from marketbook.package.structure import Structure, read_structure
    from marketbook.package.switch import finish_switch, lock_package, switch_files

__all__ = [
    "DESCRIPTOR_NAME",
    "Package",
    "Resource",
    "Structure",
    "finish_switch",
    "lock_package",
    "make_descriptor",
    "read_package",
    "read_sound",
    "read_structure",
    "refresh_descriptor",
    "split_records",
    "split_row",
    "switch_files",
    "write_cell",
    "write_file",
]

_HOMES = {
    "DESCRIPTOR_NAME": "model",
    "Package": "model",
    "Resource": "model",
    "Structure": "structure",
    "finish_switch": "switch",
    "lock_package": "switch",
    "make_descriptor": "refresh",
    "read_package": "descriptor",
    "read_sound": "sound",
    "read_structure": "structure",
    "refresh_descriptor": "refresh",
    "split_records": "rows",
    "split_row": "rows",
    "switch_files": "switch",
    "write_cell": "rows",
    "write_file": "files",
}
__getattr__ = fetch_late(__name__, _HOMES)

"""Data packages on disk: the descriptor, the files, the structure of the tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marketbook.package.catalog import STRUCTURE_RULES, StructureRule
from marketbook.package.descriptor import read_package
from marketbook.package.files import write_file
from marketbook.package.model import DESCRIPTOR_NAME, Package, Resource
from marketbook.package.refresh import make_descriptor, refresh_descriptor
from marketbook.package.rows import split_records, split_row, write_cell
from marketbook.package.switch import finish_switch, lock_package, switch_files

if TYPE_CHECKING:
    from marketbook.package.structure import Structure, read_structure

__all__ = [
    "DESCRIPTOR_NAME",
    "STRUCTURE_RULES",
    "Package",
    "Resource",
    "Structure",
    "StructureRule",
    "finish_switch",
    "lock_package",
    "make_descriptor",
    "read_package",
    "read_structure",
    "refresh_descriptor",
    "split_records",
    "split_row",
    "switch_files",
    "write_cell",
    "write_file",
]


def __getattr__(name: str) -> object:
    # reading tables takes Polars and pandera, reading a descriptor does not
    if name in ("Structure", "read_structure"):
        from marketbook.package import structure

        return getattr(structure, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

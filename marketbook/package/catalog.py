"""The rules of structure, as data: what each says, and whether it keeps a table from the audit."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class StructureRule:
    """One rule of structure.

    Attributes:
        says: The rule in one sentence.
        blocks: Whether a table that breaks it is left out of the tables handed on. The others
            are about the file, whose content could still be read whole.
        is_style: Whether it is only about the form in which Marketbook keeps its own tables: a
            note for tables of others.
    """

    says: str
    blocks: bool = True
    is_style: bool = False


STRUCTURE_RULES: dict[str, StructureRule] = {
    "structure.misplaced": StructureRule(
        "A property of the standard is used only where it has a meaning.", blocks=False
    ),
    "structure.not-read": StructureRule(
        "A resource whose rows are not read is named, with the reason.", blocks=False
    ),
    "structure.misread": StructureRule(
        "A property that a widespread tool ignores or misreads is named, with the tool.",
        blocks=False,
    ),
    "structure.file": StructureRule("The file that the descriptor names is there."),
    "structure.hash": StructureRule(
        "The file is the one whose hash and size the descriptor states.", blocks=False
    ),
    "structure.byte-order-mark": StructureRule(
        "The file does not begin with a byte order mark.", blocks=False, is_style=True
    ),
    "structure.line-ending": StructureRule(
        "Every line ends with a line feed alone, the last one too.", blocks=False, is_style=True
    ),
    "structure.encoding": StructureRule(
        "The file is text in its stated encoding, UTF-8 by default."
    ),
    "structure.empty": StructureRule("The file has a header line."),
    "structure.header": StructureRule(
        "The header names the columns of the schema, each once, in the order of the schema."
    ),
    "structure.header-case": StructureRule(
        "The header spells the columns as the schema does, upper and lower case included.",
        blocks=False,
    ),
    "structure.row": StructureRule(
        "Every line is one record: as many cells as the header, none with a line break, quotes "
        "only around whole cells, at least one cell filled."
    ),
    "structure.type": StructureRule("A cell is written as the type of its column requires."),
    "structure.required": StructureRule("A required cell is filled, and so is a primary key."),
    "structure.enum": StructureRule("A cell has one of the values that its column allows."),
    "structure.pattern": StructureRule("A whole cell matches the pattern of its column."),
    "structure.minimum": StructureRule("A value is not below its column's lower bound."),
    "structure.maximum": StructureRule("A value is not above its column's upper bound."),
    "structure.length": StructureRule("A cell is neither shorter nor longer than allowed."),
    "structure.unique": StructureRule("No two cells of a unique column are the same."),
    "structure.primary-key": StructureRule("No two records share a primary key."),
    "structure.unique-key": StructureRule("No two records share a unique key."),
    "structure.foreign-key": StructureRule(
        "A reference names an existing record; a partly empty key appears in the referenced "
        "table in exactly that form."
    ),
}
"""Every rule of structure by its id."""

"""XML of a workbook from elsewhere, read piece by piece: no declarations, no entities, not deep."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import ParseError

from marketbook.errors import WorkbookError
from marketbook.pulls.read import limits
from marketbook.workbook.archive import Archive

Attributes = dict[str, str]
# Pictures stand in a flat file as long texts; they are never read.
_PICTURE = "binary-data"


class Walk:
    """Goes through a part; whoever reads one says what to do at elements and texts.

    ``path`` holds the plain names of the elements that are open, the innermost last.
    """

    def __init__(self, part: str) -> None:
        self.part = part
        self.path: list[str] = []
        self.events = 0
        self._text = 0

    def enter(self, name: str, attributes: Attributes) -> None:
        """An element begins."""

    def leave(self, name: str) -> None:
        """An element ends; it is still the last of the path."""

    def read_text(self, text: str) -> None:
        """A piece of text."""

    # The names that the parser calls.
    def start(self, tag: str, attrib: dict[str, str]) -> None:
        """Keeps the path, not too deep."""
        name = tag.rpartition("}")[2]
        self.path.append(name)
        self.events += 1
        self._text = 0
        if len(self.path) > limits.MOST_LEVELS:
            found = f"its part {self.part} has elements {len(self.path)} deep"
            raise WorkbookError(found, f"at most {limits.MOST_LEVELS} levels", "build it again")
        self.enter(name, attrib)

    def end(self, tag: str) -> None:
        """Keeps the path."""
        self.leave(tag.rpartition("}")[2])
        self.path.pop()
        self.events += 1
        self._text = 0

    def data(self, data: str) -> None:
        """Hands text on, unless it is longer than any cell can hold."""
        self.events += 1
        if self.path[-1] == _PICTURE:
            return
        self._text += len(data)
        if self._text > 2 * limits.MOST_CELL_CHARACTERS:
            found = f"its part {self.part} has a text of more than {self._text:,} characters"
            raise WorkbookError(found, f"at most {limits.MOST_CELL_CHARACTERS:,}", "shorten it")
        self.read_text(data)

    def close(self) -> None:
        """Nothing is left to do."""


def walk_part(archive: Archive, walk: Walk) -> None:
    """Reads a part.

    Raises:
        WorkbookError: It is missing or damaged, no good XML, or XML that declares things.
    """
    from defusedxml.ElementTree import DefusedXMLParser

    parser: Any = DefusedXMLParser(target=walk, forbid_dtd=True)
    try:
        silent, events = 0, -1
        for chunk in archive.read_chunks(walk.part):
            parser.feed(chunk)
            silent = silent + len(chunk) if walk.events == events else 0
            events = walk.events
            _refuse_token(walk.part, silent)
        parser.close()
    except (ParseError, ValueError, LookupError) as error:
        raise _tell(walk.part, error) from error


def _refuse_token(part: str, size: int) -> None:
    if size > limits.MOST_TOKEN_BYTES:
        found = f"its part {part} has a tag or remark of {size:,} bytes or more"
        raise WorkbookError(found, f"at most {limits.MOST_TOKEN_BYTES:,}", "build it again")


def _tell(part: str, error: Exception) -> WorkbookError:
    from defusedxml import DefusedXmlException

    if isinstance(error, DefusedXmlException):
        found = f"its part {part} declares a document type or entities"
        remedy = "do not open it: no editor writes such a file; build the workbook again"
        return WorkbookError(found, "plain XML", remedy)
    found = f"its part {part} cannot be read ({error})"
    return WorkbookError(found, "good XML", "save the workbook again in Excel or LibreOffice")


@dataclass(slots=True)
class Element:
    """An element of a small part; names and attributes without their spaces."""

    name: str
    attributes: Attributes
    children: list[Element] = field(default_factory=list["Element"])

    def find_all(self, name: str) -> Iterator[Element]:
        """Every element of a name at any depth, itself included."""
        if self.name == name:
            yield self
        for child in self.children:
            yield from child.find_all(name)


class _Tree(Walk):
    def __init__(self, part: str) -> None:
        super().__init__(part)
        self.open = [Element("", {})]
        self._left = limits.MOST_ELEMENTS

    def enter(self, name: str, attributes: Attributes) -> None:
        plain = {key.rpartition("}")[2]: value for key, value in attributes.items()}
        element = Element(name, plain)
        self._left -= 1
        if self._left < 0:
            found = f"its part {self.part} has more than {limits.MOST_ELEMENTS:,} elements"
            raise WorkbookError(found, "a workbook's usual parts", "build the workbook again")
        self.open[-1].children.append(element)
        self.open.append(element)

    def leave(self, name: str) -> None:
        if self.open[-1].name == name:
            self.open.pop()


def read_tree(archive: Archive, part: str) -> Element:
    """A part as a tree without its texts, under an element without a name.

    Raises:
        WorkbookError: As for ``walk_part``.
    """
    tree = _Tree(part)
    walk_part(archive, tree)
    return tree.open[0]

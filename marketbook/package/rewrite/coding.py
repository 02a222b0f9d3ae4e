"""From the bytes of a file to its text and back: compression, encoding, byte order mark."""

from __future__ import annotations

import codecs
import gzip
import io
import zipfile
from dataclasses import dataclass

from marketbook.errors import PackageError
from marketbook.package.model import Resource

_MARK = "\ufeff"
_PLAIN = {"utf-8-sig": "utf-8"}
_BY_MARK = {
    "utf-16": ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")),
    "utf-32": ((codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be")),
}


@dataclass(frozen=True, slots=True)
class Coding:
    """How a text became the bytes of a file.

    Attributes:
        path: The file inside the package.
        encoding: By the name that Python gives it, without a mark of its own.
        mark: The byte order mark before the text; empty for none.
    """

    path: str
    encoding: str
    mark: str

    def encode(self, text: str) -> bytes:
        """The bytes of a text.

        Raises:
            PackageError: The encoding lacks one of its characters.
        """
        try:
            return f"{self.mark}{text}".encode(self.encoding)
        except UnicodeEncodeError as error:
            char = error.object[error.start]
            raise PackageError(
                f"'{char}' (U+{ord(char):04X}) cannot be written to {self.path}, which is "
                f"{self.encoding}",
                "a character of that encoding",
                "type another one, or save the file as UTF-8 and say so in the descriptor",
            ) from error


def decode_file(content: bytes, path: str, resource: Resource) -> tuple[str, Coding]:
    """The text of a file, already inflated, and how it is coded.

    Raises:
        PackageError: It is not in its encoding, or could not be written again as it is.
    """
    encoding = _find_encoding(content, resource.encoding)
    try:
        text = content.decode(encoding)
    except UnicodeError as error:
        raise PackageError(f"{path} cannot be read ({error})", f"text in {encoding}") from error
    mark = _MARK if text.startswith(_MARK) else ""
    coding = Coding(path, encoding, mark)
    text = text[len(mark) :]
    if coding.encode(text) != content:
        raise PackageError(
            f"{path} is {encoding} in a way that would not be written again",
            "a file that the encoding writes in one way only",
            "save it as UTF-8 and say so in the descriptor",
        )
    return text, coding


def _find_encoding(content: bytes, stated: str) -> str:
    for mark, encoding in _BY_MARK.get(stated, ()):
        if content.startswith(mark):
            return encoding
    return _PLAIN.get(stated, stated)


def compress(content: bytes, resource: Resource, old: bytes) -> bytes:
    """The content as the file keeps it; other files of a zip stay as they are.

    Args:
        content: Of the table, inflated.
        resource: The table.
        old: The file as it is.
    """
    if resource.compression == "gz":
        return gzip.compress(content, mtime=0)
    return _zip(content, resource.inner_path, old) if resource.compression == "zip" else content


def _zip(content: bytes, inner: str, old: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(old)) as before, zipfile.ZipFile(packed, "w") as after:
        names = [each for each in before.namelist() if not each.endswith("/")]
        for each in before.infolist():
            is_table = each.filename == (inner or names[0])
            after.writestr(each, content if is_table else before.read(each))
    return packed.getvalue()

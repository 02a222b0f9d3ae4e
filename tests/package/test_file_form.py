"""Files that are not as they should be: each fault with its line, and nothing else lost."""

from __future__ import annotations

import hashlib
import os
import sys
from pathlib import Path

import pytest

from marketbook.errors import PackageError
from marketbook.package import read_package, read_structure
from tests.conftest import WritePackage
from tests.package.structure import list_findings

SCHEMA = {"fields": [{"name": "a", "type": "string"}, {"name": "n", "type": "integer"}]}
EXPECTED = "expected a header line: a,n"


def judge(write_package: WritePackage, content: str | bytes) -> list[str]:
    folder = write_package({"t": SCHEMA}, {"t": content})
    return [line.removeprefix("tables/t.csv").removeprefix(":") for line in list_findings(folder)]


def row(line: int, message: str) -> str:
    return f"{line}: structure.row: {message} [||error]"


LATER = "tables/t.csv:{}: structure.type: n is 'x'"


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("", "the line is blank; remove it"),
        (",", "every cell of the line is empty; fill it in or remove it"),
        ('"",', "every cell of the line is empty; fill it in or remove it"),
        ("b", "the line has 1 cell, the header 2: nothing is left for n; add the missing cells"),
        (
            "b,1,2",
            "the line has 3 cells, the header 2; put a cell that holds a comma in double quotes, "
            "or remove what is too much",
        ),
        (
            'b"c,1',
            "cell 1 has a quote inside but does not begin with one; put the whole cell in double "
            "quotes and double each quote inside",
        ),
        (
            '"b"c,1',
            "cell 1 goes on after its closing quote; double each quote inside a quoted cell",
        ),
        (
            '"b,1',
            "the quote that opens cell 1 is not closed on its line; close it, or take the line "
            "break out of the cell",
        ),
        ("b\0,1", "the line has a NUL character; remove it"),
        ("b\rc,1", "there is a carriage return inside the line; remove it"),
    ],
)
def test_one_bad_line_is_found_and_the_others_are_judged(
    write_package: WritePackage, line: str, message: str
) -> None:
    assert judge(write_package, f"a,n\na,1\n{line}\nc,x\n") == [
        row(3, message),
        "4: structure.type: n is 'x'; expected a whole number of at most 18 digits; correct the "
        "cell [n||error]",
    ]


def test_every_bad_line_is_found(write_package: WritePackage) -> None:
    lines = judge(write_package, "a,n\na\n\nb,1,2\nc\n")
    assert [line.split(":")[0] for line in lines] == ["2", "3", "4", "5"]


def test_a_line_break_inside_a_cell_is_one_fault(write_package: WritePackage) -> None:
    content = 'a,n\n"one\n\ntwo, ""2""\n",1\n"c\nd",2\ne,x\n'
    assert judge(write_package, content)[:2] == [
        row(
            2,
            "lines 2 to 5 are one record, because a quoted cell has a line break; put the cell on "
            "one line",
        ),
        row(
            6,
            "lines 6 to 7 are one record, because a quoted cell has a line break; put the cell on "
            "one line",
        ),
    ]
    assert judge(write_package, content)[2].startswith("8: structure.type: n is 'x'")


def test_a_quote_that_is_never_closed_does_not_swallow_the_file(
    write_package: WritePackage,
) -> None:
    lines = judge(write_package, 'a,n\n"b,1\nc,2\n"d",x\n')
    assert [line.split(";")[0] for line in lines] == [
        "2: structure.row: the quote that opens cell 1 is not closed on its line",
        "4: structure.type: n is 'x'",
    ]


def test_quotes_that_are_right_are_read(write_package: WritePackage) -> None:
    content = 'a,n\n"b, ""c""",1\n"","2"\n" d ",\n'
    folder = write_package({"t": SCHEMA}, {"t": content})
    table = read_structure(read_package(folder)).tables["t"]
    assert table.rows() == [(2, 'b, "c"', 1), (3, None, 2), (4, " d ", None)]


@pytest.mark.parametrize(
    ("header", "message"),
    [
        ("n,a", "1: structure.header: the columns are in another order: n, a; expected the "
                "columns a, n [||error]"),
        ("a", "1: structure.header: the column 'n' is missing; expected the columns a, n; add it, "
              "empty where not known [n||error]"),
        ("a,n,z", "1: structure.header: column 3, 'z', is not in the schema; expected the columns "
                  "a, n; rename or remove it [||error]"),
        ("a,n,", "1: structure.header: column 3 has no name; expected the columns a, n; name it "
                 "or remove it [||error]"),
        ("a,n,a", "1: structure.header: columns 1 and 3 are both called 'a'; keep one [a||error]"),
        ('a,n,""', "1: structure.header: column 3 has no name; expected the columns a, n; name it "
                   "or remove it [||error]"),
    ],
)  # fmt: skip
def test_header(write_package: WritePackage, header: str, message: str) -> None:
    assert judge(write_package, f"{header}\n") == [message]


def test_every_fault_of_a_header_is_found(write_package: WritePackage) -> None:
    lines = judge(write_package, " a,b,,o\n")
    assert [line.split("; ")[0] for line in lines] == [
        "1: structure.header: column 1, ' a', is not in the schema",
        "1: structure.header: column 2, 'b', is not in the schema",
        "1: structure.header: column 3 has no name",
        "1: structure.header: column 4, 'o', is not in the schema",
        "1: structure.header: the column 'a' is missing",
        "1: structure.header: the column 'n' is missing",
    ]


def test_labels_that_differ_only_in_their_case_are_one_finding(write_package: WritePackage) -> None:
    lines = judge(write_package, "A,N\nb,x\n")
    assert [line.split("; ")[0] for line in lines] == [
        "1: structure.header-case: differs from the schema in the case of letters only: 'A' for "
        "'a', 'N' for 'n'",
        "2: structure.type: n is 'x'",
    ]


def test_columns_that_a_wrong_header_names_are_judged(write_package: WritePackage) -> None:
    lines = judge(write_package, "z,n\n1,x\n2,3\n")
    assert lines[-1].startswith("2: structure.type: n is 'x'")


def test_a_broken_header(write_package: WritePackage) -> None:
    assert judge(write_package, 'a,"n\nb,1\n') == [
        "1: structure.header: the quote that opens cell 2 is not closed on its line; close it, or "
        f"take the line break out of the cell; {EXPECTED} [||error]"
    ]


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf"])
def test_an_empty_file(write_package: WritePackage, content: bytes) -> None:
    lines = judge(write_package, content)
    assert lines[-1] == f" structure.empty: the file has no lines; {EXPECTED} [||error]"


def test_a_blank_header(write_package: WritePackage) -> None:
    lines = judge(write_package, "\na,1\n")
    assert lines[0].startswith("1: structure.header: column 1 has no name")


def test_a_header_alone_is_fine(write_package: WritePackage) -> None:
    assert judge(write_package, "a,n\n") == []


def test_byte_order_mark(write_package: WritePackage) -> None:
    folder = write_package({"t": SCHEMA}, {"t": b"\xef\xbb\xbfa,n\nb,1\n"})
    assert list_findings(folder) == [
        "tables/t.csv:1: structure.byte-order-mark: the file begins with a byte order mark; save "
        "it as UTF-8 without one [||error]"
    ]
    assert read_structure(read_package(folder)).tables["t"].rows() == [(2, "b", 1)]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (
            b"a,n\r\nb,1\r\nc,2\r\n",
            "1: structure.line-ending: 3 of 3 lines end with CRLF, expected a line feed alone "
            "(LF); save the file with LF, and keep Git from changing it [||error]",
        ),
        (
            b"a,n\nb,1\r\nc,2\n",
            "2: structure.line-ending: 1 of 3 lines end with CRLF, expected a line feed alone "
            "(LF); save the file with LF, and keep Git from changing it [||error]",
        ),
        (
            b"a,n\rb,1\rc,2\r",
            "1: structure.line-ending: 3 of 3 lines end with CR, expected a line feed alone (LF); "
            "save the file with LF, and keep Git from changing it [||error]",
        ),
        (
            b"a,n\nb,1\nc,2",
            "3: structure.line-ending: the last line has no line feed at its end; add one "
            "[||error]",
        ),
    ],
)
def test_line_ends(write_package: WritePackage, content: bytes, message: str) -> None:
    folder = write_package({"t": SCHEMA}, {"t": content})
    assert list_findings(folder) == [f"tables/t.csv:{message}"]
    assert read_structure(read_package(folder)).tables["t"].rows() == [(2, "b", 1), (3, "c", 2)]


def test_two_faults_of_line_ends_are_both_told(write_package: WritePackage) -> None:
    lines = judge(write_package, b"\xef\xbb\xbfa,n\r\nb,1")
    assert [line.split(": ")[1] for line in lines] == [
        "structure.byte-order-mark",
        "structure.line-ending",
        "structure.line-ending",
    ]


def test_bytes_that_are_not_utf_8(write_package: WritePackage) -> None:
    content = "a,n\nä,1\n".encode() + b"caf\xe9,2\n\xc3\xa4\xff,3\nc,x\n"
    assert judge(write_package, content) == [
        "3: structure.encoding: byte 0xe9 at character 4 is not UTF-8; save the file as UTF-8 "
        "[||error]",
        "4: structure.encoding: byte 0xff at character 2 is not UTF-8; save the file as UTF-8 "
        "[||error]",
        "5: structure.type: n is 'x'; expected a whole number of at most 18 digits; correct the "
        "cell [n||error]",
    ]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_is_told_and_read(write_package: WritePackage, encoding: str) -> None:
    assert judge(write_package, "\ufeffa,n\nä,1\nb,x\n".encode(encoding)) == [
        " structure.encoding: the file is UTF-16, expected UTF-8; save it as UTF-8 [||error]",
        "3: structure.type: n is 'x'; expected a whole number of at most 18 digits; correct the "
        "cell [n||error]",
    ]


def test_utf_16_without_a_mark_is_told_line_by_line(write_package: WritePackage) -> None:
    lines = judge(write_package, "a,n\nä,1\n".encode("utf-16-be"))
    assert row(1, "the line has a NUL character; remove it") in lines
    assert f"1: structure.header: the header cannot be read; {EXPECTED} [||error]" in lines


@pytest.mark.parametrize(
    ("stated", "message"),
    [
        (
            {"hash": "sha256:" + "0" * 64, "bytes": 3},
            "the file's hash is {digest}…, the descriptor states 000000000000…",
        ),
        ({"bytes": 3}, "the file's size is 8 bytes, the descriptor states 3"),
    ],
)
def test_hash_and_size(
    write_package: WritePackage, stated: dict[str, object], message: str
) -> None:
    folder = write_package({"t": SCHEMA}, {"t": "a,n\nb,1\n"}, resource=stated)
    digest = hashlib.sha256(b"a,n\nb,1\n").hexdigest()[:12]
    assert list_findings(folder) == [
        f"tables/t.csv: structure.hash: {message.format(digest=digest)}; if the change is "
        "intended, run 'marketbook build' [||error]"
    ]
    assert list(read_structure(read_package(folder)).tables) == ["t"]


@pytest.mark.parametrize(
    ("algorithm", "prefix"),
    [("md5", ""), ("md5", "md5:"), ("sha1", "sha1:"), ("sha512", "sha512:")],
)
def test_hashes_of_other_kinds(write_package: WritePackage, algorithm: str, prefix: str) -> None:
    content = b"a,n\nb,1\n"
    digest = hashlib.new(algorithm, content).hexdigest()
    folder = write_package(
        {"t": SCHEMA}, {"t": content}, resource={"hash": prefix + digest.upper()}
    )
    assert list_findings(folder) == []


def test_a_cell_of_many_megabytes(write_package: WritePackage) -> None:
    big = "x" * 4_000_000
    assert judge(write_package, f"a,n\n{big},1\nb,{big}\n") == [
        f"3: structure.type: n is '{'x' * 60}…' (4000000 characters); expected a whole number of "
        "at most 18 digits; correct the cell [n||error]"
    ]
    assert judge(write_package, f'a,n\n"{big},1\nb,2\n')[0].startswith(
        "2: structure.row: the quote"
    )


def test_a_file_that_is_not_there_stops_no_other_table(write_package: WritePackage) -> None:
    folder = write_package({"t": SCHEMA, "u": SCHEMA}, {"t": "a,n\nb,x\n"})
    assert [line.split("; ")[0] for line in list_findings(folder)] == [
        "tables/t.csv:2: structure.type: n is 'x'",
        "tables/u.csv: structure.file: there is no file tables/u.csv, which the descriptor names",
    ]


def test_every_file_that_cannot_be_read_is_named(write_package: WritePackage) -> None:
    folder = write_package({"t": SCHEMA, "u": SCHEMA, "v": SCHEMA}, {"t": "a,n\n"})
    for name in ("u", "v"):
        (folder / "tables" / f"{name}.csv").mkdir()
    with pytest.raises(PackageError) as error:
        read_structure(read_package(folder))
    for name, line in zip("uv", str(error.value).splitlines(), strict=True):
        assert line.startswith(f"tables/{name}.csv cannot be read (")


@pytest.mark.skipif(sys.platform == "win32", reason="permissions are another matter there")
@pytest.mark.skipif(getattr(os, "geteuid", lambda: 0)() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(write_package: WritePackage) -> None:
    folder: Path = write_package({"t": SCHEMA}, {"t": "a,n\n"})
    (folder / "tables" / "t.csv").chmod(0)
    with pytest.raises(PackageError, match=r"tables/t.csv cannot be read \(Permission denied\)"):
        read_structure(read_package(folder))

"""A package none of whose tables holds is still checked to its end."""

from __future__ import annotations

from marketbook.audit import check_package
from marketbook.package import read_package
from tests.conftest import WritePackage


def test_no_table_holds(write_package: WritePackage) -> None:
    schema = {"fields": [{"name": "x", "type": "integer"}]}
    report = check_package(read_package(write_package({"t": schema}, {"t": "x\nmany\n"})))
    assert [finding.rule for finding in report.errors] == ["structure.type"]


def test_no_table_has_text(write_package: WritePackage) -> None:
    schema = {"fields": [{"name": "x", "type": "integer"}]}
    report = check_package(read_package(write_package({"t": schema}, {"t": "x\n1\n"})))
    assert report.errors == ()

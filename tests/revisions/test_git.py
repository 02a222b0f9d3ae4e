"""Revisions of a package, taken out of real repositories."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

import marketbook as mb
from marketbook.errors import PackageError, RevisionError
from marketbook.revisions import compare_revisions
from tests.revisions.conftest import Pair

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


def git(folder: Path, *arguments: str) -> str:
    settings = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    done = subprocess.run(
        ["git", "-C", str(folder), *settings, *arguments],
        capture_output=True,
        encoding="utf-8",
        check=True,
        env=environment,
    )
    return done.stdout


@pytest.fixture
def repository(pair: Pair) -> Pair:
    """A package below the top of a repository, with two commits; the first is tagged."""
    top = pair.new.parent
    git(top, "init", "-q", "-b", "main")
    git(top, "add", "-A")
    git(top, "commit", "-q", "-m", "first")
    git(top, "tag", "v0.1.0")
    pair.replace("sizes", "2032,27.6,27.6", "2032,27.9,27.9")
    git(top, "commit", "-q", "-a", "-m", "second")
    return pair


def test_two_revisions(repository: Pair, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(repository.new)
    comparison = mb.diff("v0.1.0", "HEAD")
    assert [one.record for one in comparison.records["sizes"]] == ["sizes:garden-robots-2032-world"]
    assert comparison.old.commit == git(repository.new, "rev-parse", "v0.1.0").strip()


def test_a_revision_and_a_folder(repository: Pair) -> None:
    assert not compare_revisions("HEAD", repository.new).differs
    assert not compare_revisions("HEAD~1", repository.old, package=repository.new).differs


def test_files_are_taken_as_stored_whatever_a_checkout_does(repository: Pair) -> None:
    git(repository.new, "config", "core.autocrlf", "true")
    (repository.new.parent / ".gitattributes").write_text("*.csv export-ignore\n")
    comparison = compare_revisions("v0.1.0", "HEAD", package=repository.new)
    assert "structure.hash" not in {
        one.finding.rule for one in comparison.findings if one.change == "went"
    }
    assert comparison.uncompared == {}


def test_a_package_that_was_not_there_yet(repository: Pair) -> None:
    top = repository.new.parent
    git(top, "checkout", "-q", "--orphan", "empty")
    git(top, "rm", "-rfq", "--cached", ".")
    git(top, "commit", "-q", "--allow-empty", "-m", "nothing")
    with pytest.raises(RevisionError, match="revision 'empty' has no garden-markets/datapackage"):
        compare_revisions("empty", "main", package=repository.new)


@pytest.mark.parametrize("name", ["nosuch", "HEAD~99", "v9", "a b", "HEAD:tables", ":/second["])
def test_an_unknown_revision_is_named(repository: Pair, name: str) -> None:
    with pytest.raises(RevisionError, match=r"neither a folder .* nor a revision"):
        compare_revisions(name, repository.new)


@pytest.mark.parametrize("name", ["--output=owned", "-h", "", "a\nb", "a\0b"])
def test_what_could_be_an_option_is_refused(repository: Pair, name: str) -> None:
    with pytest.raises(RevisionError, match="is not a revision"):
        compare_revisions(name, repository.new)
    assert not list(repository.new.parent.rglob("owned"))


def test_no_repository(pair: Pair, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(pair.new.parent))
    with pytest.raises(RevisionError, match="not a git repository"):
        compare_revisions("HEAD", pair.new)


def test_no_git(repository: Pair, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(RevisionError, match="git is not installed"):
        compare_revisions("HEAD", repository.new)


def test_a_folder_without_a_package_is_no_revision(repository: Pair) -> None:
    with pytest.raises(RevisionError, match=r"holds no datapackage\.json"):
        compare_revisions(repository.new / "tables", repository.new)


def test_a_revision_that_cannot_be_read_is_named(repository: Pair) -> None:
    (repository.new / "schemas" / "sizes.json").write_text("{")
    git(repository.new, "commit", "-q", "-a", "-m", "broken")
    with pytest.raises(PackageError, match=r"revision HEAD: .*schemas/sizes\.json is not JSON"):
        compare_revisions("HEAD", repository.old, package=repository.new)


def test_a_descriptor_cannot_lead_out_of_the_revision(repository: Pair) -> None:
    def lead(content: dict[str, list[dict[str, str]]]) -> None:
        content["resources"][0]["path"] = "../../outside.csv"

    repository.edit("datapackage.json", lead)
    git(repository.new, "commit", "-q", "-a", "-m", "out")
    with pytest.raises(PackageError, match="leaves the package"):
        compare_revisions("HEAD", repository.old, package=repository.new)


def test_a_link_is_not_followed(repository: Pair) -> None:
    table = repository.new / "tables" / "units.csv"
    table.unlink()
    try:
        table.symlink_to(repository.old / "tables" / "units.csv")
    except OSError:
        pytest.skip("no links on this machine")
    git(repository.new, "add", "-A")
    git(repository.new, "commit", "-q", "-m", "link")
    comparison = compare_revisions("HEAD", repository.old, package=repository.new)
    assert "structure.file: there is no file tables/units.csv" in str(comparison.uncompared)

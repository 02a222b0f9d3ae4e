"""Exports a package: gathers what goes in, writes it beside, puts it in place."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from marketbook.errors import ExportError
from marketbook.exports.content import gather_content
from marketbook.exports.destination import refuse_companions, refuse_destination, replace_at_end
from marketbook.exports.forms import FORMS, Form
from marketbook.package import Package, Structure
from marketbook.steps import step


@dataclass(frozen=True, slots=True)
class ExportResult:
    """What an export holds.

    Attributes:
        path: Where it stands.
        tables: Names of its tables, those of the package first.
        views: Names of its views.
        left_out: What it does not hold or declare, and why; one sentence each.
    """

    path: Path
    tables: tuple[str, ...]
    views: tuple[str, ...]
    left_out: tuple[str, ...] = ()


def export_package(
    package: Package, structure: Structure, form: str, destination: Path, *, force: bool = False
) -> ExportResult:
    """Export a package whose structure holds.

    Args:
        package: The package.
        structure: Its tables, read; none is missing.
        form: One of `FORMS`.
        destination: The file or folder to write.
        force: Replace what stands there even where it is not an earlier export.

    Raises:
        ExportError: The form is unknown, the destination is refused, or the form cannot hold
            something; whatever stood there stands there still.
    """
    how = _find_form(form)
    refuse_companions(destination, how.logs)
    refuse_destination(destination, package, folder=how.folder, ours=how.is_ours, force=force)
    with step("forecast"):
        folder = destination.parent
        content = gather_content(package, structure, folder, has_views=how.has_views)
    with replace_at_end(destination) as path:
        left_out = how.write(content, path)
    return ExportResult(
        destination,
        tuple(table.name for table in content.tables),
        tuple(view.name for view in content.views),
        (*content.left_out, *left_out),
    )


def _find_form(form: str) -> Form:
    if form not in FORMS:
        near = get_close_matches(form, FORMS, 1)
        raise ExportError(
            f"there is no form of export called '{form}'",
            f"one of {', '.join(FORMS)}",
            f"did you mean '{near[0]}'?" if near else "",
        )
    return FORMS[form]

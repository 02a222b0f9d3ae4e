"""Text: grouped by file, one line per finding that an editor can jump to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

import click

from marketbook.audit.formats.counts import (
    count_report,
    describe_result,
    describe_scope,
    list_idle_rules,
)
from marketbook.audit.formats.place import select_findings, show_place
from marketbook.audit.report import Report
from marketbook.audit.waivers import is_waiver_offered
from marketbook.findings import Finding, Suspicion
from marketbook.text import count, show_hidden

_COLOURS = {"error": "red", "note": "cyan", "clean": "green", "failed": "red"}
_BOLD = {"place", "clean", "failed"}
_DIM = {"waived", "corrected"}

Painter = Callable[[str, str], str]

_TOLD_THERE = "figures."
"""Rules whose message already says what would fit."""

_MOST = 3

_MOST_OTHERS = 9
"""Beside more readings than these the likeliest says nothing either."""

_GROSS = ("point", "unit")
"""Slips that change a figure tenfold or more: the likeliest of many readings where it is one."""


def render_text(report: Report, all_findings: bool = False, *, colour: bool = False) -> str:
    """A report for people.

    Args:
        report: The report.
        all_findings: Whether to show waived and corrected findings too, each with its reason, and
            to name the rules that looked at nothing; and what repeats another finding.
        colour: Whether to mark places and rules in colour; messages never are.
    """
    return "".join(f"{line}\n" for line in list_lines(report, all_findings, colour=colour))


def list_lines(
    report: Report, all_findings: bool = False, *, colour: bool = False
) -> Iterator[str]:
    """The lines of :func:`render_text`, one after the other."""
    paint = _paint if colour else _leave
    shown = select_findings(report, all_findings=all_findings)
    for file, findings in groupby(shown, key=lambda finding: finding.file):
        yield from _block(file, [*findings], paint)
        yield ""
    yield from _closing(report, paint, hidden=not all_findings)


def _paint(text: str, style: str) -> str:
    dim = True if style in _DIM else None
    return click.style(text, fg=_COLOURS.get(style), bold=style in _BOLD or None, dim=dim)


def _leave(text: str, style: str) -> str:  # noqa: ARG001  a painter without paint
    return text


def _block(file: str, findings: Sequence[Finding], paint: Painter) -> Iterator[str]:
    fails = sum(finding.fails for finding in findings)
    settled = Counter(finding.settled for finding in findings)
    notes = settled[""] - fails
    counts = [(fails, count(fails, "error")), (notes, count(notes, "note"))]
    counts += [(settled[how], f"{settled[how]:,} {how}") for how in ("corrected", "waived")]
    heading = ", ".join(words for number, words in counts if number)
    yield f"{paint(show_hidden(file), 'place')} ({heading})"
    for finding in findings:
        yield from _lines(finding, paint)


def _lines(finding: Finding, paint: Painter) -> Iterator[str]:
    kind = finding.settled or finding.severity
    mark = "" if kind == "error" else paint(f"{kind}: ", kind)
    rule = paint(show_hidden(finding.rule), kind)
    yield f"{paint(show_place(finding), 'place')}: {mark}{rule}: {show_hidden(finding.message)}"
    if finding.settled:
        yield f"    {paint('reason:', kind)} {show_hidden(finding.reason)}"
    if finding.repeats:
        yield f"    {paint('repeats:', 'waived')} {show_hidden(finding.repeats)} names one of them"
    elif fit := describe_fit(finding):
        yield f"    {paint('would fit:', 'note')} {show_hidden(fit)}"


def _tell_waive(finding: Finding) -> str:
    """The command, for a shell."""
    place = show_place(finding) if finding.line else show_hidden(finding.record)
    quoted = f'"{place}"' if " " in place else place
    return f'marketbook waive {quoted} {show_hidden(finding.rule)} --because "…"'


def _closing(report: Report, paint: Painter, *, hidden: bool) -> Iterator[str]:
    idle = list_idle_rules(report)
    if not hidden:
        for reason, rules in idle:
            yield show_hidden(f"{reason}: {', '.join(rules)}")
    offered = next(filter(is_waiver_offered, report.findings), None)
    if offered:
        yield f"if the source itself prints an error, accept it: {_tell_waive(offered)}"
    counts = count_report(report)
    verdict = paint(describe_result(counts), "failed" if report.exit_code else "clean")
    quiet = {"corrected": counts.corrected, "waived": counts.waived}
    quiet["repeated"] = any(one.repeats for one in report.findings)
    *first, last = [name for name, there in quiet.items() if there] or [""]
    named = f"{', '.join(first)} and {last}" if first else last
    more = [f"{named} findings"] if named else []
    more += ["idle rules"] if idle else []
    hint = f" (--all also shows {' and '.join(more)})" if more and hidden else ""
    yield f"{show_hidden(describe_scope(report, counts))}: {verdict}{hint}"


def describe_fit(finding: Finding) -> str:
    """``sizes:jp read as 13.7 USD billion``; empty where little is known, or the message says it.

    Only the figure at fault and the likeliest one, where they make everything fit; if that one
    has no clear reading, the next of the three likeliest. Of more than three readings only the
    likeliest, where it is another place of the point or another unit; where it is a digit, or
    they are very many, none says much.
    """
    if not finding.suspects or finding.rule.startswith(_TOLD_THERE):
        return ""
    groups = {
        record: list(found)
        for record, found in groupby(finding.suspects, key=lambda one: one.record)
    }
    clear = [record for record in list(groups)[:_MOST] if _is_clear(groups[record])]
    chosen = dict.fromkeys([*clear[:1], finding.record])
    told = [_tell(record, groups[record]) for record in chosen if _is_clear(groups.get(record, ()))]
    return ", or ".join(told)


def _is_clear(found: Sequence[Suspicion]) -> bool:
    fits = bool(found) and all(one.fits_all and one.repair for one in found)
    return fits and (
        len(found) <= _MOST or (len(found) <= _MOST_OTHERS + 1 and found[0].kind in _GROSS)
    )


def _tell(record: str, found: Sequence[Suspicion]) -> str:
    if len(found) <= _MOST:
        return f"{record} read as {' or '.join(one.repair for one in found)}"
    return f"{record} read as {found[0].repair}; {len(found) - 1} other readings would fit too"

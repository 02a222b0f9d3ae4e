"""Lists of one document agree, and every printed name has one meaning."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping

from marketbook.rules.ancestry import Ancestry, read_regions, read_tree
from marketbook.rules.lists import (
    Document,
    Line,
    count_names,
    describe_deviation,
    find_deviations,
    group_lines,
    read_column,
    read_lines,
)
from marketbook.rules.parts import CATCH_ALL
from marketbook.rules.plain import Checked, view_checked
from marketbook.rules.rule import Saying, Tables, View, rule

_WHY_AGREE = (
    "A document that lists its own members in two ways leaves open what its figures cover, and "
    "shares of a whole can be judged only where the whole is known."
)


_REMEDY = "check the lines against the document; if it prints them so, waive it with both lists"


def _compare_lists(
    table: str,
    groups: Iterable[list[Line]],
    ancestry: Ancestry,
    remedy: str = _REMEDY,
    rests: Collection[str] = (),
) -> View:
    """One row per list of a document, with what it has otherwise than the fullest."""
    checked: list[Checked] = []
    for lines in groups:
        document = Document(lines, ancestry, rests)
        for name, own in document.lists.items():
            fault = _say_deviation(document, name, remedy)
            checked.append(Checked(table, own[0].record, own[0].line, fault, own[0].market))
    return view_checked(checked)


def _say_deviation(document: Document, name: str, remedy: str) -> Saying | None:
    found = find_deviations(document, name)
    if not found:
        return None
    worst = max(found, key=lambda one: (len(one.missing) + len(one.extra)) / one.of)
    worth = (len(worst.missing) + len(worst.extra)) / worst.of
    stated, implied = (count_names(document.lists[one]) for one in (name, worst.against))
    message = (
        f"list {name} ({stated}) does not agree with its document: "
        f"{'; '.join(describe_deviation(document, name, one) for one in found)}; {remedy}"
    )
    return Saying(message, stated, implied, worth, "list")


@rule(
    "segment_listings.lists-agree",
    reads=("segment_listings", "segments"),
    why=_WHY_AGREE,
    example="list segmentation-type (4 names) does not agree with its document: against scope-type "
    "(5 names) it leaves out 'wearables'",
)
def segment_lists_agree(tables: Tables) -> View:
    """The lists of one document that name the segments of one axis name the same ones."""
    names = read_column(tables, "segments", "segment_id", "name")
    lines = read_lines(tables, "segment_listings", "segment_id")
    # a list that names a remainder covers no more than one that does not
    rests = {segment for segment, name in names.items() if re.match(CATCH_ALL, name)}
    axes = read_column(tables, "segments", "segment_id", "axis_id")
    ancestry = read_tree(tables["segments"], "segment_id")
    return _compare_lists("segment_listings", group_lines(lines, axes), ancestry, rests=rests)


@rule(
    "region_listings.lists-agree",
    reads=("region_listings", "regions"),
    uses=("region_parts",),
    why=_WHY_AGREE,
    example="list by-region (34 names) does not agree with its document: against contents "
    "(35 names), under 'Middle East & Africa', it leaves out 'Turkey'",
)
def region_lists_agree(tables: Tables) -> View:
    """The lists of one document that take a region apart name the same parts of it."""
    kinds = read_column(tables, "regions", "region_id", "kind")
    lines = read_lines(tables, "region_listings", "region_id")
    # the world is the whole, not one of the parts
    parts = [line for line in lines if kinds.get(line.member) != "world"]
    rests = {region for region, kind in kinds.items() if kind == "remainder"}
    ancestry = read_regions(tables)
    return _compare_lists("region_listings", group_lines(parts, {}), ancestry, rests=rests)


@rule(
    "player_listings.lists-agree",
    reads=("player_listings",),
    why="Lists of players are often open at the end, so a shorter one is no fault; but a reader "
    "who takes one of them for the field should know that another names more.",
    example="list contents (18 names) does not agree with its document: against prominent-players "
    "(20 names) it leaves out 'ResMed' and 'Dexcom'",
    severity="note",
)
def player_lists_agree(tables: Tables) -> View:
    """The lists of players in one document name the same players."""
    lines = read_lines(tables, "player_listings", "player_id")
    remedy = "take the fullest for the field, unless the document says what the shorter is for"
    return _compare_lists("player_listings", group_lines(lines, {}), Ancestry({}), remedy)


def _one_meaning(table: str, lines: list[Line], topics: Mapping[str, str]) -> View:
    """One row per line; where a name leads to several records, those but the usual one fail."""
    meanings: dict[tuple[str, str, str], Counter[str]] = defaultdict(Counter)
    for line in sorted(lines, key=lambda line: line.line):
        meanings[_name_key(line, topics)][line.member] += 1
    checked: list[Checked] = []
    for line in lines:
        usual = max(meanings[_name_key(line, topics)].items(), key=lambda item: item[1])
        fault = None
        if usual[0] != line.member:
            often = "once" if usual[1] == 1 else f"{usual[1]} times"
            message = (
                f"'{line.name}' leads to {line.member} here and to {usual[0]} elsewhere in "
                f"{topics.get(line.member) or line.market} ({often}); correct the one "
                "that is wrong; if two are meant, waive it with the reason"
            )
            fault = Saying(message, line.member, usual[0], 1.0, table.partition("_")[0] + "_id")
        checked.append(Checked(table, line.record, line.line, fault, line.market))
    return view_checked(checked)


def _name_key(line: Line, topics: Mapping[str, str]) -> tuple[str, str, str]:
    return line.market, topics.get(line.member, ""), line.name.casefold()


@rule(
    "region_listings.one-meaning",
    reads=("region_listings",),
    why="A printed name that leads to two regions puts one region's figures into two wholes.",
    example="'South America' leads to latin-america here and to south-america elsewhere in iomt",
)
def region_names_have_one_meaning(tables: Tables) -> View:
    """A printed name leads to one region within a market."""
    return _one_meaning("region_listings", read_lines(tables, "region_listings", "region_id"), {})


@rule(
    "segment_listings.one-meaning",
    reads=("segment_listings", "segments"),
    why="A printed name that leads to two segments of one axis counts one segment twice.",
    example="'Cloud' leads to iomt-deployment-edge here and to iomt-deployment-cloud elsewhere in "
    "iomt-deployment",
)
def segment_names_have_one_meaning(tables: Tables) -> View:
    """A printed name leads to one segment within an axis."""
    axes = read_column(tables, "segments", "segment_id", "axis_id")
    return _one_meaning(
        "segment_listings", read_lines(tables, "segment_listings", "segment_id"), axes
    )

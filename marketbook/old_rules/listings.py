"""Lists of one document agree, and every printed name has one meaning."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping

from marketbook.old_rules.ancestry import Ancestry, read_regions, read_tree
from marketbook.old_rules.lists import (
    Deviation,
    Document,
    Line,
    count_names,
    describe_cut,
    describe_deviation,
    find_deviations,
    group_lines,
    read_column,
    read_lines,
)
from marketbook.old_rules.parts import CATCH_ALL
from marketbook.old_rules.plain import Checked, view_checked
from marketbook.old_rules.rule import Saying, Tables, View, rule
from marketbook.old_rules.words import listed

_WHY_AGREE = (
    "A document that lists its own members in two ways leaves open what its figures cover, and "
    "shares of a whole can be judged only where the whole is known."
)


_REMEDY = "check the lines against the document; if it prints them so, waive it with both lists"


Faults = dict[str, Saying]
"""What to say of a list, by its name."""


def _compare_lists(
    table: str, documents: Iterable[Document], find_faults: Callable[[Document], Faults]
) -> View:
    """One row per list of a document, with what is to be said of it."""
    checked: list[Checked] = []
    for document in documents:
        faults = find_faults(document)
        checked += [
            Checked(table, own[0].record, own[0].line, faults.get(name), own[0].market)
            for name, own in document.lists.items()
        ]
    return view_checked(checked)


def _find_deviants(document: Document, remedy: str = _REMEDY) -> Faults:
    """Lists that name other things than the fullest; of several that do so alike the first."""
    alike: dict[tuple[str, str], list[str]] = defaultdict(list)
    deviations = {name: _deviations(document, name) for name in document.lists}
    for name, found in deviations.items():
        if found:
            told = "; ".join(describe_deviation(document, name, one) for one in found)
            alike[told, count_names(document.lists[name])].append(name)
    faults: Faults = {}
    for (_, stated), names in alike.items():
        found, who = deviations[names[0]], "it" if len(names) == 1 else "each"
        told = "; ".join(describe_deviation(document, names[0], one, who) for one in found)
        worst = max(found, key=_worth)
        message = f"{_name_lists(names, stated)} document: {told}; {remedy}"
        implied = count_names(document.lists[worst.against])
        faults[names[0]] = Saying(message, stated, implied, _worth(worst), "list")
    return faults


def _deviations(document: Document, name: str) -> list[Deviation]:
    return [one for one in find_deviations(document, name) if one.missing or one.extra]


def _worth(deviation: Deviation) -> float:
    return (len(deviation.missing) + len(deviation.extra)) / deviation.of


def _name_lists(names: list[str], stated: str) -> str:
    if len(names) == 1:
        return f"list {names[0]} ({stated}) does not agree with its"
    return f"lists {listed(names)} ({stated} each) do not agree with their"


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
    documents = [Document(group, ancestry, rests) for group in group_lines(lines, axes)]
    return _compare_lists("segment_listings", documents, _find_deviants)


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
    return _compare_lists("region_listings", _region_documents(tables), _find_deviants)


def _region_documents(tables: Tables) -> list[Document]:
    kinds = read_column(tables, "regions", "region_id", "kind")
    lines = read_lines(tables, "region_listings", "region_id")
    # the world is the whole, not one of the parts
    parts = [line for line in lines if kinds.get(line.member) != "world"]
    rests = {region for region, kind in kinds.items() if kind == "remainder"}
    ancestry = read_regions(tables)
    wide = {region for region, kind in kinds.items() if kind == "region"}
    inner = {whole for region in wide for whole in ancestry.wholes(region)}
    pieces: dict[str, list[str]] = defaultdict(list)
    for piece in sorted(wide - inner):
        for whole in ancestry.wholes(piece):
            pieces[whole].append(piece)
    return [Document(group, ancestry, rests, pieces) for group in group_lines(parts, {})]


@rule(
    "region_listings.lists-cut-alike",
    reads=("region_listings", "regions"),
    uses=("region_parts",),
    why="Two lists that cover the same ground contradict nothing, but a figure for the one region "
    "of the shorter list has no place in the longer one.",
    example="list report-scope (6 names) has 'Middle East' and 'Africa', which regional-analysis "
    "(5 names) lists as one, 'Middle East & Africa'",
    severity="note",
)
def region_lists_cut_alike(tables: Tables) -> View:
    """The lists of one document cut the same ground into the same regions."""
    return _compare_lists("region_listings", _region_documents(tables), _find_cuts)


def _find_cuts(document: Document) -> Faults:
    faults: Faults = {}
    for name, lines in document.lists.items():
        cuts = [one for one in find_deviations(document, name) if one.cut]
        if cuts:
            stated = count_names(lines)
            told = listed([describe_cut(document, name, one) for one in cuts])
            message = (
                f"list {name} ({stated}) has {told}: the same ground, so that no line is wrong"
            )
            implied = count_names(document.lists[cuts[0].against])
            faults[name] = Saying(message, stated, implied, 0.0, "list")
    return faults


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
    nested = Ancestry({})
    groups = [_without_samples(group) for group in group_lines(lines, {})]
    documents = [Document(group, nested) for group in groups]
    return _compare_lists(
        "player_listings", documents, lambda document: _find_deviants(document, remedy)
    )


_SAMPLE = 4
"""A list this many times shorter than the longest names some players, and claims no more."""


def _without_samples(lines: list[Line]) -> list[Line]:
    sizes = Counter(line.list for line in lines)
    return [line for line in lines if sizes[line.list] * _SAMPLE > max(sizes.values())]


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

"""Printed names of one record that differ by a letter within one document."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from itertools import combinations

from marketbook.old_rules.lists import Line, read_lines
from marketbook.old_rules.plain import Checked, view_checked
from marketbook.old_rules.rule import Rule, Saying, Tables, View, rule

_SHORTEST = 8
"""Letters of a name from which on one of them more or less leaves it the same word."""

# what is spelled so by some and so by others: organisation, paediatric, colour
_SPELLINGS = (("z", "s"), ("ae", "e"), ("oe", "e"), ("ou", "o"))


def _letters(name: str) -> str:
    """A name without capitals, accents, punctuation, a plural and what is English or American."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    plain = re.sub(r"[^a-z0-9]", "", plain.replace("&", "and"))
    for one, other in _SPELLINGS:
        plain = plain.replace(one, other)
    return plain.removesuffix("s")


def _is_slip(one: str, other: str) -> bool:
    """Whether one letter is wrong, missing or too many in one of two names, given by letters.

    A digit is no such letter: it says something.
    """
    if one == other or min(len(one), len(other)) < _SHORTEST:
        return False
    if re.sub(r"\D", "", one) != re.sub(r"\D", "", other):
        return False
    # loaded here, as most documents have no two names to compare
    from rapidfuzz.distance import Levenshtein

    return Levenshtein.distance(one, other, score_cutoff=1) == 1


def _view(tables: Tables, table: str, member: str) -> View:
    """One row per line; of two spellings the rarer one fails, else the one printed later."""
    lines = sorted(read_lines(tables, table, member), key=lambda line: line.line)
    spelled: dict[tuple[str, str], list[Line]] = defaultdict(list)
    for line in lines:
        spelled[line.source, line.member].append(line)
    faults: dict[int, Saying] = {}
    for same in spelled.values():
        faults |= _find_slips(same)
    return view_checked(
        Checked(table, line.record, line.line, faults.get(line.line), line.market) for line in lines
    )


def _find_slips(lines: list[Line]) -> dict[int, Saying]:
    """What to say of the first line with each slip, by line."""
    if len({line.name for line in lines}) == 1:
        return {}
    letters = {line.line: _letters(line.name) for line in lines}
    count = Counter(letters.values())
    usual_first = sorted(count, key=lambda one: -count[one])
    usual: dict[str, str] = {}
    for one, other in combinations(usual_first, 2):
        if _is_slip(one, other):
            usual.setdefault(other, one)
    first = {letters[line.line]: line for line in reversed(lines)}
    return {
        first[slip].line: _say(first[slip], first[right], count[right])
        for slip, right in usual.items()
    }


def _say(line: Line, usual: Line, count: int) -> Saying:
    often = "once" if count == 1 else f"{count} times"
    message = (
        f"'{line.name}' is '{usual.name}' elsewhere in its document ({often}): a letter apart; "
        "check the line against the document; a slip that is printed stays as it is"
    )
    return Saying(message, line.name, usual.name, 1 / len(line.name), "stated_as")


def _one_spelling(table: str, member: str, example: str) -> Rule:
    @rule(
        f"{table}.one-spelling",
        reads=(table,),
        why="A name with a slip is found by nobody who looks for the right one, and two spellings "
        "of one thing count it twice in every tool that goes by names.",
        example=example,
        severity="note",
    )
    def one_spelling(tables: Tables) -> View:
        """A document spells the name of one thing in one way."""
        return _view(tables, table, member)

    return one_spelling


regions = _one_spelling(
    "region_listings",
    "region_id",
    "'Rest of Asia-Pacifc' is 'Rest of Asia-Pacific' elsewhere in its document (2 times): a letter "
    "apart",
)
segments = _one_spelling(
    "segment_listings",
    "segment_id",
    "'Remote Montoring' is 'Remote Monitoring' elsewhere in its document (once): a letter apart",
)
players = _one_spelling(
    "player_listings",
    "player_id",
    "'Siemens Healthiners' is 'Siemens Healthineers' elsewhere in its document (3 times): a "
    "letter apart",
)

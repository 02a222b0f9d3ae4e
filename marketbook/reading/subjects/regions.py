"""The region of a figure, and the whole of a share, by the roles of the places around it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from marketbook.reading.subjects.statement import PlaceRole, Statement
from marketbook.reading.words.places import WORLD, parent_of

REGIONAL = "the region"
"""Stands for the region that the headings name, until the figure is made."""
_REGIONAL = re.compile(
    r"(?i)\s*(?:(?:revenue |market )?share\s+)?of\s+(?:the\s+)?(?:regional|region['’]s|"
    r"continental)\b"
)
_WENT = re.compile(
    r"\b(?:(?:correspond\w*|went|goes|falls?|belong\w*) to|(?:c[ao]mes?|stem\w*|"
    r"deriv\w*) from)\s+(?:the\s+)?$"
)
_WITHIN = re.compile(r"(?i)\W*(?:within|in|across) (?:the|this) region\b")
_HERE = ("subject", "in")
_LINK = re.compile(
    r"^,?(?:\s*(?:share|of [\w\s]{2,40}?(?:market|revenue|sales)|of sales|market|in \d{4}|by \d{4}|"
    r"(?:from|between) \d{4} (?:to|and|through|until) \d{4}|(?:over|during) the \w+ period|"
    r"a year|annually|"
    r"c[ao]mes?|,?\s*most (?:of the )?(?:revenues?|sales) (?:is|are|was|were|will be) "
    r"generated|(?:is|are|was|were|will be) (?:sold|bought|used|consumed|spent|generated|made)|"
    r"stem(?:s|med)|"
    r"derive[sd]?)){0,4},?\s*(?:from|in|for|by|across|(?:correspond\w*|went|goes|belong\w*) "
    r"to)\s+(?:the\s+)?$|^\s*(?:of )?[^,;:()%$€£]{3,60}? (?:sold|installed|consumed|shipped|"
    r"generated|"
    r"spent|earned|made|bought|originates?|is|are) in (?:the )?$|"
    r"^\s*on [^,;:()%$€£]{3,60}? in (?:the )?$|^\s*(?:growth|increase|rise|"
    r"decline|drop|fall|decrease) in "
    r"(?!sales\b)[^,;:()]{0,60}?\s(?:in|across)\s+(?:the\s+)?$"
)


@dataclass(frozen=True, slots=True)
class Around:
    """Where a figure stands, and how far its words reach.

    Attributes:
        left: Where its clause begins.
        start: Where it begins.
        end: Where it ends.
        right: Where the next number begins, or its clause ends.
        near: Where the number before it ends; 0 where there is none in the clause.
    """

    left: int
    start: int
    end: int
    right: int
    near: int


def region_of_figure(
    statement: Statement, places: Sequence[PlaceRole], at: Around, held: tuple[int, int] = (0, 0)
) -> tuple[str, str]:
    """The region of a figure and the whole of a share, by the roles of the places around it.

    Args:
        statement: The sentence.
        places: The places of its clause with their roles.
        at: Where the figure stands.
        held: From where to where the phrase stands that grammar says holds it.
    """
    hosts = _hosts(statement, places, at)
    if hosts:
        return hosts[-1], ""
    left = [role for role in places if role.place.end <= at.start]
    after = [role for role in places if at.end <= role.place.start < at.right]
    whole = _whole(statement.text, at.end, left, after)
    if statement.language != "en" and (region := _in_phrase(statement, held)):
        return region, whole if whole != region else ""
    near = [role for role in after if "." not in statement.text[at.end - 1 : role.place.start]]
    if region := _held(statement, [*left, *near], held):
        return region, whole or _outer(left, region)
    region, outer = _by_role(left)
    return region or _behind(statement.text, at.end, after, whole), whole or outer


def _by_role(left: Sequence[PlaceRole]) -> tuple[str, str]:
    """The last place before a figure that can hold it, and the region that this one stands in."""
    here = [role for role in left if role.role in _HERE]
    subjects = [role.place.region for role in here if role.role == "subject"]
    # a later "global market" is what the places before it move, not what they are part of
    if here and here[-1].role == "in" and (not subjects or subjects[-1] == WORLD):
        return here[-1].place.region, ""
    return (subjects[-1], _outer(left, subjects[-1])) if subjects else ("", "")


def _held(statement: Statement, left: Sequence[PlaceRole], held: tuple[int, int]) -> str:
    """The only place in the phrase that holds a figure; one named aside only if it is all of it."""
    inside = {
        role.place.region
        for role in left
        if held[0] <= role.place.start < held[1]
        if role.role != "aside" or role.place.start == held[0]
        if not statement.is_listed(role)
    }
    return inside.pop() if len(inside) == 1 and WORLD not in inside else ""


def _in_phrase(statement: Statement, held: tuple[int, int]) -> str:
    """In another language: the only place in the phrase that holds a figure."""
    inside = {
        role.place.region
        for role in statement.places
        if held[0] <= role.place.start < held[1] and not statement.is_listed(role)
    }
    inside -= {WORLD} if len(inside) > 1 else set()
    return inside.pop() if len(inside) == 1 else ""


def _hosts(statement: Statement, places: Sequence[PlaceRole], at: Around) -> list[str]:
    """The place of an amount in brackets: the one inside them, else the one right before them."""
    bracket = statement.bracket_of(at.start)
    if bracket is None:
        return []
    inside = [role.place.region for role in places if bracket[0] < role.place.start < at.start]
    near = at.near if at.near < bracket[0] else 0
    before = [role for role in places if near <= role.place.start < bracket[0]]
    beside = before and _BESIDE_BRACKET.fullmatch(statement.text[before[-1].place.end : bracket[0]])
    leads = [role for role in before if role.role == "subject" and role.place.region != WORLD]
    within = beside and leads and _INSIDE.search(statement.text[: before[-1].place.start])
    named = leads[-1:] if within else before[-1:] if beside else []
    return inside or [role.place.region for role in named]


_BESIDE_BRACKET = re.compile(r"\s*(?:\([^()]*\)\s*)?")
_INSIDE = re.compile(
    r"(?<!particularly )(?<!especially )(?<!notably )\b(?:in|of|within|across)\s+(?:the\s+)?$"
)


def _whole(text: str, end: int, left: Sequence[PlaceRole], after: Sequence[PlaceRole]) -> str:
    """The region that the sentence names as the whole; empty where it names none."""
    led = [role.place.region for role in left if role.role == "whole" and _leads(text, role)]
    if _REGIONAL.match(text[end:]) or _WITHIN.match(text):
        return led[-1] if led else REGIONAL
    if left and re.search(r"\bis the world['’]s\b[^;]*$", text[:end]):
        return WORLD
    behind = (role for role in after if role.role != "aside" and _is_whole(text, end, role))
    before = (
        role
        for role in left
        if role.role == "whole"
        and re.search(r"\b(?:of|share)\b", text[max(0, role.place.start - 20) : role.place.start])
    )
    return next((role.place.region for role in (*behind, *before)), led[-1] if led else "")


def _leads(text: str, role: PlaceRole) -> bool:
    """``Peru dominates the South American market``: of whose market it has its share."""
    return bool(
        re.search(r"\b(?:le(?:ads?|d)|dominat\w+|tops?|topped) the $", text[: role.place.start])
    )


def _outer(left: Sequence[PlaceRole], region: str) -> str:
    """The larger region that a country stands in: ``In North America, the U.S. held``."""
    named = {role.place.region for role in left if role.role in _HERE} - {region, WORLD}
    return next(iter(named & {parent_of(region)}), "")


def _behind(text: str, end: int, after: Sequence[PlaceRole], whole: str) -> str:
    """The region right behind a figure: ``USD 4 billion in Europe``."""
    for role in after:
        if (
            (role.role in _HERE or _WENT.search(text[end : role.place.start]))
            and role.place.region != whole
            and _LINK.match(text[end : role.place.start])
        ):
            return role.place.region
    return ""


def _is_whole(text: str, end: int, role: PlaceRole) -> bool:
    """``52% of the Asia Pacific market``, ``of the total North American share``."""
    between = text[end : role.place.start]
    if re.match(r"^\s*(?:(?:revenue|market) )?share of (?:the )?$", between) and re.match(
        r"\s*(?:$|[.,;)])", text[role.place.end :]
    ):
        return True
    if re.match(r"^\s*(?:del?|du|des|della|do|da)\s+(?:marché|mercado|mercato)\s+$", between):
        return True
    return bool(
        re.match(
            r"^\s*(?:(?:(?:revenue |market |volume )?share|(?:\w+ ){0,2}(?:segment|category|type|"
            r"group|class|users?))\s+)?(?:of|in|within)\s+(?:the\s+|total\s+|"
            r"overall\s+|entire\s+|whole\s+)*(?:[\w’'-]+\s+){0,4}?$",
            between,
        )
    ) and bool(
        re.match(
            r"(?:['’]s)?\s*(?:[\w’'&/()-]+\s+){0,6}?(?:market|industry|share|revenue|"
            r"sales|region|sector|total|demand|value)\b",
            text[role.place.end : role.place.end + 90],
        )
    )

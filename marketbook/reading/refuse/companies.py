"""Why a figure is one of a company, or of several, and none of the market's."""

from __future__ import annotations

import re

from marketbook.reading.forms.other_amounts import COMPANY_SPEAKS
from marketbook.reading.refuse.case import Case
from marketbook.reading.subjects.holders import held_by
from marketbook.reading.subjects.segment_names import SOME_COMPANIES, buys
from marketbook.reading.words.bare import content_words
from marketbook.reading.words.lexicons import any_language
from marketbook.reading.words.places import name_place


def refuse_company(case: Case) -> str:
    """Whether the clause speaks of a company, or of several."""
    statement, form = case.statement, case.form
    growth, said = form.kind == "growth_rate", case.said
    if _is_of_one(case) or (growth and _OWN_FIGURES.search(said)):
        return "a company's growth" if growth else "a company's figure, not the market's"
    if form.kind not in ("size", "share", "units_sold"):
        return ""
    if _is_proper(case) or _RESULTS.search(statement.text[: case.number.start]):
        return "a company's figure, not the market's"
    if _AUTHOR.match(said):
        return "the author's own figure, not the market's"
    if _MEMBERS.search(said):
        return "of an association's members, not of the market"
    sold = form.kind == "units_sold"
    named = statement.block.kind == "row" and statement.context.axis
    several = _COMPANIES.match(said) and not (named or sold or case.placed or buys(statement.text))
    return "companies' figures, not the market's" if several else ""


def _is_of_one(case: Case) -> bool:
    """Whether the clause begins with a company: named, called one, or by what it does."""
    before = case.statement.text[: case.number.start]
    left, right = held_by(case.statement, case.number.start, case.guide)
    one = _ONE_COMPANY.match(case.said)
    abroad = case.guide.language.code != "en" and _NAMED_ABROAD.search(case.said)
    if abroad or (one and (not right or left < case.clause[0] + one.end())):
        return True
    own = _OWN_SALES.match(case.said) or (case.number.kind == "money" and _SPEAKS.match(before))
    name = content_words(own["name"]) if own and not name_place(own["name"]) else ()
    named = not set(name) <= case.guide.words
    stated = case.form.kind in ("size", "share", "units_sold", "growth_rate")
    told = stated and (_SEATED.search(before[-400:]) or _SAID.match(before))
    return bool(case.subject.company or named or told)


def _is_proper(case: Case) -> bool:
    """Whether a proper name holds it: ``San Pellegrino had revenue of``, ``AutoZone runs``."""
    left, right = held_by(case.statement, case.number.start, case.guide)
    names = (case.statement.text[left:right], case.subject.segment)
    said = next(filter(_PROPER.search, names), "")
    listed = case.subject.axis or case.subject.called
    if case.statement.block.kind != "paragraph" or listed or not said:
        return False
    ours = case.guide.words & set(content_words(said))
    called = said[0].isupper() and case.statement.text[:left].lower().endswith("the ")
    placed = called or any(left <= role.place.start < right for role in case.statement.places)
    return not ours and not placed and (case.form.kind != "share" or " and " in said)


_SPEAKS = re.compile(
    r"(?:.*;)?\W*(?!The\b)(?P<name>[A-Z][\w&.-]+(?:\s[A-Z][\w&.-]+)*)\s(?:alone\s)?(?:posted|booked|filed|"
    r"listed|floated|raised|turned over|went public|won|employs|runs|"
    r"(?:reported|earned)\s(?:[a-z]+\s){0,3}(?:revenues?|sales|turnover|profits?))\b"
)
"""``Ferretti posted sales of``: what only a company does."""
_RESULTS = re.compile(
    r"\b[A-Z][\w&.’'-]+\s\((?:[^()]*\b)?(?:revenues?|sales|turnover)\b[^()]{0,12}$"
)
"""``PolyPep Group (2024 sales: EUR 337 million)``."""
_PROPER = re.compile(
    r"\b[A-Z][\w&.’'-]*[^\W\ds](?:\sand)?\s[A-Z][\w&.’'-]*(?:[^\Ws]$|['’]s\s)|[a-z]{2}[A-Z][a-z]|\b[A-Z]{2,5}$"
)
_NAMED_ABROAD = re.compile(rf"(?i:{any_language('company')})\s(?-i:[A-ZÀ-Þ][a-zß-ÿ])")
"""``Le groupe Terragel``: a kind of company and its name."""
_ONE_COMPANY = re.compile(
    r"\W*(?:[Ii]n (?:19|20)\d\d,?\s+)?(?:[Tt]he|[Ii]ts|[Oo]ur|[Tt]his|[Aa]n?|"
    r"[Tt]hat)\s+(?:[\w-]+\s){0,2}?(?:company|firm|(?<!trade )group(?! of)|"
    r"parent|subsidiary|retailer|supplier|manufacturer|maker|start-?up)(?:['’]s)?\b(?!\s(?:segment|"
    r"market|size|type)|[’'] )"
)
_OWN_FIGURES = re.compile(COMPANY_SPEAKS, re.IGNORECASE)
_AUTHOR = re.compile(
    r"(?i)^\W*(?:in (?:19|20)\d\d,?\s+)?our (?:own )?(?:company|group|sales|revenues?|"
    r"turnover|share|business|net)\b"
)
_SEATED = re.compile(
    r"\b(?:company|firm|giant|retailer|supplier) [A-Z][\w&-]+(?: [A-Z][\w&-]+)* (?:generated|"
    r"posted|"
    r"reported|made|had|achieved|recorded|sold)\b|"
    r"^\W*[A-Z][^,.;]{1,40},\s+(?:which was |was )?(?:founded|headquartered|established|"
    r"based)\s+in\b|^\W*[A-Z][\w&-]+(?:\s[A-Z][\w&-]+)?,\s+(?:the|"
    r"an?)\s+(?:(?!research|intelligence|information)[\w-]+ ){0,5}?(?:start-?up|"
    r"company|maker|firm|brand|chain|leader|manufacturer|retailer|giant|supplier|operator)\b"
)
_MEMBERS = re.compile(
    r"(?i)^\W*(?:the )?members of\b|\b(?:alliance|association|council|federation|union|"
    r"members?)\b.{0,60}?\brepresent\w*\b"
)
_SAID = re.compile(
    r"^\W*(?!The\b|Analysts?\b)(?:(?!Research|Analytic|Insight|Institute|Associat|Federat|Council|"
    r"Union)[A-Z][\w&-]++\s?){1,4}(?:,[^,]{2,60},)?\s?(?:said|says)\b.{0,40}\b(?:sales|revenues?|"
    r"turnover)\b"
)
_OWN_SALES = re.compile(
    r"\W*(?!Today|Women|Men\b|Children|Kids|World|Last|This|"
    r"The\b)(?P<name>[A-Z][\w&-]+(?:\s[A-Z][\w&-]*){0,2})['’]s?\s"
    r"(?:\w+\s){0,2}?(?:sales|revenues?|turnover|net sales|shipments|orders|business|division)\b"
)
_COMPANIES = re.compile(rf"^\W*(?:(?i:the)\s+)?{SOME_COMPANIES}")

"""Why a figure is one of a company, or of several, and none of the market's."""

from __future__ import annotations

import re

from marketbook.reading.forms.other_amounts import COMPANY_SPEAKS
from marketbook.reading.refuse.case import Case
from marketbook.reading.refuse.speaks import HOLDERS
from marketbook.reading.subjects.segment_names import buys
from marketbook.reading.words.bare import content_words
from marketbook.reading.words.lexicons import any_language
from marketbook.reading.words.places import name_place


def refuse_company(case: Case) -> str:
    """Whether the clause speaks of a company, or of several."""
    statement, form, subject = case.statement, case.form, case.subject
    sellers = form.kind == "units_sold" and HOLDERS.fullmatch(subject.company)
    abroad = case.guide.language.code != "en" and _NAMED_ABROAD.search(case.said)
    if abroad or _ONE_COMPANY.match(case.said):
        return "a company's figure, not the market's"
    if subject.company and not sellers:
        growth = form.kind == "growth_rate"
        return "a company's growth" if growth else "a company's figure, not the market's"
    before, said = statement.text[: case.number.start], case.said
    close = before[-400:]
    if form.kind == "growth_rate" and (
        _OWN_FIGURES.search(said) or _SEATED.search(close) or _SAID.match(before)
    ):
        return "a company's growth"
    own = _OWN_SALES.match(said)
    if (
        own
        and not name_place(own["name"])
        and not case.guide.words & set(content_words(own["name"]))
    ):
        return "a company's figure, not the market's"
    if form.kind not in ("size", "share", "units_sold"):
        return ""
    if _SEATED.search(close) or _SAID.match(before):
        return "a company's figure, not the market's"
    if _AUTHOR.match(said):
        return "the author's own figure, not the market's"
    places = {role.place.region for role in statement.places if role.role == "subject"}
    if subject.region not in places and _LEADER.search(said):
        return "a company's figure, not the market's"
    near = statement.block.place.number < 2
    if near and subject.weak and _RIVALS.search(statement.context.heads.rpartition("\n")[2][-80:]):
        return "a company's figure, not the market's"
    if _MEMBERS.search(said):
        return "of an association's members, not of the market"
    sold = form.kind == "units_sold"
    named = statement.block.kind == "row" and statement.context.axis
    several = _COMPANIES.match(said) and not (named or sold or case.placed or buys(statement.text))
    return "companies' figures, not the market's" if several else ""


_NAMED_ABROAD = re.compile(rf"(?i:{any_language('company')})\s(?-i:[A-ZÀ-Þ][a-zß-ÿ])")
"""``Le groupe Terragel``: a kind of company and its name."""
_ONE_COMPANY = re.compile(
    r"\W*(?:[Ii]n (?:19|20)\d\d,?\s+)?(?:[Tt]he|[Ii]ts|[Oo]ur|[Tt]his|"
    r"[Tt]hat)\s+(?:[\w-]+\s){0,2}?(?:company|firm|"
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
_RIVALS = re.compile(r"(?i)\b(?:company|companies|players?|vendors?|competiti\w+)\b")
_LEADER = re.compile(
    r"(?i)\b(?:leading|largest|top|biggest) (?:player|company|brand|vendor|retailer)\b"
)
_COMPANIES = re.compile(
    r"(?i)^\W*(?:the\s+)?(?:\w+\s){0,3}?(?:companies|firms|brands|retailers|players|vendors|"
    r"suppliers|manufacturers|producers)\b"
)

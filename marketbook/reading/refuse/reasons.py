"""Why a number that has the form of a figure is none of the market's."""

from __future__ import annotations

import re

from marketbook.reading.forms import UNSAID
from marketbook.reading.mentions import Mention
from marketbook.reading.refuse.case import Case
from marketbook.reading.refuse.companies import refuse_company
from marketbook.reading.refuse.speaks import (
    has_market_word,
    is_of_goods,
    is_of_wider_goods,
    speaks_of_market,
)
from marketbook.reading.refuse.volumes import is_of_market, refuse_volume
from marketbook.reading.subjects import Statement, Subject
from marketbook.reading.subjects.holders import held_by, measured_by
from marketbook.reading.subjects.others import read_other_market
from marketbook.reading.subjects.subject import MARKET
from marketbook.reading.subjects.word_classes import MADE, MEASURES, NO_SALES
from marketbook.reading.words.bare import bare, content_words
from marketbook.reading.words.lexicons import lexicons
from marketbook.reading.words.places import WORLD
from marketbook.reading.words.scales import FACTORS
from marketbook.reading.words.small import AnyCase


def refuse_figure(case: Case) -> str:
    """Why a number that has the form of a figure is none of the market's; empty where it is."""
    statement, form, clause = case.statement, case.form, case.clause
    placed = any(clause[0] <= role.place.start < clause[1] for role in statement.places)
    wide = placed and case.subject.region
    spoken = speaks_of_market(statement, (0, clause[1]) if wide else clause, case.guide)
    refused = (
        _refuse_elsewhere(case)
        or refuse_company(case)
        or _refuse_other(case)
        or _refuse_unspoken(case, spoken=spoken)
    )
    if refused:
        return refused
    if noun := _measures_other(case):
        return f"{noun}, not the market itself"
    if _TOGETHER.search(case.said) and not case.subject.segment and case.subject.region != WORLD:
        return "the figure of several together"
    if "of-goods" in form.flags:
        return refuse_volume(case)
    if "needs-part" in form.flags and not _is_labelled_part(case):
        return UNSAID
    if "needs-label" in form.flags and not (
        case.placed or _is_lone_label(case) or _is_share_label(statement, case.subject)
    ):
        return UNSAID
    known = case.of_holders if form.kind == "share" else case.of_time or case.of_sales
    if "by-default" in form.flags and not (known or (case.placed and form.kind == "size")):
        return UNSAID
    return _refuse_share(case) if form.kind == "share" else ""


def _measures_other(case: Case) -> str:
    """The noun that the number is said of, where it is of nothing sold: exports, a fleet."""
    if "of-goods" in case.form.flags:
        return ""
    plain = case.form.kind != "multiple"
    if plain and NO_SALES.isdisjoint(_WORD.findall(case.statement.text.lower())):
        return ""
    noun = measured_by(case.statement, case.number.start, case.guide)
    beside = _WORD.findall(case.said.lower())[-1:]
    noun = beside[0] if not NO_SALES.isdisjoint(beside) else noun
    held = noun in MEASURES or case.subject.segment or bare(noun) in case.guide.words
    if case.form.kind == "multiple" and noun and not held:
        return noun
    counted = noun.startswith("number") and case.number.kind == "money"
    counted = counted or (noun in MADE and is_of_market(case))
    sold = counted or case.form.kind == "price" or _SOLD.search(case.whole)
    return noun if noun in NO_SALES - case.guide.words and not sold else ""


_WORD = re.compile(r"[a-z]+")
_SOLD = re.compile(r"\b(?:sold|shipped|shipments|[Ii]nstalled|[Cc]umulative)\b")


def _refuse_elsewhere(case: Case) -> str:
    """Whether where it stands, or what it is by itself, says that it is none of the market's."""
    statement, form, number, subject = case.statement, case.form, case.number, case.subject
    if case.guide.results:
        return "a company's results, not a market figure"
    if any(_OUTSIDE.search(heading) for heading in statement.block.headings[1:]):
        return "it is under a heading for what is not covered"
    if _is_of_driver(case):
        return "what drives the market, not a market figure"
    if _ELSEWHERE.match(statement.text):
        return "another market, or other news"
    quarterly = _QUARTERLY.search(case.said) or _IN_QUARTER.match(case.behind)
    if form.kind in ("size", "growth_rate", "units_sold") and quarterly:
        return "of a quarter or a month, not of a year"
    named = form.kind in _OF_OTHERS and read_other_market(statement.text, subject.other)
    if subject.other and not named:
        return f"another market: {subject.other}"
    if form.kind in ("size", "increment") and _is_small(number):
        return "too small an amount for a market"
    bare_count = number.kind == "count" and number.unit in FACTORS
    unnamed = case.guide.language.code in lexicons() or not MARKET.search(case.whole)
    if bare_count and (form.kind == "increment" or (unnamed and not case.of_place)):
        return "a number of things that are not named"
    return ""


def _refuse_unspoken(case: Case, *, spoken: bool) -> str:
    """Whether the clause says too little of the market for a figure of its form."""
    form, subject, guide = case.form, case.subject, case.guide
    ours = guide.words & set(content_words(case.whole)) or is_of_goods(case.behind, guide)
    ours = ours or has_market_word(case.behind[:60], guide)
    wider = is_of_wider_goods(case.behind, guide)
    if "needs-goods" in form.flags and (wider or not ours):
        return "of something other than the market"
    grows = form.kind == "growth_rate"
    apart = case.orphan and grows  # growth of what was left out
    about = guide.market or guide.language.code != "en" or subject.segment or subject.goes_on
    named = subject.explicit and about and not apart
    alone = form.kind in ("growth_rate", "size") and (case.of_time or case.placed)
    spoken = spoken or ((alone or (grows and case.grows_on)) and not apart)
    if "needs-market" in form.flags and not named and not spoken:
        return "the sentence does not speak of the market"
    if "needs-size" in form.flags and not spoken:
        return "growth of something other than the market"
    leads = LEADS_UP.match(case.behind) and (subject.region or subject.segment)
    known = subject.goes_on or leads or (subject.segment and not subject.weak)
    if "plain" in form.flags and not spoken and not known:
        return "growth of something other than the market"
    amount = subject.weak and form.kind in ("size", "units_sold", "increment", "multiple")
    unsaid = amount and not _says_market(case)
    return "the sentence does not speak of the market" if unsaid else ""


def _says_market(case: Case) -> bool:
    """Whether words, a place, a year or its row say that an amount is one of the market."""
    near = case.statement.text[case.clause[0] : case.number.end]
    money = case.number.kind == "money" and case.counts_sales
    return bool(
        "says-market" in case.form.flags
        or has_market_word(near, case.guide)
        or _SPEAKS.search(near)
        or case.placed
        or (money and case.form.kind == "size" and not case.counts_others)
    )


_OF_OTHERS = ("size", "growth_rate", "increment")
_ELSEWHERE = re.compile(
    r"(?i)\W*(?:elsewhere\W*:|in other news\b|also in the news\b|"
    r"(?:(?:also )?read|see also|you may|(?:more|others?|similar|related|recommended|most|latest) "
    r"(?:[a-z]+ )?(?:data|news|viewed|reports?|articles?|read|studies|stories))\b[\w ]{0,12}:)"
)
_QUARTERLY = re.compile(
    r"\b(?:[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|[Ff]inal)[- ](?:quarter\b|half of (?:20|FY))|"
    r"\bmonthly\b|\bquarterly\b|"
    r"\b[Ii]n (?:January|February|March|April|June|July|August|September|October|November|"
    r"December)(?:,| (?:that|this|last) year)|\bmonth of [A-Z]|"
    r"\b(?:[Mm]onth|[Qq]uarter)[- ](?:to|on|over)[- ](?:month|quarter)\b|\b[Ss]equential|"
    r"\b[Oo]n the (?:month|quarter)\b"
)
_IN_QUARTER = re.compile(
    r"(?i)\W{0,2}(?:from|over) the same (?:month|quarter|half)\b|"
    r"\W{0,2}(?:in|for|during) (?:the )?(?:Q[1-4]|(?:(?:first|second|third|fourth|last|final) )?"
    r"(?:quarter|half)|H[12]|january|february|march|april|may|june|july|august|september|october|"
    r"november|december)\b"
)
_OUTSIDE = re.compile(
    r"\bout[- ]of[- ]scope\b|\bnot (?:covered|included)\b|^exclusions?\b", re.IGNORECASE
)


_DRIVER = re.compile(
    r"^\W*(?:key |market |growth )*(?:driver|restraint|challenge|opportunit(?:y|ies))s?\b",
    re.IGNORECASE,
)


def _is_of_driver(case: Case) -> bool:
    """Whether a sentence under "Drivers" speaks of something else than the market."""
    headings = case.statement.block.headings
    heads = (case.statement.label, headings[-1] if headings else "")
    if not any(map(_DRIVER.match, heads)) or case.subject.axis:
        return False
    text = case.whole.lower()
    ours = case.guide.words & set(content_words(text))
    return not ours and not re.search(r"\b(?:market|industry)\b", text)


def _is_small(number: Mention) -> bool:
    """Whether an amount of money without a scale is what one thing costs."""
    least = _LEAST.get(number.kind, 0)
    scaled = " " in number.unit or number.unit in FACTORS or number.unit[1:2] == "W"
    return not scaled and number.value is not None and number.value < least


_LEAST = {"money": 1_000_000, "count": 200}
"""An amount of money, or of things, without a scale; a market has more of them."""


def _refuse_other(case: Case) -> str:
    """Whether it is of trade, staff or a price, or two levels of which none is a growth."""
    kind, before = case.form.kind, case.statement.text[: case.number.start][-400:]
    to_level = _FROM.search(before) and _TO_LEVEL.match(case.behind)
    if "plain" in case.form.flags and to_level:
        return "from one level to another, no growth"
    used = case.number.kind == "count" and _USED.search(case.said)
    if used and not case.guide.words & {"energy", "electricity", "power"}:
        return "an amount used, not sold"
    if _TRADED.match(case.said) and kind in ("growth_rate", "size"):
        return "trade, not the market itself"
    if kind in ("growth_rate", "share") and _STAFF.search(case.whole):
        return "employment, not a market figure"
    if case.number.kind == "money" and (_COSTS.search(case.said) or _APIECE.match(case.behind)):
        return "a price or a cost, not a market size"
    if kind == "size" and _IF.match(case.said):
        return "a condition, not a figure"
    other = kind == "growth_rate" and _NUMBER_OF.match(case.said)
    return "growth of something other than the market" if other else ""


_IF = re.compile(r"(?i)\W*(?:even )?if\b(?:(?!, (?:the|it|that|this|we)\b)[^;])*$")
"""``If visitors spend 3 % of the $2 billion``: what is only supposed, up to what follows."""
_COSTS = re.compile(r"\bcost(?:s|ing)?\s(?:[a-z]+\s){0,2}$")
_APIECE = re.compile(r"\s*(?:each|apiece|per (?!year|annum))\b(?!\s(?:year|month))")
_FROM = re.compile(r"(?<!up )(?<!down )\bfrom\s+$")
_TO_LEVEL = re.compile(r"\s*(?:%|per ?cent)?\s+to\s+\d")
_USED = re.compile(
    r"(?i)\b(?:energy|electricity|power|fuel|water) (?:consumption|use|usage|demand)\b"
)
_STAFF = re.compile(r"(?i)\bemploy(?:s|ed|ing|ment)\b|\bworkforce\b")
_NUMBER_OF = re.compile(
    r"(?i).*\bcosts?\s+(?:about |around )?[$€£]|"
    r"^\W*(?:the\s+)?(?:transactions|outlets?(?: count)?|footfall|"
    r"visits)\b|^\W*(?:[^,]{3,40},\s+)?(?:the\s+)?(?:total\s+)?(?:number|percentage|proportion|"
    r"prevalence|incidence|costs?|"
    r"population|adoption|use)\s+of\b"
)
_TRADED = AnyCase(
    r"[^.;]*\b(?:GDP|gross domestic product|FDI|"
    r"foreign direct investment)\b[^.;%]{0,120}\b(?:w\w+|is|stood|"
    r"reach\w*|total\w*|amount\w*|grew|rose|fell)\b|"
    r"\W*(?:(?:in|by|during) [\w ]{4,12},?\s+|\w+,\s+)?(?:the\s+)?(?:[\w’'-]+\s+){0,4}?(?:exports?|"
    r"imports?)\s+"
    r"(?:of\s+(?:[\w’'-]+\s+){1,4}?)?(?:grew|rose|fell|increased|declined|dropped|amount\w*|"
    r"total\w*|reach\w*|"
    r"w\w+|ha\w+|to\b|are|is)\b(?!.*\bmarket\b)"
)
_TOGETHER = re.compile(
    r"\b(?:together|combined|collectively|jointly)\b(?=.{0,25}$)|"
    r"\bhold an? (?:significant|combined|major) (?:market )?share\b|"
    r"\b(?:and|,)\s+[\w’' -]{2,40}?\s(?:together|combined|collectively|jointly)\b[^,;:]{0,60}$"
)


_SPEAKS = re.compile(
    r"(?i)\b(?:worth|valued|brought in|brings? in)\b|"
    r"\b(?:grow|ris|shrink|fall|climb|increas)\w*\b[^.;]{0,20}\bfrom\s+[$€£]"
)


LEADS_UP = re.compile(
    r"^\s*(?:(?:year[- ]on[- ]year|(?:this|last) year|in (?:19|"
    r"20)\d\d)\s+)?(?:,\s+or [^,]{3,30},\s+)?to\s+(?:[a-z]+\s+){0,2}(?:[$€£₹]|"
    r"USD|US\$|EUR|GBP|Rs)"
)


def _is_labelled_part(case: Case) -> bool:
    """``Bread: USD 4 million``, of a region or below the heading of an axis."""
    line = case.statement.block.kind in ("item", "paragraph")
    return line and bool(case.subject.axis or case.subject.region not in ("", WORLD))


def _is_lone_label(case: Case) -> bool:
    """``Premium pellets: 46 %``: nothing but a part and its share."""
    ends = _STOPS.match(case.behind)
    return bool(case.subject.segment and ends) and case.counts_sales


_STOPS = re.compile(r"\s*(?:$|[.,;)])")


def _is_share_label(statement: Statement, subject: Subject) -> bool:
    said = bool(
        re.search(
            r"\bshares?\b|leading|largest|\bsegment\b|\bof (?:the )?(?:total )?(?:sales|"
            r"revenue|market)\b|\bBy (?:region|country|type|product|application|"
            r"end use)\b|\bmost (?:of )?(?:the )?(?:revenues?|sales|demand)\b",
            f"{statement.context.heads} {statement.label} {statement.text}",
            re.IGNORECASE,
        )
    )
    return said and bool(subject.segment or subject.region)


def _refuse_share(case: Case) -> str:
    """Whether nobody holds a share: a rate, no segment, and no place within another one."""
    subject, home = case.subject, case.guide.home
    if measured_by(case.statement, case.number.start, case.guide) in ("rate", "rates"):
        return "adoption, prevalence or a rate of something else"
    left, right = held_by(case.statement, case.number.start, case.guide)
    places = [role.place for role in case.statement.places if left <= role.place.start < right]
    opens = places and not _NAMES.search(case.statement.text, left, places[0].start)
    held = case.form.before and opens and places[0].region == home != WORLD
    whole = subject.region in ("", WORLD) or (subject.region == home and not held)
    nobody = not subject.segment and whole and subject.of_region in ("", subject.region)
    return "a share, but whose is not stated" if nobody else ""


_NAMES = re.compile(r"[^\W\d年]")
"""What is more than a year."""

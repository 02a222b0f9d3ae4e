"""Why a number that has the form of a figure is none of the market's."""

from __future__ import annotations

import re

from marketbook.reading.forms import Form
from marketbook.reading.guide import Guide
from marketbook.reading.mentions import Mention
from marketbook.reading.subjects import Statement, Subject
from marketbook.reading.words.places import WORLD

MARKET_WORD = re.compile(
    (
        r"\b(?:market|industry|sector|segment|category|markt\w*|mercado|marché|mercato|"
        r"рын\w+|sales|revenues?)\b|市场"
    ),
    re.IGNORECASE,
)


def refuse_figure(
    statement: Statement,
    form: Form,
    number: Mention,
    subject: Subject,
    clause: tuple[int, int],
    guide: Guide,
) -> str:
    """Why a number that has the form of a figure is none of the market's; empty where it is."""
    if subject.other:
        return f"another market: {subject.other}"
    company = _refuse_company(statement, form, number, subject, clause)
    if company:
        return company
    spoken = speaks_of_market(statement, clause, guide)
    if "needs-market" in form.flags and not subject.explicit and not spoken:
        return "the sentence does not speak of the market"
    amount = subject.weak and form.kind in ("size", "units_sold", "increment")
    if amount and not _SPEAKS.search(statement.text[clause[0] : number.end]):
        return "the sentence does not speak of the market"
    if "plain" in form.flags and not subject.segment and not spoken:
        return "growth of something else than the market"
    if _TOGETHER.search(statement.text[max(0, number.start - 25) : number.start]):
        return "the figure of several together"
    if "needs-label" in form.flags and not _is_share_label(statement, subject):
        return "no words near it say what it is"
    return _refuse_share(subject, guide) if form.kind == "share" else ""


def _refuse_company(
    statement: Statement, form: Form, number: Mention, subject: Subject, clause: tuple[int, int]
) -> str:
    """Whether the clause speaks of a company, or of several."""
    if subject.company:
        growth = form.kind == "growth_rate"
        return "a company's growth" if growth else "a company's figure, not the market's"
    if form.kind not in ("size", "share"):
        return ""
    if _LEADER.search(statement.text[clause[0] : clause[1]]):
        return "a company's figure, not the market's"
    near = statement.block.place.number < 2
    if near and subject.weak and _RIVALS.search(statement.context.heads.rpartition("\n")[2][-80:]):
        return "a company's figure, not the market's"
    several = _COMPANIES.match(statement.text[clause[0] : number.start])
    return "companies' figures, not the market's" if several else ""


_RIVALS = re.compile(r"\b(?:company|companies|players?|vendors?|competiti\w+)\b", re.IGNORECASE)
_TOGETHER = re.compile(r"\b(?:together|combined|collectively|jointly)\b")


_LEADER = re.compile(
    (
        r"\b(?:leading|largest|top|biggest|dominant) (?:player|company|brand|vendor|"
        r"supplier|manufacturer|retailer|producer)\b"
    ),
    re.IGNORECASE,
)


_SPEAKS = re.compile(rf"{MARKET_WORD.pattern}|\b(?:worth|valued)\b", re.IGNORECASE)


_COMPANIES = re.compile(
    (
        r"^\W*(?:the\s+)?(?:\w+\s){0,3}?(?:companies|firms|brands|retailers|players|vendors|"
        r"suppliers|manufacturers|producers)\b"
    ),
    re.IGNORECASE,
)


def speaks_of_market(statement: Statement, clause: tuple[int, int], guide: Guide) -> bool:
    """Whether a clause names the market, or a word that only a market has."""
    text = statement.text[clause[0] : clause[1]]
    words = set(re.findall(r"\w+", text.lower()))
    if re.match(
        (
            r"^\W*(?:forecast(?:ed)?|projected|estimated|expected|current|base "
            r"year)?\s*(?:market\s+)?(?:size|value|revenue|valuation)\b"
        ),
        text,
        re.IGNORECASE,
    ):
        return True
    return bool(MARKET_WORD.search(text)) or (
        bool(guide.words) and len(words & guide.words) * 2 > len(guide.words)
    )


def _is_share_label(statement: Statement, subject: Subject) -> bool:
    said = bool(
        re.search(
            (
                r"\bshares?\b|leading|largest|\bsegment\b|\bof (?:the )?(?:total )?(?:sales|"
                r"revenue|market)\b"
            ),
            f"{statement.context.heads} {statement.label} {statement.text}",
            re.IGNORECASE,
        )
    )
    return said and bool(subject.segment or subject.region)


def _refuse_share(subject: Subject, guide: Guide) -> str:
    if (
        not subject.segment
        and subject.region in ("", WORLD, guide.home)
        and subject.of_region in ("", subject.region)
    ):
        return "a share, but of whom is not said"
    return ""

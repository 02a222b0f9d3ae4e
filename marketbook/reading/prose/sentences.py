"""Sentences of a paragraph, and the clauses of a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from marketbook.reading import limits
from marketbook.reading.words.small import AnyCase

_END = re.compile(
    r"(?<=[.!?])[\"”’)\]]*\s+(?=[\"“‘(\[]?[A-ZÀ-ÖØ-ÞĀ-ŽА-Я0-9€$£])|"
    r"(?<=[。！？])|(?<=[다요]\.)\s+(?=[가-힣])"
)
_MAY_END = re.compile(r"[.!?。！？](?:(?<=[。！？])|\D)")
_SHORT = re.compile(
    r"(?:\b(?:Inc|Ltd|Co|Corp|Cos|vs|No|Nos|approx|est|Rs|St|Dr|Mr|Mrs|Ms|Jr|Sr|Bn|Mn|Mrd|Mio|Fig|"
    r"Prof|Gen|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|e\.g|i\.e|etc|al|bzw|ca|z\.B|d\.h|"
    r"S\.p\.A|S\.A|N\.V|A\.S|B\.V|L\.P)|(?<![A-Za-z])[A-Z])\.$"
)
_STARTS = re.compile(
    r"(?:The|It|This|That|These|In|By|For|However|Meanwhile|Moreover|Its|As|At|On)\b"
)


def split_sentences(text: str) -> list[str]:
    """The sentences of a paragraph, abbreviations not taken for their ends."""
    found: list[str] = []
    start = 0
    for match in _END.finditer(text) if _MAY_END.search(text) else ():
        # an abbreviation is short, and the rest of the text long
        before = text[max(start, match.start() - 30) : match.start()]
        after = text[match.end() : match.end() + 30]
        if _SHORT.search(before.rstrip('"”’)]')) and not _ends_anyway(before, after):
            continue
        found.append(text[start : match.start()].strip())
        start = match.end()
    found.append(text[start:].strip())
    return [sentence[: limits.MOST_SENTENCE_CHARACTERS] for sentence in found if sentence]


def _ends_anyway(before: str, after: str) -> bool:
    """``in the U.S. The region…``: an abbreviation at the end of a sentence."""
    initials = re.search(r"(?:[A-Z]\.){2,}$|\b(?:Inc|Ltd|Co|Corp|etc)\.$", before)
    return bool(initials and _STARTS.match(after))


_BORDER = AnyCase(
    r"(?=[\s,;.])(?:\s*;\s*|\s+[|]\s+|(?:\s*,)?\s+(?:while|whereas|whilst|however,?|although|"
    r"but(?!\s+(?:only |just |about )?[\d$€£])|and meanwhile|meanwhile)\s+|\s*,\s*yet\s+"
    r"|\s*,\s*(?=of which\b)|\s*,\s*and\s+(?=(?:it (?:is|will)\s+(?:forecast|expected|"
    r"projected|estimated|anticipated|likely|reach|grow)|the market|this market)\b)"
    r"|(?<=%)(?:\s*,)?\s+and\s+(?=(?:the\s+)?[A-Za-z][\w’'-]*(?:\s[\w’'&-]+){0,4}?\s+(?:accounted|held|"
    r"captured|represented|took|made up|commanded|contributed)\b)"
    r"|\s*,\s+and\s+(?=(?:the\s+)?[A-Za-z][\w’'-]*(?:\s[\w’'&-]+){0,4}?\s+(?:grew|rose|fell|slipped|"
    r"declined|increased|climbed|dropped|expanded|jumped|gained|edged|slid)\b)"
    r"|\s*,\s*(?=(?:exceeding|surpassing|beating|topping|outpacing|overtaking) the\b)"
    r"|(?<=\w)\.\s*(?=whereas|while|whilst)(?:whereas|while|whilst),?\s*"
    r"|\s*,\s*with\s+(?=(?:[\w’'-]+\s){1,6}?(?:accounting|holding|representing|making|"
    r"contributing|capturing|taking|comprising|(?:forecast|projected|expected|set) to)\b)"
    r"|\s*,\s*(?:with the remaining|compared with|compared to|against|versus|up from|down from)\s+"
    r"|(?:\s*,)?\s+(?:während|wohingegen|mientras(?: que)?|tandis que|enquanto|mentre)\s+"
    r"|(?P<named>\s*,\s*with\s+)(?=(?:[\w’'-]+\s){1,3}?(?:growing|rising|expanding)\b))"
)


def split_clauses(sentence: str) -> list[tuple[int, int]]:
    """Where the clauses of a sentence begin and end: at semicolons, "while", "whereas", "but"."""
    borders: list[tuple[int, int]] = []
    start = 0
    for match in _borders(sentence):
        if match.start() > start:
            borders.append((start, match.start()))
        start = match.end()
    borders.append((start, len(sentence)))
    return borders


def _borders(sentence: str) -> Iterator[re.Match[str]]:
    """Borders outside brackets."""
    for match in _BORDER.finditer(sentence):
        before = sentence[: match.start()]
        aside = "however" in match.group() and len(before.split()) < 4
        if match["named"] and not sentence[match.end() :][:1].isupper():
            continue
        if before.count("(") <= before.count(")") and not aside:
            yield match


_ASIDE = re.compile(
    r"\s\((?=[^()]{28})(?:[^()\d%$€£]|\d(?=(?:MM|EU|G)\b))+\)|\s[–—]\s(?=[^–—]{12,80}\s[–—]\s)[^–—\d%$€£]+\s[–—](?=\s)|"
    r"(?<=[Rr]eport)[,:]?\s[“\"][^“”\"%$€£]{30,400}[”\"](?=\s)|"
    r",\s(?:where|home to)\s[^,;:\d%$€£]{3,90}(?=,\s)|"
    r",\s(?:which is )?one of\s[^,\d]{3,60},(?=\s)|(?<=which),\sin turn,|"
    r",\s(?:which|who|those)\s(?:(?:includ|compris|cover)\w+|consists? of|with|(?:is|are|was|were)"
    r"\s(?!\w*\s?(?:larg|fast|bigg|lead))|is\s(?:\S+\s){0,2}?(?:second|third|fourth)\s)"
    r"[^,;%$€£]{3,90},?(?=\s(?:is|are|was|were|will|has|have|had|came|held|accounted|grew|rose|"
    r"fell|register\w+|record\w+|post\w+|saw|a)\b)"
)


def drop_asides(sentence: str) -> str:
    """A sentence without what it says aside, where that holds no figure."""
    return _ASIDE.sub("", sentence)

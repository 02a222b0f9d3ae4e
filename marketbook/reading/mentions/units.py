"""The unit that stands apart from its numbers: in a caption, a column's header, behind a list."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from marketbook.reading.guide import Guide
from marketbook.reading.mentions import Mention, find_mentions
from marketbook.reading.words import currencies
from marketbook.reading.words.bare import bare, content_words
from marketbook.reading.words.lexicons import UNSPACED, lexicons, units_of
from marketbook.reading.words.market import head_of
from marketbook.reading.words.numbers import NUMBER
from marketbook.reading.words.roles import stem_of, topic_words
from marketbook.reading.words.scales import FACTORS, scales_of
from marketbook.reading.words.small import AnyCase


def unit_in(text: str, guide: Guide) -> str:
    """The unit of money that a text names without a number; empty where it names none."""
    text = _THOUSANDS.sub(" thousand ", text)
    scale = scales_of(guide.language.code)
    before, after = currencies.before_pattern(), currencies.after_pattern()
    apart = r"\s*" if guide.language.code in UNSPACED else r"\s+"
    for pattern in (
        rf"(?P<cur>{before})[\s.,]*(?:in\s+)?(?P<scale>(?i:{scale.pattern}))(?![A-Za-z])",
        rf"(?<![\w])(?P<scale>(?i:{scale.pattern})){apart}(?:[a-z]{{2,3}}\s+|d[’'])?(?P<cur>{after})",
        rf"(?P<cur>{before})(?=\s*[)\],]|$)",
    ):
        match = re.search(pattern, text)
        if match:
            code = currencies.code_of(match["cur"], guide.currency)
            named = scale.name_of(match["scale"]) if "scale" in match.groupdict() else ""
            if code:
                return f"{code} {named}".strip()
    return ""


def goods_in(text: str, guide: Guide) -> str:
    """The unit of goods that a text names without a number: ``kilotonnes`` of ``Volume (kt)``.

    Args:
        text: A head, a caption, a line.
        guide: What is known of the document.
    """
    text = " ".join(_THOUSANDS.sub(" thousand ", text).split())
    scales = scales_of(guide.language.code).pattern
    starts = [at.start() for at in re.finditer(rf"(?i)(?<![\w$€£])(?:{scales})\s+(?:of\s)?", text)]
    turned = re.sub(rf"(?i)^(.*?)\s*\(\s*((?:{scales}))\s*\)", r"\2 \1", text.lower())
    for part in (turned, *_PARTS.split(text), *(text[start:] for start in starts)):
        for each in find_mentions(f"1 {part.strip()}", guide.language):
            if each.kind == "count" and each.start == 0 and each.unit not in FACTORS:
                return each.unit
    apart = re.search(rf"(?i)(?P<noun>[a-z]{{3,}}s) \(({scales})\)", text)
    if apart and apart["noun"].lower() not in _NO_GOODS:
        return f"{scales_of(guide.language.code).name_of(apart[2])} {apart['noun'].lower()}"
    named = _COUNTED.search(text, starts[0]) if starts else None
    things = "units" if _THINGS_SOLD.search(text) else ""
    return " ".join(named["unit"].lower().split()) if named else things


_THOUSANDS = re.compile(r"(?<![\d.,])['’]?(?:1[,. ]?)?000s?(?=\s|\)|$)|(?<!\w)k(?=\s[a-z])")
_COUNTED = re.compile(
    r"(?P<unit>\b(?i:thousand|million|billion)s?\s(?!of\b|in\b|by\b|per\b|[A-Z]{3}\b)"
    r"[A-Za-z][\w-]*(?:\s(?!in\b|by\b|per\b|of\b|and\b|are\b)[A-Za-z][\w-]*)?)"
    r"(?=\s*(?:[(),.;:/·|]|in\b|by\b|per\b|$))"
)
"""``thousand boxes``: what is counted in a unit of its own."""
_NO_GOODS = frozenset(("sales", "revenues", "volumes", "shipments", "deliveries", "values"))
_THINGS_SOLD = re.compile(r"(?i)^\W*(?:[\w-]+ ){0,2}\w+s (?:sold|shipped|delivered|installed)\b")
_PARTS = re.compile(r"[(),]|\bin\b")


def is_money(unit: str) -> bool:
    """Whether a unit is one of money: ``USD billion``."""
    return bool(re.match(r"[A-Z]{3}\b", unit))


_GROWS = re.compile(
    rf"(?i)\b(?:grow|rise|increase|expand)\w*\s+from\s+(?P<low>{NUMBER})\s+in\s+(?:19|"
    rf"20)\d\d,?\s+to\s+"
    rf"(?P<high>{NUMBER})\s+(?:by|in)\s+(?:19|20)\d\d\b"
)


def take_unit_before(text: str, mentions: Sequence[Mention], unit: str) -> tuple[Mention, ...]:
    """Amounts that leave their currency out: ``from $7.5 million in 2025 to 12.3 million in 2030``.

    Args:
        text: A sentence.
        mentions: Its numbers and years.
        unit: The unit of the last amount before it; empty where there is none.
    """
    said = _GROWS.search(text) if unit else None
    grows = said and all(each.kind != "money" for each in mentions)
    starts = (said.start("low"), said.start("high")) if said and grows else ()
    found: list[Mention] = []
    paid = ""
    for each in mentions:
        if each.kind == "number" and each.start in starts:
            each = replace(each, kind="money", unit=unit)
        scaled = each.kind == "count" and each.unit in FACTORS
        if scaled and paid and _OF_YEAR.match(text, each.end):
            each = replace(each, kind="money", unit=f"{paid} {each.unit}")
        paid = each.unit[:3] if each.kind == "money" else "" if each.kind == "count" else paid
        found.append(each)
    return tuple(found)


_OF_YEAR = re.compile(r"\s(?:[^\W\d]{1,4}\s){1,2}(?:19|20)\d\d\b|\s*(?:$|[.,;)])")
"""What stands behind an amount and names nothing but its year, in any language."""


def take_goods(
    text: str, mentions: Sequence[Mention], guide: Guide, unit: str = ""
) -> tuple[Mention, ...]:
    """``41.5 million smartwatches``, ``shipments peak at 18.5 million``: bare numbers of goods.

    Args:
        text: A sentence.
        mentions: Its numbers and years.
        guide: What is known of the document.
        unit: The unit of the last goods before it; empty where there are none.
    """
    found: list[Mention] = []
    for each in mentions:
        behind = text[each.end :]
        sold = _are_sold(text, each) or _SOLD_THINGS.match(behind)
        again = unit and NO_NOUN.match(behind)
        if (_is_bare(each) and (sold or again)) or (_is_many(each) and names_goods(behind, guide)):
            named = "units" if sold or not again else unit
            each = replace(each, kind="count", unit=f"{each.unit} {named}".strip())
        counts = each.kind == "count" and each.unit not in FACTORS
        unit = each.unit.split()[-1] if counts else "" if each.kind == "money" else unit
        found.append(each)
    return tuple(found)


def _is_bare(number: Mention) -> bool:
    """Whether a number has a scale or groups of thousands, and no unit."""
    scaled = number.kind == "count" and number.unit in FACTORS
    many = number.kind == "number" and (number.value or 0) >= 1000
    return scaled or bool(many and re.fullmatch(r"\d{1,3}(?:[,. ]\d{3})+", number.stated))


def _is_many(number: Mention) -> bool:
    """Whether a number without a unit can be of what a market sells, and is no year."""
    plain = number.kind == "number" and (number.value or 0) >= _LEAST
    return _is_bare(number) or (plain and not re.fullmatch(r"(?:19|20)\d\d", number.stated))


_LEAST = 200
"""The smallest number of things that a market has."""


def _are_sold(text: str, number: Mention) -> bool:
    """``shipments of meters will peak at 18.5 million in 2024``: a number of what is shipped."""
    said = _SOLD.search(text[max(0, number.start - 120) : number.start])
    return bool(said and NO_NOUN.match(text[number.end :]))


_SOLD = AnyCase(
    r"\b(?:shipments|unit sales|installations|deployments|registrations|"
    r"number of [^,.;]{3,40}? "
    r"(?:sold|shipped|installed))\b(?:[^.;:$€£]|\.\d)*+$"
)
_SOLD_THINGS = re.compile(r"\s+(?:[\w’'/-]+\s+){0,4}?(?:installations|shipments|deliveries)\b")
NO_NOUN = re.compile(r"\s*(?:[.,;)]|(?:in|by|and|to|for|from|last|this)\b|$)")
"""What stands behind a number where no noun does."""


def names_goods(behind: str, guide: Guide) -> bool:
    """Whether what stands behind a number is the plural of what the market is called for."""
    if guide.language.code in lexicons():
        said = re.findall(r"[^\W\d]{4,}", re.split(r"[.,;:()\d]", behind[:60])[0])[:3]
        counted = {word for unit in units_of(guide.language.code) for word in unit.split()}
        ours = {stem_of(word) for word in guide.words} & {stem_of(word) for word in said}
        measured = topic_words(guide.language.code, "in_units").match(" ".join(said[:1]))
        return bool(ours or measured or counted & {word.lower() for word in said[:1]})
    name = _NAME.match(behind)
    last = name[1] if name else ""
    head = head_of(guide.market)
    noun = bare(last.rpartition("-")[2])
    ours = noun in _THINGS and guide.words & set(content_words(name.group() if name else ""))
    return bool(head) and last.endswith("s") and bool(ours or noun in (head, bare(head)))


_THINGS = frozenset(("device", "system", "product", "machine", "vehicle", "appliance", "unit"))
"""What other nouns stand for, where the market's name is before them."""


_NAME = re.compile(r"\s+(?:[\w’'/-]+\s+){0,4}?([\w’'-]*[^\Wsui]s)(?![\w’'-])")

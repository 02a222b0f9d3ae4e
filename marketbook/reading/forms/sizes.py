"""Forms of sizes, increments, prices and other amounts of money and things."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial

from marketbook.reading.forms.model import Form
from marketbook.reading.words.lexicons import any_language

_SIZE = partial(Form, number="money", kind="size")
_INCREMENT = partial(Form, number="money", kind="increment")
_VOLUME = partial(Form, number="count", kind="size")
_SOLD = partial(Form, number="count", kind="units_sold")
_PRICE = partial(Form, number="money", kind="price")

_ABOUT = r"(?:a total of |about |around |nearly |almost |just |over |more than |some )*"
_MARKET = (
    r"(?:market|industry|sector|segment|sales|revenues?|turnover|"
    rf"{any_language('market', 'sales')})"
)
_VALUED = (
    r"valued|worth|valuation(?: of| at)?|priced at|pegged|stood|stands|estimated|assessed|"
    r"calculated|evaluated|recorded|registered|account(?:ed|ing) for|amounted to|amounting to|"
    r"amount to|total(?:l?ed|l?ing|s)?|sized|exhibited|generat\w+|garner\w*|reach(?:ed|es|ing)?|"
    r"hit(?:s|ting)?|touch(?:ed|es|ing)?|attain\w*|achiev\w+|approach\w*|surpass\w*|exceed\w*|"
    r"cross\w*|top(?:s|ped|ping)?|grow(?:n|s|ing)? (?:further )?(?:to|into)|grew to|ris(?:e|es|"
    r"ing) to|rose to|increas(?:e|es|ed|ing) to|expand(?:s|ed|ing)? to|climb(?:s|ed|ing)? to|"
    r"earn(?:s|ed)|close[sd]? the year at|soar\w* to|swell\w* to|jump\w* to|double to|"
    r"fall(?:s|ing)? to|fell to|declin\w+ to|drop\w* to|shrink\w* to|"
    r"forecast(?:ed)?(?: at| to be)?|projected(?: at| to be| to stand at)?|"
    r"anticipated(?: at| to be| to hold)?|expected(?: to be| to stand at)?|predicted(?: to be)?|"
    r"set to (?:be|become)|poised to (?:be|reach)|hold(?:ing|s)?|account for|represent(?:s|ed|"
    r"ing)?|(?:br(?:ing|ings|ought)|rak\w+|pull\w*|took|takes?) in|makes? up|yield|collect|"
    r"secur\w+|(?:leads?|led|leading|"
    r"dominat\w+|tops|topped)\b[^.;$€£]{0,60}?\bwith|market (?:size|value|revenue|volume)|"
    r"(?:revenue|value|size|sales)\b|expects?|is|today only|today just|now|was|were|will be|at|to|"
    r"from|of|is now"
)

AMOUNT_MARKET = re.compile(
    r"^\s*(?:\([^()]{3,30}\)\s+)?"
    r"(?:in (?:19|20)\d\d\s+)?(?:(?!in\b|of\b|for\b|by\b|from\b|to\b|and\b|on\b|at\b|with\b|"
    r"as\b|the\b|this\b|an?\b)[\w’'&/-]+\s+){1,5}?"
    r"(?:market|industry)\b"
)
"""``a $6.9 billion water heater industry``: what stands behind the amount is the market."""

SIZES = (
    _SIZE(
        "size.valued-at",
        before=rf"\b(?:{_VALUED})\b",
        example="The wood pellet market was valued at USD 4.1 billion in 2023.",
        gives="size; World; ; 2023; 4.1 USD billion",
        flags=("needs-market",),
    ),
    _SIZE(
        "size.spent",
        before=rf"\b(?:sp(?:ends?|ent|ending)|s(?:ells?|old)|b(?:uys?|ought)|pa(?:ys?|id))\s{_ABOUT}$",
        after=(
            r"^\s*(?:(?:a year |annually |each year )?(?:on|for)|worth of)\b"
            r"(?![^.;]{0,60}\b(?:between now|from now|over the (?:next|coming)))"
        ),
        reach=2,
        weight=24,
        flags=("both", "needs-goods", "says-market"),
        example="In 2024 Italy spent EUR 2.1 billion on wood pellets.",
        gives="size; Italy; ; 2024; 2.1 EUR billion",
    ),
    _SIZE(
        "size.by-publisher",
        before=r"^[A-Z][^:.%]{1,50}(?::|\s[–—-])\s*(?:about |around |nearly |over |some |~)?$",
        reach=3,
        weight=6,
        example="Juno Analytics: $1.4 billion in 2025",
        gives="size; World; ; 2025; 1.4 USD billion",
        flags=("announced",),
    ),
    _SIZE(
        "size.or-amount",
        before=(
            r"^[\s,)]*(?:for the year,?\s+)?(?:of that (?:figure|total),?\s+)?(?:or|equal to|"
            r"equivalent to)\s+(?:about |around |nearly |some )?$|^\s*(?:market )?share,\s+or\s$"
        ),
        reach=2,
        weight=12,
        example="Europe held 39.2% or $4.6 billion of the wood pellet market in 2024.",
        gives="size; Europe; ; 2024; 4.6 USD billion",
        flags=("needs-market", "after-share"),
    ),
    _SIZE(
        "size.amount-market",
        after=rf"^\s*(?:\([^()]{{3,30}}\)\s+)?(?:global\s+|worldwide\s+)?(?:{_MARKET})\b|{AMOUNT_MARKET.pattern}",
        reach=3,
        example="Wood pellets are a USD 5 billion market in 2024.",
        gives="size; World; ; 2024; 5 USD billion",
        flags=("needs-market",),
    ),
    _SIZE(
        "size.by-default",
        reach=400,
        weight=-500,
        sure="medium",
        before=r"^",
        flags=("subject", "by-default"),
        example="In 2024 boilers in Italy burned pellets for EUR 290 million.",
        gives="size; Italy; ; 2024; 290 EUR million",
    ),
)

_INCREMENTS = (
    _INCREMENT(
        "increment.grow-by",
        weight=12,
        before=(
            r"\bup by\b|\b(?:a further|(?:grow|expand|add|gain)\w* (?:by )?another)\b|"
            r"\b(?:grow(?:th)?|increase[ds]?|increasing|expand(?:s|ed)?|rise|rises|growing|grew|"
            r"rose)\s+by\b|\b(?:grow(?:th)?|increase|expansion)\s+of\b|\badd(?:s|ing|"
            r"ed)?\b(?!\s+up)|\bincremental\b.{0,40}?\bof\b|\b(?:absolute|incremental|"
            r"dollar)\b.{0,30}?\bopportunit\w+(?:\s+(?:of|worth))?|\badditional\b|\bgain of\b"
        ),
        example="The wood pellet market will grow by USD 5 bn during 2024-2028.",
        gives="increment; World; ; 2024-2028; 5 USD billion",
        flags=("needs-market",),
    ),
    _INCREMENT(
        "increment.label",
        weight=12,
        reach=3,
        before=r"\bmarket growth\b[^|:%]{0,25}[:|]\s*\+?$",
        example="Market growth 2025-2029: USD 212.4 million",
        gives="increment; World; ; 2025-2029; 212.4 USD million",
    ),
    _INCREMENT(
        "increment.opportunity",
        weight=12,
        reach=25,
        after=(
            r"^\s*of (?:global )?annual sales\b|^\s*(?:in\s+|of\s+)?(?:(?:absolute|incremental|"
            r"additional|new)\s+)+(?:\$\s*)?(?:dollar\s+)?(?:growth|opportunit\w+|revenue|value)|"
            r"^\s*opportunity\b"
        ),
        example=(
            "Between 2025 and 2035 the wood pellet market offers USD 4 billion in "
            "incremental growth."
        ),
        gives="increment; World; ; 2025-2035; 4 USD billion",
        flags=("needs-market",),
    ),
)

INCREMENTS = (
    *_INCREMENTS,
    replace(
        _INCREMENTS[0],
        name="increment.volume",
        number="count",
        example="The wood pellet market will grow by 2.1 million tonnes during 2024-2028.",
        gives="increment; World; ; 2024-2028; 2.1 million tonnes",
    ),
)

VOLUMES = (
    _VOLUME(
        "volume.of-goods",
        reach=400,
        weight=-500,
        sure="medium",
        before=r"^",
        flags=("subject", "of-goods", "says-market"),
        example="In 2024 China made 38 million tonnes of wood pellets.",
        gives="size; China; ; 2024; 38 million tonnes",
    ),
    _SOLD(
        "units-sold",
        reach=60,
        weight=6,
        after=(
            r"^\s*(?:[\w’'-]+\s){0,6}?(?:were |are |was |will be |wurden )?(?:sold|shipped|"
            r"consumed|delivered|registered|installed(?! base)|deployed|bought|purchased|eaten|"
            r"drunk|laid|"
            r"rolled out|verkauft|abgesetzt|vendidas|vendues)\b"
        ),
        example="Some 356,000 units were sold in 2023.",
        gives="units_sold; World; ; 2023; 356,000 units",
        flags=("says-market",),
    ),
    _SOLD(
        "units-sold.verb",
        reach=18,
        weight=6,
        before=(
            r"\b(?:sold|shipped|shipments? (?:of|reached|totall?ed)|unit sales (?:of|"
            r"reached|were)|sales of)\b"
        ),
        example="Manufacturers shipped 2,115,000 units in 2024.",
        gives="units_sold; World; ; 2024; 2,115,000 units",
        flags=("needs-market",),
    ),
)

PRICES = (
    _PRICE(
        "price",
        weight=95,
        reach=400,
        flags=("subject",),
        before=(
            r"^\W*(?:the\s+|in \d{4},?\s+)*(?:average|mean|median|unit|retail|list|"
            r"selling)\s+(?:selling\s+|unit\s+|retail\s+)*(?:prices?|costs?)\b|\bASP\b"
        ),
        example="The average selling price was USD 310 in 2024.",
        gives="price; World; ; 2024; 310 USD",
    ),
    _PRICE(
        "price.climbs",
        weight=20,
        reach=12,
        before=(
            r"\b(?:average|mean|median)\s+(?:selling\s+|unit\s+|retail\s+|sales\s+)*prices?\s+"
            r"(?:\w+\s){0,2}?(?:climb\w*|rose|ris\w+|fell|fall\w*|dropp\w*|reach\w*|"
            r"was|were|is|of|at)\b"
        ),
        example="In 2024 sales rose as average selling prices climbed to $451.",
        gives="price; World; ; 2024; 451 USD",
    ),
)

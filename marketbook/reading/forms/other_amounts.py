"""Amounts of money and things that are no size of a market."""

from __future__ import annotations

from functools import partial

from marketbook.reading.forms.model import Form

_NO_MONEY = partial(Form, number="money")
_NO_COUNT = partial(Form, number="count")

COMPANY_SPEAKS = (
    r"\b(?:company|firm|group|start-?up|retailer|maker|giant|supplier|Inc\.?|Ltd\.?|Corp\.?|GmbH|"
    r"AG|PLC|plc|Co\.)(?:\s[A-Z][\w&]+)?(?:['’]s|,\s[^,]{2,60},)?\s+(?:also\s+)?(?:has\s+)?(?:posted|reported|report(?:s|ing)|"
    r"generated|made|earned|booked|recorded|announced|had|saw|achieved|'s)\b|\b(?:net (?:sales|"
    r"income|profit|revenue)|operating (?:profit|income)|profits?(?! sector)|earnings|EBITDA|"
    r"market cap(?:itali[sz]ation)?|(?:annual|yearly) (?:revenue|sales|turnover) of (?:over|about|"
    r"more)?)\b|\breport(?:ed|s) (?:a )?revenue"
)
"""Words that tell of a company's own figures."""

OTHERS = (
    _NO_MONEY(
        "none.opportunity-label",
        weight=60,
        reach=2,
        before=r"\bopportunit(?:y|ies)\s*[:|]\s*$",
        example="Market Opportunities: USD 152.4 million",
        reason="an opportunity whose measure is not stated",
    ),
    _NO_MONEY(
        "none.difference",
        weight=40,
        reach=1,
        after=r"^\s*(?:more|less|higher|lower|above|below) than\b",
        example="In 2024 sales of wood pellets were USD 300 million more than in 2022.",
        reason="a difference, not a market size",
    ),
    _NO_MONEY(
        "none.deal",
        weight=16,
        reach=70,
        before=(
            r"\b(?:raised|raising|secured|opened|mill|funding|series [a-e]|seed|grant|acqui\w+|"
            r"takeover|merger|buyout|invest(?!ment firm)\w*|deal|contract|awarded|order(?:s|ed)? "
            r"worth|loan|bond|IPO|financing|backed|plant|facility|project|allocated|allocation|"
            r"set aside|earmark\w*|committed|pledg\w+|budget|subsid\w+|fine[ds]?|penalt\w+|"
            r"settlements?|donat\w+|sav(?:e|ed|ings)|loss(?:es)?|damage|capex|capital "
            r"expenditure)\b"
        ),
        example="In March 2024, a maker of robots raised USD 40 million.",
        reason="a deal, an investment or a budget, not a market size",
    ),
    _NO_MONEY(
        "none.deal-after",
        weight=14,
        reach=22,
        after=(
            r"^\s*(?:in|of|for|to|as)?\s*(?:\w+[\s-]){0,3}?(?:funding|investments?|grants?|"
            r"financing|subsid\w+|contract|deal|acquisition|fund|loan|bonds?|build|fine|"
            r"damages|savings|round|equity|capital|venture|tax|R&D|research)\b"
        ),
        example="In 2024 Brazil gave USD 3 billion in subsidies.",
        reason="a deal, an investment or a budget, not a market size",
    ),
    _NO_MONEY(
        "none.company",
        weight=18,
        reach=70,
        before=COMPANY_SPEAKS,
        example="Lunaris Inc. reported revenue of USD 840 million in 2024.",
        reason="a company's revenue, not a market size",
    ),
    _NO_MONEY(
        "none.band",
        weight=40,
        reach=3,
        before=(
            r"\b(?:those|distributors?|firms?|companies|businesses|retailers?|households?|people|"
            r"consumers|dealers|operators?|customers)\s+(?:\w+\s){0,2}?(?:with|making|earning|"
            r"having|generating|under|over|above|below)\s+(?:[a-z]+\s){0,4}?(?:over|under|above|"
            r"below|less than|more than|up to|between)?\s*$"
        ),
        example="Those with sales over $2.5 million are the largest dealers of wood pellets.",
        reason="the size of a business, not of a market",
    ),
    _NO_MONEY(
        "none.other-subject",
        weight=90,
        reach=400,
        flags=("subject",),
        before=(
            r"^\W*+(?:and|the|its|their|in [A-Z]\w+(?:\s[A-Z]\w+){0,3},|in \d{4},?|total|annual|"
            r"average|overall|der|die|das|el|la|le|les|los|il|o|a|global|national|"
            r"\s)*(?:[A-Z]\w+\s|india['’]s\s)?(?:exports?|imports?|"
            r"trade(?! (?:group|body|association))|GDP|FDI|foreign direct investment|"
            r"(?:average )?(?:revenue per|arpu|spend per|spending per|ticket|"
            r"basket|order value|deal size|prices?|costs?|selling price)(?: per| of| for|\b)|"
            r"\w*preise?\b|durchschnittspreis|precios?|prix|prezzo|"
            r"preço|цена|ventures?|venture funds?|investors?|government|state|ministry)\b"
        ),
        example="Exports of wood pellets stood at $2.1 billion in 2024.",
        reason="trade, spending or a price, not a market size",
    ),
    _NO_COUNT(
        "none.count-things",
        weight=8,
        reach=40,
        after=(
            r"^\s*(?:of (?:the )?)?(?:\w+\s){0,2}?(?:people|patients?|adults|users?|subscribers?|"
            r"customers|homes|households|employees|jobs|workers|scans|consultations|plastic|"
            r"hospitals|clinics|stores|farms|hectares|acres|passengers|students|children|deaths|"
            r"cats|dogs|pets|owners|connections|population|admissions|treatments|growers|"
            r"drivers|downloads|accounts|visits|procedures|surgeries|tests|women|men|internet)"
        ),
        example="The clinic treated 12 million patients in 2024.",
        reason="people or things, not a market size",
    ),
)

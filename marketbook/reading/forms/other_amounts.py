"""Amounts of money and things that are no size of a market."""

from __future__ import annotations

from marketbook.reading.forms.model import Form

COMPANY_SPEAKS = (
    r"\b(?:company|firm|group|start-?up|retailer|maker|giant|supplier|Inc\.?|Ltd\.?|"
    r"Corp\.?|GmbH|AG|PLC|plc|Co\.)(?:['’]s)?\s+(?:also\s+)?(?:has\s+)?(?:posted|"
    r"reported|report(?:s|ing)|generated|made|earned|booked|recorded|announced|had|"
    r"saw|achieved|'s)\b|\b(?:net (?:sales|income|profit|revenue)|operating "
    r"(?:profit|income)|profits?(?! sector)|earnings|EBITDA|market cap(?:itali[sz]ation)?|"
    r"(?:annual|yearly) (?:revenue|sales|turnover) of (?:over|about|more)?)\b|\breport(?:ed|s) "
    r"(?:a )?revenue"
)
"""Words that tell of a company's own figures."""

OTHERS = (
    Form(
        "none.per-unit",
        "money",
        weight=30,
        reach=4,
        after=(
            r"^\s*(?:each|apiece)\b|^\s*(?:per|a|an|each|pro|por|par|/)\s*(?:unit|"
            r"tonne|ton|kg|kilo\w*|head|litre|"
            r"liter|barrel|person|capita|household|employee|user|patient|hour|day|month|"
            r"night|mwh|kwh|gallon|physician|bed|device|vehicle|bottle|motor|piece|pair|m2|"
            r"sq\w*)"
        ),
        example="Motors went for USD 310 per unit in 2024.",
        reason="an amount for each one, not a market size",
    ),
    Form(
        "none.cost",
        "money",
        weight=10,
        before=(
            r"\b(?:costs?|costing|priced(?! in)|price[sd]?(?: of| at| from| to| is| was)?|"
            r"sold for|sells? for|starting at|from just|fell to|save[sd]?|saving|worth "
            r"of)\b"
        ),
        example="In 2024 robots were priced at USD 250,000.",
        reason="a price, not a market size",
        reach=25,
    ),
    Form(
        "none.report-price",
        "money",
        weight=40,
        reach=60,
        before=(
            r"\b(?:licen[cs]e|single[- ]user|multi[- ]user|corporate (?:user|use)|"
            r"enterprise user|site licen[cs]e|report price|buy|purchase|discount|price of "
            r"(?:the|this) report|report is sold for|sold for|data ?set)\b"
        ),
        example="Single User License: $3,190",
        reason="the price of the report",
    ),
    Form(
        "none.deal",
        "money",
        weight=16,
        reach=70,
        before=(
            r"\b(?:raised|raising|secured|opened|mill|funding|series [a-e]|seed|grant|"
            r"acqui\w+|takeover|"
            r"merger|buyout|invest(?!ment firm)\w*|deal|contract|awarded|order(?:s|ed)? "
            r"worth|loan|bond|IPO|financing|backed|plant|facility|project|allocated|"
            r"allocation|set aside|earmark\w*|committed|pledg\w+|budget|subsid\w+|fine[ds]?|"
            r"penalt\w+|settlements?|donat\w+|sav(?:e|ed|ings)|loss(?:es)?|damage|capex|"
            r"capital expenditure)\b"
        ),
        example="In March 2024, a maker of robots raised USD 40 million.",
        reason="a deal, an investment or a budget, not a market size",
    ),
    Form(
        "none.deal-after",
        "money",
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
    Form(
        "none.company",
        "money",
        weight=18,
        reach=70,
        before=COMPANY_SPEAKS,
        example="Lunaris Inc. reported revenue of USD 840 million in 2024.",
        reason="a company's revenue, not a market size",
    ),
    Form(
        "none.band",
        "money",
        weight=40,
        reach=3,
        before=(
            r"\b(?:those|distributors?|firms?|companies|businesses|retailers?|households?|people|"
            r"consumers|dealers|operators?|customers)\s+(?:\w+\s){0,2}?(?:with|making|earning|having|"
            r"generating|under|over|above|below)\s+(?:[a-z]+\s){0,4}?(?:over|under|above|below|"
            r"less than|"
            r"more than|up to|between)?\s*$"
        ),
        example="Those with sales over $2.5 million are the largest dealers of wood pellets.",
        reason="the size of a business, not of a market",
    ),
    Form(
        "none.company-bracket",
        "money",
        weight=60,
        reach=2,
        before=r"^\W*[A-Z][\w&.’'-]*(?:\s[\w&.’'-]+){0,4}\s\(\s*$",
        after=r"^\s*in (?:\w+ )?(?:revenues?|sales|turnover)\)",
        flags=("both",),
        example="Pelletco (USD 300 million in revenue) led the wood pellet market in 2023.",
        reason="a company's revenue, not a market size",
    ),
    Form(
        "none.other-subject",
        "money",
        weight=90,
        reach=400,
        flags=("subject",),
        before=(
            r"^\W*(?:the|its|their|in (?:the )?(?:[A-Z]\w+\s?){1,3},|in \d{4},?|total|"
            r"annual|average|overall|der|die|das|el|"
            r"la|le|les|los|il|o|a|global|national|\s)*\s*(?:[A-Z]\w+\s|"
            r"india['’]s\s)?(?:exports?|imports?|trade|GDP|spending on|expenditure|"
            r"(?:average )?(?:revenue per|arpu|spend|spending|ticket|basket|order value|"
            r"deal size|price|prices|cost|costs|selling price)(?: per| of| for|\b)|"
            r"\w*preise?\b|durchschnittspreis|precios?|prix|prezzo|preço|цена|ventures?|"
            r"venture funds?|investors?|government|state|ministry)\b"
        ),
        example="Exports of wood pellets stood at $2.1 billion in 2024.",
        reason="trade, spending or a price, not a market size",
    ),
    Form(
        "none.trade",
        "money",
        weight=14,
        reach=60,
        before=(
            r"\b(?:exports?|imports?|exported|imported|GDP|gross domestic product|trade|FDI|"
            r"spending on research|research spending|R&D (?:spending|expenditure)|"
            r"expenditure on|health(?:care)? (?:spending|expenditure)|spending (?:on|by)|"
            r"spend(?:s|ing)? on|(?:plans?|plan|wants?|aims?|intends?) to (?:spend|invest)|"
            r"spent|income|debt|wages?|salar\w+|tax(?:es)?|capital|assets)\b"
        ),
        example="In 2024 the output and exports totalled US$ 41 million.",
        reason="trade, spending or income, not a market size",
    ),
    Form(
        "none.per-head",
        "count",
        weight=90,
        reach=400,
        flags=("subject",),
        before=(
            r"^\W*(?:the\s+)?(?:\w+\s){0,3}?(?:per[- ]capita|per head|per person|capacity|"
            r"exports?|imports?)\b"
        ),
        example="Per capita consumption is 1.6 litres a year.",
        reason="an amount for each person, not a market size",
    ),
    Form(
        "none.capacity",
        "count",
        weight=30,
        reach=30,
        before=r"\bcapacity\b[^.;]{0,30}$",
        example="In 2024 the wood pellet industry brought its whole capacity to 370 MT.",
        reason="a capacity, not a market size",
    ),
    Form(
        "none.count-things",
        "count",
        weight=8,
        reach=40,
        after=(
            r"^\s*(?:of (?:the )?)?(?:\w+\s){0,2}?(?:people|patients?|adults|users?|"
            r"subscribers?|customers|homes|households|employees|jobs|workers|scans|"
            r"consultations|plastic|hospitals|clinics|stores|farms|hectares|acres|"
            r"passengers|students|children|deaths|cases|cats|dogs|pets|owners|connections|"
            r"population|admissions|treatments|growers|drivers|downloads|accounts|visits|"
            r"procedures|surgeries|tests|women|men|internet)"
        ),
        example="The clinic treated 12 million patients in 2024.",
        reason="people or things, not a market size",
    ),
)

"""Forms of growth rates and multiples."""

from __future__ import annotations

import re
from functools import partial

from marketbook.reading.forms.model import Form
from marketbook.reading.words.lexicons import any_language

_RATE = partial(Form, number="percent", kind="growth_rate")
_MULTIPLE = partial(Form, number="times", kind="multiple")
_NO_TIMES = partial(Form, number="times")
_NO_PERCENT = partial(Form, number="percent")

_GROW = (
    r"(?:grow(?:s|n|ing|th)?|grew|expand(?:s|ed|ing)?|increas(?:e|es|ed|ing)|ris(?:e|es|en|ing)|"
    r"rose|climb(?:s|ed|ing)?|advanc(?:e|es|ed|ing)|surg(?:e|es|ed|ing)|accelerat\w+|jump(?:s|ed|"
    r"ing)?|progress(?:es|ing)?|soar\w*|rebound(?:s|ed|ing)?|gain(?:s|ed|ing)?|lift(?:s|ed|ing)?|"
    r"add(?:s|ed|ing)? (?:another|a further)|(?:edg|inch)(?:e|es|ed|ing) (?:up|higher))"
)
FALL = (
    r"(?:fall(?:s|en|ing)?|fell|declin(?:e|es|ed|ing)|shrink(?:s|ing)?|shrank|decreas(?:e|es|"
    r"ed|ing)|drop(?:s|ped|ping)?|contract(?:s|ed|ing)?|slip(?:s|ped|ping)?|slid(?:es?|ing)?|"
    r"tumbl\w+|nosediv\w+|plummet\w*|sank|sink(?:s|ing)?|plung\w+|slump\w+|los(?:t|es?|ing)|"
    r"dipp?(?:s|ed|ing)?|edg(?:e|es|ed|ing) (?:down|lower))"
)
_BE = r"(?:was|were|is|are|sales|revenues?|demand|turnover|volumes?|value|installations)"
_MOVED = r"(?:seen|crept|shot|tick\w*|inch\w*|push\w*|trend\w*|went|came in)"
_RISE = r"(?:growth|increase|rises?|gains?|jump|surge|upturn|expansion|advance|rebound)"
_DROP = r"(?:declines?|decrease|drop|fall|contraction|dip|slump|downturn|reduction|decline)"
_MORE = r"(?:up|down|growth|more|fewer|less|higher|lower|larger|bigger|smaller|greater|ahead)"
_PRIOR = (
    r"(?:last (?:year|season)|before\b|a (?:year|season) (?:ago|earlier|before)|"
    r"the (?:previous|prior|preceding) (?:year|season)|the (?:year|season)\b(?! to\b))"
)
"""The year before, behind a comparative."""
_GAP = (
    r"(?:(?!\b(?:shares?|costs?|that|and|CAGRs?|compound|average|between|rates?|annual\w*|per|year)"
    r"\b)[^.;:%$€£]){0,70}?[\s,]\s?"
)
"""What may stand between a noun of growth and the words right before its number."""
YEARLY = (
    r"(?:annual(?:ly)?|per år|per year|per annum|a year(?! (?:ago|earlier|before))|each year|"
    r"every year|p\.\s?a\.?|yearly|"
    rf"{any_language('yearly')})"
)
_CAGR = (
    r"(?:[AC]AGRs?|C\.A\.G\.R\.?|compound(?:ed)? rate|compound(?:ed)? (?:annual|"
    r"average)(?: growth)?(?: rate)?s?|"
    r"annual(?:i[sz]ed)? growth(?: rate)?|average (?:annual |yearly )?(?:growth )?"
    r"(?:rate|growth)|(?:growth|fastest|highest|quickest|steepest|slowest|lowest) rate)"
)

RATE_SAID = re.compile(
    rf"(?i)\b(?:(?P<share>shares?|slice|account\w*|h[eo]ld\w*|represent\w*|captur\w*|command\w*|dominat\w*|"
    rf"contribut\w*|ma[dk]e\w* up|generat\w*|leads?|led|largest|biggest)|(?P<rate>{_CAGR}|{YEARLY}|"
    rf"fastest[- ]growing)|(?P<fall>{FALL}|{_DROP})|{_GROW}|{_RISE}|up(?!\s+from))\b(?!\s+to\b)"
)
"""Words that say of what kind the percentages behind them are."""

RATES = (
    _RATE(
        "rate.cagr-before",
        before=_CAGR,
        reach=95,
        weight=4,
        example="The wood pellet market grows at a CAGR of 6.2% from 2025 to 2030.",
        gives="growth_rate; World; ; 2025-2030; 6.2 percent",
    ),
    _RATE(
        "rate.cagr-after",
        after=rf"^\s*(?:\(?\s*)?(?:\w+\s){{0,2}}?{_CAGR}",
        reach=22,
        weight=6,
        example="Wood pellet market demand advances at a 4.6% CAGR to 2030.",
        gives="growth_rate; World; ; -2030; 4.6 percent",
    ),
    _RATE(
        "rate.yearly",
        after=rf"^\s*(?:\w+\s){{0,2}}?{YEARLY}\b",
        reach=14,
        weight=3,
        flags=("needs-market",),
        example="The wood pellet market grows by 6% annually through 2030.",
        gives="growth_rate; World; ; -2030; 6 percent",
    ),
    _RATE(
        "rate.yearly-before",
        before=(
            rf"\b(?:{YEARLY}\s+(?:rate|{_RISE}|{_DROP}|{_GROW})|(?:{_GROW}|"
            rf"{FALL})\s+{YEARLY})\b[^(]{{0,20}}"
        ),
        reach=25,
        weight=3,
        flags=("needs-market",),
        example="The wood pellet market sees annual growth of 5.5% from 2024 to 2029.",
        gives="growth_rate; World; ; 2024-2029; 5.5 percent",
    ),
    _RATE(
        "rate.grow-at",
        before=(
            rf"\b(?:{_GROW}|{FALL})\s+(?:\w+\s){{0,4}}?at(?:\s+(?:a|an))?(?:\s+(?:\w+\s){{0,3}}?"
            rf"(?:rate|pace)\s+of)?\b"
        ),
        reach=22,
        weight=2,
        flags=("needs-market",),
        example="The wood pellet market is growing at 6.4% from 2025 to 2030.",
        gives="growth_rate; World; ; 2025-2030; 6.4 percent",
    ),
    _RATE(
        "rate.year-on-year",
        before=(
            r"\b(?:year[- ](?:over|on)[- ]year|y-?o-?y)\b(?:\s+(?:growth|increase|rise|"
            r"rate))?"
        ),
        reach=60,
        weight=30,
        flags=("one-year",),
        example="The year-over-year growth of the wood pellet market for 2024 is 12.1%.",
        gives="growth_rate; World; ; 2023-2024; 12.1 percent",
    ),
    _RATE(
        "rate.year-on-year-after",
        after=(
            r"^\s*(?:\w+\s)?(?:\(?(?:year[- ](?:over|on)[- ]year|y-?o-?y)\b|"
            rf"(?:above|below|{_MORE} (?:than|on|from|over|of)) "
            r"(?:in |th(?:at|ose) of |the (?:level|figure|total) of |(?:the )?$)?"
            rf"(?:$|{_PRIOR}|(?:19|20)\d\d\b|FY ?\d\d)|"
            rf"{_MORE} in (?:19|20)\d\d (?:than|on|from|over) (?:in )?{_PRIOR}|"
            r"(?:higher|lower) (?:at [$€£]|in (?:19|20)\d\d\b)|"
            rf"(?:up|down|more|fewer|less|higher|lower)(?=\W*$|[.,;]| in \d| after\b)|"
            r"(?:over|from|on) the (?:(?:previous|prior) year|year before))"
        ),
        reach=10,
        weight=22,
        flags=("one-year", "needs-market"),
        example="In 2024 the wood pellet market rose 8% year on year.",
        gives="growth_rate; World; ; 2023-2024; 8 percent",
    ),
    _RATE(
        "rate.more-goods",
        after=r"^\s*(?:more|fewer|less)\b",
        reach=10,
        weight=20,
        flags=("one-year", "of-ours"),
        example="In 2024 Italy bought 5 percent more wood pellets.",
        gives="growth_rate; Italy; ; 2023-2024; 5 percent",
    ),
    _RATE(
        "rate.growth-level",
        before=(
            rf"\b(?:{_RISE}|{_DROP}|growth rates?){_GAP}(?:slow\w*|eas\w+|accelerat\w+|quicken\w*|"
            r"cool\w*|picked up|recover\w*|was|will be|is|were|stood|reached|came|limited)\s+"
            r"(?:(?:down|limited|put|expected|forecast|projected|estimated|predicted)\s+)?"
            r"(?:from|to be|to|at)?\s*(?:about |around |just )?$"
        ),
        reach=2,
        weight=12,
        flags=("one-year", "needs-market"),
        example="In 2024 growth of the wood pellet market was strong, then growth slowed to 3.2%.",
        gives="growth_rate; World; ; 2023-2024; 3.2 percent",
    ),
    _RATE(
        "rate.signed",
        before=r"(?:^|[\s(])(?:\+\s?|-)$|\([-–−]\s?$|\((?:up|down)(?: by)? $",
        reach=0,
        weight=-20,
        flags=("one-year", "needs-market"),
        example="In 2024 the Italian wood pellet market rose to €4.8 bn (+12%).",
        gives="growth_rate; Italy; ; 2023-2024; 12 percent",
    ),
    _RATE(
        "rate.saw",
        after=(
            rf"^\W*(?:saw|had|recorded|posted|registered|showed|enjoyed|experienced)\s+(?:the\s+|"
            rf"a\s+)?"
            rf"(?:\w+\s){{0,2}}?(?:{_RISE}|{_DROP})s?\b"
        ),
        reach=1,
        weight=12,
        flags=("one-year", "needs-market"),
        example="Poland (12.1%) and Chile (7.1%) saw the best increases of the wood pellet market.",
        gives="growth_rate; Poland; ; ?; 12.1 percent",
    ),
    _RATE(
        "rate.rise-behind",
        after=(
            rf"^[\s-]*(?:(?:annual|yearly|overall|further|sharp|slight|modest|strong|sales|market|"
            rf"revenue|value|volume|ad spend(?:ing)?)\s+)?(?:uptick|upswing|{_RISE}|{_DROP})\b"
            rf"(?!\s+(?:rate|opportunit\w+|forecast|over the (?:next|past|last)|{YEARLY}\b)|"
            rf"[- ]to\b"
            r"(?! (?:achieve|reach|hit)))"
            r"(?!\s+(?:in|of|on)\s+(?!(?:19|20)\d\d|FY|(?:the\s+)?(?:[\w’'-]+\s+){0,4}?(?:market|"
            r"sales|"
            r"revenues?|turnover|demand|value|volumes?|industry|spending|consumption|sector|"
            r"shipments)\b))"
        ),
        reach=2,
        weight=12,
        flags=("one-year", "needs-market"),
        example="The wood pellet market saw a 4.38 percent increase over 2024.",
        gives="growth_rate; World; ; 2024-2025; 4.38 percent",
    ),
    _RATE(
        "rate.rise-of",
        before=(
            rf"(?<!annual )(?<!yearly )\b(?:{_RISE}|{_DROP}|plus|minus|loss|improvement){_GAP}"
            r"(?:of|by|(?<=, )at)\s+"
            r"(?:an?\s)?(?:about |around |nearly |almost |over |just )?$"
        ),
        after=rf"^(?!\s*(?:{_CAGR}|{YEARLY}))",
        reach=2,
        weight=6,
        sure="medium",
        flags=("plain", "needs-market", "both"),
        example="The wood pellet market reports growth of 2.39 percent in 2024.",
        gives="growth_rate; World; ; 2023-2024; 2.39 percent",
    ),
    _RATE(
        "rate.up-from",
        before=(
            r"\b(?:up(?: by)?|down by|an?\s+(?:\w+\s)?(?:increase|rise|gain|growth)\s+of|"
            r"down|an?\s+(?:\w+\s)?(?:decline|decrease|fall|drop)\s+of)\s*(?:about |around "
            r"|nearly |almost |over )?$"
        ),
        after=(
            r"^\s*(?:from|on|over|than|versus|vs\.?|against|compared (?:to|with))\s+(?:the\s+)?"
            r"(?:[^.;]{0,40}?\ba year (?:ago|earlier|before)\b|last year|a year (?:ago|"
            r"earlier|before)|(?:previous|prior|preceding|year) (?:year|before)|(?:19|"
            r"20)\d\d\b|FY|year\b|(?:about |around |nearly |just )?$)"
        ),
        reach=3,
        weight=18,
        flags=("one-year", "both", "needs-size"),
        example="The wood pellet market totalled $66.5 billion in 2024, up 4.1% from last year.",
        gives="growth_rate; World; ; 2023-2024; 4.1 percent",
    ),
    *(
        _RATE(
            f"rate.row-{flag}",
            before=(
                r"(?:[\w’)]\s?(?:\(|[:–—-]\s)|[\w)],?\s(?:(?:at|by|with)\s)?)"
                r"(?:about |around |nearly |almost |over |just |only )?[+-]?$"
            ),
            reach=0,
            weight=-60,
            sure="medium",
            flags=(flag, "needs-part", "needs-market", *more),
            example=f"{said} of the wood pellet market is strongest in Italy (9%) and Chile (6%).",
            gives=f"growth_rate; Italy; ; ?; {sign}9 percent",
        )
        for flag, more, said, sign in (
            ("in-rate", (), "Annual growth", ""),
            ("in-growth", ("plain",), "Growth", ""),
            ("in-fall", ("plain", "falls"), "The decline", "-"),
        )
    ),
    _RATE(
        "rate.grew",
        before=(
            rf"(?:\b(?:{_GROW}|{FALL}|(?:{_BE}|{_MOVED})\s+(?:up|down))|[,–—(-]\s*(?:up|down))"
            r"(?!\s+(?:\w+\s)?to\b)(?:\s+(?:by|of))?\b"
        ),
        reach=18,
        sure="medium",
        flags=("needs-market", "plain"),
        example="The wood pellet market grew by 7% in 2024.",
        gives="growth_rate; World; ; 2023-2024; 7 percent",
    ),
)

MULTIPLES = (
    _MULTIPLE(
        "multiple",
        before=rf"\b(?:{_GROW}|multipl\w+|growth of)\b.{{0,30}}",
        after=r"^[\s-]{0,3}(?:growth|increase|rise|expansion)\b",
        reach=30,
        flags=("needs-market",),
        example="The wood pellet market grows 3.6 times between 2024 and 2032.",
        gives="multiple; World; ; 2024-2032; 3.6 times",
    ),
    _MULTIPLE(
        "multiple.double",
        before=r"^(?!.*\b(?:share|group|company)\b)",
        after=(
            r"^\s*(?:$|[.,;)]|(?:again|every|each|in|from|by|between|over|during|since|within|"
            r"until|"
            r"to (?:[a-z]+ ){0,2}(?:[$€£]|[A-Z]{3} ))\b)"
        ),
        reach=200,
        flags=("both", "subject", "needs-market"),
        example="The wood pellet market will more than triple by 2034.",
        gives="multiple; World; ; -2034; triple times",
    ),
    _NO_TIMES(
        "none.times-of",
        weight=20,
        reach=14,
        after=(
            r"^\s*(?:the\s+(?:global\s+|average\s+|national\s+|overall\s+|market\s+)*(?:rate|"
            r"average|size|growth|price|number|level|market|CAGR)|as |higher|faster|more|larger|"
            r"bigger|that of|of the|(?:its|their) (?:\w+ )?shares?\b|a (?:day|week|month|year)|per)"
        ),
        example="Growth in China is 1.36 times the global rate.",
        reason="a comparison, not growth of the market",
    ),
)

OTHERS = (
    _NO_PERCENT(
        "none.share-as-growth",
        weight=40,
        reach=4,
        before=r"\b(?:account(?:ed|ing|s)? for|contribut\w+)\s+(?:an?\s+)?(?:about |around )?$",
        after=r"^\s*growth\b",
        flags=("both",),
        example="Italy accounted for a 36% growth during the forecast period.",
        reason="a share of growth, not of the market",
    ),
    _NO_PERCENT(
        "none.part-of-growth",
        weight=40,
        reach=4,
        after=r"^\s*(?:of|to|towards?)\s(?:what\s)?(?:(?!by\b|in\b)[\w’'-]+\s){0,4}?(?:growth\b(?!\srate)|gains\b)",
        example="Italy accounted for 36% of the growth during the forecast period.",
        reason="a share of growth, not of the market",
    ),
    _NO_PERCENT(
        "none.change-of-other",
        weight=12,
        reach=40,
        before=(
            rf"\bGDP growth\b[^.;%]{{0,30}}|\b(?:transactions?|outlets?|outlet count|exports?|"
            rf"imports?|prices?|bills?|costs?|"
            rf"adoption|usage|employment|output|traffic|tariffs?|dut(?:y|ies)|taxes|investments?|"
            rf"funding|wages|rainfall|emissions?|profits?|consultations|inflation|GDP|population|"
            rf"shares? (?:price)?|stock|efficiency|productivity|accuracy|margins?|readmissions|"
            rf"errors?|churn|penetration|spend|lead times?|"
            rf"waste)\b(?:\s+\w+){{0,6}}?\s+(?:{_GROW}|{FALL}|up|down|reduc\w+|improv\w+|cut)\b"
        ),
        example="Imports of masks rose by 7.5% in 2024.",
        reason="growth of something other than the market",
    ),
    _NO_PERCENT(
        "none.up",
        weight=4,
        reach=6,
        before=(
            r"\b(?:off|reduc\w+|improv\w+|cut(?:s|ting)?|lower\w*|sav\w+|boost\w*|discount|less|"
            r"by (?:as much as|up to)|efficien\w+|accura\w+|sensitiv\w+)\s*(?:by\s*)?(?:of\s*)?"
        ),
        example="Fuel burn was lowered by 20 %.",
        reason="an effect, not a market figure",
    ),
)

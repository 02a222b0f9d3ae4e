"""Forms of shares, and of percentages that are none."""

from __future__ import annotations

from functools import partial

from marketbook.reading.forms.model import Form

_SHARE = partial(Form, number="percent", kind="share")
_NO_PERCENT = partial(Form, number="percent")

OF_OTHERS = ("a share of something other than the market", "a share of growth, not of the market")
"""Why a percentage is left out that is a share, and of what is not sold."""
_HELD = (
    r"(?:buys?|bought|consum(?:es?|ed)|has|have|had|corner(?:s|ed)|held|holds?|holding|"
    r"account(?:ed|s|ing)? for|account for|captur(?:e|es|ed|ing)|command(?:s|ed|ing)?|"
    r"contribut(?:e|es|ed|ing)|represent(?:s|ed|ing)?|compris(?:e|es|ed|ing)|mak(?:e|es|ing) up|"
    r"made up|constitut(?:e|es|ed|ing)|occup(?:y|ies|ied|ying)|garner(?:s|ed|ing)?|secur(?:e|es|"
    r"ed|ing)|own(?:s|ed)?|generat(?:e|es|ed|ing)|claim(?:s|ed|ing)?|keeps?|kept|took|takes?|"
    r"taking|control(?:s|led)?|dominat(?:e|es|ed|ing)|led|lead(?:s|ing)?|possess(?:es|ed)?|"
    r"attribut(?:ed|able)|cover(?:s|ed)?|form(?:s|ed)?|deliver(?:s|ed)|maintain(?:s|ed|ing)?|"
    r"retain(?:s|ed)?|provid(?:es|ed)|suppl(?:y|ies|ied)|fund(?:s|ed)?|"
    r"c[ao]mes? to|(?<!is )(?<!are )(?<!was )(?<!were )ma(?:de|kes?|king)|produc(?:es?|ed|ing)|"
    r"responsible for|seeing|sees|standing at|stood at)"
)
_NEXT = (
    r"(?:(?:trail|follow)(?:s|ed)?(?: it)?(?: at| with)?|with|comes? (?:second|third|next)(?: at)?)"
)
_MEASURES = (
    r"markets?|market'?s|industry|revenues?|sales|shares?|turnover|value|valuation|sector|demand|"
    r"spend(?:ing)?|expenditure|(?<!energy )(?<!power )(?<!electricity )(?<!water )consumption|"
    r"installations|(?<!of )shipments|volumes?|usage|"
    r"(?<=industry )dollars"
)
_TOTAL = r"total\b(?! (?!(?:in|by|for|and|from|with|while|at|during|this|last|sold|spent)\b)[a-z])"
"""``of the total``, where nothing stands behind it: ``of the total GDP`` is of something else."""
_WHOLE = (
    r"(?:the\s+|its\s+|all\s+|our\s+)?(?:overall\s+|total\s+|global\s+|worldwide\s+|"
    r"entire\s+|world\s+|whole\s+|regional\s+|aggregate\s+|market\s+|industry\s+)*"
    rf"(?:(?:19|20)\d\d\s+)?(?:(?!(?:(?:19|20)\d\d|with|while|is|are|was|were|will|has|have)\b)[\w’'.,&()/-]+\s+){{0,6}}?(?:{_MEASURES})\b"
)

SHARES = (
    _SHARE(
        "share.word-before",
        reach=40,
        weight=2,
        before=(
            r"\b(?:market|revenue|largest|leading|dominant|highest|major|maximum|"
            r"significant|substantial|biggest|value|global|total|considerable|sizeable|"
            r"sizable)?\s*(?:revenue\s+|market\s+|value\s+|"
            r"volume\s+)?(?:shares?|slice|contributions?)\b(?!\s+(?:price|holder))(?:\s+(?:of|at|"
            r"with|"
            r"is|was|:|stood|"
            r"reaching|accounting|estimated|around|about|exceeding|in\s+\d{4}|[|]))*"
        ),
        example="Europe held the largest wood pellet market share of 36.4% in 2024.",
        gives="share; Europe; ; 2024; 36.4 percent",
    ),
    _SHARE(
        "share.word-after",
        reach=30,
        weight=4,
        after=(
            r"^\s*(?:of\s+(?:the\s+)?|in\s+)?(?:(?!and\b|this\b)[\w’'.&-]+\s+){0,5}?\b(?:market\s+|"
            r"revenue\s+|value\s+)?shares?\b(?!\s+price)"
        ),
        example="Europe commanded a 40.2% share of the wood pellet market in 2024.",
        gives="share; Europe; ; 2024; 40.2 percent",
    ),
    _SHARE(
        "share.of-is",
        reach=60,
        weight=30,
        before=(
            r"\b(?:share|part|portion) of\b[^.;%]{3,80}?\b(?:is|was|stood at|reached|of|at)\s+"
            r"(?:about |around |nearly |almost |just |over )?$"
        ),
        example="In 2024 the share of private labels in wood pellet sales is almost 25%.",
        gives="share; World; private labels; 2024; 25 percent",
    ),
    _SHARE(
        "share.sold-in",
        reach=2,
        weight=40,
        after=(
            r"^\s*of (?:all |the )?(?:[\w-]+\s){1,8}?(?:were|was|are|is|took place|came|comes?|"
            r"stems?|goes|went)\s+"
            r"(?:(?:sold|installed|consumed|shipped|generated|spent|earned|bought|used)\s+)?"
            r"(?:in|into|from|by|through|online|to)\b"
        ),
        flags=("needs-goods",),
        example="In 2024 some 73% of all wood pellets were sold in Asia.",
        gives="share; Asia; ; 2024; 73 percent",
    ),
    _SHARE(
        "share.moves",
        reach=60,
        weight=40,
        before=(
            r"\bshare\b(?! of growth)[^.;%]{0,80}?\s(?:from|to)\s+(?:about |around |nearly |"
            r"just |over )?$|"
            r"\b(?:increas|rais|expand|boost|lift|cut|reduc)\w* (?:its|their|the) (?:\w+ )?share\b"
            r"[^.;%]{0,40}?\bto\s+(?:about |around |nearly |just |over )?$"
        ),
        flags=("subject",),
        example="Europe's share of the wood pellet market rises from 28% to 32% between 2023 "
        "and 2030.",
        gives="share; Europe; ; 2023; 28 percent",
    ),
    _SHARE(
        "share.of-market",
        reach=8,
        weight=6,
        after=rf"^\s*(?:%\s*)?(?!in (?:value|volume|terms)\b|to an?\b)"
        rf"(?:(?:of|in|from|to)\s+{_WHOLE}|,?\s*of (?:it|this|the category|"
        rf"the (?:(?:(?:19|20)\d\d|[a-z]+(?:['’]s)?) )?{_TOTAL}|"
        r"that (?:figure|total|amount|sum))\b)",
        example="Europe accounted for 28% of the wood pellet market in 2024.",
        gives="share; Europe; ; 2024; 28 percent",
    ),
    _SHARE(
        "share.of-ours",
        reach=400,
        before=(
            r"^(?!\W*(?:(?:and|in|for|among) (?:the )?(?:[\w’'-]+,? ){1,2})?"
            r"(?:(?:an estimated|only|just|about|around|nearly|almost|some|over|"
            r"(?:a little )?more than|at least) )*$)"
        ),
        after=r"^\s*(?:%\s*)?of\b",
        flags=("both", "subject", "of-ours"),
        example="Stoves burn 61% of all wood pellets.",
        gives="share; World; Stoves; ; 61 percent",
    ),
    _SHARE(
        "share.held",
        reach=26,
        before=rf"\b{_HELD}\b",
        sure="medium",
        example="By grade, the premium segment captured 56.0% in 2024.",
        gives="share; World; premium; 2024; 56.0 percent",
    ),
    _SHARE(
        "share.next",
        reach=26,
        before=rf"\b{_NEXT}\b",
        sure="medium",
        flags=("in-share",),
        example="Europe held 40% of the wood pellet market in 2024, with Asia at 31%.",
        gives="share; Europe; ; 2024; 40 percent",
    ),
    _SHARE(
        "share.of-which",
        reach=1,
        weight=20,
        before=(
            r"\bof (?:which|this|that|these|(?:[\w’'-]+ ){0,4}?(?:sales|revenues?|demand))\b"
            r"(?: [a-z]+){0,2},?\s(?:about |around |nearly |almost |over |some )?$"
        ),
        after=(
            r"^\s+(?:(?:is|are|was|were|will be)\s+)?(?:sold|spent|earned|generated|consumed|"
            r"used|bought|made|com\w+|"
            r"came|went|go(?:es)?|stem\w*|in|for|from)\b"
        ),
        flags=("both",),
        example="The wood pellet market is worth USD 4 billion, of which 20% comes from Europe.",
        gives="share; Europe; ; ; 20 percent",
    ),
    _SHARE(
        "share.of-fronted",
        reach=1,
        weight=-30,
        before=rf"^\W*(?:out )?of (?:{_WHOLE}|the (?:(?:19|20)\d\d )?total)\b[^.;%]{{3,80}}\s$",
        flags=("subject",),
        example="Of the wood pellet market in 2024, premium pellets were 19%.",
        gives="share; World; premium pellets; 2024; 19 percent",
    ),
    _SHARE(
        "share.opens",
        reach=1,
        before=(
            r"(?:^\W*|\b(?:part|bulk|portion|half|majority|share|rest)\b[^.;%]{0,40},\s)"
            r"(?:about |around |nearly |almost |over |some |more than )?$"
        ),
        after=(
            r"^,?\s+(?:of it\s+)?(?:(?:is|are|was|were)\s+(?:sold|consumed|used|processed|turned|"
            r"made|bought)|came|comes?|went|goes|go|stems?)\s(?:from|into|to|by|for|in|through)\b"
        ),
        flags=("both", "subject"),
        sure="medium",
        example="In 2024 wood pellet sales were stable. Some 62% went into boilers.",
        gives="share; World; boilers; ; 62 percent",
    ),
    _SHARE(
        "share.parts",
        reach=1,
        weight=-80,
        before=r"[\w)][\s:(|–-]*(?:about |around |nearly )?$",
        sure="medium",
        flags=("adds-up", "needs-market"),
        example="Wood pellet market by region: Asia 48%, Europe 34%, other regions 18%",
        gives="share; Asia; ; ; 48 percent",
    ),
    _SHARE(
        "share.by-default",
        reach=400,
        weight=-500,
        before=r"^",
        sure="medium",
        flags=("subject", "by-default"),
        example="Wood pellet sales rose to $4 billion in 2024. Power stations burn 41%.",
        gives="share; World; Power stations; ; 41 percent",
    ),
    _SHARE(
        "share.label",
        reach=3,
        weight=-60,
        before=r"^[^.%]{2,120}?[:(|–-]\s*(?:about|around|approximately|over|~|nearly|roughly)?\s*$",
        sure="medium",
        flags=("needs-label",),
        example="Leading segment of the wood pellet market in 2025: Premium (46.2%)",
        gives="share; World; Premium; 2025; 46.2 percent",
    ),
)

OTHERS = (
    _NO_PERCENT(
        "none.people",
        weight=16,
        reach=2,
        after=(
            r"^\s*(?:\w+\s)?(?:expect(?!ed)\w*|anticipat(?!ed)\w*|say|said|report(?:ed|s)?\b|"
            r"believe|plan to|"
            r"agree|prefer|use\b|own\b|know|kennen|der Haushalte|claim reversal|customi[sz]ation)"
        ),
        example="Of the firms, 92 % expect an advantage.",
        reason="an answer in a survey",
    ),
    _NO_PERCENT(
        "none.terms",
        weight=8,
        reach=30,
        before=(
            r"\b(?:discount|off(?!-)|spends?|customi[sz]ation|use code|tax|(?<!-)duty|tariff|"
            r"interest|VAT|GST|margin|yield|accuracy|sensitivity|specificity|efficiency|"
            r"humidity|moisture|purity|prevalence|coverage|penetration|adoption|literacy|"
            r"unemployment|inflation|alcohol|fat|concentration)\b(?:\s+(?:rates?|levels?|of|"
            r"is|was|at|from|to|grew|rose|in|exceeding|reached))*"
        ),
        example="Adoption of trackers reached 41% in 2024.",
        reason="adoption, prevalence or a rate of something else",
    ),
    _NO_PERCENT(
        "none.bound",
        weight=40,
        reach=1,
        before=r"\b(?:faster|slower|higher|lower|better|worse|larger|smaller) than\s+$",
        example="The last time that sales of wood pellets grew faster than 7% was in 1999.",
        reason="a bound, not a figure",
    ),
    _NO_PERCENT(
        "none.of-trade",
        weight=30,
        reach=3,
        before=(
            r"\b(?:exports?|imports?|production|output|capacity|employment|emissions|patents|"
            r"deficit|surplus)\b[^.;%]{0,30}?,?\s(?:accounting for|representing|with|equivalent "
            r"to)\s+(?:about |around |nearly |over |more than )?$"
        ),
        example="Asia leads wood pellet exports, accounting for over 60% of the total.",
        reason=OF_OTHERS[0],
    ),
    _NO_PERCENT(
        "none.of-others",
        weight=14,
        reach=4,
        flags=("of-others",),
        after=(
            r"^\s*(?:of|among|amongst)\s+(?!it\b|(?:this|that) (?:figure|total|amount|sum)\b|"
            r"the (?:category|total)\b|(?:(?!(?:in|by|with|who|for|on|that|which|said|"
            rf"reported)\b)[\w’'&/().-]+\s+){{0,7}}?(?:(?:{_MEASURES})\b|{_TOTAL}))[A-Za-z]"
        ),
        example="Around 62% of growers lack workers.",
        reason=OF_OTHERS[0],
    ),
    _NO_PERCENT(
        "none.compared",
        weight=16,
        reach=2,
        flags=("of-others",),
        after=(
            r"^\s*(?:off|discount|improve\w*|reduction|faster|more|fewer|less|higher|lower|"
            r"cheaper)\b"
        ),
        example="Buyers get 10% off.",
        reason="terms, adoption or an effect",
    ),
)

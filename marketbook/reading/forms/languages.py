"""The forms of other languages: the same few in each, made of the words of its lexicon."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from marketbook.reading.forms.model import Form
from marketbook.reading.words.lexicons import Lexicon, lexicons

_OTHER = "trade, an investment or a price, not a market size"
_SHAPES: Mapping[str, tuple[Form, tuple[str, ...], str]] = {
    "size": (Form("", "money", "size", flags=("needs-market",)), ("size",), ""),
    "volume": (
        Form("", "count", "size", reach=40, weight=2, flags=("needs-market", "subject")),
        ("sales", "sold"),
        "",
    ),
    "increment": (
        Form("", "money", "increment", reach=12, weight=12, flags=("needs-market",)),
        ("by",),
        "",
    ),
    "rate": (
        Form("", "percent", "growth_rate", weight=8),
        ("rate",),
        r"^[\s(的の]*+(?:\w+\s)?{rate}",
    ),
    "moved": (
        Form("", "percent", "growth_rate", sure="medium", flags=("needs-market", "plain")),
        ("rise", "fall"),
        r"^(?:[\s的のも]*+(?:\w+\s){0,5}?(?:{rise}|{fall})|\s*(?:{more}|{less}))",
    ),
    "prior": (
        Form("", "percent", "growth_rate", reach=25, weight=30, flags=("one-year", "needs-market")),
        ("prior",),
        r"^[^.;,，。%]{0,30}?{prior}",
    ),
    "share_behind": (
        Form("", "percent", "share", reach=3, weight=8, flags=("both",)),
        (),
        r"^\s*(?:{whole}|{share_behind})",
    ),
    "other": (Form("", "money", weight=60, reach=80, reason=_OTHER), ("others",), ""),
    "other_growth": (Form("", "percent", weight=60, reach=80, reason=_OTHER), ("others",), ""),
}
"""For each form its kind, the topics of the words before a number, and a pattern of those after."""


_NO_RISE = r"^(?![^%%]*%s\W*(?:de|d['’]|von|um|del|dell['’]|di|do|da|van|met)?\W*$)[\s\S]*$"
"""Not behind growth: ``une hausse de 3 % du marché`` is no share."""
_NO_MARKET = r"(?:(?!%s)[^;。]){0,80}$"
"""What is no market counts up to the next word of a market."""


def forms_of(lexicon: Lexicon) -> Iterator[Form]:
    """The forms that a language has an example for."""
    for name, said in lexicon.examples.items():
        form, topics, behind = _SHAPES[name]
        before, market = lexicon.pattern(*topics), lexicon.pattern("market", "sales")
        if name == "volume":
            before += r"[^.;。€$]{0,70}$"
        elif "both" in form.flags:
            before = _NO_RISE % lexicon.pattern("rise", "fall")
        elif "others" in topics:
            before += _NO_MARKET % market
        yield replace(
            form,
            name=f"{name.replace('_', '-')}.{lexicon.code}",
            before=before,
            after=_fill(behind, lexicon),
            example=said[0],
            gives="".join(said[1:]),
            language=lexicon.code,
        )


def _fill(shape: str, lexicon: Lexicon) -> str:
    """A pattern with the words of its topics; a topic without words matches nothing."""
    for topic in re.findall(r"\{([a-z_]+)\}", shape):
        shape = shape.replace(f"{{{topic}}}", lexicon.pattern(topic) or r"(?!)")
    return shape


LANGUAGES = tuple(form for lexicon in lexicons().values() for form in forms_of(lexicon))


BY_HOLDER: Mapping[str, Form] = {
    "percent": Form("share.by-holder", "percent", "share", sure="medium"),
    "money": Form("size.by-holder", "money", "size", sure="medium"),
    "count": Form("volume.by-holder", "count", "size", sure="medium"),
}
"""What a number without words of its own is, where its sentence names who holds it."""

BY_LABEL: Mapping[str, Form] = {
    "size": Form("size.by-label", "money", "size", sure="medium"),
    "growth_rate": Form(
        "rate.by-label", "percent", "growth_rate", sure="medium", flags=("one-year",)
    ),
}
"""What a number behind a label of nothing but measures is."""

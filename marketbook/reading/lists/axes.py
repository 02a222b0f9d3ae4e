"""Ways of cutting a market: what can be an axis, and how headings announce one."""

from __future__ import annotations

import re

from marketbook.reading.words.bare import bare
from marketbook.reading.words.places import name_place

_HEADING = (
    re.compile(
        r"(?i)^(?:[\dIVX]+[.)]\s*)?(?:.{0,60}?\b(?:market|segmentation|segments?|analysis|"
        r"breakup|insights?|"
        r"share)\b.{0,20}?[,:\-–]?\s+)?by\s+(?:the\s+)?"
        r"(?P<axis>[A-Za-z][\w/&\- ]{1,40}?)\s*(?:\b(?:segments?|"
        r"segmentation|analysis|outlook|insights?|overview)\b\s*)*(?:[,(].*)?:?$"
    ),
    re.compile(
        r"(?i)^(?P<axis>[A-Z][\w/&\- ]{1,40}?)\s+(?:outlook|segment|segmentation|insights?|"
        r"analysis)\b(?:\s*\(.*\))?:?$"
    ),
)


NO_AXIS_WORDS = """
region regions geography country countries company companies key player players area market year
2024 sector value volume revenue contrast far now then comparison segment segmentation
"""
NO_AXIS = frozenset(NO_AXIS_WORDS.split())


_COMMON = """
type, application, product, product type, end user, end-user, end use, end-use, component,
technology, material, material type, deployment, deployment mode, deployment model, mode,
distribution channel, sales channel, channel, service, service type, form, source, industry,
industry vertical, end-use industry, end user industry, vertical, vehicle, vehicle type, grade,
size, capacity, function, platform, offering, usage, process, resin, resin type, solution,
delivery mode, power, power source, connectivity, organization size, organisation size,
enterprise size, price range, price, age group, age, gender, category, packaging, packaging
type, ingredient, flavor, nature, route of administration, indication, disease type, therapy,
drug class, modality, test type, site, procedure, model, operation, system, equipment, design,
configuration, speed, frequency, wattage, voltage, fuel, fuel type, drone type
"""
COMMON_AXES = frozenset(bare(name) for name in re.split(r",\s+", _COMMON.strip()))


def axis_in_heading(text: str) -> str:
    """The axis that a heading announces: ``By Component Analysis`` is ``Component``."""
    for pattern in _HEADING:
        match = pattern.match(text.strip())
        if match and is_axis(match["axis"]):
            return tidy_axis(match["axis"])
    return ""


def is_axis(name: str) -> bool:
    """Whether a name can be an axis: not a region, a company or a year."""
    words = bare(name)
    if not words or words in NO_AXIS or name_place(name) or re.search(r"\d{4}", name):
        return False
    last = words.split()[-1]
    return (
        not re.match(r"(?:region|countr|competitive|purchase|licen[cs]e)", words)
        and last
        not in (
            "region",
            "geography",
            "country",
            "company",
            "player",
            "market",
            "key",
            "manufacturer",
            "vendor",
        )
        and len(words.split()) < 7
    )


def tidy_axis(name: str) -> str:
    """An axis without "By" and "Segment"."""
    bare_name = re.sub(
        r"^(?:by|the|market)\s+|\s+(?:segments?|segmentation|analysis|outlook|insights?|"
        r"type analysis)$",
        "",
        name.strip(),
        flags=re.IGNORECASE,
    )
    bare_name = bare_name.strip(" :-–")
    return bare_name.title() if bare_name.islower() else bare_name

"""What surrounds a report on a page: menus, banners, purchase boxes, lists of other reports."""

from __future__ import annotations

import re

_TAGS_WORDS = """
script style noscript template nav aside form button select option input textarea svg math canvas
iframe object embed audio video picture img map dialog menu footer head link meta
"""
TAGS = frozenset(_TAGS_WORDS.split())
"""Elements that never hold what a report states."""

_WORDS = re.compile(
    r"(?i)(?:^|[-_\s])(?:cookies?|consent|gdpr|menu|navbar|nav|navigation|breadcrumbs?|sidebar|"
    r"related|recommended|recommendations?|newsletter|subscribe|subscription|social|share-?bar|"
    r"sharing|popup|modal|toast|advert|ads?|advertisement|promo|pricing|price-?box|buy|buy-?now|"
    r"cart|checkout|licen[cs]e-?(?:type|box)?|footer|site-?header|topbar|top-?bar|latest-?reports?|"
    r"trending|similar|you-?may|also-?like|testimonials?|clients|comments?|login|sign-?up|"
    r"skip-?link|sr-only|visually-hidden|screen-reader-text|d-none|hidden|toc|share-?buttons?|"
    r"request-?sample|sample-?form|contact-?us|contact|copyright|reference|references|reflist)"
    r"(?=$|[-_\s])"
)
_ROLES = frozenset(
    ("navigation", "banner", "contentinfo", "search", "dialog", "menu", "alert", "complementary")
)
_HIDDEN = re.compile(
    r"(?i)display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0|opacity\s*:\s*0(?![.\d])"
)


def is_around(tag: str, attributes: dict[str, str | None]) -> bool:
    """Whether an element is none of the report: by its name, its role, its class or its style."""
    if tag in TAGS:
        return True
    if not attributes or tag in ("html", "body", "main", "article"):
        return False
    if "hidden" in attributes and attributes["hidden"] != "until-found":
        return True
    if attributes.get("aria-hidden") == "true" or attributes.get("role") in _ROLES:
        return True
    if _HIDDEN.search(attributes.get("style") or ""):
        return True
    return any(_WORDS.search(attributes.get(name) or "") for name in ("class", "id"))


_AROUND_HEADINGS = re.compile(
    r"(?i)[\d.\s]*(?:(?:related|similar|recent|latest|trending|popular|other|more|recommended|"
    r"associated)\s+(?:(?:trending|market|research|industry)\s+)*(?:reports?|articles?|posts?|insights|"
    r"publications|research|reading|news)\b|(?:browse|explore|read|check out|discover)\s+(?:more|"
    r"our|other|related|similar|further)\b|(?:you (?:may|might) also (?:like|be interested)|"
    r"people also (?:bought|viewed))|(?:table of contents?|contents|list of (?:tables|figures)|"
    r"toc)$|(?:pricing|price|purchase options?|buy now|select (?:a )?licen[cs]e.*|licen[cs]e "
    r"types?|choose licen[cs]e.*|how to order)$|(?:about (?:the (?:company|publisher)|[A-Z].*)|"
    r"media contact|press contact|clients?.*serve.*)|(?:research methodology|methodology|"
    r"disclaimer|references|sources|footnotes|see also|external links|why (?:buy|choose|"
    r"purchase).*|reasons to (?:buy|purchase).*|frequently bought together|leave a (?:reply|"
    r"comment).*|comments?)\s*:?$)"
)


def is_around_heading(text: str) -> bool:
    """Whether a heading begins what is none of the report."""
    return bool(_AROUND_HEADINGS.match(text))


_LISTS = re.compile(
    r"(?i)[\d.\s]*(?:related|similar|recent|latest|trending|popular|other|more|recommended|browse|"
    r"explore|read|pric|purchase|buy|select|licen)"
)


def is_list_heading(text: str) -> bool:
    """Whether such a heading begins a list of other reports or of prices, not of prose."""
    return bool(_LISTS.match(text))


_NOISE = re.compile(
    r"(?i)^(?:about us|contact(?: us)?|get in touch|customi[sz]ation.{0,40}|speak to.{0,30}|"
    r"privacy policy|legal|follow us|share this.{0,20}|tags|login|request (?:a )?(?:free "
    r")?sample.{0,40}|home\b.*[/>»›].*|(?:we|this (?:web)?site) uses? cookies.*|accept "
    r"(?:all|cookies).*|(?:©|copyright\b).*|all rights reserved.*|(?:download|request|get|"
    r"claim)\s+(?:a |your |the |our )?(?:free |exclusive |pdf )*(?:sample|brochure|report|pdf|"
    r"copy|discount|excerpt).{0,60}|buy now.*|add to (?:cart|basket).*|inquire .*|enquire .*|"
    r"share:?|\d{1,2}(?:\.\d{1,2})+\.?\s?[A-Z].{0,120}|\+\d[\d ()-]{7,}.{0,30}|[\w.-]+@[\w.-]+|"
    r"(?:read|learn|know|view) (?:more|full).{0,40}|source:.{0,80}|image (?:source|©).*|to "
    r"(?:learn|know|get|understand) (?:more|further|a detailed|the).{0,120}|.{0,60}(?:download|"
    r"request|get)(?: a| your)? (?:free )?(?:sample|pdf|brochure)\b.{0,60}:?\s*(?:https?://\S+|"
    r"click here)?)$"
)


def is_noise(text: str) -> bool:
    """Whether a line is a button, a notice or an invitation to buy."""
    return len(text) < 200 and bool(_NOISE.match(text))

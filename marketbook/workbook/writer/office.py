"""The colours and fonts that a workbook offers for what a user adds: the Office theme part.

openpyxl has no objects for it and passes on whatever text it is given.
"""

from __future__ import annotations

from marketbook.workbook.theme import Theme
from marketbook.workbook.writer.markup import DRAWING
from marketbook.workbook.writer.text import HEAD, escape

_ROLES = {
    "dk1": "ink", "lt1": "paper", "dk2": "muted", "lt2": "wash", "accent1": "accent",
    "accent2": "grey-1", "accent3": "grey-2", "accent4": "input", "accent5": "link",
    "accent6": "known", "hlink": "accent", "folHlink": "muted",
}  # fmt: skip


def write_office_theme(theme: Theme, accent: str) -> str:
    """The theme part, in the colours of one workbook."""
    colours = "".join(
        f'<a:{tag}><a:srgbClr val="{theme.colour(role, accent)}"/></a:{tag}>'
        for tag, role in _ROLES.items()
    )
    font = f'<a:latin typeface="{escape(theme.font)}"/><a:ea typeface=""/><a:cs typeface=""/>'
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    line = f'<a:ln w="9525">{fill}</a:ln>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        f'{HEAD}<a:theme xmlns:a="{DRAWING}" name="Marketbook"><a:themeElements>'
        f'<a:clrScheme name="Marketbook">{colours}</a:clrScheme><a:fontScheme name="Marketbook">'
        f"<a:majorFont>{font}</a:majorFont><a:minorFont>{font}</a:minorFont></a:fontScheme>"
        f'<a:fmtScheme name="Marketbook"><a:fillStyleLst>{fill * 3}</a:fillStyleLst>'
        f"<a:lnStyleLst>{line * 3}</a:lnStyleLst><a:effectStyleLst>{effect * 3}"
        f"</a:effectStyleLst><a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst></a:fmtScheme>"
        "</a:themeElements></a:theme>"
    )

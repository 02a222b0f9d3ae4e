"""What can be wrong with the characters of a text; each function says what it found, or nothing."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

_NO_BREAK = "\u00a0\u2007\u202f"
_BREAKS = {"\t": "a tab", "\r": "a line break", "\n": "a line break"} | dict.fromkeys(
    "\u2028\u2029", "a line break"
)
_STARTS = "=+-@\t\r＝＋－＠"
_PLAIN_NEGATIVE = re.compile(r"-[0-9][0-9, ]*(\.[0-9]+)?(, ?-?[0-9]+(\.[0-9]+)?)?")  # or a point
_ESCAPE = re.compile(r"&(?:[a-z]{2,6}|#[0-9]{1,6}|#x[0-9a-f]{1,5});|_x[0-9a-f]{4}_", re.IGNORECASE)

# what Windows-1252 and Latin-1 make of the bytes 80 to BF, which continue a character in UTF-8
CONTINUATION = (
    "\u0080-\u00bf\u20ac\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u017d"
    "\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u017e\u0178"
)
"""Characters that misread bytes of UTF-8 go on with, for the brackets of a pattern."""

# those among them that may close a word in right text, as after the last letter of AMANHÃ
_CLOSING = "»’“”‘…–—›™®ªº"
_NEXT = f"[{CONTINUATION}]"
_MISREAD = re.compile(
    f"â€{_NEXT}?|â[„†‡‚ˆ‰Œ˜™šœ]{_NEXT}|ï(?:»¿|¿½|¬{_NEXT})|ðŸ{_NEXT}{{2}}"  # three, four bytes
    f"|(?:[ÐÑ]{_NEXT}){{2,}}|[ÎÏ](?![{_CLOSING}]){_NEXT}"  # Cyrillic, Greek
    f"|(?:[à-ï]{_NEXT}{{2}}){{2,}}"  # other scripts
    f"|[ÂÃÄÅ](?![{_CLOSING}]){_NEXT}|[ÂÃÄÅ][{_CLOSING}](?=[a-z])"  # Latin letters
    f"|(?<=[a-z0-9])[ÂÃÄÅ][{_CLOSING}]|Â[\u00a0-\u00ba\u00bc-\u00bf]"  # signs such as ®
)

_BIDIRECTIONAL = frozenset(
    map(chr, (0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)))
)
# format characters of Unicode that are seen: signs written around numbers
_SEEN = frozenset(
    map(chr, (*range(0x600, 0x606), 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD))
)
_JOINERS = frozenset("\u200c\u200d")
# scripts without capitals and signs such as emoji: there a joiner decides what is written
_JOINED = frozenset(("Lo", "Lm", "Mn", "Mc", "Me", "So", "Sk"))


class Flaw(NamedTuple):
    """What was found in a text, in words, and at which character."""

    found: str
    place: int = 0


def show_text(text: str, place: int, around: int = 40) -> str:
    """The text around ``place`` in quotation marks, unseen characters by their code."""
    start, end = max(place - around, 0), place + around
    before, after = "… " if start else "", " …" if end < len(text) else ""
    return f"'{before}{''.join(map(_show, text[start:end]))}{after}'"


def _show(character: str) -> str:
    seen = character.isprintable() and not unicodedata.combining(character)
    return character if seen else f"<{_code(character)}>"


def _code(character: str) -> str:
    return f"U+{ord(character):04X}"


def find_other_form(text: str) -> Flaw | None:
    """The first characters that the normal form NFC writes otherwise."""
    normal = unicodedata.normalize("NFC", text)
    if normal == text:
        return None
    pairs = enumerate(zip(text, normal, strict=False))
    start = next((i for i, (a, b) in pairs if a != b), min(len(text), len(normal)))
    ends = range(start + 1, len(text))
    end = next((i for i in ends if not unicodedata.is_normalized("NFC", text[start:i])), len(text))
    codes = " + ".join(c if c.isascii() else _code(c) for c in text[start:end])
    other = "".join(map(_show, unicodedata.normalize("NFC", text[start:end])))
    return Flaw(f"is not in Unicode normal form NFC ({codes} instead of {other})", start)


def find_damage(text: str) -> Flaw | None:
    """Lost, misread or unseen characters, and escapes of HTML or Excel."""
    if match := _MISREAD.search(text):
        what = f"contains '{match[0]}', text read in the wrong encoding{_guess(match[0])}"
        return Flaw(what, match.start())
    if match := _ESCAPE.search(text):
        return Flaw(f"contains '{match[0]}', an escape code of another format", match.start())
    for place, character in enumerate(text):
        if found := _find_damaged(text, place, character):
            return Flaw(f"contains {found} ({_code(character)})", place)
    return None


def _guess(misread: str) -> str:
    """What the misread characters were, if their bytes tell."""
    for encoding in ("cp1252", "latin-1"):
        try:
            return f" (probably {misread.encode(encoding).decode('utf-8')})"
        except UnicodeError:
            continue
    return ""


def _find_damaged(text: str, place: int, character: str) -> str:
    category = unicodedata.category(character)
    if character == "\ufffd":
        return "a replacement character, where another one was lost"
    if category == "Co":
        return "a private-use character, which means nothing elsewhere"
    if category == "Cc" and character not in _BREAKS:
        return "a control character"
    if category != "Cf" or character in _SEEN:
        return ""
    if character in _JOINERS and _joins(text, place):
        return ""
    if character in _BIDIRECTIONAL:
        return "a mark that changes the writing direction"
    return "an invisible character"


def _joins(text: str, place: int) -> bool:
    """Whether a joiner is where it belongs: between letters or signs that it shapes."""
    sides = text[max(place - 1, 0) : place], text[place + 1 : place + 2]
    return all(side and unicodedata.category(side) in _JOINED for side in sides)


def find_formula(text: str) -> Flaw | None:
    """A beginning that a spreadsheet runs; a plain negative number is none, nor a point."""
    if text[0] not in _STARTS or _PLAIN_NEGATIVE.fullmatch(text):
        return None
    if text[0] not in "\t\r" and not any(map(str.isalnum, text)):
        return None  # signs alone, such as a dash for nothing
    start = {"\t": "a tab", "\r": "a carriage return"}.get(text[0], f"'{text[0]}'")
    return Flaw(f"starts with {start}, so a spreadsheet may run it as a formula")


def find_stray_space(text: str) -> Flaw | None:
    """Spaces around the text, running or no-break spaces, tabs and line breaks."""
    if _is_space(text[0]) and text[0] not in _STARTS:
        return Flaw(f"starts with {_name_space(text[0])}")
    if _is_space(text[-1]):
        return Flaw(f"ends with {_name_space(text[-1])}", len(text) - 1)
    for place, character in enumerate(text[1:], start=1):
        if character in _NO_BREAK or character in _BREAKS:
            return Flaw(f"contains {_name_space(character)}", place)
    if (place := text.find("  ")) >= 0:
        return Flaw("has two spaces in a row", place)
    return None


def _is_space(character: str) -> bool:
    # the control characters among what Python calls space are damage
    return character in _BREAKS or unicodedata.category(character) in ("Zs", "Zl", "Zp")


def _name_space(character: str) -> str:
    if character in _NO_BREAK:
        return f"a no-break space ({_code(character)})"
    name = _BREAKS.get(character)
    return name or ("a space" if character == " " else f"a space ({_code(character)})")

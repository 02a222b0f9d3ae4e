"""Looks for printed figures and names in the text of a document, each as a whole token.

A figure is looked for digit by digit: ``16.4`` stands neither in ``116.4`` nor in ``16.45`` nor
in ``16.4,5``. What a text commonly prints right beside a number (a currency, ``%``, ``x``,
``bn``) does not hide it; any other letter does (``5`` is not in ``5G``). A name is looked
for with its capitals and signs; only white space and line breaks may differ.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal, InvalidOperation
from difflib import SequenceMatcher
from functools import lru_cache

# No-break, thin and narrow spaces are set inside numbers; a plain space also parts columns.
_SPACES = "\u00a0\u2009\u202f"
_GROUPS = f"'\u2019{_SPACES}"
_PRINTED = re.compile(r"Printed as (.+?)\.(?=\s|\Z)")
_ABROAD = ("", ".", " ", "'", "\u2019")
_LETTER = r"[^\W\d_]"
_BESIDE = (
    "x|k|mn?|mm|mln|bn?|bln|tn?|tr|cr|lakhs?|crores?|(?:thousand|million|billion|trillion)s?|"
    "percent|pct|pp|bps|fold|times|min|hours?|hrs?|h|days?|d|years?|yrs?|y|st|nd|rd|th"
)
_NUMBER_WORDS = (
    "one|two|three|four|five|six|seven|eight|nine|half|halve|third|quarter|fourth|fifth|sixth|"
    "seventh|eighth|ninth|tenth|hundred|thousand|million|billion|trillion"
)
_BEFORE = (
    r"(?<![0-9])(?<![0-9][.,])(?<!\s\.)"
    rf"(?:(?<!{_LETTER})|(?<=\b[A-Z]{{3}})|(?<=\bRs)|(?<=\bUS))"
)
_AFTER = (
    rf"(?![0-9])(?![.,][0-9])(?![{_GROUPS}][0-9]{{3}}(?![0-9]))"
    rf"(?:(?!{_LETTER})|(?=(?i:{_BESIDE})(?!{_LETTER})))"
)
_NUMBER = re.compile(rf"[0-9]+(?:[.,{_GROUPS}][0-9]+| [0-9]{{3}}(?![0-9.,]))*")
_WORD = re.compile(r"\w+")
_ALIKE = 0.7


@dataclass(frozen=True, slots=True)
class Printed:
    """Something that a document prints.

    Attributes:
        text: As printed, with single spaces.
        line: Line of the document, from 1.
        how: In which way it is near to what was looked for.
    """

    text: str
    line: int
    how: str

    def __str__(self) -> str:
        return f"'{self.text}' in line {self.line} ({self.how})"


def tell_printed(text: str) -> str:
    """The words of a note about a figure that the tables write otherwise than its document."""
    return f"Printed as {text}."


def list_prints(stated: str, note: str) -> list[str]:
    """What a document may print for a figure: as stated, as noted, or in another language.

    A fall is also printed without a sign. English signs between the digits are as stated.
    """
    plain = stated.removeprefix("-")
    return [stated, plain, *_PRINTED.findall(note), *_write_abroad(plain.replace(",", ""))]


def _write_abroad(digits: str) -> list[str]:
    """The digits with a decimal comma, in groups and without."""
    whole, _, part = digits.partition(".")
    if not whole.isdecimal():
        return []
    tail = f",{part}" if part else ""
    return [f"{int(whole):,}".replace(",", sign) + tail for sign in _ABROAD]


def is_figure(stated: str) -> bool:
    """Whether a figure is printed in digits, not in words."""
    return any(character.isdecimal() for character in stated)


def stands_as_figure(stated: str, text: str) -> bool:
    """Whether a figure stands in the text as a whole token, digits and separators as printed.

    A number in words (``two-thirds``) may begin with a capital there.
    """
    pattern = _figure_pattern(stated) if is_figure(stated) else _words_pattern(stated)
    return pattern.search(text) is not None


def stands_as_name(name: str, text: str) -> bool:
    """Whether a name stands in the text as whole words; white space and line breaks may differ."""
    return _name_pattern(name).search(text) is not None


def normalise(text: str) -> str:
    """The text with one code for each letter (NFC), as the tables have it."""
    return unicodedata.normalize("NFC", text)


@lru_cache(maxsize=4096)
def _figure_pattern(stated: str) -> re.Pattern[str]:
    parts = re.split(f"[ {_SPACES}]", normalise(stated))
    body = f"[ {_SPACES}]".join(re.escape(part) for part in parts)
    # three digits may be the tail of a grouped number: 000 in 80'000
    tail = rf"(?<![0-9][{_GROUPS}])" if re.match(r"[0-9]{3}(?![0-9])", stated) else ""
    return re.compile(tail + _BEFORE + body + _AFTER)


@lru_cache(maxsize=4096)
def _words_pattern(stated: str) -> re.Pattern[str]:
    # four stands in four-year, but not in twenty-four, four-fifths or four-hundred
    body = r"\s+".join(re.escape(part) for part in normalise(stated).split())
    after = rf"(?!\w)(?!-(?:{_NUMBER_WORDS})s?\b)"
    return re.compile(r"(?<!\w)(?<!\w-)" + body + after, re.IGNORECASE)


@lru_cache(maxsize=4096)
def _name_pattern(name: str) -> re.Pattern[str]:
    name = normalise(name).strip()
    body = r"\s+".join(re.escape(part) for part in name.split())
    before = r"(?<!\w)" if re.match(r"\w", name) else ""
    after = r"(?!\w)" if re.search(r"\w\Z", name) else ""
    return re.compile(before + body + after)


def find_nearest_figure(stated: str, text: str) -> Printed | None:
    """The number of the text that is most like a figure; None where nothing is like it."""
    if not is_figure(stated):
        return find_nearest_name(stated, text)
    best: tuple[int, int, str, str] | None = None
    for match in _NUMBER.finditer(text):
        likeness = _likeness(stated, match[0])
        if likeness and (best is None or likeness[0] < best[0]):
            best = (likeness[0], match.start(), match[0], likeness[1])
    return None if best is None else Printed(best[2], _line(text, best[1]), best[3])


def _likeness(stated: str, other: str) -> tuple[int, str] | None:
    """How a number is like a figure: a rank, the smaller the nearer, and the words for it."""
    digits, others = (re.sub(r"[^0-9]", "", one) for one in (stated, other))
    if stated == other:
        return 0, "as part of another word or number"
    if digits == others:
        return 1, "the same digits with other separators"
    value, another = _value(stated), _value(other)
    if value == another:
        return 2, "the same number with other decimals"
    if _is_rounded(value, another) or _is_rounded(another, value):
        return 3, "the same number rounded or cut elsewhere"
    if len(digits) > 1 and (digits in others or (others in digits and len(others) > 1)):
        return 4, "shares its digits"
    if len(digits) > 2 and _is_one_slip(digits, others):
        return 5, "one digit apart"
    return None


def _value(printed: str) -> Decimal:
    """The number that digits stand for; a sole comma before other than three digits is a point."""
    plain = re.sub(f"[ {_GROUPS}]", "", printed)
    if re.fullmatch(r"[0-9]+,(?:[0-9]{1,2}|[0-9]{4,})", plain):
        plain = plain.replace(",", ".")
    try:
        return Decimal(plain.replace(",", ""))
    except InvalidOperation:
        return Decimal("NaN")


def _is_rounded(short: Decimal, long: Decimal) -> bool:
    """Whether the first is the second with fewer decimals."""
    if short.is_nan() or long.is_nan() or _decimals(short) >= _decimals(long):
        return False
    step = Decimal(1).scaleb(-_decimals(short))
    # a step coarser than the number itself would make every small number alike
    return short != 0 and short in {
        long.quantize(step, ROUND_HALF_UP),
        long.quantize(step, ROUND_DOWN),
    }


def _decimals(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 0


def _is_one_slip(left: str, right: str) -> bool:
    """Whether one digit was changed, added, dropped, or two neighbours were exchanged."""
    if left == right or abs(len(left) - len(right)) > 1:
        return False
    start = next((i for i, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), None)
    start = min(len(left), len(right)) if start is None else start
    left, right = left[start:], right[start:]
    return (
        left[1:] == right
        or left == right[1:]
        or left[1:] == right[1:]
        or (left[:2] == right[:2][::-1] and left[2:] == right[2:])
    )


def find_nearest_name(name: str, text: str) -> Printed | None:
    """The words of the text that are most like a name; None where nothing is like it."""
    wanted = _WORD.findall(name)
    if not wanted:
        return None
    loose = re.search(
        r"(?<!\w)" + r"[\W_]+".join(re.escape(word) for word in wanted) + r"(?!\w)",
        text,
        re.IGNORECASE,
    )
    if loose is not None:
        how = "other capitals or signs"
        return Printed(" ".join(loose[0].split()), _line(text, loose.start()), how)
    return _most_alike(name, len(wanted), text)


def _most_alike(name: str, count: int, text: str) -> Printed | None:
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(name.casefold())
    best, place, printed = _ALIKE, -1, ""
    for start, window in _windows(name, count, text):
        matcher.set_seq1(window.casefold())
        if matcher.real_quick_ratio() > best and matcher.quick_ratio() > best:
            ratio = matcher.ratio()
            if ratio > best:
                best, place, printed = ratio, start, window
    return None if place < 0 else Printed(printed, _line(text, place), "the most alike")


def _windows(name: str, count: int, text: str) -> Iterator[tuple[int, str]]:
    """Runs of as many words as the name has, one fewer or one more; each different one once."""
    words = list(_WORD.finditer(text))
    initials = {word[0].casefold() for word in _WORD.findall(name)}
    seen: set[str] = set()
    for first, word in enumerate(words):
        # a name is seldom misspelt in its first letter, and this keeps long texts quick
        if word[0][0].casefold() not in initials:
            continue
        for last in words[max(first, first + count - 2) : first + count + 1]:
            window = " ".join(text[word.start() : last.end()].split())
            if window not in seen:
                seen.add(window)
                yield word.start(), window


def _line(text: str, place: int) -> int:
    return text.count("\n", 0, place) + 1

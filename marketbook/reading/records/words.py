"""Texts as the tables hold them, as names are compared, and as ids are made of them."""

from __future__ import annotations

import hashlib
import re
import unicodedata

_LONGEST_SLUG = 60
_LONGEST_NAME, _WORDS = 80, 6
_LETTERS = str.maketrans({"ß": "ss", "ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d"})


def tidy(text: str) -> str:
    """The text on one line, in NFC, without double spaces or characters that nobody sees."""
    plain = unicodedata.normalize("NFC", text)
    seen = "".join(" " if char.isspace() else char for char in plain)
    kept = (char for char in seen if unicodedata.category(char) not in ("Cc", "Cf", "Cs"))
    return " ".join("".join(kept).split())


def is_name(text: str) -> bool:
    """Whether a text can be a name: short, and no sentence."""
    return 0 < len(text) <= _LONGEST_NAME and not (text.endswith(".") and text.count(" ") > _WORDS)


def fold(text: str) -> str:
    """What two spellings of one name have in common: ``The U.S. & Canada`` is ``us and canada``."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS)).replace("&", " and ")
    plain = re.sub("[\u0300-\u036f.'’]", "", plain)
    words = re.findall(r"\w+", plain.replace("_", " "))
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


def make_slug(text: str, longest: int = _LONGEST_SLUG) -> str:
    """A readable id: lower-case letters and digits of the text, with hyphens between the words.

    A name in letters that have no Latin form gets a short checksum for an id.
    """
    plain = fold(text).encode("ascii", "ignore").decode()
    words: list[str] = re.findall("[a-z0-9]+", plain)
    if not words:
        return f"n{hashlib.sha256(text.encode()).hexdigest()[:8]}"
    slug = words[0][:longest]
    for word in words[1:]:
        if len(slug) + 1 + len(word) > longest:
            break
        slug = f"{slug}-{word}"
    return slug

"""Names of companies, and which of them are the same but for spelling."""

from __future__ import annotations

import re
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache
from itertools import product
from typing import NamedTuple

# legal forms that are no word of a name wherever they stand, and those that are one elsewhere
_FORM = re.compile("inc|incorporated|llc|llp|ltd|limited|plc|corp|corporation|gmbh|kgaa|pvt|pty")
_LAST_FORM = re.compile(
    "co|company|companies|group|holdings?|ag|nv|bv|sa|se|ab|oyj?|kg|lp|private|and"
)
# what a company may be founded as in one country and not in another; groups and holdings are any
_KINDS_OF_FORMS = {
    "American": "inc incorporated corp corporation llc llp lp",
    "British": "ltd limited plc pvt private pty",
    "German": "gmbh kgaa ag kg",
    "Dutch": "nv bv",
    "French": "sa",
    "Nordic": "ab oy oyj",
}
_KIND_OF_FORM = {form: kind for kind, forms in _KINDS_OF_FORMS.items() for form in forms.split()}
_HONOURS = ("the", "koninklijke")
# letters that Unicode does not take apart
_LETTERS = str.maketrans({"ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th"})
_ABBREVIATION = re.compile(r"\s*\(([A-Z]{2,6})\)")
_SHORTEST_FAMILY_NAME, _WORDS_WITH_FAMILY_NAME = 5, 3
_LETTERS_PER_EDIT = 8
# within one word twice as many edits: a word of which more than a quarter differs is another word
_LETTERS_PER_EDIT_OF_A_WORD = 4
_DIGITS = re.compile(r"\d+")
_MOST_ALIKE, _MOST_WITH_A_PIECE = 20, 500
"""Of more names that are the same, or that have a piece in common, only the first are compared."""


def split_name(name: str) -> tuple[str, ...]:
    """The words of a name without case, accents, punctuation and legal form.

    ``GE HealthCare, Inc.`` and ``Ge Healthcare`` have the same words. A name that is nothing but
    a legal form keeps it.
    """
    kept = _drop_forms(_split_words(_ABBREVIATION.sub("", name)))
    while len(kept) > 1 and kept[0] in _HONOURS:
        kept.pop(0)
    short = _ABBREVIATION.search(name)
    initials = "".join(word[0] for word in kept)
    if short is None or (len(kept) > 1 and short[1].casefold().startswith(initials)):
        return tuple(kept)
    # in brackets stands something else: a place, or another company
    return (*kept, short[1].casefold())


def _split_words(name: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", name.replace("ß", "ss")).casefold().translate(_LETTERS)
    plain = re.sub("[\u0300-\u036f.'’]", "", plain).replace("&", " and ")
    return re.findall(r"\w+", plain)


def _drop_forms(words: list[str]) -> list[str]:
    kept = [word for place, word in enumerate(words) if not place or not _FORM.fullmatch(word)]
    while len(kept) > 1 and _LAST_FORM.fullmatch(kept[-1]):
        kept.pop()
    return kept


def differ_in_form(one: str, other: str) -> bool:
    """Whether both names carry legal forms, and of different kinds: KGaA and Inc."""
    kinds = [
        {_KIND_OF_FORM[word] for word in _split_words(name)[1:] if word in _KIND_OF_FORM}
        for name in (one, other)
    ]
    return bool(kinds[0] and kinds[1] and not kinds[0] & kinds[1])


def find_short_names(names: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Pairs of names of which one is short for the other, by their places.

    Such is the family name at the end of two or three words (Bosch, Robert Bosch GmbH), and the
    abbreviation that the longer one gives itself (Contemporary Amperex Technology (CATL)). A name
    at the front of a longer one is not: Siemens and Siemens Energy are two companies.
    """
    every = list(names)
    ends: dict[str, list[int]] = defaultdict(list)
    for place, name in enumerate(every):
        words = split_name(name)
        if 1 < len(words) <= _WORDS_WITH_FAMILY_NAME and len(words[-1]) >= _SHORTEST_FAMILY_NAME:
            ends[words[-1]].append(place)
        if short := _ABBREVIATION.search(name):
            ends[short[1].casefold()].append(place)
    for place, name in enumerate(every):
        words = split_name(name)
        if len(words) == 1:
            long = ends.get(words[0], [])[:_MOST_WITH_A_PIECE]
            yield from ((place, other) for other in long if other != place)


_Piece = tuple[int, int, str]
"""A piece of the keys of one length: that length, where the piece begins, and its letters."""


class Twins(NamedTuple):
    """Two names that may be one, by their places, and how many edits they are apart."""

    one: int
    other: int
    edits: int
    letters: int


def find_twins(names: Iterable[str]) -> Iterator[Twins]:
    """Pairs of names that are one but for case, punctuation, legal form or a slip of the pen.

    A slip is at most one edit per eight letters of the shorter name: a letter more, less or
    another, or two exchanged (optimal string alignment distance). Names that differ in their
    numbers only, or in a word that is another word, are no twins.

    Yields:
        Each pair once.
    """
    places: dict[str, list[int]] = defaultdict(list)
    words: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for place, name in enumerate(names):
        split = split_name(name)
        places["".join(split)].append(place)
        words["".join(split)].add(split)
    for key, same in places.items():
        for n, place in enumerate(same):
            earlier = same[: min(n, _MOST_ALIKE)]
            yield from (Twins(one, place, 0, len(key)) for one in earlier)
    for short, long, edits in find_close(places):
        if any(_same_words(a, b) for a in words[short] for b in words[long]):
            for one, other in product(places[short][:_MOST_ALIKE], places[long][:_MOST_ALIKE]):
                yield Twins(min(one, other), max(one, other), edits, len(short))


def _same_words(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether each word is that of the other name, or the words are only divided otherwise."""
    from rapidfuzz.distance import OSA

    if len(one) != len(other):
        # a word more makes another name: Alpha Fund and Alpha Fund B
        return not (set(one) <= set(other) or set(other) <= set(one))
    return all(
        OSA.distance(a, b) <= min(len(a), len(b)) // _LETTERS_PER_EDIT_OF_A_WORD
        for a, b in zip(one, other, strict=True)
    )


def find_close(keys: Iterable[str]) -> Iterator[tuple[str, str, int]]:
    """Pairs of different keys within the allowed edits: the shorter, the longer, the edits.

    Each edit touches at most two neighbouring pieces of a key, so of a key cut into one piece
    more than twice its edits at least one stands unchanged in the other key, moved by no more
    places than there are edits. Only keys that share such a piece are compared.
    """
    index: dict[_Piece, dict[str, list[str]]] = defaultdict(dict)
    for key in sorted(keys, key=lambda key: (len(key), key)):
        for length in _shorter_lengths(len(key)):
            near = _find_with_a_piece(key, length, index)
            yield from _compare(key, near, length // _LETTERS_PER_EDIT)
        for start, end in _cut(len(key)):
            _remember(key, index[len(key), start, key[start:end]])


def _compare(key: str, others: Collection[str], allowed: int) -> list[tuple[str, str, int]]:
    """Each of some shorter keys that is within the allowed edits of a key."""
    if "rapidfuzz" not in sys.modules:
        # loading it costs more than asking a few names for their letters: an edit changes one
        others = [one for one in others if (Counter(key) - Counter(one)).total() <= allowed]
        if all(_is_one_edit(one, key) for one in others):
            return [(other, key, 1) for other in sorted(others)]
    elif not others:
        return []
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import extract

    found = extract(key, others, scorer=OSA.distance, score_cutoff=allowed, limit=None)
    return sorted((other, key, int(edits)) for other, edits, _ in found)


def _is_one_edit(short: str, long: str) -> bool:
    """Whether a letter is another, or one more, or two are exchanged, in two different keys."""
    pairs = enumerate(zip(short, long, strict=False))
    same = next((n for n, (a, b) in pairs if a != b), len(short))
    a, b = short[same:], long[same:]
    return b[1:] in (a, a[1:]) or (b[:2] == a[1::-1] and b[2:] == a[2:])


def _find_with_a_piece(
    key: str, length: int, index: Mapping[_Piece, Mapping[str, list[str]]]
) -> set[str]:
    """Keys of a length that share a piece with ``key``, and differ in more than their numbers."""
    own = _DIGITS.sub("", key)
    return {
        other
        for probe in _probes(key, length)
        for letters, found in index.get(probe, {}).items()
        if letters != own
        for other in found
    }


def _remember(key: str, with_piece: dict[str, list[str]]) -> None:
    """Keep a key with others of one piece, by its letters without the numbers."""
    letters = _DIGITS.sub("", key)
    if letters in with_piece or len(with_piece) < _MOST_WITH_A_PIECE:
        found = with_piece.setdefault(letters, [])
        if len(found) < _MOST_ALIKE:
            found.append(key)


@cache
def _shorter_lengths(length: int) -> range:
    """Lengths of the keys, none longer, that a key of this length may be a slip of."""
    shortest = length
    while length - (shortest - 1) <= (shortest - 1) // _LETTERS_PER_EDIT:
        shortest -= 1
    return range(shortest, length + 1)


@cache
def _cut(length: int) -> list[tuple[int, int]]:
    """Start and end of the pieces that a key is cut into; none for one that allows no edit."""
    allowed = length // _LETTERS_PER_EDIT
    count = 2 * allowed + 1 if allowed else 0
    return [(length * i // count, length * (i + 1) // count) for i in range(count)]


def _probes(key: str, length: int) -> Iterator[_Piece]:
    """Where the pieces of a key of another length would stand in this one."""
    allowed = length // _LETTERS_PER_EDIT
    for start, end in _cut(length):
        for moved in range(max(-allowed, -start), allowed + 1):
            yield length, start, key[start + moved : end + moved]

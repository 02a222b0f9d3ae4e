"""Whom a figure is about, by the grammar of its sentence: the noun phrase that holds it.

A sentence is cut into chunks: noun phrases, verb groups, prepositions, numbers, times and signs.
From a figure the way leads left over what only measures ("a revenue share of", "at a CAGR of") to
the noun phrase beside it or to a verb, whose subject it has: across asides, relative pronouns,
participles and second verbs. Some figures have their holder behind them: "a 5 % rise in tile
sales", "45 % comes from roofing".
"""

from __future__ import annotations

from collections.abc import Sequence

from marketbook.reading.subjects import word_classes as words
from marketbook.reading.subjects.behind import find_behind
from marketbook.reading.subjects.chunks import Chunk, Phrase, chain_start, cut_chunks
from marketbook.reading.subjects.tokens import Token


def holder_of(tokens: tuple[Token, ...], start: int) -> Phrase | None:
    """The phrase that a number is said of; None where the sentence leaves it open.

    Args:
        tokens: The tokens of the sentence.
        start: Where the number, or the words of a rank, begin.
    """
    chunks = cut_chunks(tokens)
    at = next((at for at, chunk in enumerate(chunks) if chunk.end > start), len(chunks))
    if at < len(chunks) and chunks[at].kind == "verb":
        return _subject(chunks, at, _DEPTH)
    if at + 1 < len(chunks) and chunks[at + 1].is_market:
        return Phrase(chunks[at + 1].start, chunks[at + 1].end)
    return find_behind(chunks, at) or _opened(chunks, at) or _holder(chunks, at, _DEPTH)


def subject_of(tokens: tuple[Token, ...]) -> Phrase | None:
    """The subject of a sentence's first finite verb."""
    chunks = cut_chunks(tokens)
    finite = (at for at, chunk in enumerate(chunks) if chunk.kind == "verb" and chunk.is_finite)
    first = next(finite, None)
    return _subject(chunks, first, _DEPTH) if first else None


def frame_of(tokens: tuple[Token, ...]) -> Phrase | None:
    """What opens a sentence whose subject only measures: ``In tiles, sales rose``."""
    idle = ("time", "adverb", "sign")
    chunks = [chunk for chunk in cut_chunks(tokens) if chunk.kind not in idle]
    chunks = chunks[_word(chunks, 0) == "as" :]
    if len(chunks) < 5 or chunks[0].word not in ("in", "for", "among", "within"):
        return None
    framed, subject, behind, more = chunks[1:5]
    kinds = [each.kind for each in framed.tokens]
    names = framed.names and "name" in kinds and kinds[-1] != "place"
    open_ = subject.kind == "noun" and (behind.word != "of" or more.kind == "number")
    named = any(each.kind == "name" for each in subject.tokens)
    plain = named or framed.last in words.NO_FRAMES | words.IDIOMS
    return Phrase(framed.start, framed.end) if names and open_ and not plain else None


_DEPTH = 6
"""How often the way may lead on to an earlier verb or number."""


def _opened(chunks: Sequence[Chunk], number: int) -> Phrase | None:
    """``With a share of 62 %, steel pipes lead``: the subject behind what opens its sentence."""
    at = _over_measures(chunks, number - 1)
    if at >= 0 or _word(chunks, 0) not in ("with", "at", "accounting", "holding"):
        return None
    comma = next((at for at in range(number, len(chunks)) if chunks[at].word == ","), len(chunks))
    return _whole(chunks, comma + 1, comma + 1) if comma + 1 < len(chunks) else None


def _holder(chunks: Sequence[Chunk], number: int, depth: int) -> Phrase | None:
    at = _over_measures(chunks, number - 1)
    if at < 0 or not depth:
        return None
    chunk = chunks[at]
    if chunk.kind == "verb":
        return _subject(chunks, at, depth)
    if chunk.kind == "number":
        return _holder(chunks, at, depth - 1)
    return _beside(chunks, at, number, depth) if chunk.kind == "noun" else None


def _over_measures(chunks: Sequence[Chunk], at: int) -> int:
    """Left over what only measures: ``a revenue share of about``, ``at a CAGR of``, ``in 2023``."""
    while at >= 0 and (
        chunks[at].kind in ("preposition", "adverb", "time", "joint")
        or (chunks[at].kind == "noun" and (not chunks[at].names or _is_counted(chunks, at)))
        or chunks[at].word in _OPENERS
        or (chunks[at].word == ":" and any(each.kind == "verb" for each in chunks[:at]))
        or (chunks[at].kind == "pronoun" and at and chunks[at - 1].kind == "verb")
    ):
        at -= 1
    return at


def _is_counted(chunks: Sequence[Chunk], at: int) -> bool:
    """``20 million tonnes equivalent``, ``the record of 20 million``: no name of its own."""
    level = len(chunks[at].tokens) == 2 and chunks[at].word in ("a", "an", "the")
    behind = [each.kind for each in chunks[at + 1 : at + 3] if each.word not in ("in", "for")]
    level = level and behind == ["preposition", "number"]
    return level or (at > 0 and chunks[at - 1].kind == "number")


_OPENERS = frozenset(["(", ",", "–", "—", "-", "~", "+", "“", '"', "though", "although"])


def _beside(chunks: Sequence[Chunk], last: int, number: int, depth: int) -> Phrase | None:
    """A name right before its figure, without a verb: ``hotel furniture 15 %``, ``toys (34 %)``.

    An object of a verb or preposition is none: ``dominate the business by 44 %``.
    """
    between = chunks[last + 1 : number]
    if between and between[0].word == "(":
        return _whole(chunks, last, last)
    first = chain_start(chunks, last)
    first += chunks[first].kind == "time"
    before = chunks[first - 1] if first else None
    apart = any(chunk.word == "," for chunk in between)
    risen = any(chunk.word in ("up", "down") for chunk in between)
    object_ = before is not None and before.kind == "verb" and chunks[first].word != "by"
    named = chunks[first].word not in ("a", "an")
    if object_ and named and before and before.last in words.ESTIMATING:
        return _whole(chunks, first, last)
    if object_ and (apart or not risen):
        return _subject(chunks, first - 1, depth)
    plain = apart or not any(chunk.measures or chunk.kind == "time" for chunk in between)
    joined = plain or any(chunk.word in ("with", "at", "–", ":") for chunk in between[:2])
    led = chunks[first].kind == "preposition"
    parallel = before is not None and before.kind == "joint"
    if led and not parallel and chunks[first].word not in _BRING:
        return _holder(chunks, first, depth - 1)
    brings = max((at for at in range(first, last) if chunks[at].word in _BRING), default=first)
    return _whole(chunks, brings if led or not apart else first, last) if joined else None


_BRING = ("by", "with", "than", "for")


def _whole(chunks: Sequence[Chunk], first: int, last: int) -> Phrase | None:
    """A chain without what leads into it: ``In 2023 the``."""
    while first <= last and chunks[first].kind != "noun":
        first += 1
    while last >= first and chunks[last].kind != "noun":
        last -= 1
    return Phrase(chunks[first].start, chunks[last].end) if first <= last else None


def _subject(chunks: Sequence[Chunk], verb: int, depth: int) -> Phrase | None:
    """The phrase before a verb, across asides, relative pronouns and participles."""
    at = verb - 1
    while at >= 0 and chunks[at].kind in ("adverb", "time"):
        at -= 1
    leads = chunks[verb].last in _CAUSING and _word(chunks, verb + 1) == "to"
    caused = leads and verb + 2 < len(chunks) and chunks[verb + 2].kind == "noun"
    if at < 0 or not depth or caused:
        return None
    passive = _word(chunks, verb + 1) == "at"
    if chunks[verb].is_saying(after=chunks[at].word) and not passive | _has_itself(chunks, verb):
        return None
    chunk = chunks[at]
    if chunk.kind == "relative":
        return _antecedent(chunks, verb, at, depth)
    if chunks[verb].is_infinitive and (earlier := _earlier(chunks, at, depth)):
        return earlier
    hangs = chunk.word == "," and chunks[verb].is_participle
    second = chunk.kind in ("joint", "pronoun") or chunk.word == "but"
    if hangs or second:
        earlier = _earlier(chunks, at - 1, depth, main=second)
        if earlier or not hangs:
            return earlier
    if chunk.word == ",":
        at = _over_aside(chunks, at)
    return _predicate(chunks, at, verb) or _noun_phrase(chunks, at, depth)


def _has_itself(chunks: Sequence[Chunk], verb: int) -> bool:
    """``Home builders bought 64 % of all tiles``, ``slate saw growth of 5 %``: not a sayer."""
    number, of, whole = (_word(chunks, verb + step) for step in (1, 2, 3))
    if chunks[verb].last in _SHOWING:
        behind = chunks[verb + 1 : verb + 2]
        told = (each for each in behind if each.kind != "number")
        return not any(each.names or each.words & words.PARTS for each in told)
    return chunks[verb].last in _BUYING and not number and of == "of" and whole in ("all", "the")


_SHOWING = ("saw", "show", "shows", "showed")
_BUYING = ("bought", "buy", "buys", "purchased", "purchase", "purchases")


_CAUSING = ("lead", "leads", "led", "add", "adds", "contribute", "contributes", "contributing")


def _predicate(chunks: Sequence[Chunk], at: int, verb: int) -> Phrase | None:
    """``The largest users are bakeries``, ``Next comes slate``: what a rank is said to be.

    Of growth it may be said where it is seen: ``Most growth is expected of slate, up 5 %``.
    """
    first = max(chain_start(chunks, at), 0)
    ranked = any(chunk.ranks for chunk in chunks[first : at + 1])
    plain = not any(chunk.names or chunk.measures for chunk in chunks[first : at + 1])
    behind = verb + 1
    behind += _word(chunks, behind).endswith("est")
    if chunks[at].last in words.RISES and _word(chunks, behind) in ("of", "for", "in"):
        behind, ranked = behind + 1, True
    elif chunks[verb].last not in _BE and not (plain and chunks[verb].last in _COMES):
        return None
    said = chunks[behind] if behind < len(chunks) else None
    if (
        not (ranked or (plain and first < at) or (plain and chunks[at].kind == "noun"))
        or said is None
        or said.ranks
    ):
        return None
    named = any(each.kind == "name" for each in said.tokens)
    return Phrase(said.start, said.end) if said.kind == "noun" and said.names and named else None


_BE = ("is", "are", "was", "were", "be")
_COMES = ("comes", "come", "came", "follows", "follow", "followed")


def _antecedent(chunks: Sequence[Chunk], verb: int, at: int, depth: int) -> Phrase | None:
    """What a relative pronoun stands for."""
    last = at - 2 if at and chunks[at - 1].word == "," else at - 1
    being = verb < len(chunks) and chunks[verb].is_being
    if last < 0 or (
        being and chunks[at].word not in ("that", "whose") and not chunks[last].is_market
    ):
        return _earlier(chunks, last, depth)
    while last > 0 and chunks[last].kind in ("time", "number", "adverb"):
        last -= 1
    first = last
    measured = first > 1 and chunks[first - 1].word in ("of", "for")
    first -= 2 if measured and not chunks[first - 2].names else 0
    if chunks[last].kind != "noun":
        return _earlier(chunks, last, depth)
    said = chunks[first - 1] if first and chunks[first - 1].last in _BE else None
    equal = _subject(chunks, first - 1, depth - 1) if said and chunks[last].ranks else None
    return equal or (_whole(chunks, first, last) if chunks[last].names else None)


def _earlier(chunks: Sequence[Chunk], at: int, depth: int, *, main: bool = False) -> Phrase | None:
    """The subject of the last finite verb before a point, for a participle or a second verb.

    Args:
        chunks: The chunks of the sentence.
        at: The point.
        depth: How often the way may still lead on.
        main: Whether a verb behind a relative pronoun only counts where there is no other.
    """
    related = -1
    while at >= 0 and chunks[at].word != ";":
        if chunks[at].kind == "verb" and chunks[at].is_finite:
            if not main or not at or chunks[at - 1].kind != "relative":
                return _subject(chunks, at, depth - 1)
            related = max(related, at)
        at -= 1
    return _subject(chunks, related, depth - 1) if related > 0 else None


def _word(chunks: Sequence[Chunk], at: int) -> str:
    return chunks[at].word if at < len(chunks) else ""


def _over_aside(chunks: Sequence[Chunk], comma: int) -> int:
    """Left over an aside between commas: ``Rotary kilns, one of the segments, will reach``."""
    first = -1
    for at in range(comma - 1, 0, -1):
        if chunks[at].word in (";", ":"):
            break
        if chunks[at].word != ",":
            continue
        if chunks[at + 1].kind in ("relative", "conjunction") or chunks[at + 1].word in _SPANS:
            return at - 1
        numbers = any(chunk.kind == "number" for chunk in chunks[at:comma])
        first = at if first < 0 and not numbers else first
    led = first > 0 and chunks[chain_start(chunks, first - 1)].kind == "preposition"
    return first - 1 if first > 0 and not led and chunks[first - 1].kind == "noun" else comma - 1


_SPANS = ("including", "such", "encompassing", "comprising", "covering", "with", "at")


def _noun_phrase(chunks: Sequence[Chunk], last: int, depth: int) -> Phrase | None:
    """The phrase that ends at a chunk, with its prepositions: ``sales of tools in Europe``."""
    while (last >= 0 and chunks[last].kind in ("adverb", "time")) or chunks[last].word in _OPENERS:
        last -= 1
    if last < 0 or chunks[last].kind != "noun":
        return None
    first = chain_start(chunks, last)
    before = chunks[first - 1] if first else None
    led = chunks[first].kind == "preposition" and chunks[first].word != "of"
    if led and before is not None and before.kind == "verb":
        whole = _subject(chunks, first - 1, depth - 1)
        hangs = before.is_participle and chunks[max(first - 2, 0)].kind == "noun"
        return Phrase(whole.start, chunks[last].end) if hangs and whole else whole
    if before is not None and before.kind == "number":
        return _whole(chunks, first, last) if chunks[last].is_market else None
    if led and last > first + 1 and chunks[last - 1].kind == "noun":
        first = last
    unnamed = not any(chunk.names for chunk in chunks[first : last + 1])
    object_ = not led and before is not None and before.kind == "verb"
    plain = unnamed or chunks[last].is_market or chunks[first - 1].is_being
    seen = before is not None and before.last in ("saw", "see", "sees", "seen")
    if object_ and plain and (seen or _word(chunks, last + 1).endswith("ing")):
        return _subject(chunks, first - 1, depth - 1)
    if unnamed and before is not None and before.word == "whose":
        return _antecedent(chunks, last + 1, first - 1, depth)
    apart = before is not None and before.word in (",", "with", "and")
    absolute = (apart or chunks[first].word == "with") and not chunks[last].is_market
    earlier = _earlier(chunks, first - 1, depth) if unnamed and absolute else None
    return earlier or _whole(chunks, first, last)

"""The segment that the grammar of a sentence names as the subject of a figure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from marketbook.reading.guide import Guide
from marketbook.reading.subjects import word_classes as words
from marketbook.reading.subjects.abroad import Held, find_holders
from marketbook.reading.subjects.east import find_holders_east
from marketbook.reading.subjects.kin import is_part
from marketbook.reading.subjects.names_abroad import can_be_name_abroad
from marketbook.reading.subjects.phrase_names import beyond_market, head_noun, name_of
from marketbook.reading.subjects.phrases import Phrase, frame_of, holder_of, subject_of
from marketbook.reading.subjects.rows import Rows, find_rows
from marketbook.reading.subjects.segment_names import (
    SegmentName,
    axis_before,
    buys,
    is_company,
)
from marketbook.reading.subjects.statement import Statement
from marketbook.reading.subjects.tokens import Token, cut
from marketbook.reading.words.bare import bare, content_words
from marketbook.reading.words.lexicons import UNSPACED, lexicons
from marketbook.reading.words.places import name_place
from marketbook.reading.words.roles import ROMANCE, Word, topic_words

_MARKET = re.compile(r"(?i)\bmarkets?\b")


def find_holder(statement: Statement, start: int, guide: Guide) -> SegmentName | None:
    """The segment that holds a figure by grammar; none where it is the market, a place or open.

    Args:
        statement: The sentence.
        start: Where the figure, or the words of a rank, begin.
        guide: What is known of the document.
    """
    if guide.language.code in lexicons():
        return _find_abroad(statement, start, guide)
    if guide.language.code != "en" or statement.announced:
        return None
    phrase = _holder_at(statement, start)
    found = _segment_of(phrase, statement, guide) if phrase else None
    if found or statement.clause_of(start)[0]:
        return found
    frame = frame_of(tokens_at(statement, start))
    return _segment_of(frame, statement, guide) if frame else None


def _find_abroad(statement: Statement, start: int, guide: Guide) -> SegmentName | None:
    """The segment that holds a figure in another language."""
    held = held_abroad(statement, start)
    name = statement.text[held.start : held.end] if held else ""
    if held is None or not name or not can_be_name_abroad(name, guide):
        return None
    shared = topic_words(statement.language, "share").search(statement.text)
    if not held.sure and _is_titled(name, statement, guide, part=bool(shared)):
        return None
    companies = topic_words(guide.language.code, "company")
    company = bool(companies.search(name) if statement.language == "de" else companies.match(name))
    proper = _PROPER.search(statement.text, max(held.start - 2, 0), held.end)
    company = company or bool(proper and statement.language in (*ROMANCE, "nl"))
    return SegmentName(held.start, held.end, name, called=True, company=company)


_PROPER = re.compile(r"[a-zß-ÿ]\s[A-ZÀ-Þ]\w*[a-zß-ÿ]\b")
"""A capital inside a sentence: where common nouns are small a segment has none, a company has."""
_KINDS = ("money", "percent", "times", "count")
_ROLES = {"year": "time", "period": "time", "date": "time", "count": "count"}


def held_abroad(statement: Statement, start: int) -> Held | None:
    """Who holds the number that begins at a point, in another language than English."""
    if statement.language not in lexicons():
        return None
    if start not in statement.held:
        statement.held.update(_find_held(statement, start))
    return statement.held[start]


def _find_held(statement: Statement, start: int) -> dict[int, Held]:
    """Who holds each number of a sentence, and what begins at a point."""
    places = [Word(role.place.start, role.place.end, "place") for role in statement.places]
    numbers = [
        Word(each.start, each.end, _ROLES.get(each.kind, "number")) for each in statement.mentions
    ]
    if all(each.start != start for each in numbers):
        numbers.append(Word(start, start + 1, "number"))  # the words of a rank
    taken = {at for each in numbers for at in range(each.start, each.end)}
    marks = [each for each in places if each.start not in taken]
    find = find_holders_east if statement.language in UNSPACED else find_holders
    return find(statement.text, statement.language, (*marks, *numbers))


def find_opener(statement: Statement, guide: Guide) -> SegmentName | None:
    """The segment that is the subject of a sentence: listed or by grammar; none where it is open.

    Args:
        statement: The sentence.
        guide: What is known of the document.
    """
    if guide.language.code != "en":
        return None
    phrase = subject_of(tokens_at(statement, 0))
    found = _segment_of(phrase, statement, guide) if phrase else None
    return found if found and not found.company else None


def _segment_of(phrase: Phrase, statement: Statement, guide: Guide) -> SegmentName | None:
    """The segment that a phrase names."""
    said = statement.text[phrase.start : phrase.end]
    name, called = (
        ("", False) if _points(phrase, statement) else name_of(said, guide, statement.text)
    )
    lacks = bool(guide.words - set(content_words(name)))
    part = lacks and is_part(name, guide) and not _MARKET.search(said)
    inside = (each for each in statement.segments if _inside(each, phrase))
    listed = next(inside, None)
    titled = said != name and not called and _is_titled(name, statement, guide, part=part)
    if listed and (not titled if name else not _MARKET.search(said)):
        return listed
    if not name or titled or (not called and _is_measure(said, statement.text[: phrase.start])):
        return None
    known = bare(name) in guide.players
    company = is_company(name, guide) and (known or not buys(statement.text))
    axis = axis_before(statement.text, phrase.start)
    called = called or bool(axis)
    return SegmentName(phrase.start, phrase.end, name, axis, called=called, company=company)


def _points(phrase: Phrase, statement: Statement) -> bool:
    """``this channel``: a bare noun that takes up what was named before."""
    said, before = statement.text[phrase.start : phrase.end], statement.text[: phrase.start]
    return said.isalpha() and bool(re.search(r"(?i)\b(?:this|these|those)\s$", before))


def _is_measure(said: str, before: str) -> bool:
    """``the tonnage was 5 million``: a plain noun that the page means to be known."""
    plain = said.islower() and said.isalpha() and not said.endswith("s")
    return plain and before.lower().endswith("the ")


def rows_of(statement: Statement, guide: Guide) -> Rows:
    """The lists of a sentence, looked for once, with whom each of their numbers is about."""
    if not statement.rows:
        statement.rows.append(_find_rows(statement, guide))
    return statement.rows[0]


def _find_rows(statement: Statement, guide: Guide) -> Rows:
    numbers = [each for each in statement.mentions if each.kind in _KINDS and not each.tied]
    if len(numbers) < 2 or guide.language.code != "en":
        return Rows()
    found = Rows()
    for kind in dict.fromkeys(number.kind for number in numbers):
        starts = [number.start for number in numbers if number.kind == kind]
        phrases, joined = find_rows(tokens_at(statement, starts[0]), starts)
        found.joined.update(joined)
        for start, phrase in phrases.items():
            if named := _named_by(phrase, statement, guide):
                found.named[start] = named
    return found


def _named_by(phrase: Phrase, statement: Statement, guide: Guide) -> dict[str, str]:
    """The region and segment that a phrase names; no region where it names several apart."""
    said = statement.text[phrase.start : phrase.end]
    places = {
        role.place.region
        for role in statement.places
        if phrase.start <= role.place.start < phrase.end
    }
    plain = _points(phrase, statement) or _is_measure(said, statement.text[: phrase.start])
    name = "" if plain else name_of(said, guide, statement.text)[0]
    region = places.pop() if len(places) == 1 else name_place(said) if places else ""
    return {
        **({"segment": name, "axis": guide.segments.get(name, "")} if name else {}),
        **({"region": region} if region else {}),
    }


def held_by(statement: Statement, start: int, guide: Guide) -> tuple[int, int]:
    """From where to where the phrase stands that holds a figure; nowhere where that is open."""
    if held := held_abroad(statement, start):
        return held.left, held.right
    phrase = _holder_of_number(statement, start, guide)
    return (phrase.start, phrase.end) if phrase else (0, 0)


def doubted_name(statement: Statement, start: int, guide: Guide) -> str:
    """What the holder of a figure is called, where its name is more than the page's market.

    Args:
        statement: The sentence.
        start: Where the figure begins.
        guide: What is known of the document.
    """
    phrase = _holder_of_number(statement, start, guide) if guide.words else None
    phrase = None if phrase and _points(phrase, statement) else phrase
    called = beyond_market(statement.text[phrase.start : phrase.end], guide) if phrase else ""
    return called if called and not _is_titled(called, statement, guide) else ""


def measured_by(statement: Statement, start: int, guide: Guide) -> str:
    """The noun that a figure is said of, in small letters: ``exports of bearings`` are exports.

    Args:
        statement: The sentence.
        start: Where the figure begins.
        guide: What is known of the document.
    """
    phrase = _holder_of_number(statement, start, guide)
    return head_noun(statement.text[phrase.start : phrase.end]) if phrase else ""


def _holder_of_number(statement: Statement, start: int, guide: Guide) -> Phrase | None:
    """The phrase that a number is said of, in English."""
    number = any(each.start == start for each in statement.mentions)
    english = guide.language.code == "en"
    return _holder_at(statement, start) if english and number else None


def _holder_at(statement: Statement, start: int) -> Phrase | None:
    """The phrase that a figure is said of, looked for once."""
    if start not in statement.holders:
        statement.holders[start] = holder_of(tokens_at(statement, start), start)
    return statement.holders[start]


def tokens_at(statement: Statement, start: int) -> tuple[Token, ...]:
    """The tokens of a sentence, cut once; of a very long one those around a figure."""
    if start not in statement.tokens:
        statement.tokens[start] = _cut_at(statement, start)
    return statement.tokens[start]


def _cut_at(statement: Statement, start: int) -> tuple[Token, ...]:
    size = len(statement.text)
    left, right = (0, size) if size < 1_000 else (max(start - 600, 0), min(start + 200, size))
    marks = [(role.place.start, role.place.end, "place") for role in statement.places]
    named = [each for each in statement.segments if re.search(r"\d", each.name)]
    marks += [(each.start, each.end, "name") for each in named]
    for each in statement.mentions:
        behind = statement.text[each.end : each.end + 2]
        if each.start != start and behind[:1] == "-" and behind[1:].isalpha():
            continue
        kind = "time" if each.kind in ("year", "period", "date") else "number"
        if each.kind in ("number", "count") and not each.unit and (each.value or 0) < 200:
            kind = "number" if each.start == start else _kind_of_count(statement.text[each.end :])
        marks.append((each.start, each.end, kind))
    inside = [mark for mark in marks if left <= mark[0] and mark[1] <= right]
    return cut(statement.text, tuple(_spans(statement.text, inside)), left, right)


def _spans(text: str, marks: list[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
    """Marks with those of a span as one: ``the 1.1–3.0 kW band``."""
    marks.sort()
    for at, (start, end, kind) in enumerate(marks):
        later = marks[at + 1] if at + 1 < len(marks) else (end, end, "")
        spans = kind == later[2] == "name" and text[end : later[0]] in ("-", "–", "—")
        yield start, later[1] if spans else end, kind


def _kind_of_count(behind: str) -> str:
    """``the past five years`` is a time, ``tier 3 facilities`` a name."""
    word = re.match(r"[\s-]*(\w+)", behind)
    return "time" if word and word[1].lower() in words.TIMES else "name"


def _is_titled(name: str, statement: Statement, guide: Guide, *, part: bool = False) -> bool:
    """Whether the page is called so, or begins with it, as with its own market.

    Args:
        name: A name.
        statement: The sentence.
        guide: What is known of the document.
        part: Whether it is akin to the market's name and another: the page may begin with it.
    """
    block = statement.block
    if block.kind == "title" or (statement.text[:40] in guide.opening and not part):
        return True
    return _names_title(name, statement)


def _names_title(name: str, statement: Statement) -> bool:
    """Whether all words of a name are in the title."""
    title = " ".join(statement.block.headings[:1])
    return bool(title) and set(content_words(name)) <= set(content_words(title))


def _inside(segment: SegmentName, phrase: Phrase) -> bool:
    return phrase.start <= segment.start and segment.end <= phrase.end

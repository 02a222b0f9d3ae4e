"""The figures of a paragraph: sentence by sentence, with what it has spoken of so far."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from marketbook.reading.documents import Block
from marketbook.reading.facts import Fact, Unplaced
from marketbook.reading.figures.claims import find_claims
from marketbook.reading.figures.publishers import name_estimator
from marketbook.reading.figures.read import Found, read_figures
from marketbook.reading.guide import Guide
from marketbook.reading.prose.sentences import drop_asides, split_sentences
from marketbook.reading.subjects import Context, Statement, Subject, Thread, make_statement
from marketbook.reading.subjects.context import label_of
from marketbook.reading.subjects.holders import find_opener
from marketbook.reading.subjects.market_phrases import market_phrases
from marketbook.reading.subjects.statement import RANKED
from marketbook.reading.subjects.topics import topics_of
from marketbook.reading.times.judged import Years
from marketbook.reading.words.market import is_same_market
from marketbook.reading.words.places import WORLD, name_place
from marketbook.reading.words.scales import FACTORS
from marketbook.reading.words.small import AnyCase

_TELLING = AnyCase(
    r"\d|largest|fastest|dominat|leading|\bleads?\b|\bled\b|highest|biggest|third|"
    r"quarter|half|fifth|per ?cent|doubl|tripl|most significant|größte|mayor"
)


def read_paragraph(
    said: tuple[str, str],
    block: Block,
    context: Context,
    guide: Guide,
    *,
    announced: bool,
    thread: Thread,
) -> tuple[list[Fact], list[Unplaced], Thread]:
    """The facts of a block, what was left out, and what an item that goes on may point to.

    Args:
        said: Its text as sentences, and its label.
        block: The block.
        context: What its headings say.
        guide: What is known of the document.
        announced: Whether a line above says that estimates of the market follow.
        thread: What the item above it has spoken of.
    """
    facts: list[Fact] = []
    unplaced: list[Unplaced] = []
    text, label = said
    thread = thread if block.kind == "item" and _GOES_ON.match(text) else Thread()
    sizes: Years = {}
    units, by = ("", ""), label if announced else ""
    sentences = split_sentences(text)
    followed = zip(topics_of(sentences, guide), sentences, (*sentences[1:], ""), strict=False)
    for topic, sentence, after in followed:
        told = bool(_TELLING.search(sentence))
        if not told and not _GOES_BACK.match(after):
            continue
        own = label_of(sentence)[0]
        label = own if name_place(own, guide.language.code) else label
        plain = drop_asides(sentence) if told else sentence
        statement = make_statement(
            plain, block, context, guide, label, announced=announced, topic=topic, units=units
        )
        units = _units_of(statement, units)
        found = read_figures(statement, guide, thread, sizes) if told else Found(thread=thread)
        claims = list(find_claims(statement, guide, thread)) if told else []
        by = name_estimator(sentence) or by
        facts += (replace(fact, by=by) if by else fact for fact in (*found.facts, *claims))
        unplaced += found.unplaced
        thread = _go_on(thread, found, claims, statement, guide)
    return facts, unplaced, thread


def _units_of(statement: Statement, before: tuple[str, str]) -> tuple[str, str]:
    """The units of the first amount of money and of goods of a sentence, or those before it."""
    money = (each.unit for each in statement.mentions if each.kind == "money")
    counts = (each.unit.split()[-1] for each in statement.mentions if each.kind == "count")
    goods = (each for each in counts if each not in FACTORS)
    return next(money, before[0]), next(goods, before[1])


def _go_on(
    thread: Thread, found: Found, claims: Sequence[Fact], statement: Statement, guide: Guide
) -> Thread:
    """What a paragraph has spoken of behind a sentence."""
    places = [role.place.region for role in statement.places]
    first = found.facts[0] if found.facts else None
    shares = any(fact.kind == "share" for fact in found.facts)
    beside = first is not None and first.region != WORLD in places
    ranked = bool(
        claims
        or shares
        or beside
        or (not found.facts and (found.unplaced or RANKED.search(statement.text)))
    )
    if first is None:
        spoken = _subject_of(claims, statement, guide) or _market_of(statement, guide)
        return (thread.then(spoken) if spoken else thread).close(places, ranked=ranked)
    whole = Subject(first.region, explicit=True, carried=True)
    on = found.thread
    if thread.market is None and not ranked:
        on = replace(on, market=whole)
    if re.search(r"\bof which\b", statement.text):
        on = on.then(on.market or whole)
    return on.close(places, ranked=ranked)


_GOES_ON = re.compile(
    r"^\W*(?:its|their|son|sa|ses|su|sus|seine?|ihre?|il suo|la sua)\s", re.IGNORECASE
)


_GOES_BACK = re.compile(
    r"(?i)\W*(?:(?:over|by|in|for)\s[^,]{3,40},\s*)?(?:it|its|they|their|this|these|the|"
    r"here|there|(?:\w+ )?(?:sales|revenues?|demand|growth|turnover|consumption))\b"
)


def _market_of(statement: Statement, guide: Guide) -> Subject | None:
    """The market itself, where a sentence without figures speaks of it."""
    names = (name for name, _ in market_phrases(statement.text))
    named = any(is_same_market(name, guide.words, guide.shorts) for name in names)
    return Subject(statement.context.region, explicit=True, carried=True) if named else None


def _subject_of(claims: Sequence[Fact], statement: Statement, guide: Guide) -> Subject | None:
    """The subject of a sentence without figures, for a pronoun in the next one."""
    if claims:
        return Subject(claims[0].region, claims[0].segment, claims[0].axis, explicit=True)
    place = next((role.place.region for role in statement.places if role.role == "subject"), "")
    segment = None if place else find_opener(statement, guide)
    if segment is not None:
        return Subject("", segment.name, segment.axis, explicit=True)
    return Subject(place, explicit=True) if place else None

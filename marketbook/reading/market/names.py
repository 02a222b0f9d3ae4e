"""What the market of a document is called."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from marketbook.reading.documents import Block
from marketbook.reading.market.abroad import name_market_abroad
from marketbook.reading.prose.sentences import split_sentences
from marketbook.reading.subjects.market_phrases import names_behind, names_in
from marketbook.reading.subjects.segment_names import NO_HEADS
from marketbook.reading.subjects.word_classes import VERBS
from marketbook.reading.words.bare import bare, bare_words, content_words
from marketbook.reading.words.lexicons import lexicons
from marketbook.reading.words.market import head_of, strip_place, words_of_market

_WORTH = {
    "market": 1.0,
    "markets": 1.0,
    "industry": 0.6,
    "sector": 0.3,
    "revenue": 0.2,
    "label": 0.8,
}
"""How well the word beside a name says that it is a market's; others, of demand, less."""
_MONEY = re.compile(r"[$€£¥₹]|\b[A-Z]{3} ?\d|\d\s?%|\b(?:million|billion|trillion)\b")


def name_market(title: str, blocks: Sequence[Block], language: str = "en") -> str:
    """The market that a document is about, as printed, without "market" and a place before it.

    Title, headings, first lines and sentences each name what they take for it; the name that most
    of them agree on is the market's.

    Args:
        title: Its title, or the title of its page.
        blocks: Its blocks.
        language: Code of its language.
    """
    blocks = blocks[:120]
    if language in lexicons():
        return name_market_abroad(title, [block.text for block in blocks], language)
    shorts = spell_out(blocks)

    def spell(name: str) -> str:
        return " ".join(shorts.get(word, word) for word in bare(name).split())

    votes: dict[str, float] = defaultdict(float)
    printed: dict[str, str] = {}
    for name, weight in _candidates(title, blocks):
        key = spell(name)
        votes[key] += weight
        printed[key] = max(printed.get(key, ""), name, key=lambda said: len(said.split()))
    titled = f" {bare(title)} "
    for key in list(votes):
        votes[key] += " " in key and f" {key} " in titled
        parts = sum(votes.get(part, 0) for part in _parts_of(key))
        votes[key] += min(parts, 0.7 * votes[key])
    if topic := _topic_of(title, blocks):
        votes[spell(topic)] = votes.get(spell(topic), -1) + 2
        printed.setdefault(spell(topic), topic)
    best = max(votes, key=votes.__getitem__, default="")
    opening = {
        spell(name)
        for text in (title, *(block.text for block in blocks[:2]))
        for _, names in names_in(f" {_first_sentence(text)}")
        for name in names
    }
    akin = [key for key in opening if head_of(key) == head_of(best)]
    if best not in opening and akin:
        best = max(akin, key=votes.__getitem__)
    return _as_spelt(best, printed.get(best, best), blocks)


def _as_spelt(key: str, name: str, blocks: Sequence[Block]) -> str:
    """A name in full as the text has it, where it is only named by its abbreviation."""
    words = r"\w{0,3}\W{1,3}".join(map(re.escape, key.split()))
    full = re.compile(rf"\b{words}\w{{0,3}}", re.IGNORECASE)
    found = (full.search(block.text) for block in blocks if bare(name) != key)
    return next((match.group() for match in found if match), name)


def _topic_of(title: str, blocks: Sequence[Block]) -> str:
    """What the title or the first lines name and the text goes on about, market or not.

    It is the noun phrase whose words come back most, with the fewest that do not.
    """
    told = Counter(word for block in blocks for word in bare_words(block.text))
    label, *rest = _PUNCTUATION.split(title)
    labels = [name for name in names_behind(label)[:1] if rest and not name.isupper()]
    if labels and bare(labels[0]) == bare(strip_place(label)) and not _OF_TEXT.search(labels[0]):
        return labels[0]
    said = (each for block in blocks for each in split_sentences(block.text))
    lines = (title, *(_first_sentence(block.text) for block in blocks[:2]))
    worth: dict[str, float] = {}
    for line in dict.fromkeys((*lines, next(filter(_MONEY.search, said), ""))):
        for part in _PUNCTUATION.split(line):
            starts = (part[word.start() :] for word in _WORD.finditer(part))
            for name in (name for start in starts for name in names_behind(start)):
                words = [word for word in content_words(name) if len(word) > _LETTER]
                back = sum(min(told[word] - 1, _OFTEN) for word in words)
                opens = line.startswith(name) or (line == title and not name.endswith("ed"))
                known = words and (opens or told[words[-1]] >= _OFTEN)
                none = name.split()[0] in VERBS or bare_words(name)[-1] in NO_HEADS
                if known and back and not (none or _OF_TEXT.search(name)):
                    worth.setdefault(name, back + (line == title) + len(words) / 10)
    return max(worth, key=worth.__getitem__, default="")


_OF_TEXT = re.compile(
    r"(?i)(?:\b(?:surveys?|stud(?:y|ies)|updates?|reviews?|statistics|barometer|index|news|insights?|"
    r"outlook|data|figures|facts|analysis|release|trends?|overview|notes?|monitor|briefing))$"
)
"""What a title is called for the kind of text that it stands above."""
_LETTER = 2
"""Letters of a unit, ``kg``, that is no name."""
_PUNCTUATION = re.compile(r"[:;,|()?!]|\s[–—-]\s")
_WORD = re.compile(r"(?<![\w'’-])[^\W\d_]")
_OFTEN = 2
"""How often a text names what it is about."""


def _first_sentence(text: str) -> str:
    return next(iter(split_sentences(text)), "")


def _parts_of(name: str) -> set[str]:
    """What is first in a row: ``tea``, ``tea shop`` in ``tea and coffee shop``."""
    first, joint, last = name.partition(" and ")
    words = last.split()
    return {f"{first} {' '.join(words[at:])}".strip() for at in range(1, 5)} if joint else set()


def spell_out(blocks: Sequence[Block]) -> dict[str, str]:
    """Abbreviations in bare form with the words that stand before their bracket."""
    spelt: dict[str, str] = {}
    texts = (block.text for block in blocks[:120] if "(" in block.text)
    for match in (match for text in texts for match in _SHORT.finditer(text)):
        row = match.string[: match.start()].split()[-_MOST_WORDS:]
        initials, words = match["short"].lower(), bare(" ".join(row).replace("-", " ")).split()
        for at in range(len(words)):
            letters = "".join(word[0] for word in words[at:])
            named = "".join(word[0] for word in words[at:] if word not in _JOINTS)
            if words[at] not in _JOINTS and initials in (letters, named):
                spelt.setdefault(initials, " ".join(words[at:]))
    return spelt


_SHORT = re.compile(r"\s\((?P<short>[A-Z][A-Za-z]{1,6}?)s?\)")
_MOST_WORDS = 8
_JOINTS = ("and", "of", "the", "for", "in")


def _candidates(title: str, blocks: Sequence[Block]) -> Iterator[tuple[str, float]]:
    """Every name with the weight of its place."""
    told = f" {' '.join(bare(block.text) for block in blocks)} "
    heard: set[str] = set()
    for at, text in enumerate(dict.fromkeys((title, *(block.text for block in blocks)))):
        weight = 4.0 if at == 0 and title else 3.0 if at < 2 else 2.0 if at < 4 else 1.0
        weight *= 1.5 if _MONEY.search(text) else 1
        named = [(kind, names) for kind, names in names_in(f" {text}") if names]
        for kind, names in named:
            worth = _WORTH.get(kind, 0.3 if at else 0.7)
            longer = 0
            for name, part in zip(names, _PARTS, strict=False):
                yield name, weight * worth * part
                times = told.count(f" {bare(name)} ")
                if bare(name) not in heard:
                    heard.add(bare(name))
                    yield name, 0.15 * min(times - longer, 10)
                longer = times


_PARTS = (1.0, 0.6, 0.4, 0.3)
"""How well the first, second, … reading of a phrase says what it names."""


def shorts_of_market(name: str, blocks: Sequence[Block], language: str = "en") -> frozenset[str]:
    """The abbreviations of a market's name in bare form, misspelt ones among them.

    In another language also the words of the name that the text below the title uses most.
    """
    if language in lexicons():
        texts = [block.text for block in blocks[1:]]
        return words_of_market(name_market_abroad("", texts, language)) | _shorts_of(name, blocks)
    return _shorts_of(name, blocks)


def _shorts_of(name: str, blocks: Sequence[Block]) -> frozenset[str]:
    initials = "".join(word[0] for word in content_words(re.sub(r"\(.*?\)", "", name)))
    found = set(re.findall(r"\(([A-Za-z][A-Za-z0-9&-]{1,9})\)", name))
    for block in blocks[:40]:
        for short in re.findall(r"\(([A-Z][A-Za-z]{1,9})\)", block.text):
            same = sorted(short.lower()) == sorted(initials) or short.lower() == initials
            if same or (len(initials) > 2 and set(initials) <= set(short.lower())):
                found.add(short)
    spelt = spell_out(blocks).items()
    ours = words_of_market(name)
    whole = frozenset(short for short, words in spelt if words_of_market(words) == ours)
    return whole.union(*(content_words(short) for short in found))

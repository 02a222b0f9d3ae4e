"""Numbers, years, periods and places in a sentence, each with what it says by itself."""

from marketbook.reading.mentions.find import cut_qualifier, find_mentions
from marketbook.reading.mentions.model import Mention, print_number

__all__ = ["Mention", "cut_qualifier", "find_mentions", "print_number"]

"""Numbers, years, periods and places in a sentence, each with what it says by itself."""

from marketbook.reading.mentions.find import find_mentions
from marketbook.reading.mentions.model import Mention, print_number

__all__ = ["Mention", "find_mentions", "print_number"]

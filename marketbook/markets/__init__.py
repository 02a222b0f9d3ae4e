"""Typed markets: what the figures of a package mean, decided in one place."""

from marketbook.markets.build import Markets, read_markets
from marketbook.markets.family import Family
from marketbook.markets.publication import Publication

__all__ = ["Family", "Markets", "Publication", "read_markets"]

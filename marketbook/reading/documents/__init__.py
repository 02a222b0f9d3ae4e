"""From a file to blocks: headings, paragraphs, list items and table rows, each with its place."""

from marketbook.reading.documents.model import Block, Document
from marketbook.reading.documents.open import open_document

__all__ = ["Block", "Document", "open_document"]

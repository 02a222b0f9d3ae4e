"""From a document to facts: what a page, a PDF, a Word file or a text states of a market."""

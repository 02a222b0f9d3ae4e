"""Running text: the sentences and clauses of a paragraph, lines that were broken apart."""

"""The figures of sentences and paragraphs: judged, dated, made facts, and each kept once."""

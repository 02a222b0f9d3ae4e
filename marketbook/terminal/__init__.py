"""What a person meets at a terminal: output, options, endings, completion."""

"""Rules on the text of every table."""

"""Rules on other numbers of a source."""

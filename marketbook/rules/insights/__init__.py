"""Rules on insights."""

"""Rules on segment listings."""

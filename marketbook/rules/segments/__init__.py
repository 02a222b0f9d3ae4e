"""Rules on segments."""

"""Rules on markets."""

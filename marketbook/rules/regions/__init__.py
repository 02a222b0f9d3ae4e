"""Rules on regions."""

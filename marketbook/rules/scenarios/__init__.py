"""Rules on scenarios."""

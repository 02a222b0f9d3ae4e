"""Rules on player listings."""

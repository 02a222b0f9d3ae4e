"""Rules on region listings."""

"""Rules on statistics."""

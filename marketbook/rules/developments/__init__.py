"""Rules on developments."""

"""Rules on development players."""

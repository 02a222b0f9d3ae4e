"""Rules on players."""

"""Rules that say the same of several tables."""

"""Rules about all printed figures of a family together."""

"""The market that a document is about: its name, and the region that it means by default."""

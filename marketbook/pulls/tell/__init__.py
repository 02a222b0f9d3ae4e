"""What became of a pull, for people and for programs."""

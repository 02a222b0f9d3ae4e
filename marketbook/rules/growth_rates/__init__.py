"""Rules on stated growth rates."""

"""Rules about shares."""

"""Rules about claims of rank."""

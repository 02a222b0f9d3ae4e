"""Every pattern of the package: how long it may take on a text made against it."""

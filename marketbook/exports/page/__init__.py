"""The page: a package as one HTML file that opens from disk, without a network or a server."""

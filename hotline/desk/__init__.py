"""The web desk: pages on which staff work, closed by default."""

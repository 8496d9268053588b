"""Putting what we say into somebody's language."""

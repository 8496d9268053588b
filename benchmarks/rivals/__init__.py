"""Bots as people write them, each a program of its own: PORT and API are its two arguments."""

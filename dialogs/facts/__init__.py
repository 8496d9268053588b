"""The facts people read, as files."""

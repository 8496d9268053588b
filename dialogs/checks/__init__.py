"""The content check: every mistake an editor or translator can make, named as file:line."""

"""Links from posters: a page to open, a place to count."""

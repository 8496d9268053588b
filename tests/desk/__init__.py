"""The desk: accounts, rights, and the pages in a real browser."""

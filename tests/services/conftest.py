"""Books of one test's own database."""

from tests.books import database, keystore, root

__all__ = ["database", "keystore", "root"]

"""Services are tested through their own door, over a real database."""

from tests.storage.conftest import database

__all__ = ["database"]

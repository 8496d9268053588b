"""Books of one test's own database, and staff in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hotline.domain.rights import read_rights
from hotline.services.desk import Desk
from hotline.services.staff_accounts import Accounts
from hotline.services.staff_cases import Casework
from tests.books import database, keystore, root
from tests.desk.scenes import Clock
from tests.dialogs.scenes import REAL
from tests.services.scenes import GROUP, HANDING

if TYPE_CHECKING:
    from hotline.storage.books import Database

__all__ = ["accounts", "casework", "clock", "database", "keystore", "root"]


@pytest.fixture
def clock() -> Clock:
    """A clock that stands until it is moved."""
    return Clock()


@pytest.fixture
def accounts(database: Database, clock: Clock) -> Accounts:
    """The accounts of an empty installation."""
    return Accounts(database, HANDING.desks, clock)


@pytest.fixture
def casework(database: Database, clock: Clock) -> Casework:
    """The cases of an empty installation."""
    return Casework(database, Desk(REAL, GROUP, HANDING), read_rights(), clock)

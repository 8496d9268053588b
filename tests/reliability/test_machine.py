"""Anything happens in any order, and after every act the books say what the model says."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from hotline.storage.books import Database
from hotline.storage.sealing import Index
from soak.trying import try_everything
from tests.books import keystore, root

if TYPE_CHECKING:
    from hotline.storage.sealing import Keystore, Root

__all__ = ["keystore", "root"]


def test_whatever_happens_in_whichever_order_the_service_does_what_the_model_says(
    database_url: str, root: Root, keystore: Keystore
) -> None:
    with asyncio.Runner() as runner:
        database = Database(database_url, Index(root), keystore)
        acts = try_everything(runner, database, keystore, tries=8, steps=30, chance=1)
        runner.run(database.close())

    assert acts > 100

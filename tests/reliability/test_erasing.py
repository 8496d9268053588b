"""Who was erased is looked for in every byte that the database has left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hotline.storage.books import Database
from hotline.storage.sealing import Index
from soak.erasing import erase_and_look
from soak.server import server
from tests.books import keystore, root

if TYPE_CHECKING:
    from hotline.storage.sealing import Keystore, Root

__all__ = ["keystore", "root"]


async def test_an_erased_person_cannot_be_read_with_any_later_key_and_could_with_the_old_one(
    root: Root, keystore: Keystore
) -> None:
    with server() as own:
        database = Database(own.url, Index(root), keystore)
        found = await erase_and_look(database, keystore, own.folder, people=5)
        await database.close()

    assert (found.plain, found.readable) == (0, 0)
    assert (found.residues, found.readable_with_the_old_key) == (5, 5)

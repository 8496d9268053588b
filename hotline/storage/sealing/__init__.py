"""Sealing what people tell us: keys, what they wrap, and finding a chat without storing its id.

Root key (outside everything) → a wrapping key a day (in the keystore, outside the
database) → a key of its own for every person and every case (in the database,
wrapped) → AES-256-GCM. Erasing destroys keys, so backups forget too.
"""

from hotline.storage.sealing.index import Index
from hotline.storage.sealing.keystore import KeyDestroyed, Keystore
from hotline.storage.sealing.marks import Marks
from hotline.storage.sealing.root import KeyUnusable, Root, make_root_key, read_root_key
from hotline.storage.sealing.seal import Seal, SealBroken
from hotline.storage.sealing.slots import NoSlot, Slots

__all__ = [
    "Index",
    "KeyDestroyed",
    "KeyUnusable",
    "Keystore",
    "Marks",
    "NoSlot",
    "Root",
    "Seal",
    "SealBroken",
    "Slots",
    "make_root_key",
    "read_root_key",
]

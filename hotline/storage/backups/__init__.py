"""Backups: the rows of every table in one file, encrypted to somebody who is not here.

A backup holds neither the root key nor the days' keys, so it opens nothing by
itself, and erasing reaches it: once the days' keys are gone, so is what it holds.
"""

from hotline.storage.backups.age import make_identity, read_identity, read_recipients
from hotline.storage.backups.parcel import Contents
from hotline.storage.backups.refusal import BackupRefused
from hotline.storage.backups.restoring import put_back, refuse_unless_empty, verify
from hotline.storage.backups.taking import Taken, take

__all__ = [
    "BackupRefused",
    "Contents",
    "Taken",
    "make_identity",
    "put_back",
    "read_identity",
    "read_recipients",
    "refuse_unless_empty",
    "take",
    "verify",
]

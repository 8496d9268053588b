"""Encrypting a stream to recipients and opening it again, by age (age-encryption.org/v1).

The running hotline knows recipients only. The identity that opens a backup lies
with somebody, away from every server, and is brought when something is restored.
"""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Protocol

import pyrage
from pyrage.x25519 import Identity, Recipient

from hotline.storage.backups.refusal import BackupRefused, damaged

if TYPE_CHECKING:
    from collections.abc import Iterator
    from concurrent.futures import Future
    from pathlib import Path

# What pyrage says when the file is whole and made for somebody else.
_NOT_FOR_US = "No matching keys found"
AT_ONCE = 2**16
_SECRET = "AGE-SECRET-KEY-"  # noqa: S105 - how the line with the secret begins


class Sink(Protocol):
    """Where encrypted bytes go."""

    def write(self, content: bytes, /) -> int:
        """Take bytes."""

    def flush(self) -> None:
        """Hand on what was taken."""


def read_recipients(told: str) -> list[Recipient]:
    """Return the recipients of a text such as `age1… age1…`; raises BackupRefused."""
    names = told.replace(",", " ").split()
    if not names:
        raise BackupRefused("There is no recipient: name one that begins with age1")
    try:
        return [Recipient.from_str(name) for name in names]
    except pyrage.RecipientError:
        raise BackupRefused("A recipient is not usable: it must begin with age1") from None


def make_identity(path: Path) -> str:
    """Write a new identity that only this account can read; return its recipient.

    Raises BackupRefused where there is a file already.
    """
    identity = Identity.generate()
    recipient = str(identity.to_public())
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o400)
    except FileExistsError:
        raise BackupRefused(f"There is a file at {path} already: it was left as it is") from None
    with os.fdopen(handle, "w") as file:
        file.write(f"# public key: {recipient}\n{identity}\n")
        file.flush()
        os.fsync(file.fileno())
    return recipient


def read_identity(path: Path) -> list[Identity]:
    """Return the identities of a file as age-keygen writes it; raises BackupRefused."""
    try:
        lines = path.read_text("ascii").split("\n")
        found = [Identity.from_str(line.strip()) for line in lines if line.startswith(_SECRET)]
    except (OSError, UnicodeDecodeError, pyrage.IdentityError):
        found = []
    if not found:
        raise BackupRefused(f"There is no readable identity at {path}")
    return found


def encrypt(blocks: Iterator[bytes], into: Sink, recipients: list[Recipient]) -> None:
    """Write `blocks` encrypted; what making a block or writing raises is raised again."""
    ends = _Ends(blocks, into)
    try:
        pyrage.encrypt_io(ends, ends, recipients)
    except (pyrage.EncryptError, OSError):
        raise ends.failure or BackupRefused("The encryption failed: try again") from None


@contextmanager
def decrypted(path: Path, identities: list[Identity]) -> Iterator[IO[bytes]]:
    """Yield what a file holds, as a stream that touches no disk.

    Only when the block has ended without an error is it sure that nothing was cut or
    changed. Raises BackupRefused.
    """
    out, into = os.pipe()
    with ThreadPoolExecutor(1) as pool:
        done = pool.submit(_decrypt, path, into, identities)
        try:
            with os.fdopen(out, "rb") as plain:
                yield plain
                while plain.read(AT_ONCE):  # the file must be whole to its last byte
                    pass
        finally:
            _judge(done)


class _Ends:
    """Both ends of an encryption; keeps the error that pyrage would turn into words."""

    def __init__(self, blocks: Iterator[bytes], into: Sink) -> None:
        self._blocks, self._into = blocks, into
        self._left = b""
        self.failure: Exception | None = None

    def read(self, size: int) -> bytes:
        try:
            while not self._left:
                self._left = next(self._blocks)
        except StopIteration:
            return b""
        except Exception as failure:
            self.failure = failure
            raise
        given, self._left = self._left[:size], self._left[size:]
        return given

    def write(self, content: bytes) -> int:
        try:
            return self._into.write(content)
        except OSError as failure:
            self.failure = failure
            raise

    def flush(self) -> None:
        self._into.flush()


def _decrypt(path: Path, into: int, identities: list[Identity]) -> None:
    with os.fdopen(into, "wb") as pipe, path.open("rb") as file:
        pyrage.decrypt_io(file, pipe, identities)


def _judge(done: Future[None]) -> None:
    """Turn what opening raised into a refusal; a reader that had enough is no error."""
    match done.exception():
        case None | BrokenPipeError():
            return
        case pyrage.DecryptError() as error if str(error) == _NOT_FOR_US:
            raise BackupRefused(
                "This identity does not open the backup: bring the one it was made for, or "
                "another copy if this one is damaged"
            ) from None
        case FileNotFoundError() | PermissionError() | IsADirectoryError():
            raise BackupRefused("The backup cannot be read: look at its name and its owner")
        case pyrage.DecryptError() | OSError():
            raise damaged() from None
        case BaseException() as error:
            raise error

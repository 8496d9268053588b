"""What lies inside a backup: a tar with a plan, rows as COPY writes them, and their sums.

Who has the identity can look without this program: `age -d -i IDENTITY FILE | tar t`.
There are rows and nothing that could be run: a forged file can do nothing but be refused.
"""

from __future__ import annotations

import hmac
import tarfile
from dataclasses import dataclass
from hashlib import sha256
from itertools import groupby
from typing import IO, TYPE_CHECKING, Protocol

from pydantic import AwareDatetime, BaseModel, ValidationError

from hotline.storage.backups.refusal import BackupRefused, damaged

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

FORM = 1
PLAN, SUMS, ROWS = "plan.json", "sums.json", "rows"
END = bytes(2 * tarfile.BLOCKSIZE)
# A piece is full at this many bytes; the largest row is far smaller than the second figure.
PIECE = 2**20
LARGEST = 2**26


class Plan(BaseModel, frozen=True):
    """What a backup holds: tables and their columns in an order in which they can be put back."""

    form: int = FORM
    made_at: AwareDatetime
    revision: str
    tables: dict[str, tuple[str, ...]]


class Sum(BaseModel, frozen=True):
    """What one table must come to: how many rows, and the SHA-256 of all of them."""

    rows: int
    sha256: str


class Sums(BaseModel, frozen=True):
    """What a whole backup must come to, and where each sequence stood."""

    tables: dict[str, Sum]
    sequences: dict[str, tuple[int, bool]]
    stamp: str = ""


@dataclass(frozen=True, slots=True)
class Contents:
    """A backup that was read to its end and is whole."""

    plan: Plan
    sums: Sums

    @property
    def counts(self) -> dict[str, int]:
        """How many rows each table has."""
        return {table: told.rows for table, told in self.sums.tables.items()}

    def refuse_unless_stamped(self, key: bytes) -> None:
        """Raise BackupRefused unless whoever made this backup had the same root key."""
        if not hmac.compare_digest(self.sums.stamp, stamp(key, self.plan, self.sums)):
            raise BackupRefused("This backup was made with another root key: bring that key first")


class Receiver(Protocol):
    """Who takes what comes out of a parcel, in order."""

    def begin(self, plan: Plan) -> None:
        """Hear what will come."""

    def put(self, table: str, pieces: Iterator[bytes]) -> None:
        """Take all rows of a table."""

    def end(self, sums: Sums) -> None:
        """Hear where the sequences stood."""


class Counting:
    """Counts and hashes the rows of one table as they pass."""

    def __init__(self) -> None:
        self._rows = 0
        self._hash = sha256()

    def through(self, pieces: Iterable[bytes]) -> Iterator[bytes]:
        """Let pieces pass."""
        for piece in pieces:
            self._rows += piece.count(b"\n")
            self._hash.update(piece)
            yield piece

    @property
    def sum(self) -> Sum:
        """What has passed so far."""
        return Sum(rows=self._rows, sha256=self._hash.hexdigest())


def stamp(key: bytes, plan: Plan, sums: Sums) -> str:
    """Return the keyed hash that says which installation made a backup."""
    told = plan.model_dump_json() + sums.model_dump_json(exclude={"stamp"})
    return hmac.new(key, told.encode(), "sha256").hexdigest()


def member(name: str, content: bytes) -> bytes:
    """Return one file of the tar."""
    head = tarfile.TarInfo(name)
    head.size, head.mode = len(content), 0o400
    return head.tobuf(tarfile.USTAR_FORMAT) + content + bytes(-len(content) % tarfile.BLOCKSIZE)


def row_members(table: str, pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Return the files of one table."""
    for number, piece in enumerate(pieces, 1):
        yield member(f"{ROWS}/{table}/{number:08}", piece)


def unpack(stream: IO[bytes], receiver: Receiver) -> Contents:
    """Hand everything to `receiver`, count and hash it; raises BackupRefused.

    Whether it was cut is only sure when the stream itself has been closed well.
    """
    try:
        return _unpack(_members(stream), receiver)
    except (tarfile.TarError, ValidationError, StopIteration, KeyError):
        raise damaged() from None


def _unpack(members: Iterator[tuple[str, bytes]], receiver: Receiver) -> Contents:
    plan = Plan.model_validate_json(_named(PLAN, next(members)))
    if plan.form != FORM:
        raise BackupRefused("This backup was made by a newer program: install that one")
    receiver.begin(plan)
    found = {table: Counting().sum for table in plan.tables}
    for folder, group in groupby(members, lambda told: told[0].rpartition("/")[0]):
        if not folder:
            sums = Sums.model_validate_json(_named(SUMS, next(group)))
            break
        table, counting = folder.removeprefix(f"{ROWS}/"), Counting()
        if table not in found or found[table].rows:
            raise damaged()
        receiver.put(table, counting.through(content for _, content in group))
        found[table] = counting.sum
    else:
        raise damaged()
    if found != sums.tables:
        raise damaged()
    receiver.end(sums)
    return Contents(plan, sums)


def _named(name: str, told: tuple[str, bytes]) -> bytes:
    if told[0] != name:
        raise damaged()
    return told[1]


def _members(stream: IO[bytes]) -> Iterator[tuple[str, bytes]]:
    with tarfile.open(fileobj=stream, mode="r|") as tar:
        for head in tar:
            content = tar.extractfile(head) if head.size <= LARGEST else None
            if content is None:
                raise damaged()
            yield head.name, content.read()

"""Taking a backup: every table as it stood at one moment, encrypted while it is read.

One REPEATABLE READ snapshot, so that people keep writing meanwhile and nothing in
the file contradicts itself. No plaintext touches a disk.
"""

from __future__ import annotations

import os
from contextlib import contextmanager
from dataclasses import dataclass
from graphlib import TopologicalSorter
from hashlib import sha256
from typing import IO, TYPE_CHECKING

import psycopg
from psycopg import sql

from hotline.boundaries import reached
from hotline.storage.backups.age import encrypt
from hotline.storage.backups.parcel import (
    END,
    PIECE,
    PLAN,
    SUMS,
    Contents,
    Counting,
    Plan,
    Sums,
    member,
    row_members,
    stamp,
)
from hotline.storage.backups.refusal import BackupRefused
from hotline.storage.books import DatabaseAway
from hotline.storage.migrate import MIGRATION_LOCK

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path

    from pyrage.x25519 import Recipient

# Remembered by the program itself, in the plan.
SCHEMA = "alembic_version"
NAME = "hotline-{:%Y%m%dT%H%M%SZ}.age"
# The form of values must not depend on how a server or a role was set up.
PLAIN = "SET datestyle = 'ISO'; SET intervalstyle = 'postgres'; SET bytea_output = 'hex'"
TABLES = """
    SELECT relname, array_agg(attname::text ORDER BY attnum)
    FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid
    WHERE relnamespace = current_schema()::regnamespace AND relkind = 'r' AND relname <> %s
    AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
    GROUP BY relname ORDER BY relname
"""
POINTS = """
    SELECT own.relname, other.relname FROM pg_constraint
    JOIN pg_class own ON own.oid = conrelid JOIN pg_class other ON other.oid = confrelid
    WHERE contype = 'f' AND own.oid <> other.oid
    AND own.relnamespace = current_schema()::regnamespace
"""
SEQUENCES = """
    SELECT relname FROM pg_class
    WHERE relnamespace = current_schema()::regnamespace AND relkind = 'S' ORDER BY relname
"""


@dataclass(frozen=True, slots=True)
class Taken:
    """A backup that lies in its place: the SHA-256 is that of the encrypted file."""

    path: Path
    sha256: str
    contents: Contents


def take(
    url: str,
    folder: Path,
    recipients: list[Recipient],
    key: bytes,
    now: datetime,
    *,
    told: Callable[[str], None] = lambda _table: None,
) -> Taken:
    """Write a backup into `folder`, whole or not at all; `told` hears which table is read.

    `key` is what the root derives for stamps. Raises DatabaseAway, BackupRefused, OSError.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / NAME.format(now)
    taking = _Taking(now, key, told)
    with _reading(url) as connection, _appearing(path) as file:
        encrypt(taking.blocks(connection), file, recipients)
    if taking.contents is None:  # the encryption stopped before the sums
        raise BackupRefused("The backup was not finished: try again")
    return Taken(path, file.hash.hexdigest(), taking.contents)


class _Taking:
    """One backup while it is made."""

    def __init__(self, now: datetime, key: bytes, told: Callable[[str], None]) -> None:
        self._now, self._key, self._told = now, key, told
        self.contents: Contents | None = None

    def blocks(self, connection: psycopg.Connection) -> Iterator[bytes]:
        """Return the whole parcel, piece by piece."""
        plan = _plan(connection, self._now)
        yield member(PLAN, plan.model_dump_json().encode())
        found = {}
        for table, columns in plan.tables.items():
            self._told(table)
            counting = Counting()
            yield from row_members(table, counting.through(_rows(connection, table, columns)))
            found[table] = counting.sum
        sums = Sums(tables=found, sequences=_sequences(connection))
        sums = sums.model_copy(update={"stamp": stamp(self._key, plan, sums)})
        self.contents = Contents(plan, sums)
        yield member(SUMS, sums.model_dump_json().encode()) + END


class _Hashed:
    """A file that remembers the hash of what was written to it."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.hash = sha256()

    def write(self, content: bytes) -> int:
        self.hash.update(content)
        return self._file.write(content)

    def flush(self) -> None:
        self._file.flush()


@contextmanager
def _reading(url: str) -> Iterator[psycopg.Connection]:
    """Open a snapshot during which no migration can begin."""
    try:
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("SELECT pg_advisory_lock_shared(%s)", [MIGRATION_LOCK])
            connection.execute(PLAIN)
            connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
            connection.read_only = True
            with connection.transaction():
                yield connection
    except psycopg.OperationalError:
        raise DatabaseAway from None


@contextmanager
def _appearing(path: Path) -> Iterator[_Hashed]:
    """Yield a file that gets its name when it is whole and on the disk."""
    draft = path.with_name(f".{path.name}.part")
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            yield (hashed := _Hashed(file))
            hashed.flush()
            os.fsync(file.fileno())
        reached("drafted")
        draft.rename(path)
    finally:
        draft.unlink(missing_ok=True)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _plan(connection: psycopg.Connection, now: datetime) -> Plan:
    try:
        [revision] = connection.execute(f"SELECT version_num FROM {SCHEMA}").fetchone() or [None]  # noqa: S608 - a constant
    except psycopg.errors.UndefinedTable:
        revision = None
    if revision is None:
        raise BackupRefused("There is nothing to back up yet: this database has no schema of ours")
    columns = {table: tuple(names) for table, names in connection.execute(TABLES, [SCHEMA])}
    order: TopologicalSorter[str] = TopologicalSorter(dict.fromkeys(columns, ()))
    for table, other in connection.execute(POINTS):
        order.add(table, other)
    tables = {table: columns[table] for table in order.static_order()}
    return Plan(made_at=now, revision=revision, tables=tables)


def _rows(connection: psycopg.Connection, table: str, columns: tuple[str, ...]) -> Iterator[bytes]:
    names = sql.SQL(", ").join(map(sql.Identifier, columns))
    statement = sql.SQL("COPY {} ({}) TO STDOUT").format(sql.Identifier(table), names)
    piece = bytearray()
    with connection.cursor() as cursor, cursor.copy(statement) as rows:
        for row in rows:
            piece += row
            if len(piece) >= PIECE:
                yield bytes(piece)
                piece.clear()
    if piece:
        yield bytes(piece)


def _sequences(connection: psycopg.Connection) -> dict[str, tuple[int, bool]]:
    names = [name for (name,) in connection.execute(SEQUENCES).fetchall()]
    return {name: _stood(connection, name) for name in names}


def _stood(connection: psycopg.Connection, name: str) -> tuple[int, bool]:
    statement = sql.SQL("SELECT last_value, is_called FROM {}").format(sql.Identifier(name))
    last, called = connection.execute(statement).fetchone() or (1, False)
    return int(last), bool(called)

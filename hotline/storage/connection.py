"""A connection on which what every turn writes is written later, for many turns at once.

A statement costs the same for one row and for many. What is put off is still
written before anything else is asked, and before the transaction ends, so nobody
can miss it; only what is asked aside goes first, and has nothing to do with it.
"""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import event
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.ext.asyncio import AsyncConnection

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import CursorResult, Engine, Executable
    from sqlalchemy.engine.interfaces import DBAPIConnection
    from sqlalchemy.ext.asyncio import AsyncEngine
    from sqlalchemy.pool import ConnectionPoolEntry, PoolProxiedConnection

# A connection that worked so recently is not asked first whether it still does.
RESTED_SECONDS: Final = 1.0


class Connection(AsyncConnection):
    """One connection of the pool."""

    __slots__ = ("_later",)

    def __init__(self, engine: AsyncEngine) -> None:
        super().__init__(engine)
        self._later: dict[Executable, list[Mapping[str, object]]] = {}

    def later(self, statement: Executable, values: Mapping[str, object]) -> None:
        """Have a statement carried out before anything else is asked, for many values at once.

        It must be one and the same object each time; statements go in the order in which they
        were first put off.
        """
        self._later.setdefault(statement, []).append(values)

    if not TYPE_CHECKING:  # what it takes and returns stays as SQLAlchemy says

        async def execute(self, *args: Any, **options: Any) -> CursorResult[Any]:  # noqa: ANN401  # as SQLAlchemy
            """Carry a statement out, after all that was put off."""
            await self.catch_up()
            return await super().execute(*args, **options)

        async def exec_driver_sql(self, *args: Any, **options: Any) -> CursorResult[Any]:  # noqa: ANN401  # as SQLAlchemy
            """Carry out a statement in the database's own words, after all that was put off."""
            await self.catch_up()
            return await super().exec_driver_sql(*args, **options)

    async def aside(
        self, statement: Executable, values: Mapping[str, object]
    ) -> CursorResult[Any]:
        """Carry out a statement that neither reads nor changes what is put off."""
        return await super().execute(statement, values)

    async def catch_up(self) -> None:
        """Carry out what was put off."""
        while self._later:
            statement = next(iter(self._later))
            await super().execute(statement, self._later.pop(statement))

    def drop(self) -> None:
        """Forget what was put off: what it belongs to is being taken back."""
        self._later.clear()


def ask_the_rested(engine: Engine, rested: float) -> None:
    """Ask a connection whether it still works before a transaction begins, if it has rested.

    `rested` are seconds. One that has not rested so long costs no question; when it is dead,
    the transaction fails and the whole pool is made anew.
    """

    def rests(_connection: DBAPIConnection | None, record: ConnectionPoolEntry) -> None:
        record.info["rests_since"] = monotonic()

    def asked(
        connection: DBAPIConnection, record: ConnectionPoolEntry, _pool: PoolProxiedConnection
    ) -> None:
        since = record.info.get("rests_since")
        if since is None or monotonic() - since < rested:
            return
        try:
            engine.dialect.do_ping(connection)
        except engine.dialect.loaded_dbapi.Error:
            raise DisconnectionError from None

    event.listen(engine, "checkin", rests)
    event.listen(engine, "checkout", asked)

"""What comes while a commit is under way goes with the next one.

A commit costs the same for one thing and for many, so whoever is slow here is
asked less often and carries more each time: nobody waits for a fuller load.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

T = TypeVar("T")


@dataclass(slots=True)
class Together(Generic[T]):
    """Has things written down, up to `most` at once; `common` are faults that concern them all."""

    write: Callable[[Sequence[T]], Awaitable[None]]
    common: type[Exception]
    most: int
    _waiting: list[tuple[T, asyncio.Future[None]]] = field(default_factory=list)
    _writing: asyncio.Task[None] | None = None

    async def add(self, thing: T) -> None:
        """Return when the thing is written down; raises what writing it raised."""
        written = asyncio.get_running_loop().create_future()
        self._waiting.append((thing, written))
        if self._writing is None:
            self._writing = asyncio.create_task(self._write())
        await written

    async def _write(self) -> None:
        """Write down what waits until nothing waits."""
        try:
            while self._waiting:
                load, self._waiting = self._waiting[: self.most], self._waiting[self.most :]
                await self._settle(load)
        finally:
            self._writing = None

    async def _settle(self, load: Sequence[tuple[T, asyncio.Future[None]]]) -> None:
        """Tell all who brought something what became of it.

        What cannot be written must not keep the others out: then each is tried by itself.
        """
        failure: Exception | None = None
        try:
            await self.write([thing for thing, _ in load])
        except Exception as fault:  # noqa: BLE001  # whoever brought it hears of it
            if len(load) > 1 and not isinstance(fault, self.common):
                for each in load:
                    await self._settle([each])
                return
            failure = fault
        for _, written in load:
            if written.cancelled():  # whoever asked has gone; what they brought is written
                continue
            if failure is None:
                written.set_result(None)
            else:
                written.set_exception(failure)

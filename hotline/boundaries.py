"""Named places on the road where a test may kill the program.

Losing or doubling a message hides between two steps that cannot be one. Each
such place has a name; a test starts the program with `HOTLINE_DIE_AT` set to
it, and the program kills itself there (SIGKILL: no clean-up, no farewell).
Settings refuse the variable for any bot but the sandbox's. A test inside this
process may give another end: to raise what must then be found in no log.
"""

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

# On the road of a message.
ROAD = (
    "fetched",  # read from Telegram, not yet written
    "kept",  # committed to the inbox, not yet confirmed
    "confirmed",  # Telegram was told, nothing has been worked on
    "turned",  # effects and letters are written, the transaction is still open
    "committed",  # the turn is committed, nothing has been sent
    "claimed",  # the letter is marked as being sent
    "sent",  # Telegram has it, we have not written that down
    "marked",  # written down
)
# In what is done by the clock.
JOBS = (
    "begun",  # a job is written down as begun, nothing is done
    "wrapped",  # some keys are wrapped anew, the old day's key still lives
    "buried",  # a day's key is destroyed, others wait for it
    "stepped",  # one person's retention steps are committed, others wait
    "drafted",  # a backup is written under its unfinished name
    "worked",  # a job has done its work, that is not written down
)
BOUNDARIES = (*ROAD, *JOBS)


def _kill() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


_chosen: str | None = None
_end: Callable[[], None] = _kill


def die_at(boundary: str | None, end: Callable[[], None] = _kill) -> None:
    """Choose where to die, and how; None is never."""
    global _chosen, _end
    _chosen, _end = boundary, end


def reached(boundary: str) -> None:
    """Die here if a test asked for it."""
    if _chosen == boundary:
        _end()

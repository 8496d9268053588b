"""Named places on the road where a test may kill the program.

Losing or doubling a message hides between two steps that cannot be one. Each
such place has a name; a test starts the program with `HOTLINE_DIE_AT` set to
it, and the program kills itself there (SIGKILL: no clean-up, no farewell).
Settings refuse the variable for any bot but the sandbox's.
"""

from __future__ import annotations

import os
import signal

BOUNDARIES = (
    "fetched",  # read from Telegram, not yet written
    "kept",  # committed to the inbox, not yet confirmed
    "confirmed",  # Telegram was told, nothing has been worked on
    "turned",  # effects and letters are written, the transaction is still open
    "committed",  # the turn is committed, nothing has been sent
    "claimed",  # the letter is marked as being sent
    "sent",  # Telegram has it, we have not written that down
    "marked",  # written down
)

_chosen: str | None = None


def die_at(boundary: str | None) -> None:
    """Choose where to die; None is never."""
    global _chosen  # noqa: PLW0603  # one process dies once
    _chosen = boundary


def reached(boundary: str) -> None:
    """Die here if a test asked for it."""
    if _chosen == boundary:
        os.kill(os.getpid(), signal.SIGKILL)

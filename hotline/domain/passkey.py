"""A passkey: a key pair in somebody's own device, of which we hold the public half."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from hotline.domain.staff import StaffId

# Long enough to fetch a phone from a bag; a question older than this is asked anew.
QUESTION_LIVES = timedelta(minutes=5)
# A laptop, a phone, a spare key and room; more would only be ways in that nobody looks after.
MOST = 8
LONGEST_LABEL = 40


@dataclass(frozen=True, slots=True)
class Passkey:
    """One passkey of a member; `label` is what they call it, `counter` its uses as it says."""

    id: bytes
    member: StaffId
    label: str
    public_key: bytes
    counter: int
    made_at: datetime
    used_at: datetime | None = None

    @property
    def name(self) -> str:
        """Return its id in letters, for a form."""
        return self.id.hex()

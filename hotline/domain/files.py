"""A file that a person sent: what its message told of it, and the named states it goes through.

At first only what the message told is kept. Its content is fetched when somebody
needs it, or by itself where it is small and the case is open.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from hotline.domain.delivery import LetterRefused

# Bots may download this much (core.telegram.org/bots/api#getfile).
LARGEST = 20 << 20
# Ten minutes of voice, and any photo as Telegram shrinks it: on the screen at once.
SMALL = 2 << 20
# What one person's files may fill in a day: five of the largest, more photos than an evening has.
# A flood from one phone fills no disk; what is over it stays at Telegram until the next day.
A_DAY = timedelta(days=1)
BYTES_A_DAY = 5 * LARGEST
FILES_A_DAY = 200


class FileKind(StrEnum):
    """What was sent; a place is kept like a file, because it tells as much."""

    PHOTO = "photo"
    VOICE = "voice"
    AUDIO = "audio"
    VIDEO = "video"
    DOCUMENT = "document"
    PLACE = "place"


@dataclass(frozen=True, slots=True)
class Attached:
    """What a message told of its file. Nothing of it was looked at, and a claim is no proof.

    `handle` opens the file at Telegram, `size` is in bytes, `place` is latitude and
    longitude in degrees, of a place only.
    """

    kind: FileKind
    handle: str | None = None
    size: int | None = None
    mime: str | None = None
    name: str | None = None
    place: tuple[float, float] | None = None

    @property
    def comes_by_itself(self) -> bool:
        """Say whether it is fetched without being asked for, once its case is open."""
        small = self.size is not None and self.size <= SMALL
        return small and self.kind in {FileKind.PHOTO, FileKind.VOICE}


class FileState(StrEnum):
    """How far a file has come; announced and wanted are on the way, fetched is here."""

    ANNOUNCED = "announced"
    WANTED = "wanted"
    FETCHED = "fetched"
    TOO_LARGE = "too_large"
    OVER_QUOTA = "over_quota"
    GONE = "gone"
    REFUSED = "refused"
    UNREACHED = "unreached"


class Happened(StrEnum):
    """What can happen to a file."""

    ASKED = "asked"
    CAME = "came"
    TOO_LARGE = "too_large"
    OVER_QUOTA = "over_quota"
    GONE = "gone"
    REFUSED = "refused"
    UNREACHED = "unreached"


# Whatever ended for a reason that may pass can be asked for again; too large stays too large.
ASKED_FOR = (
    FileState.ANNOUNCED,
    FileState.OVER_QUOTA,
    FileState.GONE,
    FileState.REFUSED,
    FileState.UNREACHED,
)
MOVES: dict[tuple[FileState, Happened], FileState] = {
    **{(state, Happened.ASKED): FileState.WANTED for state in ASKED_FOR},
    (FileState.WANTED, Happened.CAME): FileState.FETCHED,
    (FileState.WANTED, Happened.TOO_LARGE): FileState.TOO_LARGE,
    (FileState.WANTED, Happened.OVER_QUOTA): FileState.OVER_QUOTA,
    (FileState.WANTED, Happened.GONE): FileState.GONE,
    (FileState.WANTED, Happened.REFUSED): FileState.REFUSED,
    (FileState.WANTED, Happened.UNREACHED): FileState.UNREACHED,
}


class NoSuchMove(Exception):
    """This cannot happen to a file that stands so; nothing has changed."""


def moved(state: FileState, happened: Happened) -> FileState:
    """Return the state after what happened; raises NoSuchMove."""
    try:
        return MOVES[state, happened]
    except KeyError:
        raise NoSuchMove from None


def first_state(attached: Attached) -> FileState:
    """Return how a file stands when its message has just come; a place is here at once."""
    if attached.kind is FileKind.PLACE:
        return FileState.FETCHED
    if attached.size is not None and attached.size > LARGEST:
        return FileState.TOO_LARGE
    return FileState.ANNOUNCED


@dataclass(frozen=True, slots=True)
class Spent:
    """What was fetched of one person today: how many files, and their bytes."""

    files: int = 0
    bytes: int = 0

    def has_room(self, size: int | None) -> bool:
        """Say whether one more file of `size` bytes, where that is known, stays in the quota."""
        return self.files < FILES_A_DAY and self.bytes + (size or 0) <= BYTES_A_DAY


class FileTooLarge(LetterRefused):
    """Telegram gives no file of this size to a bot, or it was larger than it claimed."""


class FileGone(LetterRefused):
    """Telegram no longer has the file."""

"""What a message tells of its file: claims of the sender's phone, kept and not believed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hotline.domain.files import Attached, FileKind

if TYPE_CHECKING:
    from aiogram.types import Message

# A name or type longer than any real one is cut.
LONGEST_CLAIM = 200
# The field of a message that holds a file, and what it is to us.
FIELDS = (
    ("voice", FileKind.VOICE),
    ("audio", FileKind.AUDIO),
    ("video_note", FileKind.VIDEO),
    ("video", FileKind.VIDEO),
    ("animation", FileKind.VIDEO),  # before the document that comes along with it
    ("document", FileKind.DOCUMENT),
)


def attached(message: Message) -> Attached | None:
    """Return what a message tells of its file or place; None when it has none."""
    if message.location is not None:  # a venue has one too
        place = (message.location.latitude, message.location.longitude)
        return Attached(FileKind.PLACE, place=place)
    if message.photo:
        return _told(FileKind.PHOTO, message.photo[-1])  # the largest stands last
    for name, kind in FIELDS:
        if (found := getattr(message, name)) is not None:
            return _told(kind, found)
    return None


def _told(kind: FileKind, found: Any) -> Attached:  # noqa: ANN401  # any of aiogram's kinds of files
    return Attached(
        kind,
        handle=found.file_id,
        size=found.file_size,
        mime=_cut(getattr(found, "mime_type", None)),
        name=_cut(getattr(found, "file_name", None)),
    )


def _cut(claim: str | None) -> str | None:
    return claim[:LONGEST_CLAIM] if claim else None

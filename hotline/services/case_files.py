"""The files of a case, as one member of staff may see them: each door has its line of the table.

A preview is seen with the case. The original, and the place that lies in a file, are acts of
their own and stand in the audit.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from uuid import UUID

from dialogs.words import files as words
from hotline.domain.files import FileKind, NoSuchMove
from hotline.services.fetching import FILES_BELL
from hotline.services.previews import where_taken
from hotline.services.staff_cases import NoSuchCase, Refused

if TYPE_CHECKING:
    from hotline.domain.case import Case, CaseCode
    from hotline.domain.files import Attached
    from hotline.domain.staff import Member
    from hotline.services.staff_cases import Casework
    from hotline.storage.books import Books
    from hotline.storage.files import Filed

# How the name of a downloaded file may end, so that a computer opens it with a known program;
# every other claim is not repeated.
ENDINGS = frozenset(
    {".jpg", ".jpeg", ".png", ".webp", ".heic", ".pdf", ".txt"}
    | {".ogg", ".mp3", ".m4a", ".mp4", ".docx", ".xlsx", ".odt"}
)
OWN_ENDINGS = {FileKind.PHOTO: ".jpg", FileKind.VOICE: ".ogg", FileKind.VIDEO: ".mp4"}


@dataclass(frozen=True, slots=True)
class CaseFiles:
    """What may be done with the files of cases; raises NoSuchCase or NotAllowed."""

    casework: Casework

    async def see(self, member: Member, code: CaseCode, file: str) -> Filed:
        """Return what is known of a file."""
        async with self.casework.reaching(member, "file.see", code, told=False) as (books, case):
            return await _one(books, case, file)

    async def preview(self, member: Member, code: CaseCode, file: str) -> tuple[Filed, bytes]:
        """Return a picture or voice that is safe to show."""
        async with self.casework.reaching(member, "file.see", code, told=False) as (books, case):
            found = await _one(books, case, file)
            return found, _there(await books.files.preview(case.id, found.id))

    async def fetch(self, member: Member, code: CaseCode, file: str) -> None:
        """Let a file be fetched; raises Refused where it cannot be, or already is."""
        async with self.casework.reaching(member, "file.fetch", code) as (books, case):
            try:
                await books.files.want(await _one(books, case, file), self.casework.clock())
            except NoSuchMove:
                raise Refused(words.CANNOT_FETCH) from None
            await books.ring(FILES_BELL)

    async def original(self, member: Member, code: CaseCode, file: str) -> tuple[str, bytes]:
        """Return the original as it came, and a harmless name for it."""
        async with self.casework.reaching(member, "file.original", code) as (books, case):
            found = await _one(books, case, file)
            content = _there(await books.files.content(case.id, found.id))
        return harmless_name(f"{code}-{found.id.hex[:6]}", found.told), content

    async def location(
        self, member: Member, code: CaseCode, file: str
    ) -> tuple[float, float] | None:
        """Return the place that was sent or that lies in a picture, in degrees, or None."""
        async with self.casework.reaching(member, "file.location", code) as (books, case):
            found = await _one(books, case, file)
            if found.told.place is not None:
                return found.told.place
            content = _there(await books.files.content(case.id, found.id))
        return await where_taken(content)


async def _one(books: Books, case: Case, file: str) -> Filed:
    try:
        found = await books.files.one(case.id, UUID(file))
    except ValueError:
        found = None
    if found is None:
        raise NoSuchCase
    return found


def _there(content: bytes | None) -> bytes:
    if content is None:
        raise NoSuchCase
    return content


def harmless_name(stem: str, told: Attached) -> str:
    """Return a name that repeats nothing the sender claims but a known ending."""
    claimed = PurePosixPath(told.name or "").suffix.lower()
    own = OWN_ENDINGS.get(told.kind, ".bin")
    return stem + (claimed if claimed in ENDINGS else own)

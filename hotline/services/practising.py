"""Practising: an invented person answers a member of staff; nothing real is touched."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dialogs.words import pages
from hotline.domain.practice import MOST_WRITTEN, Line, Practice
from hotline.domain.rights import NotAllowed
from hotline.services.staff_cases import LONGEST_REPLY, Refused, trimmed

if TYPE_CHECKING:
    from typing import Literal

    from hotline.domain.staff import Member
    from hotline.services.staff_cases import Casework


@dataclass(frozen=True, slots=True)
class PracticeRoom:
    """The one practice talk a member may have at a time; it is read by nobody else."""

    casework: Casework

    async def shown(self, member: Member) -> Practice | None:
        """Return a member's practice talk, while it is younger than a day; raises NotAllowed."""
        self._must(member)
        async with self.casework.database.books() as books:
            practice = await books.practices.of(member.id)
        lives = practice is not None and practice.lives(self.casework.clock())
        return practice if lives else None

    async def begin(self, member: Member) -> None:
        """Begin anew; raises NotAllowed."""
        self._must(member)
        async with self.casework.database.books() as books:
            await books.practices.save(member.id, Practice(self.casework.clock()))

    async def write(self, member: Member, mode: Literal["reply", "note"], words: str) -> None:
        """Write a reply, which the invented person answers, or a note; raises Refused."""
        self._must(member)
        told = trimmed(words, LONGEST_REPLY)
        async with self.casework.database.books() as books:
            practice = await books.practices.of(member.id)
            if practice is None or not practice.lives(self.casework.clock()):
                raise Refused(pages.NOT_FOUND)
            if len(practice.lines) >= MOST_WRITTEN:
                raise Refused(pages.TOO_LONG)
            lines = (*practice.lines, Line(mode, told))
            await books.practices.save(member.id, replace(practice, lines=lines))

    async def end(self, member: Member) -> None:
        """Erase the practice talk; raises NotAllowed."""
        self._must(member)
        async with self.casework.database.books() as books:
            await books.practices.end(member.id)

    def _must(self, member: Member) -> None:
        if not self.casework.rights.allow(member.role, "practice"):
            raise NotAllowed

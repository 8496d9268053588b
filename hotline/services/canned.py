"""Canned texts of a desk: written by supervisors and editors, found by operators."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dialogs.words import talk
from dialogs.words.languages import LANGUAGES
from hotline.domain.canned import LONGEST_REVIEW, Canned, CannedId
from hotline.domain.rights import NotAllowed
from hotline.services.staff_cases import LONGEST_REPLY, Refused, trimmed

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from hotline.domain.staff import Member
    from hotline.services.staff_cases import Casework

LONGEST_TITLE = 80
# So many are shown below a search; a longer list is read by nobody who is answering.
MOST_FOUND = 5


@dataclass(frozen=True, slots=True)
class Written:
    """What came from the form; `id` is empty for a new text, `version` the one that was read."""

    id: str
    version: str
    desk: str
    language: str
    title: str
    words: str
    review_by: date | None


@dataclass(frozen=True, slots=True)
class CannedDesk:
    """The texts as one member may read and change them: those of their desk, or of any."""

    casework: Casework

    def desk_of(self, member: Member, wanted: str) -> str:
        """Return whose texts a member sees: their desk's, else the desk they chose."""
        desks = self.casework.desk.handing.desks
        if member.desk:
            return member.desk
        return wanted if desks.named(wanted) else desks.desks[0].desk

    async def all(self, member: Member, wanted: str = "") -> Sequence[Canned]:
        """Return the texts of a desk; raises NotAllowed."""
        self._must("canned.see", member)
        async with self.casework.database.books() as books:
            return await books.canned.of_desk(self.desk_of(member, wanted))

    async def find(self, member: Member, language: str, words: str) -> Sequence[Canned]:
        """Return what may be put into a reply in a language; nothing without a word."""
        if not words.strip() or member.desk is None:
            return []
        texts = await self.all(member)
        fitting = [each for each in texts if each.language == language and each.fits(words)]
        return fitting[:MOST_FOUND]

    async def write(self, member: Member, written: Written) -> None:
        """Keep a new text or a new version of one; raises NotAllowed or Refused."""
        self._must("canned.write", member)
        now = self.casework.clock()
        desk = self.desk_of(member, written.desk)
        canned = Canned(
            id=CannedId(uuid.uuid4()),
            version=1,
            desk=desk,
            language=written.language,
            title=trimmed(written.title, LONGEST_TITLE),
            words=trimmed(written.words, LONGEST_REPLY),
            author=member.name,
            review_by=_review_day(written.review_by, now.date()),
            at=now,
        )
        if written.language not in LANGUAGES:
            raise Refused(talk.NO_LANGUAGE)
        if written.id:
            before = await self._read(desk, written)
            canned = replace(canned, id=before.id, version=before.version + 1)
        await self._keep(member, canned)

    async def retire(self, member: Member, written: Written) -> None:
        """Take a text out of use; its versions stay. Raises NotAllowed or Refused."""
        self._must("canned.write", member)
        before = await self._read(self.desk_of(member, written.desk), written)
        now = self.casework.clock()
        gone = replace(
            before, version=before.version + 1, author=member.name, at=now, retired=True
        )
        await self._keep(member, gone)

    async def _read(self, desk: str, written: Written) -> Canned:
        """Return the version that was read; Refused when there is a newer one, or none."""
        async with self.casework.database.books() as books:
            texts = await books.canned.of_desk(desk)
        for each in texts:
            if (str(each.id), str(each.version)) == (written.id, written.version):
                return each
        raise Refused(talk.CHANGED_MEANWHILE)

    async def _keep(self, member: Member, canned: Canned) -> None:
        async with self.casework.database.books() as books:
            if not await books.canned.write(canned):
                raise Refused(talk.CHANGED_MEANWHILE)
            await books.audit.write(
                member.name, "canned.write", str(canned.id), self.casework.clock()
            )

    def _must(self, act: str, member: Member) -> None:
        if not self.casework.rights.allow(member.role, act):
            raise NotAllowed


def _review_day(wanted: date | None, today: date) -> date:
    if wanted is None or not today < wanted <= today + LONGEST_REVIEW:
        raise Refused(talk.NO_REVIEW)
    return wanted

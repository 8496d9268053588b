"""A partner's side of a referral: a link, the browser that opened it first, and their answer.

To anybody else a link looks the same, whether it never was, is over or was taken back.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dialogs.words import phrases
from hotline.domain.referral import Act, NotNow, reported
from hotline.domain.sharing import LONGEST_FIELD, LONGEST_QUESTION, Who
from hotline.services.counting import count_referral
from hotline.services.post import DELIVERIES_BELL, Post
from hotline.services.sharing import show_person
from hotline.services.staff_passwords import new_token
from hotline.storage.cases import Said

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from dialogs.engine import Library
    from hotline.domain.address import Address
    from hotline.domain.consent import Share
    from hotline.domain.desks import Desks
    from hotline.domain.partners import Directory, Partner
    from hotline.domain.sharing import Sheet
    from hotline.storage.books import Books, Database

# In the audit a partner has no name of their own: no account can be called so.
PARTNER = "PARTNER"
# What wrong links are counted under, beside the names of those who sign in.
GUESSING = "PARTNER"


class NoSuchLink(Exception):
    """The link opens nothing for this browser; why is told to nobody."""


class TooManyTries(Exception):
    """Somebody at this address tried too often; later it may be right."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What a partner reads: the fields that may be seen now, and nothing of the case."""

    partner: Partner
    purpose: str
    fields: Mapping[Share, str]
    until: datetime
    accepted: bool
    in_danger: bool


@dataclass(frozen=True, slots=True)
class PartnerPages:
    """Everything a partner may do, one transaction for each act."""

    database: Database
    library: Library
    group: Address
    partners: Directory
    desks: Desks
    clock: Callable[[], datetime]

    async def look(self, token: str, browser: str) -> Shown | None:
        """Return what this browser may read; None when it has not opened the link."""
        async with self.database.books() as books:
            link = await books.referrals.link(token, browser, self.clock())
            sheet = await books.referrals.one(link.referral) if link and link.ours else None
            return self._shown(sheet) if sheet else None

    async def open(self, token: str, browser: str, client: str) -> str:
        """Open a link; return what the browser must remember.

        Raises NoSuchLink, and TooManyTries for whoever guesses.
        """
        now = self.clock()
        async with self.database.books() as books:
            if not await books.sessions.try_now(GUESSING, client, now):
                raise TooManyTries
        browser = browser or new_token()
        async with self.database.books() as books:
            sheet = await self._held(books, token, browser, opening=True)
            if await books.referrals.bind(token, browser):
                opened = sheet.after(sheet.referral, "opened", Who.PARTNER, now)
                await books.referrals.save(opened, now)
                await self._written(books, sheet, "partner.open")
            await books.sessions.forgive(GUESSING, client)
        return browser

    async def answer(self, token: str, browser: str, act: Act, why: str = "") -> None:
        """Keep what a partner reports and tell the person who wants to know.

        Raises NoSuchLink, also for what cannot be reported now.
        """
        now = self.clock()
        async with self.database.books() as books:
            sheet = await self._held(books, token, browser)
            try:
                moved = reported(sheet.referral, act, now)
            except NotNow:
                raise NoSuchLink from None
            told = sheet.after(moved, moved.state.value, Who.PARTNER, now)
            if act is Act.DECLINE:
                told = replace(told, why=why.strip()[:LONGEST_FIELD])
            await books.referrals.save(told, now)
            await count_referral(books, self.desks, told, now)
            await self._written(books, told, f"partner.{act.value}")
            await self._tell(books, told, now)

    async def ask(self, token: str, browser: str, question: str) -> None:
        """Put a partner's question to the operators; no letter made here leads to the person."""
        now, words = self.clock(), question.strip()[:LONGEST_QUESTION]
        async with self.database.books() as books:
            sheet = await self._held(books, token, browser)
            if not words:
                return
            partner = self.partners.of(sheet.referral.asked.partner)
            name = partner.named("en") if partner else sheet.referral.asked.partner
            said = Said("note", "words", f"❓ {name}: {words}", None)
            await books.cases.say(said, person=None, case=sheet.case, inbox=None, now=now)
            asked = sheet.after(sheet.referral, "question", Who.PARTNER, now)
            await books.referrals.save(asked, now)
            await self._written(books, sheet, "partner.question")
            await self._tell_desk(Post(books, self.group, now), sheet)

    async def _held(
        self, books: Books, token: str, browser: str, *, opening: bool = False
    ) -> Sheet:
        """Return what a link leads to, its case locked, while it may be seen from here."""
        now = self.clock()
        link = await books.referrals.link(token, browser, now)
        if link is None or not (link.ours or (opening and not link.bound)):
            raise NoSuchLink
        await books.cases.by_id(link.case)
        # It may have ended while we waited for the case.
        again = await books.referrals.link(token, browser, now)
        sheet = await books.referrals.one(link.referral) if again else None
        if sheet is None or not sheet.referral.shown(now):
            raise NoSuchLink
        return sheet

    def _shown(self, sheet: Sheet) -> Shown | None:
        now, asked = self.clock(), sheet.referral.asked
        partner, fields = self.partners.of(asked.partner), sheet.seen(now)
        if partner is None or not fields:
            return None
        return Shown(
            partner=partner,
            purpose=asked.purpose.value,
            fields=fields,
            until=asked.until,
            accepted=sheet.referral.state.value == "accepted",
            in_danger=sheet.referral.emergency is not None,
        )

    async def _written(self, books: Books, sheet: Sheet, act: str) -> None:
        case = await books.cases.look_up(sheet.case)
        await books.audit.write(PARTNER, act, case.code if case else "-", self.clock())

    async def _tell(self, books: Books, sheet: Sheet, now: datetime) -> None:
        """Tell the operators, and the person if they wished for it and it is safe."""
        post = Post(books, self.group, now)
        await self._tell_desk(post, sheet)
        case = await books.cases.look_up(sheet.case)
        person = await books.people.by_id(case.person) if case and case.person else None
        if person is not None and sheet.wish:
            await show_person(post, self.library, person, sheet.referral.state.value)

    async def _tell_desk(self, post: Post, sheet: Sheet) -> None:
        case = await post.books.cases.look_up(sheet.case)
        if case is not None and case.has_topic:
            await post.tell(case, phrases.DESK_REFERRAL)
        await post.books.ring(DELIVERIES_BELL)

"""A referral from the draft to the partner's answer: nothing leaves that nobody agreed to."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from sqlalchemy import func, select, text

from dialogs.engine.conversation import Talk
from dialogs.words import referrals as words
from hotline.domain.address import Address
from hotline.domain.consent import Share
from hotline.domain.referral import Act, State
from hotline.domain.retention import Kind
from hotline.domain.rights import NotAllowed
from hotline.domain.staff import Role
from hotline.services.archiving import archive_closed
from hotline.services.partner_pages import NoSuchLink, PartnerPages
from hotline.services.referrals import Draft, Referrals, expire
from hotline.services.staff_cases import NoSuchCase, Refused
from hotline.services.staff_passwords import new_token
from hotline.storage.tables import audit, messages, partner_links, referrals
from tests.desk.conftest import PARTNERS
from tests.desk.scenes import signed_in
from tests.desk.test_casework import member, somebody_waits
from tests.dialogs.scenes import REAL
from tests.services.scenes import GROUP, HANDING, NOON
from tests.services.test_conversations import Talking, step

if TYPE_CHECKING:
    from hotline.domain.case import CaseCode
    from hotline.domain.sharing import Sheet
    from hotline.domain.staff import Member
    from hotline.services.staff_accounts import Accounts
    from hotline.services.staff_cases import Casework
    from hotline.storage.books import Database
    from tests.desk.scenes import Clock, Pages

HER = Address(1)
SECRET = "lives with her sister"
TOLD = {"needs": "a lawyer for unpaid months", "language": "тоҷикӣ"}
BROWSER = ""
CLIENT = "127.0.0.1"


@dataclass
class Story:
    """One case in the hands of one operator, and everything around a referral of it."""

    database: Database
    accounts: Accounts
    casework: Casework
    clock: Clock
    referrals: Referrals
    partner: PartnerPages
    aigul: Member
    code: CaseCode
    id: str = ""

    async def drafts(self, purpose: str = "pay", partner: str = "tj_lawyers") -> Story:
        """Write a referral down."""
        draft = Draft(partner, purpose, "7", TOLD)
        self.id = (await self.referrals.draft(self.aigul, self.code, draft)).hex
        return self

    async def asks(self) -> Story:
        """Ask the person."""
        await self.referrals.put(self.aigul, self.code, self.id)
        return self

    async def person(self, *tokens: str) -> str | None:
        """Let the person press; return where they stand then."""
        async with self.database.books() as books:
            her = Talking(books, chat=HER, now=self.clock())
            await her.presses(*tokens)
            return step(await her.standing())

    async def says(self, word: str) -> str | None:
        """Let the person answer the question."""
        return await self.person(f"consent.{self.id}.{word}")

    async def is_now(self) -> Sheet:
        """The referral as it is kept."""
        [sheet] = await self.referrals.of(self.aigul, self.code)
        return sheet

    async def sends(self) -> str:
        """Make the partner's link."""
        return await self.referrals.send(self.aigul, self.code, self.id)

    async def count(self, table: str) -> int:
        """How many rows a table has."""
        async with self.database.books() as books:
            counted = await books.connection.execute(text(f"SELECT count(*) FROM {table}"))  # noqa: S608  # names of our own
            number: int = counted.scalar_one()
            return number


@pytest.fixture
async def story(database: Database, accounts: Accounts, casework: Casework, clock: Clock) -> Story:
    aigul = await member(accounts)
    code = await somebody_waits(database)
    await casework.take(aigul, code)
    return Story(
        database,
        accounts,
        casework,
        clock,
        Referrals(casework, PARTNERS),
        PartnerPages(database, REAL, GROUP, PARTNERS, HANDING.desks, clock),
        aigul,
        code,
    )


async def test_a_person_who_agrees_is_referred_and_hears_the_answer(story: Story) -> None:
    await (await story.drafts()).asks()
    async with story.database.books() as books:
        asked = (await Talking(books, chat=HER).standing()).particulars.agreements
    assert await story.says("yes") == "sharing.given"
    assert await story.says("tell") == "sharing.tell"
    token = await story.sends()
    browser = await story.partner.open(token, BROWSER, CLIENT)
    shown = await story.partner.look(token, browser)
    await story.partner.answer(token, browser, Act.ACCEPT)
    async with story.database.books() as books:
        her = Talking(books, chat=HER)
        standing = step(await her.standing())
        counted = await books.tallies.between(NOON.date().replace(day=1), NOON.date())

    states = {each.name.partition(".")[2] for each in counted if each.counted == "referral"}
    assert states == {"drafted", "asked", "consented", "sent", "accepted"}
    assert [each.shares for each in asked] == [("language", "needs")]
    assert shown is not None
    assert {share.value: told for share, told in shown.fields.items()} == TOLD
    assert standing == "sharing.accepted"
    sheet = await story.is_now()
    assert [each.act for each in sheet.history] == [
        "drafted",
        "asked",
        "consented",
        "wish",
        "sent",
        "opened",
        "accepted",
    ]


@pytest.mark.parametrize("answer", [None, "no", "yes then back"])
async def test_without_a_yes_that_holds_nothing_is_sent(story: Story, answer: str | None) -> None:
    await (await story.drafts()).asks()
    for word in (answer or "").split(" then "):
        await story.person(*([f"consent.{story.id}.{word}"] if word else []))

    with pytest.raises(Refused) as refused:
        await story.sends()

    assert refused.value.phrase in {words.NO_CONSENT, words.NOT_NOW}
    assert await story.count("partner_links") == 0


async def test_nothing_is_sent_once_the_agreed_time_is_over(story: Story) -> None:
    await (await story.drafts()).asks()
    await story.says("yes")
    story.clock.move(timedelta(days=7))
    with pytest.raises(Refused):
        await story.sends()
    await expire(story.database, HANDING.desks, story.clock())

    assert (await story.is_now()).referral.state is State.EXPIRED
    assert await story.says("yes") == "sharing.over"


async def test_taking_a_yes_back_closes_the_partners_page_at_once(story: Story) -> None:
    await (await story.drafts()).asks()
    await story.says("yes")
    token = await story.sends()
    browser = await story.partner.open(token, BROWSER, CLIENT)
    listed = await story.person("any.any.home", "sharing.about.list")
    assert listed != "sharing.list", "nobody stands there yet"
    await story.person("home.menu.privacy", "privacy.what.agreed")
    assert await story.person("sharing.about.list") == "sharing.list"
    assert await story.says("back") == "sharing.withdrawn"

    assert await story.partner.look(token, browser) is None
    with pytest.raises(NoSuchLink):
        await story.partner.answer(token, browser, Act.ACCEPT)


async def test_a_sensitive_purpose_waits_for_a_second_member_of_staff(story: Story) -> None:
    await (await story.drafts("shelter", "tj_shelter")).asks()
    await story.says("yes")
    with pytest.raises(Refused) as refused:
        await story.sends()
    assert refused.value.phrase == words.NEEDS_SECOND
    with pytest.raises(Refused):
        await story.referrals.approve(story.aigul, story.code, story.id)
    bolot = await member(story.accounts, "bolot")
    await story.referrals.approve(bolot, story.code, story.id)

    assert await story.sends()


async def test_danger_needs_a_reason_alerts_supervisors_and_never_overrides_a_no(
    story: Story,
) -> None:
    await story.drafts()
    for why, sent in ((" ", False), ("no answer, fire", True)):
        try:
            await story.referrals.send_in_danger(story.aigul, story.code, story.id, why)
        except Refused:
            assert not sent
    await story.drafts("legal_advice")
    await story.asks()
    await story.says("no")
    with pytest.raises(Refused):
        await story.referrals.send_in_danger(story.aigul, story.code, story.id, "again")

    assert await story.count("deliveries WHERE kind = 'tell_group'") == 1
    assert await story.count("audit WHERE act = 'case.refer_danger'") == 1


async def test_nothing_is_asked_or_agreed_to_while_somebody_may_read_along(story: Story) -> None:
    await story.drafts()
    async with story.database.books() as books:
        person = await Talking(books, chat=HER).person()
        hushed = replace(person.conversation, hushed=True)
        await books.people.save(replace(person, conversation=hushed))
    with pytest.raises(Refused):
        await story.asks()
    async with story.database.books() as books:
        await books.people.save(person)
    await story.asks()
    async with story.database.books() as books:
        person = await Talking(books, chat=HER).person()
        hushed = replace(person.conversation, hushed=True, talk=Talk.HUMAN)
        await books.people.save(replace(person, conversation=hushed))
    await story.says("yes")

    assert (await story.is_now()).referral.state is State.ASKED


async def test_another_desk_and_a_colleague_who_does_not_hold_the_case_refer_nothing(
    story: Story,
) -> None:
    draft = Draft("tj_lawyers", "pay", "7", TOLD)
    stranger, _ = await signed_in(story.accounts, "chinara", Role.OPERATOR, "kg")
    bolot = await member(story.accounts, "bolot")

    with pytest.raises(NoSuchCase):
        await story.referrals.draft(stranger, story.code, draft)
    with pytest.raises(NoSuchCase):
        await story.referrals.of(stranger, story.code)
    with pytest.raises(NotAllowed):
        await story.referrals.draft(bolot, story.code, draft)
    assert await story.count("referrals") == 0


async def test_somebody_elses_button_answers_nothing(story: Story) -> None:
    await (await story.drafts()).asks()
    async with story.database.books() as books:
        other = Talking(books, chat=Address(2))
        await other.asks()
        await other.presses(f"consent.{story.id}.yes", "consent.nonsense.yes")
        assert step(await other.standing()) == "sharing.over"

    assert (await story.is_now()).referral.state is State.ASKED


async def test_erasing_ends_the_link_and_deletes_every_word(story: Story) -> None:
    await (await story.drafts()).asks()
    await story.says("yes")
    token = await story.sends()
    browser = await story.partner.open(token, BROWSER, CLIENT)
    await story.person("any.any.erase", "privacy.erase.do_it")

    assert await story.partner.look(token, browser) is None
    async with story.database.books() as books:
        for table in (referrals, partner_links):
            counted = await books.connection.execute(select(func.count()).select_from(table))
            assert counted.scalar_one() == 0


async def test_a_partners_question_reaches_the_desk_and_no_letter_leads_to_the_person(
    story: Story,
) -> None:
    await (await story.drafts()).asks()
    await story.says("yes")
    token = await story.sends()
    browser = await story.partner.open(token, BROWSER, CLIENT)
    before = await story.count("deliveries WHERE person IS NOT NULL")
    await story.partner.ask(token, browser, "Which months?")

    shown = await story.casework.open(story.aigul, story.code)
    assert ("note", True) in {
        (each.side, "Which months?" in (each.words or "")) for each in shown.talk
    }
    assert await story.count("deliveries WHERE person IS NOT NULL") == before


async def test_a_link_that_was_opened_opens_nowhere_else_and_guessing_becomes_slow(
    story: Story, pages: Pages
) -> None:
    await (await story.drafts()).asks()
    await story.says("yes")
    token = await story.sends()
    looked = [(await pages.get(f"/r/{each}"))[1] for each in (token, "unknown")]
    assert looked[0].replace(token, "-") == looked[1].replace("unknown", "-"), (
        "a robot sees a door"
    )
    opened, _ = await pages.post(f"/r/{token}/open")
    again, said = await pages.post(f"/r/{token}/open")
    unknown, same = await pages.post("/r/unknown/open")

    assert (opened, again, unknown) == (303, 404, 404)
    assert said == same
    tries = [(await pages.post("/r/unknown/open"))[0] for _ in range(4)]
    assert 429 in tries


async def test_the_partners_page_holds_what_was_agreed_and_nothing_else(
    story: Story, pages: Pages
) -> None:
    await story.casework.note(story.aigul, story.code, SECRET)
    await (await story.drafts()).asks()
    await story.says("yes")
    token = await story.sends()
    browser = await story.partner.open(token, BROWSER, CLIENT)
    origin = pages.parts.origin
    async with pages.client.get(
        f"{origin}/r/{token}?lang=ru", headers={"Cookie": f"partner={browser}"}
    ) as answer:
        shown, headers = await answer.text(), answer.headers

    assert all(told in shown for told in TOLD.values())
    assert SECRET not in shown
    assert story.code not in shown
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cache-Control"] == "no-store"
    assert "noindex" in headers["X-Robots-Tag"]


async def test_the_sheet_shows_what_was_agreed_and_is_not_there_before(
    story: Story, pages: Pages
) -> None:
    token = new_token()
    async with story.database.books() as books:
        await books.sessions.begin(story.aigul.id, token, "a test", story.clock())
    await story.casework.note(story.aigul, story.code, SECRET)
    await (await story.drafts()).asks()
    path = f"/cases/{story.code}/referral/sheet?referral={story.id}"
    before, _ = await pages.get(path, token)
    await story.says("yes")
    after, shown = await pages.get(path, token)

    assert (before, after) == (409, 200)
    assert all(told in shown for told in TOLD.values())
    assert SECRET not in shown
    assert story.code not in shown


async def test_who_may_be_trafficked_and_seeks_asylum_is_proposed_both_bodies(
    story: Story, pages: Pages
) -> None:
    token = new_token()
    async with story.database.books() as books:
        await books.sessions.begin(story.aigul.id, token, "a test", story.clock())
    told = {}
    for profile in ("asylum_seeker", "possible_victim"):
        what = f"profile:{profile}"
        await story.casework.correct(story.aigul, story.code, what, "told", withdrawn=False)
        _, told[profile] = await pages.get(f"/cases/{story.code}/refer", token)

    assert words.BOTH.english not in told["asylum_seeker"]
    assert words.BOTH.english in told["possible_victim"]


async def test_what_is_kept_of_referrals_goes_with_the_notes(story: Story) -> None:
    await story.drafts()
    async with story.database.books() as books:
        person = await Talking(books, chat=HER).person()
        await books.connection.exec_driver_sql("DELETE FROM deliveries")  # all has arrived
        subject = await books.retention.lock(person.id)
        assert subject is not None
        assert Kind.NOTES in {held.kind for held in subject.held}
        await books.shredding.shred(person.id, {Kind.ANSWERS}, story.clock().date())
    assert (await story.is_now()).told[Share.NEEDS] == TOLD["needs"]
    async with story.database.books() as books:
        await books.shredding.shred(person.id, {Kind.NOTES}, story.clock().date())

    assert await story.count("referrals") == 0


async def test_a_closed_case_goes_to_the_archive_once_no_partner_may_read_of_it(
    story: Story,
) -> None:
    await (await story.drafts()).asks()
    await story.says("yes")
    await story.sends()
    await story.casework.close(story.aigul, story.code)
    async with story.database.books() as books:
        await books.connection.exec_driver_sql("DELETE FROM deliveries")  # all has arrived
    slot, after = X25519PrivateKey.generate().public_key(), timedelta(days=1)
    laid = []
    for days in (5, 5):
        story.clock.move(timedelta(days=days))
        laid.append(await archive_closed(story.database, slot, GROUP, after, story.clock()))

    assert laid == [{"talks": 0}, {"talks": 1}]
    assert await story.referrals.of(story.aigul, story.code) == []


async def test_every_step_of_a_referral_is_in_the_audit(story: Story) -> None:
    await (await story.drafts()).asks()
    await story.says("yes")
    token = await story.sends()
    await story.partner.open(token, BROWSER, CLIENT)
    async with story.database.books() as books:
        rows = await books.connection.execute(select(audit.c.actor, audit.c.act))
        done = [(row.actor, row.act) for row in rows]
        told = await books.connection.execute(select(func.count()).select_from(messages))

    assert done.count(("aigul", "case.refer")) == 3
    assert ("PARTNER", "partner.open") in done
    assert told.scalar_one() == 0
    assert Share.NEEDS in (await story.is_now()).told

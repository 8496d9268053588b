"""A campaign on its way: everybody once, nobody in trouble, nobody at night; and who follows."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING, cast

import pytest
from sqlalchemy import func, select, text, update

from hotline.domain.address import Address
from hotline.domain.campaign import Audience, Campaign, CampaignId, Missing, State
from hotline.domain.case import CaseCode
from hotline.domain.contact import Contact, When
from hotline.domain.delivery import DeliveryState, NoAnswer, PersonBlocked, Receipt
from hotline.domain.emergency import Kind
from hotline.domain.letters import PostInChannel, TellNews, WriteToPerson
from hotline.domain.priority import Priority
from hotline.services.alerting import Alerting, Proposed
from hotline.services.campaigning import Campaigning, Draft
from hotline.services.courier import Courier
from hotline.services.fanout import Fanout
from hotline.services.staff_cases import Refused
from hotline.services.watch import Watch
from hotline.storage.bell import Bell
from hotline.storage.tables import deliveries, follows, outcomes, persons, series, shares
from tests.dialogs.scenes import SPEECH
from tests.services.scenes import GROUP, HANDING, NOON, post
from tests.services.test_conversations import Talking, step

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from hotline.domain.case import PersonId
    from hotline.domain.delivery import Route, SendingFailed
    from hotline.domain.desks import Desk, Desks
    from hotline.domain.letters import Letter
    from hotline.storage.books import Database

TEXTS = {"tg": "Салом", "ru": "Привет"}
NIGHT = NOON.replace(hour=18)  # 23:00 in Dushanbe
MORNING = NOON.replace(hour=4) + timedelta(days=1)


class KilledError(Exception):
    """The program was killed."""


@dataclass
class Breaking:
    """Desks that break off the program at the nth person."""

    left: int

    def of(self, language: str) -> Desk:
        """Return the desk, until it breaks."""
        self.left -= 1
        if self.left < 0:
            raise KilledError
        return HANDING.desks.of(language)


@dataclass
class Sky:
    """A way out that remembers what left; with `fails`, nothing arrives."""

    fails: SendingFailed | None = None
    left: list[Letter] = field(default_factory=list)

    async def send(self, letter: Letter, route: Route, now: datetime) -> Receipt:
        """Take a letter."""
        del route, now
        self.left.append(letter)
        if self.fails:
            raise self.fails
        return Receipt(message=len(self.left))


async def readers(database: Database, number: int, language: str = "tg") -> Sequence[PersonId]:
    """People who follow false job offers."""
    found = []
    async with database.books() as books:
        for chat in range(number):
            person = await books.people.meet(Address(7000 + chat), None, NOON)
            conversation = replace(person.conversation, language=language)
            await books.people.save(replace(person, conversation=conversation))
            await books.follows.follow(person.id, "scams", NOON)
            found.append(person.id)
    return found


async def begun(database: Database, **changed: object) -> CampaignId:
    """A campaign that two people have read, scheduled for noon."""
    campaign = Campaign(
        id=CampaignId(uuid.uuid4()),
        name="autumn",
        author="erkin",
        audience=Audience("scams", ("tg", "ru")),
        texts=TEXTS,
        state=State.SCHEDULED,
        second="bolot",
        begins_at=NOON,
    )
    async with database.books() as books:
        changed_one = replace(campaign, **changed)  # type: ignore[arg-type]
        await books.campaigns.add(changed_one, NOON)
    return campaign.id


def fanout(database: Database, now: datetime = NOON, desks: object = HANDING.desks) -> Fanout:
    """What deals out, fast enough for a test."""
    return Fanout(database, cast("Desks", desks), lambda: now, 100, {"ru": -1001})


async def deliver(database: Database, sky: Sky, now: datetime = NOON) -> None:
    """Let a courier who comes into office now send all that may go."""
    courier = Courier(database, Bell(database.url), sky, GROUP, 1, lambda: now, keeps_pace=False)
    await courier.take_over()
    while await courier.deliver():
        await courier.land()


async def got(database: Database) -> dict[object, int]:
    """How many letters of campaigns each person has."""
    async with database.books() as books:
        rows = await books.connection.execute(
            select(deliveries.c.person, func.count())
            .where(deliveries.c.kind == "tell_news", deliveries.c.state != "superseded")
            .group_by(deliveries.c.person)
        )
        return {row[0]: row[1] for row in rows}


async def looks(database: Database, dealing: Fanout) -> None:
    """Deal and deliver until everybody in these tests has had theirs."""
    for _ in range(9):
        await dealing.look()
        await deliver(database, Sky())


async def state_of(database: Database, campaign: CampaignId) -> State:
    async with database.books() as books:
        found = await books.campaigns.find(campaign)
    assert found
    return found.state


@pytest.mark.parametrize("killed_at", [0, 1, 7, 12])
async def test_whoever_is_killed_goes_on_with_nobody_twice_and_nobody_skipped(
    database: Database, killed_at: int
) -> None:
    people = await readers(database, 13)
    campaign = await begun(database)
    small = replace(fanout(database, desks=Breaking(killed_at)), rate=2)  # four at a time
    with pytest.raises(KilledError):
        await looks(database, small)

    await looks(database, replace(fanout(database), rate=2))

    assert await got(database) == dict.fromkeys(people, 1)
    assert await state_of(database, campaign) is State.DONE


async def test_who_needs_a_human_or_forbade_it_or_blocked_us_gets_nothing(
    database: Database,
) -> None:
    risky, quiet, blocked, away, informed = await readers(database, 5)
    async with database.books() as books:
        await books.cases.open(risky, CaseCode("R1"), "tg", Priority.NOW, NOON)
        await books.cases.open(informed, CaseCode("I1"), "tg", Priority.INFO, NOON)
        person = await books.people.by_id(quiet)
        assert person
        await books.people.set_contact(replace(person, contact=Contact(When.REPLY)))
        await books.people.block(blocked, NOON)
        await books.follows.leave(away, "scams")
    await begun(database)

    await fanout(database).look()

    assert await got(database) == {informed: 1}


async def test_what_changes_after_dealing_still_counts_when_the_letter_leaves(
    database: Database,
) -> None:
    risky, fine = await readers(database, 2)
    await begun(database)
    await fanout(database).look()
    async with database.books() as books:
        await books.cases.open(risky, CaseCode("R1"), "tg", Priority.TODAY, NOON)
    sky = Sky()

    await deliver(database, sky)

    assert [each.kind for each in sky.left] == ["tell_news"]
    async with database.books() as books:
        rows = await books.connection.execute(select(deliveries.c.person, deliveries.c.state))
        ended = {row[0]: row[1] for row in rows}
    assert ended == {risky: "expired", fine: "sent"}


async def waits(
    database: Database, campaign: CampaignId, state: DeliveryState | None = None
) -> bool:
    """Say whether a campaign waits; first all letters are put into a state, if one is named."""
    async with database.books() as books:
        if state:
            await books.connection.execute(update(deliveries).values(state=state.value))
        return await books.campaigns.waits(campaign)


async def test_by_night_a_campaign_waits_for_the_morning_of_each_zone(database: Database) -> None:
    here, there = await readers(database, 2)
    async with database.books() as books:
        person = await books.people.by_id(there)
        assert person
        contact = Contact(zone="Europe/London")
        await books.people.set_contact(replace(person, contact=contact))
    campaign = await begun(database)

    await fanout(database, NIGHT).look()
    at_night = await got(database)
    await fanout(database, MORNING - timedelta(seconds=1)).look()
    before = await got(database)
    await fanout(database, MORNING).look()

    assert at_night == before == {there: 1}
    assert await got(database) == {there: 1, here: 1}
    assert await state_of(database, campaign) is State.SENDING  # nothing has arrived yet


async def test_a_campaign_waits_for_whoever_sleeps_and_for_every_letter_that_has_not_ended(
    database: Database,
) -> None:
    await readers(database, 1)
    campaign = await begun(database)

    await fanout(database, NIGHT).look()
    asleep = await waits(database, campaign)
    await fanout(database, MORNING).look()
    found = {state: await waits(database, campaign, state) for state in DeliveryState}

    assert asleep
    going = {DeliveryState.HELD, DeliveryState.QUEUED, DeliveryState.SENDING}
    assert {state for state, waited in found.items() if waited} == going


async def test_a_letter_dealt_by_day_and_late_by_night_waits_for_the_morning(
    database: Database,
) -> None:
    await readers(database, 1)
    await begun(database)
    await fanout(database).look()
    sky = Sky()

    await deliver(database, sky, NIGHT)
    assert sky.left == []
    await Watch(database, Bell(database.url), GROUP, lambda: MORNING).look()
    await deliver(database, sky, MORNING)

    assert [each.kind for each in sky.left] == ["tell_news"]


async def test_a_pause_takes_back_what_has_not_left_and_going_on_sends_it_once(
    database: Database,
) -> None:
    people = await readers(database, 3)
    campaign = await begun(database)
    await fanout(database).look()
    desk = Campaigning(database, SPEECH.facts, lambda: NOON)
    sky = Sky()

    await desk.pause("erkin", campaign)
    await fanout(database).look()
    await deliver(database, sky)
    assert sky.left == []
    await desk.resume("erkin", campaign)
    await fanout(database).look()
    await deliver(database, sky)

    assert await got(database) == dict.fromkeys(people, 1)
    with pytest.raises(Refused):
        await desk.resume("erkin", campaign)


async def test_who_blocks_us_is_counted_and_is_in_no_later_audience(database: Database) -> None:
    await readers(database, 12)
    first = await begun(database)
    await fanout(database).look()
    await deliver(database, Sky(PersonBlocked()))
    await fanout(database).look()
    desk = Campaigning(database, SPEECH.facts, lambda: NOON)

    shown = await desk.show(first)

    assert shown.reach == (("tg", "blocked", 11),)
    assert (shown.audience, shown.together) == ({"tg": None, "ru": None}, None)
    async with database.books() as books:
        held = await books.connection.execute(select(func.count()).select_from(shares))
        kept = await books.connection.execute(select(outcomes.c.number))
        assert (held.scalar_one(), kept.scalars().all()) == (0, [12])
        counted = await books.tallies.between(NOON.date().replace(day=1), NOON.date())
    ended = {(each.name.partition(".")[2], number) for each, number in counted.items()}
    assert ended == {("blocked", 12)}


async def test_an_unanswered_campaign_is_never_sent_again(database: Database) -> None:
    await readers(database, 1)
    campaign = await begun(database)
    await fanout(database).look()
    sky = Sky(NoAnswer())
    await deliver(database, sky)
    await deliver(database, sky)
    await fanout(database).look()

    assert len(sky.left) == 1
    async with database.books() as books:
        assert await books.campaigns.reach(campaign) == {("tg", "uncertain"): 1}


async def test_a_count_under_eleven_is_never_shown(database: Database) -> None:
    await readers(database, 10)
    campaign = await begun(database)
    desk = Campaigning(database, SPEECH.facts, lambda: NOON)

    few = await desk.show(campaign)
    await readers(database, 11)
    more = await desk.show(campaign)

    assert (few.audience["tg"], few.together) == (None, None)
    assert (more.audience["tg"], more.together) == (11, 11)


async def test_a_corridor_is_a_topic_and_where_somebody_is_from(database: Database) -> None:
    tajik, _ = await readers(database, 2)
    async with database.books() as books:
        await books.follows.come_from(tajik, "kg", NOON)
        await books.follows.come_from(tajik, "tj", NOON)
        counted = await books.campaigns.count(Audience("scams", ("tg",), "tj"))
        other = await books.campaigns.count(Audience("scams", ("tg",), "kg"))

    assert (counted, other) == ({"tg": 1}, {})


async def test_a_missing_text_falls_back_or_is_left_out(database: Database) -> None:
    people = await readers(database, 1, language="kk")
    await begun(
        database,
        audience=Audience("scams", ("kk", "ru")),
        texts={"ru": "Привет"},
        missing=Missing.FALLBACK,
    )
    skipped = await begun(
        database,
        audience=Audience("scams", ("kk", "ru")),
        texts={"ru": "Привет"},
        missing=Missing.SKIP,
    )
    sky = Sky()
    await fanout(database).look()
    await deliver(database, sky)

    [letter] = sky.left
    assert isinstance(letter, TellNews)
    assert letter.language == "ru"
    assert await got(database) == {people[0]: 1}
    async with database.books() as books:
        assert await books.campaigns.reach(skipped) == {("kk", "passed_over"): 1}


async def test_a_campaign_is_posted_once_in_the_channel_of_its_language(
    database: Database,
) -> None:
    await begun(database, posts=True)
    sky = Sky()
    for _ in range(3):
        await fanout(database).look()
    await deliver(database, sky)

    assert sky.left == [PostInChannel("Привет", "ru", -1001)]


async def test_a_reply_stands_before_all_that_waits_of_a_campaign(database: Database) -> None:
    await readers(database, 3)
    await begun(database)
    await fanout(database).look()
    async with database.books() as books:
        person = await books.people.meet(Address(1), None, NOON)
        await post(books).to_person(person, WriteToPerson("Салом"))
        heads = await books.deliveries.heads(NOON, 1)

    assert [each.delivery.letter for each in heads] == [WriteToPerson("Салом")]


async def test_somebody_follows_in_two_taps_sees_it_and_leaves(database: Database) -> None:
    async with database.books() as books:
        talking = Talking(books)
        await talking.presses("lang.any.tg", "page.alerts.topics")
        await talking.presses("alerts.topics.scams", "alerts.scams.yes")
        person = await talking.person()
        followed = await books.follows.of(person.id)
        listed = person.conversation.particulars.follows
        await talking.presses("page.alerts.scams", "alerts.scams.no")
        left = await books.follows.of(person.id)

        assert step(await talking.standing()) == "alerts.mine"
        assert (followed, listed, left) == (["scams"], ("scams",), [])


async def test_pages_of_a_journey_come_at_their_day_and_stop_when_a_human_talks(
    database: Database,
) -> None:
    async with database.books() as books:
        talking = Talking(books)
        await talking.presses("lang.any.tg", "page.alerts.journey", "alerts.journey.now")
    day_three = NOON + timedelta(days=3)
    sky = Sky()
    await fanout(database, day_three).look()
    await deliver(database, sky, day_three)

    offered = [each.page for each in sky.left if isinstance(each, TellNews)]
    async with database.books() as books:
        before = await books.connection.execute(select(series.c.page))
        await Talking(books).presses("any.any.person", "person.safe.yes")
        after = await books.connection.execute(select(series.c.page))
        assert (offered, before.scalars().all(), after.scalars().all()) == (
            ["countries:choose"],
            ["work:topics"],
            [],
        )


async def test_who_erases_themselves_is_in_no_audience_and_no_share(database: Database) -> None:
    async with database.books() as books:
        talking = Talking(books)
        await talking.presses("lang.any.tg", "page.alerts.scams", "alerts.scams.yes")
    await begun(database)
    await fanout(database, NIGHT).look()
    async with database.books() as books:
        await Talking(books).presses(
            "page.privacy.what", "privacy.what.erase", "privacy.erase.do_it"
        )
        left = [
            (await books.connection.execute(select(func.count()).select_from(table))).scalar_one()
            for table in (follows, shares, series)
        ]

    assert left == [0, 0, 0]


async def test_an_emergency_stands_above_home_and_is_pushed_to_those_who_asked(
    database: Database,
) -> None:
    desk = Alerting(database, SPEECH.facts, lambda: NOON)
    ends_at = NOON + timedelta(days=1)
    told = Proposed("kz", Kind.BORDER, {"tg": "Сарҳад баста"}, ends_at, surge=True, push=True)
    async with database.books() as books:
        await Talking(books).presses("lang.any.tg", "page.alerts.general", "alerts.general.yes")
    page = await desk.propose("saule", told)
    with pytest.raises(Refused):
        await desk.agree("saule", page)
    await desk.agree("bolot", page)
    await fanout(database).look()
    async with database.books() as books:
        await books.connection.execute(text("DELETE FROM deliveries WHERE kind = 'show_screen'"))
        await Talking(books).presses("any.any.home")
        [home] = await Talking(books).shown()
        await Talking(books, now=ends_at).presses("any.any.home")
        [_, later] = await Talking(books).shown()

    assert (home.above, later.above) == ("Сарҳад баста", None)
    assert len(await got(database)) == 1
    assert await desk.surge()


async def test_refusals_are_written_down_and_change_nothing(database: Database) -> None:
    desk = Campaigning(database, SPEECH.facts, lambda: NOON)
    draft = Draft("autumn", Audience("scams", ("tg",)), {"tg": "Салом"})
    campaign = await desk.create("erkin", draft)
    await desk.submit("erkin", campaign)
    with pytest.raises(Refused):
        await desk.approve("erkin", campaign)
    with pytest.raises(Refused):
        await desk.schedule("erkin", campaign, None)

    assert await state_of(database, campaign) is State.SUBMITTED
    async with database.books() as books:
        newest = [(each.act, each.outcome) for each in await books.audit.newest(2)]
        await books.connection.execute(update(persons).values(seen_at=NOON))
    assert newest == [("campaign.schedule", "refused"), ("campaign.approve", "refused")]

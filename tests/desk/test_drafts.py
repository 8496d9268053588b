"""A second pair of eyes, ready texts, marks of what was read, and another phone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from dialogs.words import talk
from hotline.domain.address import Address
from hotline.domain.desks import Desks
from hotline.domain.giving_away import giving_away
from hotline.domain.priority import Priority
from hotline.domain.rights import NotAllowed
from hotline.domain.staff import Role
from hotline.services.canned import CannedDesk, Written
from hotline.services.staff_cases import Casework, Refused
from hotline.services.staff_talk import Looked, Together
from hotline.storage.cases import Said
from tests.desk.scenes import signed_in
from tests.desk.test_talk import at_desk, letters_of, now_is, talking
from tests.services.scenes import HANDING, NOON

if TYPE_CHECKING:
    from hotline.domain.case import CaseCode
    from hotline.domain.draft import Draft
    from hotline.domain.staff import Member
    from hotline.services.staff_accounts import Accounts
    from hotline.storage.books import Database

ADDRESS = "Come to Rudaki street 12"


def strict(casework: Casework, *rules: str) -> Casework:
    """The same cases where the desk of Tajikistan wants two to look."""
    desks = HANDING.desks.desks
    told = [each.model_dump() for each in desks]
    for each in told:
        each["second_eyes"] = rules if each["desk"] == "tj" else ()
    handing = replace(HANDING, desks=Desks.model_validate({"desks": told}))
    return replace(casework, desk=replace(casework.desk, handing=handing))


async def draft_of(casework: Casework, member: Member, code: CaseCode) -> Draft:
    draft = (await casework.open(member, code)).beside.draft
    assert draft is not None
    return draft


async def test_a_reply_goes_as_a_colleague_changed_it_when_its_author_presses_once(
    casework: Casework, accounts: Accounts, database: Database
) -> None:
    aigul, code = await talking(casework, accounts, database)
    bolot, together = await at_desk(accounts, "bolot"), Together(casework)
    await together.share(aigul, code, ADDRESS)
    draft = await draft_of(casework, bolot, code)
    assert (await casework.open(bolot, code)).beside.found
    looked = Looked(str(draft.id), "Come tomorrow", "", approved=True)
    with pytest.raises(Refused) as refused:
        await together.look(aigul, code, looked)
    assert refused.value.phrase == talk.OWN_DRAFT
    with pytest.raises(Refused):
        await together.send(aigul, code, str(draft.id))

    await together.look(bolot, code, looked)
    with pytest.raises(NotAllowed):
        await together.send(bolot, code, str(draft.id))
    await together.send(aigul, code, str(draft.id))

    with pytest.raises(Refused):
        await together.send(aigul, code, str(draft.id))
    shown = await casework.open(aigul, code)
    assert [each.words for each in shown.talk] == ["Come tomorrow"]
    assert shown.beside.draft is None
    assert len(await letters_of(database, "write_to_person")) == 1


async def test_a_draft_is_given_back_only_with_a_comment_and_is_unreadable_in_the_database(
    casework: Casework, accounts: Accounts, database: Database
) -> None:
    aigul, code = await talking(casework, accounts, database)
    bolot, together = await at_desk(accounts, "bolot"), Together(casework)
    await together.share(aigul, code, ADDRESS)
    draft = await draft_of(casework, bolot, code)
    with pytest.raises(Refused) as refused:
        await together.look(bolot, code, Looked(str(draft.id), ADDRESS, " ", approved=False))
    assert refused.value.phrase == talk.NO_COMMENT
    await together.look(bolot, code, Looked(str(draft.id), ADDRESS, "no street", approved=False))

    given = await draft_of(casework, aigul, code)
    assert (given.state, given.comment) == ("returned", "no street")
    async with database.books() as books:
        kept = await books.connection.exec_driver_sql("SELECT words, comment FROM drafts")
        [row] = kept.all()
    assert b"Rudaki" not in row.words
    assert b"street" not in row.comment


@pytest.mark.parametrize(
    ("rules", "priority", "words", "goes"),
    [
        (("warned",), Priority.SOON, ADDRESS, False),
        (("warned",), Priority.SOON, "Салом", True),
        (("now",), Priority.NOW, "Салом", False),
        (("now",), Priority.SOON, ADDRESS, True),
        ((), Priority.NOW, ADDRESS, True),
    ],
)
async def test_a_desk_may_demand_that_two_look(  # noqa: PLR0917  # a table of cases
    casework: Casework,
    accounts: Accounts,
    database: Database,
    rules: tuple[str, ...],
    priority: Priority,
    words: str,
    goes: bool,  # noqa: FBT001  # the same
) -> None:
    casework = strict(casework, *rules)
    aigul, code = await talking(casework, accounts, database)
    await casework.prioritise(aigul, code, priority.value, "heard so")
    looked_at = giving_away(words, [], ())

    if goes:
        await casework.reply(aigul, code, words, looked_at)
    else:
        with pytest.raises(Refused) as refused:
            await casework.reply(aigul, code, words, looked_at)
        assert refused.value.phrase == talk.NEEDS_SECOND
    assert len(await letters_of(database, "write_to_person")) == goes


def written(**changed: object) -> Written:
    told = Written("", "", "tj", "tg", "Greeting", "Салом! Мо ҳастем.", date(2027, 3, 1))
    return replace(told, **changed)  # type: ignore[arg-type]  # of the fields' own types


async def test_a_ready_text_has_versions_and_is_found_in_its_language_until_it_is_retired(
    casework: Casework, accounts: Accounts
) -> None:
    texts = CannedDesk(casework)
    chief = await at_desk(accounts, "chief", role=Role.SUPERVISOR)
    aigul, daulet = await at_desk(accounts, "aigul"), await at_desk(accounts, "daulet", "kz")
    editor, _ = await signed_in(accounts, "editor", Role.EDITOR)
    with pytest.raises(NotAllowed):
        await texts.write(aigul, written())
    for review_by in (None, NOON.date(), NOON.date() + timedelta(days=366)):
        with pytest.raises(Refused):
            await texts.write(chief, written(review_by=review_by))
    await texts.write(chief, written(desk="kz"))
    [first] = await texts.all(editor, "tj")
    change = written(id=str(first.id), version="1", words="Салом! Мо ин ҷоем.")
    await texts.write(editor, change)
    with pytest.raises(Refused) as refused:
        await texts.write(chief, change)
    assert refused.value.phrase == talk.CHANGED_MEANWHILE

    [found] = await texts.find(aigul, "tg", "салом ҷоем")
    assert (found.version, found.author, found.desk) == (2, "editor", "tj")
    for member, language, words in (
        (aigul, "ru", "салом"),
        (daulet, "tg", "салом"),
        (aigul, "tg", " "),
        (aigul, "tg", "xyz"),
    ):
        assert not await texts.find(member, language, words)
    await texts.retire(chief, replace(change, version="2"))
    assert not await texts.all(aigul)


async def test_what_the_person_wrote_is_new_until_this_member_has_seen_it(
    casework: Casework, accounts: Accounts, database: Database
) -> None:
    aigul, code = await talking(casework, accounts, database)
    bolot, case = await at_desk(accounts, "bolot"), await now_is(database, code)
    assert [each.unread for each in (await casework.queue(aigul)).mine] == [False]
    async with database.books() as books:
        said = Said("person", "words", "Салом", 5)
        await books.cases.say(said, person=case.person, case=case.id, inbox=5, now=NOON)
    assert [each.unread for each in (await casework.queue(aigul)).mine] == [True]

    await casework.open(aigul, code, again=True)

    assert [each.unread for each in (await casework.queue(aigul)).mine] == [False]
    assert [each.unread for each in (await casework.queue(bolot)).others] == [True]


async def test_a_typed_code_is_decided_on_the_page_by_who_holds_the_case(
    casework: Casework, accounts: Accounts, database: Database
) -> None:
    aigul, code = await talking(casework, accounts, database)
    bolot, together = await at_desk(accounts, "bolot"), Together(casework)
    case = await now_is(database, code)
    with pytest.raises(Refused):
        await together.link(aigul, code, "link")
    async with database.books() as books:
        new = await books.people.meet(Address(2), None, NOON)
        await books.codes.keep(case.id, "symbols", NOON)
        assert await books.codes.use("symbols", new.id, NOON) == case.id
    assert (await casework.open(aigul, code)).beside.link_asked
    with pytest.raises(NotAllowed):
        await together.link(bolot, code, "link")

    await together.link(aigul, code, "link")

    assert (await now_is(database, code)).person == new.id
    assert not (await casework.open(aigul, code)).beside.link_asked

"""What a person agrees to, takes back, and is told of it: their side of a referral."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import UUID

from dialogs.engine import screen_at
from dialogs.engine.agreements import Agreement
from dialogs.engine.conversation import Talk
from dialogs.engine.effects import AnswerConsent, ListAgreed
from dialogs.engine.particulars import AGREEMENTS_LENGTH
from dialogs.words import phrases
from dialogs.words.languages import SOURCE
from hotline.domain.consent import Answer
from hotline.domain.referral import LIFE, Act, NotNow, ReferralId, answer
from hotline.domain.sharing import Who
from hotline.services.counting import count_referral
from hotline.services.post import screen_letter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dialogs.engine import Library, Turn
    from dialogs.engine.agreements import Said
    from hotline.domain.partners import Directory
    from hotline.domain.person import Person
    from hotline.domain.sharing import Sheet
    from hotline.services.moment import Moment
    from hotline.services.post import Post

SHARING = "sharing"
# What the person may read: the question, what they agreed to, an outcome.
ASKED = "asked"


async def with_agreements(moment: Moment, person: Person, turn: Turn) -> Turn:
    """Let an answer about sharing count, and put onto the screen what it is about."""
    if turn.screen is None:
        return turn
    for effect in turn.effects:
        if isinstance(effect, AnswerConsent):
            return await _answered(moment, person, turn, effect)
        if effect == ListAgreed():
            return _listing(moment, person, turn, await _in_force(moment, person))
    return turn


async def _answered(moment: Moment, person: Person, turn: Turn, said: AnswerConsent) -> Turn:
    """Keep an answer; to a question that is not open any more the screen says just that."""
    sheet = await _theirs(moment, person, said.asked)
    kept = _said(sheet, said.said, moment) if sheet else None
    if kept is None:
        return _screen(moment, turn, "over", ())
    await moment.books.referrals.save(kept, moment.now)
    if said.said != "tell":
        await count_referral(moment.books, moment.known.desks, kept, moment.now)
    if said.said == "withdrawn":
        await moment.books.referrals.end_link(kept.referral.id)
    if said.said != "tell":
        await _tell_desk(moment, kept)
    shown = agreement(kept, moment.known.partners, person.conversation.language)
    return _screen(moment, turn, said.said, (shown,))


def _said(sheet: Sheet, said: Said, moment: Moment) -> Sheet | None:
    """Return a referral after an answer, or None where the answer does not count."""
    now, referral = moment.now, sheet.referral
    if said == "tell":
        if referral.consent is None or referral.consent.answer is not Answer.GIVEN:
            return None
        return replace(sheet, wish=True).after(referral, "wish", Who.PERSON, now)
    if said == "given" and now >= referral.asked.until:
        return None
    try:
        moved = answer(referral, Answer(said), now)
    except NotNow:
        return None
    return sheet.after(moved, moved.state.value, Who.PERSON, now)


async def _theirs(moment: Moment, person: Person, asked: str) -> Sheet | None:
    """Return a referral of this person's own cases, which are locked; nobody else's."""
    try:
        wanted = ReferralId(UUID(hex=asked))
    except ValueError:
        return None
    own = {case.id for case in await moment.books.cases.all_of(person.id)}
    sheet = await moment.books.referrals.one(wanted)
    return sheet if sheet is not None and sheet.case in own else None


async def _in_force(moment: Moment, person: Person) -> Sequence[Sheet]:
    """Return what the person agreed to and can take back."""
    sheets = await moment.books.referrals.of_person(person.id)
    return [
        sheet
        for sheet in sheets
        if sheet.referral.consent is not None
        and sheet.referral.asked.until > moment.now
        and (sheet.referral.state, Act.WITHDRAW) in LIFE
    ]


def _listing(moment: Moment, person: Person, turn: Turn, sheets: Sequence[Sheet]) -> Turn:
    language = person.conversation.language
    shown = [agreement(each, moment.known.partners, language) for each in sheets]
    return _screen(moment, turn, "list" if shown else "none", tuple(shown[:AGREEMENTS_LENGTH]))


def _screen(moment: Moment, turn: Turn, step: str, shown: tuple[Agreement, ...]) -> Turn:
    """Show another step with agreements, unless the turn led away from sharing altogether."""
    standing = turn.conversation.place
    if standing is None or standing.script != SHARING:
        return turn
    place = moment.known.library.begin(SHARING, step)
    mine = replace(turn.conversation.particulars, agreements=shown)
    conversation = replace(turn.conversation, place=place, particulars=mine)
    return replace(
        turn, conversation=conversation, screen=screen_at(moment.known.library, place, mine)
    )


async def _tell_desk(moment: Moment, sheet: Sheet) -> None:
    case = await moment.books.cases.by_id(sheet.case)
    if case is not None and case.has_topic:
        await moment.post.tell(case, phrases.DESK_REFERRAL)


def agreement(sheet: Sheet, partners: Directory, language: str | None) -> Agreement:
    """Return a referral as the person reads it; an address is never part of it."""
    asked = sheet.referral.asked
    partner = partners.of(asked.partner)
    return Agreement(
        id=sheet.referral.id.hex,
        partner=partner.named(language or SOURCE) if partner else asked.partner,
        purpose=asked.purpose.value,
        shares=tuple(sorted(asked.shares)),
        until=asked.until.date(),
    )


async def show_person(
    post: Post, library: Library, person: Person, step: str, shown: Agreement | None = None
) -> bool:
    """Show a person a question or an outcome; False where nothing may appear on their phone."""
    conversation = person.conversation
    if conversation.hushed or conversation.talk is Talk.NONE:
        return False
    mine = replace(conversation.particulars, agreements=(shown,) if shown else ())
    place = library.begin(SHARING, step)
    conversation = replace(conversation, particulars=mine).moved_to(place)
    person = replace(person, conversation=conversation)
    await post.books.people.save(person)
    await post.to_person(person, screen_letter(person, place, replaces=False))
    return True

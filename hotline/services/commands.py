"""What operators ask for with a command in the staff group; nothing here leads to a person."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from dialogs.instruments import shelf
from dialogs.words import phrases
from dialogs.words.languages import LANGUAGES
from hotline.domain.assessment import Source
from hotline.domain.ban import NeedsAnother
from hotline.domain.case import CaseGone
from hotline.domain.letters import AboutOperator, CloseThread, NumberedList
from hotline.domain.priority import Priority
from hotline.domain.queue import CAPACITY
from hotline.services.assessing import Assessing, set_priority
from hotline.services.banning import ban
from hotline.services.safety import lift

if TYPE_CHECKING:
    from dialogs.words.text import Text
    from hotline.domain.arrivals import OperatorAsked
    from hotline.domain.case import Case, OperatorKey
    from hotline.domain.queue import Gender
    from hotline.services.post import Post
    from hotline.services.queue import Handing
    from hotline.storage.queue import Operator

Kind = Literal["sign", "profile"]
GENDERS: dict[str, Gender] = {"woman": "woman", "man": "man"}
# Nobody carries more than twice of what is thought bearable.
CAPACITIES = {str(number): number for number in range(1, 2 * CAPACITY + 1)}


@dataclass(frozen=True, slots=True)
class Order:
    """One command about one case, inside one transaction of `post`."""

    post: Post
    handing: Handing
    case: Case
    operator: OperatorKey
    words: str

    @property
    def first(self) -> str:
        """The first word behind the command."""
        return self.words.partition(" ")[0].lower()

    @property
    def why(self) -> str:
        """All words but the first."""
        return self.words.partition(" ")[2].strip()

    @property
    def holds(self) -> bool:
        """Whether the operator holds the case."""
        return self.case.owner == self.operator


# A command answers with what the topic is told, or with None when it has said it itself.
Command = Callable[[Order], Awaitable["Text | None"]]


async def obey(post: Post, handing: Handing, asked: OperatorAsked) -> str:
    """Do what a command says and return its fate."""
    case = await post.books.cases.by_thread(asked.thread)
    if case is None:
        return "no_case"
    if asked.anonymous:
        await post.tell(case, phrases.DESK_ANONYMOUS)
        return "refused"
    command = COMMANDS.get(asked.command, _unknown)
    operator = post.books.operator(asked.operator)
    answer = await command(Order(post, handing, case, operator, asked.words))
    if answer is not None:
        await post.tell(case, answer)
    return "desk"


async def _unknown(_order: Order) -> Text:
    return phrases.DESK_NO_COMMAND


async def _help(_order: Order) -> Text:
    return phrases.DESK_COMMANDS


async def _list_signs(order: Order) -> Text | None:
    """Say the dimensions, or the signs of one."""
    rows = [row for row in _numbered_signs() if row[0].startswith(f"{order.first}.")]
    if order.words and not rows:
        return phrases.DESK_NO_NUMBER
    await order.post.to_thread(order.case, NumberedList(tuple(rows) or _dimensions()))
    return None


async def _list_profiles(order: Order) -> None:
    rows = tuple((number, f"profile.{name}") for number, name in _numbers("profile").items())
    await order.post.to_thread(order.case, NumberedList(rows))


def _correct(kind: Kind, *, withdrawn: bool = False) -> Command:
    """Return the command that adds a sign or profile, or takes one back."""

    async def command(order: Order) -> Text:
        name = _numbers(kind).get(order.first)
        if name is None:
            return phrases.DESK_NO_NUMBER
        if refusal := _refused(order):
            return refusal
        assessing = Assessing(order.post, order.case)
        await assessing.correct(order.operator, kind, name, order.why, withdrawn=withdrawn)
        return phrases.DESK_WRITTEN

    return command


async def _priority(order: Order) -> Text | None:
    if order.first not in {*Priority}:
        return phrases.DESK_NO_NUMBER
    if refusal := _refused(order):
        return refusal
    await set_priority(
        order.post,
        order.case,
        Priority(order.first),
        source=Source.OPERATOR,
        why=order.why,
        operator=order.operator,
    )
    return None


async def _lift(order: Order) -> Text:
    """Send again what a duress word or an unanswered question has stopped; a rule still holds."""
    person = order.case.person and await order.post.books.people.by_id(order.case.person)
    if not person:
        return phrases.DESK_GONE
    if not order.holds:
        return phrases.DESK_NOT_HOLDER
    await lift(order.post, person)
    return phrases.DESK_LIFTED


async def _ban(order: Order) -> Text | None:
    """Ask for a ban, or agree to one; once two have, the case is closed without a word."""
    post, case = order.post, order.case
    try:
        told = await ban(post.books, case, order.operator, post.now)
    except NeedsAnother:
        return phrases.DESK_BAN_SECOND
    except CaseGone:
        return phrases.DESK_GONE
    if not told.in_force(post.now):
        await post.alert(case, phrases.DESK_BAN_ASKED, fresh=True)
        return phrases.DESK_BAN_SECOND
    await post.alert(case, phrases.DESK_CLOSED_ALERT)
    await post.tell(case, phrases.DESK_BANNED)
    await post.to_thread(case, CloseThread())
    return None


def _refused(order: Order) -> Text | None:
    """Say why nothing is written: whoever changes a case holds it and says why."""
    if not order.holds:
        return phrases.DESK_NOT_HOLDER
    return None if order.why else phrases.DESK_NO_REASON


def _dimensions() -> tuple[tuple[str, str], ...]:
    dimensions = shelf.indicators().dimensions
    return tuple((str(number), each.text.key) for number, each in enumerate(dimensions, 1))


def _numbered_signs() -> list[tuple[str, str]]:
    return [(number, f"sign.{name}") for number, name in _numbers("sign").items()]


def _numbers(kind: Kind) -> dict[str, str]:
    """Return what can be written behind a command, and the sign or profile it names."""
    if kind == "profile":
        return {str(number): each.id for number, each in enumerate(shelf.profiles(), 1)}
    return {
        f"{dimension}.{number}": sign.id
        for dimension, each in enumerate(shelf.indicators().dimensions, 1)
        for number, sign in enumerate(each.signs, 1)
    }


async def _me(order: Order) -> None:
    """Keep what an operator can serve, if they said it, and say what is known."""
    known = await order.handing.known(order.post.books, order.operator)
    told = _introduced(known, order.words.split()) or known
    if told != known:
        await order.post.books.queue.introduce(told, order.post.now)
    about = AboutOperator(tuple(sorted(told.languages)), told.gender, told.capacity)
    await order.post.to_thread(order.case, about)


def _introduced(known: Operator, words: list[str]) -> Operator | None:
    """Return the operator as they described themselves; None for what cannot be read."""
    languages, told = {word for word in words if word in LANGUAGES}, known
    for word in words:
        if word in GENDERS:
            told = replace(told, gender=GENDERS[word])
        elif word in CAPACITIES:
            told = replace(told, capacity=CAPACITIES[word])
        elif word not in languages:
            return None
    return replace(told, languages=frozenset(languages)) if languages else told


COMMANDS: dict[str, Command] = {
    "desk": _help,
    "signs": _list_signs,
    "sign": _correct("sign"),
    "unsign": _correct("sign", withdrawn=True),
    "profiles": _list_profiles,
    "profile": _correct("profile"),
    "unprofile": _correct("profile", withdrawn=True),
    "priority": _priority,
    "lift": _lift,
    "ban": _ban,
    "me": _me,
}

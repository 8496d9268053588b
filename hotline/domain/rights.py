"""Rights: which role may do what, and to whose case; the table itself is rights.yaml.

The same table guards every page and every act, is what an administrator reads,
and is what the test of all pages expects. What it does not name is refused.
"""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from dialogs.notation import loaded
from hotline.domain.staff import Role

if TYPE_CHECKING:
    from hotline.domain.case import Case
    from hotline.domain.desks import Desks
    from hotline.domain.staff import Member

TABLE = Path(__file__).with_name("rights.yaml")


class Reach(StrEnum):
    """How far a right goes; `nothing` is for acts that touch no case."""

    MINE = "mine"
    DESK = "desk"
    NOTHING = "nothing"


class Whose(StrEnum):
    """Whose case an act would touch, seen by one member of staff."""

    NO_CASE = "no case"
    MINE = "mine"
    DESK = "desk"
    OTHER = "other"


REACHES = {
    Reach.NOTHING: frozenset({Whose.NO_CASE}),
    Reach.MINE: frozenset({Whose.MINE}),
    Reach.DESK: frozenset({Whose.MINE, Whose.DESK}),
}


class NotAllowed(Exception):
    """The table does not give this role this act, here."""


class Right(BaseModel):
    """One line of the table; `fresh` asks for a code first, `public` for no sign-in at all."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    act: str
    says: str
    public: bool = False
    fresh: bool = False
    who: dict[Role, Reach] = Field(default_factory=dict)


class Rights:
    """The whole table."""

    def __init__(self, table: tuple[Right, ...]) -> None:
        self._acts = {right.act: right for right in table}

    @property
    def acts(self) -> frozenset[str]:
        """Return every act there is."""
        return frozenset(self._acts)

    def of(self, act: str) -> Right:
        """Return one line; an act without a line is a mistake of ours: KeyError."""
        return self._acts[act]

    def allow(self, role: Role, act: str, whose: Whose = Whose.NO_CASE) -> bool:
        """Say whether a role may do this to that."""
        reach = self.of(act).who.get(role)
        return reach is not None and whose in REACHES[reach]

    def any_case(self, role: Role, act: str) -> bool:
        """Say whether a role may do this to any case at all."""
        return self.of(act).who.get(role) in {Reach.MINE, Reach.DESK}


def whose(case: Case, member: Member, desks: Desks) -> Whose:
    """Say whose a case is: held by this member, of their desk, or somebody else's."""
    if case.owner == member.key:
        return Whose.MINE
    own = desks.of(case.language, case.country, case.desk).desk == member.desk
    return Whose.DESK if own else Whose.OTHER


@cache
def read_rights() -> Rights:
    """Return the table as it is written."""
    told = loaded(TABLE.read_text("utf-8"))
    return Rights(TypeAdapter(tuple[Right, ...]).validate_python(told))

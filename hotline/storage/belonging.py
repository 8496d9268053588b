"""Which cases belong to a desk, as a condition: the same that `Desks.of` says of one case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import and_, or_

from hotline.storage.tables import cases

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import ColumnElement

    from hotline.domain.desks import Desk


def at_desk(desk: Desk, speaking: Mapping[str, frozenset[str]]) -> ColumnElement[bool]:
    """Return the condition that a case is of a desk: handed over to it, or its own.

    `speaking` names, for each language the desk leads, the desks that speak it: a person
    in one of their countries is theirs.
    """
    here = and_(cases.c.country == desk.desk, cases.c.language.in_(desk.languages))
    led = [
        and_(
            cases.c.language == language,
            or_(cases.c.country.is_(None), cases.c.country.not_in(speaking[language])),
        )
        for language in desk.leads
    ]
    by_itself = and_(cases.c.desk.is_(None), or_(here, *led))
    return or_(cases.c.desk == desk.desk, by_itself)

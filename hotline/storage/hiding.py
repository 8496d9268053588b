"""What is hidden: on its way out, and seen by nobody unless something happens again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from hotline.domain.retention import Kind, Step
from hotline.storage.tables import cases, persons, retention

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement

    from hotline.domain.case import CaseId

NOTE = "note"


def kind_of(side: str) -> Kind:
    """Return what kind of thing one side's messages are."""
    return Kind.NOTES if side == NOTE else Kind.SAID


def visible(kind: Kind, person: Any) -> ColumnElement[bool]:  # noqa: ANN401  # a column or an id
    """Return the condition that a kind of what we keep of a person is not hidden."""
    hidden = (
        select(retention.c.person)
        .join(persons, persons.c.id == retention.c.person)
        .where(
            retention.c.person == person,
            retention.c.kind == kind.value,
            retention.c.step == Step.HIDDEN.value,
            retention.c.since > persons.c.seen_at,
        )
    )
    return ~hidden.exists()


def visible_in(case: CaseId, side: str) -> ColumnElement[bool]:
    """Return the condition that what one side said in a case is not hidden."""
    person = select(cases.c.person).where(cases.c.id == case).scalar_subquery()
    return visible(kind_of(side), person)

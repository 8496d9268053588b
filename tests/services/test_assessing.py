"""What was told about a person: kept in order, corrected, sealed, and erased with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from hotline.domain.assessment import Source
from hotline.domain.priority import Priority
from hotline.services.assessing import (
    Assessing,
    UnknownSign,
    keep_report,
    set_priority,
    table,
    told_by_person,
)
from tests.services.scenes import NOON, operator, person_waits, post

if TYPE_CHECKING:
    from hotline.storage.books import Books, Database

TAKEN, HURT = "destination.documents_taken", "destination.hurt"


async def told(books: Books, *signs: str) -> Assessing:
    """Somebody whose answers said these signs."""
    case = await person_waits(books)
    for sign in signs:
        report = told_by_person("sign", sign, "questions.papers.others", post(books))
        await keep_report(post(books), case, report)
    return Assessing(post(books), case)


async def test_two_strong_signs_make_the_table_positive_and_say_why(database: Database) -> None:
    async with database.books() as books:
        assessing = await told(books, TAKEN, HURT)
        assessment = await assessing.now()
        shown = table(assessing.case, assessment)

    [row] = shown.rows
    assert (row.dimension, row.positive, row.why) == ("dimension.coercion", True, "why.two_strong")
    assert row.signs == ((f"sign.{TAKEN}", "weight.strong"), (f"sign.{HURT}", "weight.strong"))
    assert shown.version == "ilo 2009-09/1"


async def test_a_sign_taken_back_counts_no_more_and_stays_in_the_history(
    database: Database,
) -> None:
    async with database.books() as books:
        assessing = await told(books, TAKEN, HURT)
        await assessing.correct(operator(1), "sign", HURT, "meant an accident", withdrawn=True)
        assessment = await assessing.now()
        reports, _ = await assessing.history()

    assert "coercion" not in assessment.result.positive
    assert assessment.withdrawn == (HURT,)
    assert [(each.source, each.withdrawn) for each in reports] == [
        (Source.PERSON, False),
        (Source.PERSON, False),
        (Source.OPERATOR, True),
    ]
    assert reports[-1].why == "meant an accident"


async def test_an_operator_adds_a_sign_and_a_profile(database: Database) -> None:
    async with database.books() as books:
        assessing = await told(books)
        await assessing.correct(operator(1), "sign", TAKEN, "said so on the phone")
        await assessing.correct(operator(1), "profile", "child", "said: fifteen")
        assessment = await assessing.now()

    assert assessment.child
    assert assessment.profiles == ("child",)
    assert [sign.id for each in assessment.result.weighed for sign, _ in each.signs] == [TAKEN]


async def test_a_sign_nobody_knows_is_refused_and_not_kept(database: Database) -> None:
    async with database.books() as books:
        assessing = await told(books)
        with pytest.raises(UnknownSign):
            await assessing.correct(operator(1), "sign", "destination.nothing", "why")
        reports, _ = await assessing.history()

    assert reports == []


async def test_a_skipped_question_is_said_as_skipped(database: Database) -> None:
    async with database.books() as books:
        assessing = await told(books)
        assert assessing.case.person
        await books.people.answer(assessing.case.person, "questions.harm", "skip", NOON)
        await books.people.answer(assessing.case.person, "questions.pay", "paid", NOON)

        assert (await assessing.now()).skipped == ("questions.harm",)


async def test_every_change_of_priority_keeps_before_after_who_and_why(
    database: Database,
) -> None:
    async with database.books() as books:
        case = await person_waits(books)
        case = await set_priority(
            post(books), case, Priority.NOW, source=Source.PERSON, why="person.freedom.no"
        )
        case = await set_priority(
            post(books),
            case,
            Priority.TODAY,
            source=Source.OPERATOR,
            why="safe with a neighbour",
            operator=operator(1),
        )
        _, changes = await Assessing(post(books), case).history()

    assert [(each.before, each.after) for each in changes] == [
        (Priority.SOON, Priority.NOW),
        (Priority.NOW, Priority.TODAY),
    ]
    assert [(each.source, each.operator) for each in changes] == [
        (Source.PERSON, None),
        (Source.OPERATOR, operator(1)),
    ]
    assert changes[1].why == "safe with a neighbour"


async def test_no_sign_and_no_reason_lies_readable_in_the_database(database: Database) -> None:
    async with database.books() as books:
        assessing = await told(books, HURT)
        await assessing.correct(operator(1), "sign", TAKEN, "canary words")
        await set_priority(
            post(books), assessing.case, Priority.NOW, source=Source.RULE, why="canary words"
        )
        rows = await books.connection.execute(
            text("SELECT reports::text FROM reports UNION SELECT p::text FROM priority_changes p")
        )
        written = " ".join(rows.scalars())

    for plain in (b"hurt", b"documents", b"canary"):
        assert plain.hex() not in written
        assert plain.decode() not in written


async def test_erasing_takes_what_was_told_and_leaves_that_a_priority_changed(
    database: Database,
) -> None:
    async with database.books() as books:
        assessing = await told(books, HURT)
        case = await set_priority(
            post(books), assessing.case, Priority.NOW, source=Source.PERSON, why="person.danger"
        )
        assert case.person
        await books.assessments.empty(case.person)
        await books.cases.empty(case.person, NOON.date())
    async with database.books() as books:
        left = await books.connection.execute(text("SELECT count(*) FROM reports"))
        [change] = await books.assessments.changes(case.id)

    assert left.scalar_one() == 0
    assert (change.after, change.why) == (Priority.NOW, None)

"""What was told about a person: kept, corrected by operators, and shown to them as a table."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dialogs.instruments import shelf
from dialogs.words import phrases
from hotline.domain.assessment import Assessment, Change, Report, Source, assessed
from hotline.domain.case import CaseState
from hotline.domain.letters import AssessmentTable, TableRow

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Literal

    from hotline.domain.case import Case, OperatorKey
    from hotline.domain.priority import Priority
    from hotline.services.post import Post


class UnknownSign(Exception):
    """The instruments hold no sign or profile of this name."""


@dataclass(frozen=True, slots=True)
class Assessing:
    """The assessment of one case, inside one transaction of `post`."""

    post: Post
    case: Case

    async def correct(
        self,
        operator: OperatorKey,
        kind: Literal["sign", "profile"],
        name: str,
        why: str,
        *,
        withdrawn: bool = False,
    ) -> None:
        """Add a sign or profile for an operator, or take one back; what was told before stays.

        Raises UnknownSign; nothing is kept then.
        """
        if not _known(kind, name):
            raise UnknownSign
        report = Report(
            kind=kind,
            name=name,
            source=Source.OPERATOR,
            why=why,
            version=_version(),
            at=self.post.now,
            withdrawn=withdrawn,
            operator=operator,
        )
        await keep_report(self.post, self.case, report)

    async def now(self) -> Assessment:
        """Return what everything told so far comes to."""
        books, person = self.post.books, self.case.person
        reports = await books.assessments.reports(person) if person else ()
        answers = await books.people.answers(person) if person else ()
        return assessed(reports, answers, shelf.indicators())

    async def history(self) -> tuple[Sequence[Report], Sequence[Change]]:
        """Return everything told and every change of priority, oldest first."""
        books, person = self.post.books, self.case.person
        reports = await books.assessments.reports(person) if person else ()
        return reports, await books.assessments.changes(self.case.id)

    async def show(self) -> None:
        """Say the table in the case's topic."""
        await self.post.to_thread(self.case, table(self.case, await self.now()))


async def keep_report(post: Post, case: Case, report: Report) -> None:
    """Keep a report about the person of a case."""
    if case.person is not None:
        await post.books.assessments.report(case.person, report)


def told_by_person(kind: Literal["sign", "profile"], name: str, why: str, post: Post) -> Report:
    """Return what a person's own answer says; `why` is the answer, script.step.choice."""
    return Report(kind, name, Source.PERSON, why, _version(), post.now)


async def set_priority(
    post: Post,
    case: Case,
    priority: Priority,
    *,
    source: Source,
    why: str,
    operator: OperatorKey | None = None,
) -> Case:
    """Change a case's priority, keep before, after, who and why, and say it to the operators."""
    if case.priority is priority:
        return case
    change = Change(case.priority, priority, source, why, post.now, operator)
    await post.books.assessments.change(case.id, change)
    case = replace(case, priority=priority)
    await post.books.cases.save(case)
    if case.state is CaseState.WAITING:
        await post.alert(case, phrases.DESK_WAITING, takeable=True)
    elif case.held:
        await post.tell(case, phrases.DESK_PRIORITY)
    return case


def table(case: Case, assessment: Assessment) -> AssessmentTable:
    """Return the table as a letter: keys of the catalogue only, read by operators."""
    result = assessment.result
    return AssessmentTable(
        code=case.code,
        rows=tuple(
            TableRow(
                dimension=each.dimension.text.key,
                positive=each.positive,
                why=each.why.key,
                signs=tuple((sign.text.key, f"weight.{weight}") for sign, weight in each.signs),
            )
            for each in result.weighed
            if each.signs
        ),
        withdrawn=tuple(f"sign.{name}" for name in assessment.withdrawn),
        profiles=tuple(f"profile.{name}" for name in assessment.profiles),
        skipped=assessment.skipped,
        results=tuple(label.key for label in result.labels),
        ours=result.ours,
        possible_victim=result.possible_victim,
        version=assessment.version,
    )


def _known(kind: str, name: str) -> bool:
    if kind == "sign":
        return shelf.indicators().find(name) is not None
    return any(profile.id == name for profile in shelf.profiles())


def _version() -> str:
    instrument = shelf.indicators()
    return f"{instrument.instrument} {instrument.version}"

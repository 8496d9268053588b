"""What must be true of the service, as small as it can be said: people, cases, operators."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import count
from typing import Literal

Talk = Literal["none", "waiting", "human", "closed"]
State = Literal["waiting", "open", "sleeping", "closed"]


@dataclass
class Case:
    """A case as the people who work with it would tell it."""

    state: State = "waiting"
    owner: int | None = None
    note_by: int | None = None
    # The person waits for an answer in a case that somebody holds.
    unanswered: bool = False

    def held(self) -> bool:
        """Say whether somebody answers here."""
        return self.state in {"open", "sleeping"}

    def falls_back(self) -> None:
        """Go back into the queue."""
        self.state, self.owner, self.note_by, self.unanswered = "waiting", None, None, False

    def wakes(self) -> None:
        """Hear from the person."""
        if self.held() and not self.unanswered:
            self.state, self.unanswered = "open", True


@dataclass
class Person:
    """One person; `code` is their case, `passed_on` what operators must see, in order."""

    number: int
    speaks: bool = False
    talk: Talk = "none"
    code: str | None = None
    hushed: bool = False
    passed_on: list[str] = field(default_factory=list)
    # Replies that may arrive, and those that must not: away, or somebody reads along.
    replies: list[str] = field(default_factory=list)
    withheld: list[str] = field(default_factory=list)


@dataclass
class Model:
    """All of it; whoever erases themselves is nobody here any more, and cases keep their state."""

    people: dict[int, Person] = field(default_factory=dict)
    cases: dict[str, Case] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    erased: list[Person] = field(default_factory=list)
    numbers: count[int] = field(default_factory=lambda: count(1))

    def words(self, kind: str) -> str:
        """Return words nobody has said before."""
        return f"№{next(self.numbers)}{kind}"

    def case_of(self, person: Person) -> Case | None:
        """Return a person's case."""
        return self.cases[person.code] if person.code else None

    def asks(self, person: Person) -> bool:
        """Let a person come into the queue, or back to who answers; say whether a case is new."""
        case = self.case_of(person)
        if person.talk in {"waiting", "human"}:
            return False
        person.talk = "waiting"
        if case is None:
            return True
        if case.state == "closed":
            case.falls_back()
        elif case.held():
            if case.state == "sleeping":
                case.wakes()
            person.talk = "human"
        return False

    def writes(self, person: Person, words: str) -> None:
        """Let a person write something harmless."""
        if person.talk == "closed":
            self.asks(person)
        if person.talk in {"waiting", "human"}:
            person.passed_on.append(words)
            case = self.case_of(person)
            if case is not None:
                case.wakes()

    def takes(self, operator: int, person: Person) -> None:
        """Let an operator take a case; the first one wins."""
        case = self.case_of(person)
        if case is None or case.state == "closed" or case.owner is not None:
            return
        case.state, case.owner, case.unanswered = "open", operator, True
        if person.talk != "none":
            person.talk = "human"

    def says(self, operator: int, person: Person, words: str) -> None:
        """Let an operator write in a topic: a note, or a reply where one may be heard."""
        case = self.case_of(person)
        assert case is not None
        noted = words.startswith("//") or case.note_by == operator
        if noted or case.owner != operator:
            case.note_by = None if noted and case.note_by == operator else case.note_by
            self.notes.append(words)
        elif person.talk != "human" or person.hushed:
            person.withheld.append(words)
        else:
            person.replies.append(words)
            case.unanswered = False

    def closes(self, operator: int, person: Person) -> None:
        """Let an operator end a talk, if it is theirs."""
        case = self.case_of(person)
        if case is None or case.owner != operator or case.state == "closed":
            return
        # How long somebody waited stands there until the case is opened again.
        case.state, case.owner, case.note_by = "closed", None, None
        if person.talk != "none":
            person.talk = "closed"

    def erases(self, person: Person) -> None:
        """Let a person be forgotten."""
        if person.code:
            del self.cases[person.code]
        self.erased.append(person)
        self.people[person.number] = Person(person.number)
